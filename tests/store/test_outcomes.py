"""What became of forecasts and of promises, people's word before the engine's."""

from __future__ import annotations

from pathlib import Path

import pytest
from making import event_store

from onrecord.archive.forecasting import forecasting
from onrecord.errors import StoreError
from onrecord.store import Filter, Store, Verdict, ask, decide, moves, resolved, standing, undo
from onrecord.store.bulk import insert
from onrecord.store.links import put


def edit(store: Store, layer: str, article: str, item: str, **change: object) -> None:
    decide(store, Verdict(article=article, layer=layer, id=item, decision="edited", change=change))


@pytest.fixture
def forecast(store: Store) -> tuple[str, str]:
    (found,) = ask(store, "forecasts")
    return found.article, found.item.id


def test_a_forecast_is_resolved_by_a_person(store: Store, forecast: tuple[str, str]):
    assert resolved(store) == []
    (found,) = ask(store, "forecasts")
    edit(store, "forecasts", *forecast, outcome="false")
    (one,) = resolved(store)
    assert (one.article, one.id, one.came_true, one.likelihood) == (*forecast, False, found.item.point)
    assert (one.text, one.outlet, one.key) == (found.evidence, "Harbour Post", "person/anna-jonsdottir")
    edit(store, "forecasts", *forecast, outcome="true")
    assert [one.came_true for one in resolved(store)] == [True]
    assert resolved(store, Filter(outlet="meridian")) == []
    undo(store, one.review.key)
    undo(store, standing(store, [forecast[0]])[forecast[0]][forecast[1]].key)
    assert resolved(store) == []


def test_what_a_person_corrects_counts(store: Store, forecast: tuple[str, str]):
    (before,) = ask(store, "forecasts")
    (norway,) = (row["id"] for row in store.query(
        "SELECT id FROM actors WHERE key = 'state/NOR' AND article = $1", [forecast[0]]).to_pylist())  # fmt: skip
    edit(store, "forecasts", *forecast, outcome="true", negated=not before.item.negated, forecaster=norway)
    (one,) = resolved(store)
    assert one.likelihood == pytest.approx(1 - before.item.point)
    assert (one.forecaster, one.key, one.party) == ("Norway", "state/NOR", "NOR")
    edit(
        store,
        "forecasts",
        *forecast,
        forecaster=None,
        negated=before.item.negated,
        scale="icd-203",
        entry="likely",
    )
    (one,) = resolved(store)
    assert (one.forecaster, one.key, one.likelihood) == (None, None, 0.675)


def test_forecasters_have_their_scores(store: Store, forecast: tuple[str, str]):
    assert forecasting(store).overall.n == 0
    edit(store, "forecasts", *forecast, outcome="false")
    found = forecasting(store)
    (anna,) = found.forecasters
    assert (anna.name, anna.party) == ("Anna Jonsdottir", "ISL")
    assert anna.calibration == found.overall
    assert found.overall.brier == pytest.approx(resolved(store)[0].likelihood ** 2)
    assert forecasting(store, Filter(actor="Norway")).forecasters == ()


def position(
    article: int, item: int, kind: str, outcome: str, text: str, holder: str = "NOR"
) -> dict[str, object]:
    return {
        "article": f"{article:016x}", "id": f"p{item}", "kind": kind, "outcome": outcome, "text": text, "toward_keys": [],
        "holder_key": f"state/{holder}", "holder_name": holder.title(), "holder_party": holder, "withdrawn": False,
        "toward_names": [], "toward_parties": [], "confidence": 0.5,
    }  # fmt: skip


@pytest.fixture
def bargaining(tmp_path: Path) -> Store:
    """Three reports with moves, the second a copy of the first."""
    store = event_store(tmp_path, [{}, {}, {}])
    rows = [
        position(0, 1, "promise", "open", "withdraw"), position(1, 1, "promise", "open", "withdraw"),
        position(0, 2, "promise", "met", "pay"), position(2, 1, "promise", "broken", "withdraw"),
        position(2, 2, "threat", "open", "close the port"), position(2, 3, "demand", "met", "an answer", "ISL"),
        {**position(2, 4, "demand", "open", "more"), "holder_key": "~the crew"},
        {**position(2, 5, "demand", "open", "less"), "holder_key": None},
    ]  # fmt: skip
    with store.writing() as connection:
        insert(connection, "positions", rows)
    put(store, "wire_copies", [{"family": f"{0:016x}", "article": f"{n:016x}"} for n in (0, 1)])
    return store


