"""What people decided goes out as training data and comes back as it was."""

from __future__ import annotations

import json
from pathlib import Path

import msgspec
import pytest
from exporting import HOSTILE, exported, hostile_record
from storing import taken

from onrecord.model import Actor, Event
from onrecord.pipeline import Reader
from onrecord.reading import Hints
from onrecord.store import Store, Verdict, ask, decide, decisions, open_store, queue, standing, undo
from onrecord.store.add import add
from onrecord.store.corrections import REVIEWABLE

URL = Hints(url="https://news.example/ferry", date="2031-03-05")
OLD = "Norway demanded that Iceland free the ferry."
NEW = "Storms went on all night.\n\nNorway demanded that Iceland free the ferry."


@pytest.fixture
def decided(tmp_path: Path) -> Store:
    """The hostile report with a decision on everything in it."""
    store = open_store(tmp_path / "decided.duckdb", create=True)
    add(store, [taken(hostile_record(), "one")])
    for layer in REVIEWABLE:
        for waiting in queue(store, layer=layer):
            decide(store, Verdict(article=waiting.article, layer=layer, id=waiting.item.id, decision="accepted",
                                  reviewer="Ada\n\u2028", note='"fine", says <i>Ada</i>'))  # fmt: skip
    return store


def lines_of(store: Store, **wanted: object) -> list[dict]:
    return [json.loads(line) for line in exported(store, "training", **wanted).split("\n") if line]


def test_every_decided_item_comes_back_as_it_was_read(decided: Store):
    lines = lines_of(decided)
    reviews = {review.key: review for review in decisions(decided)}
    assert {line["key"] for line in lines} == set(reviews)
    for line in lines:
        review, kind = reviews[line["key"]], REVIEWABLE[line["layer"]]
        assert msgspec.convert(line["item"], kind) == review.item
        assert msgspec.convert(line["corrected"], kind) == review.corrected
        assert (line["reviewer"], line["note"]) == (review.reviewer, review.note)
        assert line["text"] == HOSTILE
        assert (line["decision"], line["change"]) == ("accepted", {})
        assert line["decided"] == f"{review.decided:%Y-%m-%dT%H:%M:%S}Z"
    said = next(line for line in lines if line["layer"] == "statements")
    assert [actor["name"] for actor in said["actors"]] == [a.name for a in hostile_record().actors]


def test_corrections_rejections_and_what_was_taken_back(decided: Store):
    (article,) = (row["article"] for row in ask(decided, "articles"))
    there = {"article": article, "layer": "events"}
    decide(decided, Verdict(**there, id="e1", decision="edited", change={"type": "THREATEN", "targets": []}))
    decide(decided, Verdict(**there, id="e2", decision="rejected"))
    undo(decided, standing(decided, [article])[article]["e3"].key)
    lines = {line["item"]["id"]: line for line in lines_of(decided) if line["layer"] == "events"}
    assert set(lines) == {"e1", "e2"}
    assert lines["e2"]["corrected"] is None
    after = msgspec.convert(lines["e1"]["corrected"], Event)
    assert (after.type, after.mode, after.quad, after.targets) == ("THREATEN", None, "verbal-conflict", ())
    assert lines["e1"]["item"]["type"] == "CONSULT"
    assert lines["e1"]["change"] == {"type": "THREATEN", "targets": []}
    assert {"a1", "a2", "a3"} == {msgspec.convert(actor, Actor).id for actor in lines["e1"]["actors"]}


def test_the_filter_chooses_the_items(decided: Store):
    lines = lines_of(decided, type="CONSULT", status="planned")
    assert [line["item"]["id"] for line in lines if line["layer"] == "events"] == ["e2"]
    assert {line["layer"] for line in lines} == {"events", "actors"}
    assert lines_of(decided, outlet="nobody") == []


def test_nothing_decided_is_nothing_to_learn(full: Store):
    assert lines_of(full) == []


def test_a_decision_made_in_an_older_version_goes_out_with_its_text(tmp_path: Path):
    reader, store = Reader(), open_store(tmp_path / "s.duckdb", create=True)
    add(store, [taken(reader.read(OLD, URL), "a")])
    waiting = queue(store)[0]
    decide(store, Verdict(article=waiting.article, layer="events", id=waiting.item.id, decision="accepted"))
    add(store, [taken(reader.read(NEW, URL), "b")])
    (line,) = lines_of(store)
    assert (line["article"], line["text"]) == (waiting.article, OLD)
    assert msgspec.convert(line["item"], Event).span.of(line["text"]) == waiting.evidence
