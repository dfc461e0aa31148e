"""What people decide on items: checked, kept for good, taken back, and carried to newer versions."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import msgspec
import pytest
from storing import taken

from onrecord.errors import StoreError
from onrecord.model import Event, Forecast, Record
from onrecord.pipeline import Reader
from onrecord.reading import Hints
from onrecord.store import Filter, Store, ask, open_store
from onrecord.store.add import add
from onrecord.store.corrections import REVIEWABLE, evidence_of, settable
from onrecord.store.parquet import write_file
from onrecord.store.reviews import Verdict, decide, decisions, find_review, names_in, standing, undo
from onrecord.store.tables import TABLES
from onrecord.store.undecided import item_at, queue, tally

URL = Hints(url="https://news.example/ferry", date="2031-03-05")
OLD = "Norway demanded that Iceland free the ferry.\n\nEstonia accused Latvia of piracy on Tuesday."
NEW = "Storms went on all night.\n\nNorway demanded that Iceland free the ferry.\n\nEstonia praised Latvia."


def first(store: Store, layer: str, **wanted: object) -> tuple[str, str]:
    waiting = queue(store, Filter(**wanted), layer, limit=1)[0]  # type: ignore[arg-type]
    return waiting.article, waiting.item.id


def verdict(store: Store, layer: str = "events", decision: str = "accepted", **more: object) -> Verdict:
    article, item = first(store, layer)
    return Verdict(article=article, layer=layer, id=item, decision=decision, **more)  # type: ignore[arg-type]


def held(store: Store, article: str, item: str) -> str | None:
    review = standing(store, [article])[article].get(item)
    return review and review.decision


@pytest.mark.parametrize("layer", REVIEWABLE)
def test_a_decision_is_kept_with_its_evidence(store: Store, layer: str):
    waiting = queue(store, layer=layer)
    one = decide(store, verdict(store, layer, note="as it says", reviewer="Ada", key="k1"))
    assert (one.serial, one.decision, one.note, one.reviewer, one.key) == (
        1,
        "accepted",
        "as it says",
        "Ada",
        "k1",
    )
    assert one.item == one.corrected == waiting[0].item
    assert one.span == evidence_of(one.item)
    assert one.text == waiting[0].evidence != ""
    assert decisions(store) == decisions(store, one.article) == [one]
    assert standing(store, [one.article]) == {one.article: {one.id: one}}
    assert [(w.article, w.item.id) for w in queue(store, layer=layer)] == [
        (w.article, w.item.id) for w in waiting[1:]
    ]  # fmt: skip


def test_a_decision_sent_twice_is_kept_once(store: Store):
    wanted = verdict(store, key="same")
    assert decide(store, wanted) == decide(store, wanted)
    assert len(decisions(store)) == 1
    with pytest.raises(ValueError, match="the key same is that of another decision"):
        decide(store, verdict(store, key="same"))


def test_the_latest_decision_holds_and_can_be_taken_back(store: Store):
    wanted = verdict(store)
    place = (wanted.article, wanted.id)
    one = decide(store, wanted)
    other = decide(store, replace(wanted, decision="rejected"))
    assert other.corrected is None
    assert held(store, *place) == "rejected"
    undone = undo(store, other.key, reviewer="Ada")
    assert (undone.decision, undone.undoes, undone.reviewer) == ("undone", other.key, "Ada")
    assert held(store, *place) == "accepted"
    assert undo(store, other.key) == undone
    undo(store, one.key)
    assert held(store, *place) is None
    assert first(store, "events") == place
    assert [d.decision for d in decisions(store, *place)] == ["undone", "undone", "rejected", "accepted"]
    with pytest.raises(StoreError, match="no decision nonesuch"):
        undo(store, "nonesuch")


def test_an_edit_changes_what_follows_from_it(store: Store):
    wanted = verdict(store, decision="edited", change={"type": "ASSAULT", "mode": "aerial"})
    after = decide(store, wanted).corrected
    assert isinstance(after, Event)
    assert (after.type, after.mode, after.quad, after.intensity) == (
        "ASSAULT",
        "aerial",
        "material-conflict",
        -9.0,
    )
    with pytest.raises(ValueError, match="AID has no mode 'aerial'; it has none"):
        decide(store, replace(wanted, change={"type": "AID"}))


def test_an_edit_adds_to_the_edit_that_stands(store: Store):
    article, item = first(store, "forecasts")
    there = {"article": article, "layer": "forecasts", "id": item, "decision": "edited"}
    decide(store, Verdict(**there, change={"negated": True}))
    both = decide(store, Verdict(**there, change={"outcome": "true"}))
    assert both.change == {"negated": True, "outcome": "true"}
    assert isinstance(both.corrected, Forecast)
    assert both.corrected.negated
    back = decide(store, Verdict(**there, change={"negated": both.item.negated}))
    assert back.change == {"outcome": "true"}


@pytest.mark.parametrize(
    ("layer", "change", "said"),
    [
        ("events", {"colour": "red"}, "events have no colour to set; there are type, mode"),
        ("events", {"confidence": 1.0}, "events have no confidence to set"),
        ("events", {"type": "QUARREL"}, "type cannot be 'QUARREL'; it is one of AGREE, CONSULT"),
        ("events", {"sources": ["a99"]}, "sources cannot be 'a99'; the article has no such actor"),
        ("events", {"sources": "a1"}, "sources: Expected `array`, got `str`"),
        ("events", {"statement": "s99"}, "statement cannot be 's99'; the article has no such statement"),
        ("events", {"span": [5, 90_000]}, "a span has to lie within the text"),
        ("events", {"intensity": "much"}, "intensity: Expected `float`, got `str`"),
        ("positions", {"outcome": "won"}, "outcome cannot be 'won'; it is one of open, met"),
        ("positions", {"deadline": "soon"}, "deadline: Invalid isoformat string"),
        ("forecasts", {"outcome": "maybe"}, "outcome cannot be 'maybe'; it is one of true, false"),
        ("actors", {"kind": "hero"}, "kind cannot be 'hero'; it is one of person, state"),
        ("times", {}, "nothing is changed; accept the item instead"),
    ],
)  # fmt: skip
def test_what_cannot_be_is_refused_in_words(store: Store, layer: str, change: dict, said: str):
    with pytest.raises(ValueError, match=said):
        decide(store, verdict(store, layer, "edited", change=change))
    assert decisions(store) == []


def test_an_edit_that_says_what_was_read_is_none(store: Store):
    event = queue(store)[0].item
    with pytest.raises(ValueError, match="nothing is changed"):
        decide(store, verdict(store, decision="edited", change=msgspec.to_builtins(event)))


@pytest.mark.parametrize(
    ("wrong", "kind", "said"),
    [
        ({"article": "0" * 16}, StoreError, "there is no article"),
        ({"id": "e99"}, StoreError, "there is no e99 among the events"),
        ({"layer": "quarrels"}, StoreError, "there is no layer 'quarrels'"),
        ({"decision": "undone"}, ValueError, "'undone' is no decision"),
        ({"decision": "rejected", "change": {"type": "AID"}}, ValueError, "rejected is not changed"),
    ],
)
def test_a_decision_on_nothing_is_refused(store: Store, wrong: dict, kind: type[Exception], said: str):
    article, item = first(store, "events")
    with pytest.raises(kind, match=said):
        decide(
            store,
            Verdict(**{"article": article, "layer": "events", "id": item, "decision": "accepted", **wrong}),
        )


def test_what_waits_comes_least_sure_first_in_its_sentence(store: Store):
    for layer in REVIEWABLE:
        waiting = queue(store, layer=layer)
        sure = [one.item.confidence for one in waiting]
        assert sure == sorted(sure) != []
        assert [(w.article, w.item) for w in queue(store, layer=layer, limit=2, offset=1)] == [
            (w.article, w.item) for w in waiting[1:3]
        ]
    (one,) = queue(store, Filter(text="trawlers"), "positions")
    assert (
        "".join(one.sentence)
        == "Norway demanded on Monday that Iceland withdraw its trawlers by March 10, 2031."
    )
    assert {one.item.type for one in queue(store, Filter(type="ASSAULT"))} == {"ASSAULT"}
    assert queue(store, Filter(outlet="nobody"), "times") == []
    with pytest.raises(StoreError, match="times have no actor"):
        queue(store, Filter(actor="Norway"), "times")


def test_a_tally_of_each_layer(store: Store):
    for decision, change in (("accepted", {}), ("rejected", {}), ("edited", {"status": "historical"})):
        decide(store, verdict(store, decision=decision, change=change))
    found = {one.layer: one for one in tally(store)}
    assert list(found) == list(REVIEWABLE)
    events = found["events"]
    assert (events.accepted, events.rejected, events.edited) == (1, 1, 1)
    assert events.items == len(ask(store, "events")) == events.undecided + 3
    assert found["times"].undecided == found["times"].items > 0


def test_fields_to_set_have_their_values():
    assert settable("forecasts")["outcome"] == ("true", "false")
    assert "THREATEN" in settable("events")["type"]
    assert "id" not in settable("actors")


def test_a_decision_follows_its_words_into_the_next_version(tmp_path):
    reader, store = Reader(), open_store(tmp_path / "s.duckdb", create=True)
    add(store, [taken(reader.read(OLD, URL), "a")])
    old = queue(store)[0].article
    events = {one.evidence: one.item.id for one in queue(store)}
    for item in events.values():
        decide(store, Verdict(article=old, layer="events", id=item, decision="accepted"))
    assert queue(store) == []
    newer = reader.read(NEW, URL)
    assert isinstance(newer, Record)
    add(store, [taken(newer, "b")])
    (new,) = ask(store, "articles")
    held_now = standing(store, [new["article"]])[new["article"]]
    assert held_now
    for review in held_now.values():
        assert review.span.of(NEW) == review.text
        assert review.read_in == old
    waiting = queue(store)
    assert {one.item.id for one in waiting}.isdisjoint(held_now)
    assert len(held_now) + len(waiting) == len(newer.events)
    assert [one for one in waiting if "praised" in one.evidence]
    kept = next(iter(held_now.values()))
    decide(store, Verdict(article=new["article"], layer="events", id=kept.id, decision="rejected"))
    assert [d.decision for d in decisions(store, new["article"], kept.id)] == ["rejected", "accepted"]
    assert held(store, new["article"], kept.id) == "rejected"
    assert held(store, old, next(d.id for d in decisions(store, old) if d.text == kept.text)) == "accepted"


def test_a_folder_of_parquet_shows_decisions(store: Store, tmp_path: Path):
    one = decide(store, verdict(store))
    for table in TABLES:
        write_file(
            tmp_path / "parts" / f"{table.name}.parquet", store.query(f"SELECT * FROM kept.{table.name}")
        )
    folder = open_store(tmp_path / "parts")
    assert decisions(folder) == [one]
    assert standing(folder, [one.article]) == standing(store, [one.article])
    assert [w.item for w in queue(folder)] == [w.item for w in queue(store)]
    assert tally(folder) == tally(store)
    with pytest.raises(StoreError, match="can only be read"):
        undo(folder, one.key)


def test_an_item_is_found_whatever_was_decided_on_it(store: Store):
    wanted = verdict(store)
    waiting = queue(store, layer="events")[0]
    assert item_at(store, "events", wanted.article, wanted.id) == waiting
    made = decide(store, wanted)
    assert item_at(store, "events", wanted.article, wanted.id) == waiting
    assert find_review(store, made.key) == made
    assert names_in(store, [made.article])[made.article] == {
        id: actor.name for id, actor in waiting.cast.items()
    }


def test_what_is_not_there_is_not_found(store: Store):
    article, item = first(store, "events")
    assert item_at(store, "events", "none", item) is None
    assert item_at(store, "events", article, "e99") is None
    assert item_at(store, "rumours", article, item) is None
    assert find_review(store, "none") is None