def test_moves_are_counted_by_holder_kind_and_outcome(bargaining: Store):
    norway, iceland = moves(bargaining)
    assert (norway.key, norway.name, norway.party, norway.n) == ("state/NOR", "Nor", "NOR", 4)
    assert set(norway.by_outcome) == {
        ("promise", "open", 1), ("promise", "met", 1), ("promise", "broken", 1), ("threat", "open", 1),
    }  # fmt: skip
    assert (norway.number("promise"), norway.number("promise", "met", "broken"), norway.number("offer")) == (
        3,
        2,
        0,
    )
    assert iceland.by_outcome == (("demand", "met", 1),)
    assert moves(bargaining, limit=1, offset=1) == [iceland]
    assert moves(bargaining, Filter(type="threat"))[0].n == 1
    with pytest.raises(StoreError, match="forecasts have no dyad"):
        resolved(bargaining, Filter(dyad=("NOR", "ISL")))


def test_a_person_decides_what_became_of_a_promise(store: Store):
    demand = next(one for one in ask(store, "positions", Filter(type="demand")))
    (before,) = [one for one in moves(store) if one.key == "state/NOR"]
    assert before.number("demand", "open") == before.number("demand") == 1
    edit(store, "positions", demand.article, demand.item.id, outcome="met", kind="warning")
    (after,) = [one for one in moves(store) if one.key == "state/NOR"]
    assert (after.number("demand"), after.number("warning", "met")) == (0, 1)
    anna = next(
        row["id"] for row in store.query(
            "SELECT id FROM actors WHERE key = 'person/anna-jonsdottir' AND article = $1", [demand.article]
        ).to_pylist()
    )  # fmt: skip
    edit(store, "positions", demand.article, demand.item.id, holder=anna)
    assert [one.number("warning", "met") for one in moves(store) if one.name == "Anna Jonsdottir"] == [1]
    decide(store, Verdict(article=demand.article, layer="positions", id=demand.item.id, decision="rejected"))
    assert sum(one.n for one in moves(store)) == sum(1 for _ in ask(store, "positions")) - 1


@pytest.mark.parametrize(("decision", "met", "still_open"), [("edited", 2, 0), ("rejected", 1, 0)])
def test_a_decision_on_one_copy_stands_for_all(bargaining: Store, decision: str, met: int, still_open: int):
    with bargaining.writing() as connection:
        insert(connection, "reviews", [{
            "key": "k", "serial": 1, "article": f"{1:016x}", "layer": "positions", "id": "p1", "decision": decision,
            "change": '{"outcome": "met"}' if decision == "edited" else "{}",
        }])  # fmt: skip
    norway = moves(bargaining)[0]
    assert (norway.number("promise", "met"), norway.number("promise", "open")) == (met, still_open)


def test_the_moves_of_one_holder_can_be_asked_for(bargaining: Store):
    norway, iceland = moves(bargaining)
    assert moves(bargaining, holder="state/NOR") == [norway]
    assert moves(bargaining, Filter(type="demand"), holder="state/ISL") == [iceland]
    assert moves(bargaining, holder="state/XYZ") == []
    assert moves(bargaining, Filter(outlet="harbour"), holder="state/NOR") == [norway]


def test_a_decision_that_changes_nothing_leaves_all_moves_as_they_are(bargaining: Store):
    before = moves(bargaining)
    with bargaining.writing() as connection:
        insert(connection, "reviews", [{
            "key": "k", "serial": 1, "article": f"{0:016x}", "layer": "positions", "id": "p2", "decision": "accepted",
            "change": "{}",
        }])  # fmt: skip
    assert moves(bargaining) == before
    assert moves(bargaining, Filter(outlet="harbour"), holder="state/NOR") == before[:1]
