from __future__ import annotations

from storing import taken

from onrecord.model import Span
from onrecord.pipeline import Reader
from onrecord.reading import Hints
from onrecord.store import ask, open_store
from onrecord.store.add import add
from onrecord.store.versions import anchor

URL = Hints(url="https://news.example/story", date="2031-03-05")
FIRST = "Norway demanded that Iceland withdraw its trawlers.\n\nRussia accused Estonia of spying on Tuesday."
SECOND = "Talks went on.\n\nNorway demanded that Iceland withdraw its trawlers.\n\nRussia welcomed Estonia's reply on Tuesday."


def test_a_changed_text_at_one_address_is_a_new_version(tmp_path):
    reader = Reader()
    store = open_store(tmp_path / "s.duckdb", create=True)
    old, new = reader.read(FIRST, URL), reader.read(SECOND, URL)
    add(store, [taken(old, "a")])
    before = {found.item.id: found.evidence for found in ask(store, "events")}
    assert add(store, [taken(new, "b")])
    articles = store.query(
        "SELECT version, replaces, withdrawn FROM kept.articles ORDER BY serial"
    ).to_pylist()
    assert [(row["version"], row["withdrawn"]) for row in articles] == [(1, True), (2, False)]
    assert {found.item for found in ask(store, "events")} == set(new.events)
    fates = {row["id"]: row for row in store.query("SELECT * FROM revisions").to_pylist()}
    kept = [fate for fate in fates.values() if fate["state"] == "kept"]
    gone = [fate for fate in fates.values() if fate["state"] == "withdrawn"]
    assert kept
    assert gone
    for fate in kept:
        if fate["id"] in before:
            assert SECOND[fate["span_start"] : fate["span_end"]] == before[fate["id"]]
    assert len(fates) == sum(
        len(getattr(old, layer)) for layer in ("statements", "events", "positions", "forecasts")
    )


def test_both_versions_in_one_batch(tmp_path):
    reader = Reader()
    store = open_store(tmp_path / "s.duckdb", create=True)
    old, new = reader.read(FIRST, URL), reader.read(SECOND, URL)
    add(store, [taken(old, "a"), taken(new, "b")])
    assert {found.item for found in ask(store, "events")} == set(new.events)
    assert store.query("SELECT count(*) AS n FROM kept.events").to_pylist() == [
        {"n": len(old.events) + len(new.events)}
    ]


def test_words_that_occur_twice_are_told_apart_by_what_is_around_them():
    old = "He said no to Iran. She said no to Peru."
    new = "Later she said no to Peru. He said no to Iran."
    assert anchor(Span(24, 31), old, new) == Span(10, 17)
    assert anchor(Span(0, 18), old, "He said yes.") is None
