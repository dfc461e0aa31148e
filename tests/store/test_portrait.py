"""Who an actor is across reports, and whom it deals with."""

from __future__ import annotations

from pathlib import Path

import pytest
from making import day, event_store

from onrecord.store import Filter, Store, ask
from onrecord.store.bulk import insert
from onrecord.store.portrait import Circle, circle, portrait


@pytest.fixture
def made(tmp_path: Path) -> Store:
    """Four reports; the first three name the minister, who changes her office."""
    store = event_store(tmp_path, [
        {"on": 0, "acts": ["NOR"], "meets": ["ISL"], "intensity": -6.0, "tells": "h"},
        {"on": 1, "acts": ["NOR"], "meets": ["ISL"], "intensity": -6.0, "tells": "h"},
        {"on": 2, "acts": ["ISL", "EU"], "meets": ["NOR"], "intensity": 2.0, "outlet": "Meridian"},
        {"on": 3, "acts": ["NOR"], "meets": ["ISL"], "status": "denied"},
    ])  # fmt: skip

    def actor(
        article: int, id: str, key: str, name: str, office: str | None = None, party: str = "NOR"
    ) -> dict[str, object]:
        return {"article": f"{article:016x}", "id": id, "key": key, "name": name, "kind": key.split("/")[0], "office": office,
                "party": party, "confidence": 0.5, "withdrawn": False}  # fmt: skip

    minister = "person/ingrid-haugen"
    actors = [
        actor(0, "a1", minister, "Ingrid Haugen", "foreign minister"), actor(1, "a1", minister, "Haugen", "foreign minister"),
        actor(2, "a1", minister, "Ingrid Haugen", "prime minister"), actor(0, "a2", "state/ISL", "Iceland", party="ISL"),
        actor(1, "a2", "state/ISL", "Iceland", party="ISL"), actor(2, "a2", "state/EU", "EU", party="EU"),
        actor(2, "a3", "~officials", "officials"), actor(3, "a1", "state/NOR", "Norway"),
    ]  # fmt: skip
    mentions = [
        {"article": f"{number:016x}", "actor": "a1", "span_start": 0, "span_end": 5, "form": form, "text": text,
         "withdrawn": False}
        for number, form, text in ((0, "name", "Ingrid Haugen"), (1, "name", "Haugen"), (2, "name", "Haugen"), (2, "pronoun", "she"))
    ]  # fmt: skip
    with store.writing() as connection:
        insert(connection, "actors", actors)
        insert(connection, "mentions", mentions)
    return store


def test_an_actor_is_what_all_reports_say(made: Store):
    found = portrait(made, "person/ingrid-haugen")
    assert found is not None
    assert (found.name, found.kind, found.party, found.articles, found.outlets) == (
        "Ingrid Haugen",
        "person",
        "NOR",
        3,
        2,
    )
    assert (found.first, found.last) == (day(0), day(2))
    assert found.names == (("Haugen", 2), ("Ingrid Haugen", 1))
    assert [(one.name, one.articles, one.first, one.last) for one in found.offices] == [
        ("foreign minister", 2, day(0), day(1)), ("prime minister", 1, day(2), day(2)),
    ]  # fmt: skip


def test_who_is_not_on_record_has_no_portrait(made: Store):
    assert portrait(made, "person/nobody") is None
    assert circle(made, "person/nobody") == Circle(ties=(), companions=())


def test_companions_are_told_of_in_the_same_reports(made: Store):
    found = circle(made, "person/ingrid-haugen").companions
    assert [(one.key, one.name, one.articles) for one in found] == [
        ("state/ISL", "Iceland", 2),
        ("state/EU", "EU", 1),
    ]


def test_ties_count_a_happening_once_and_what_is_told_as_fact(made: Store):
    found = circle(made, "state/NOR").ties
    assert [(one.key, one.deeds, one.did, one.mean, one.last) for one in found] == [
        ("state/ISL", 2, 1, -2.0, day(2)), ("state/EU", 1, 0, 2.0, day(2)),
    ]  # fmt: skip


def test_who_acts_beside_the_one_that_is_acted_upon_is_at_the_other_end(tmp_path: Path):
    store = event_store(
        tmp_path, [{"acts": ["NOR", "ISL"], "meets": ["NOR", "DNK"]}, {"acts": ["FIN"], "meets": ["NOR"]}]
    )
    with store.writing() as connection:
        insert(connection, "actors", [
            {"article": f"{0:016x}", "id": f"a{number}", "key": f"state/{code}", "name": code, "withdrawn": False}
            for number, code in enumerate(("NOR", "ISL", "DNK", "FIN"))
        ])  # fmt: skip
    assert [(one.name, one.deeds, one.did) for one in circle(store, "state/NOR").ties] == [
        ("DNK", 1, 1), ("FIN", 1, 0), ("ISL", 1, 1),
    ]  # fmt: skip


def test_a_key_is_that_actor_and_nobody_called_like_it(made: Store):
    with made.writing() as connection:
        insert(connection, "actors", [{
            "article": f"{3:016x}", "id": "a9", "key": "person/ingrid-haugen-berg", "name": "person/ingrid-haugen Berg",
            "kind": "person", "confidence": 0.5, "withdrawn": False,
        }])  # fmt: skip
    assert len(ask(made, "articles", Filter(actor="person/ingrid-haugen"))) == 3
    assert len(ask(made, "actors", Filter(actor="person/ingrid-haugen"))) == 1
    assert len(ask(made, "articles", Filter(actor="haugen"))) == 4
