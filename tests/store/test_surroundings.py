"""What a report stands among, and what became of its items in later versions."""

from __future__ import annotations

from pathlib import Path

import pytest
from storing import taken

from onrecord.pipeline import Reader
from onrecord.reading import Hints
from onrecord.store import Store, open_store
from onrecord.store.add import add
from onrecord.store.fates import Fate, fates
from onrecord.store.links import put
from onrecord.store.plots import put_stories
from onrecord.store.selection import Telling
from onrecord.store.surroundings import Family, Story, surroundings

TEXTS = (
    "Norway threatened Iceland on Monday. Iceland rejected the offer.",
    "Norway threatened Iceland on Monday. It rained.",
    "It rained.",
)


@pytest.fixture
def three(tmp_path: Path) -> tuple[Store, list[str]]:
    """A report in three versions, and their ids."""
    reader, store = Reader(), open_store(tmp_path / "s.duckdb", create=True)
    for number, text in enumerate(TEXTS):
        add(store, [taken(reader.read(text, Hints(url="https://news.example/1")), f"v{number}")])
    ids = store.query("SELECT article FROM kept.articles ORDER BY version").column("article").to_pylist()
    return store, ids


def test_a_report_alone(three):
    store, ids = three
    found = surroundings(store, ids[2])
    assert found is not None
    assert (found.version, found.versions, found.newest) == (3, 3, ids[2])
    assert (found.story, found.family, found.tellings) == (None, None, {})


def test_a_version_that_was_replaced_knows_the_newest(three):
    store, ids = three
    found = surroundings(store, ids[0])
    assert found is not None
    assert (found.version, found.versions, found.newest) == (1, 3, ids[2])


def test_what_is_not_on_record_stands_among_nothing(three):
    assert surroundings(three[0], "0" * 16) is None


def test_story_family_and_happenings(three):
    store, ids = three
    key = ids[2]
    put_stories(
        store,
        [{"story": key, "title": "Rain", "actors": []}],
        [{"story": key, "article": key, "likeness": 1.0}],
    )
    put(
        store,
        "wire_families",
        [{"family": key, "first_outlet": "Wire", "evidence": "came in first", "articles": 3, "outlets": 2}],
    )
    put(store, "wire_copies", [{"family": key, "article": key, "likeness": 1.0, "credit": None}])
    put(
        store,
        "happenings",
        [{"happening": "x#e1", "type": "CONSULT", "text": "met", "reports": 4, "outlets": 3}],
    )
    put(store, "tellings", [{"happening": "x#e1", "article": key, "id": "e1"}])
    found = surroundings(store, key)
    assert found is not None
    assert found.story == Story(story=key, title="Rain", reports=1, independent=1)
    assert found.family == Family(first=key, outlet="Wire", evidence="came in first", reports=3, outlets=2)
    assert found.tellings == {"e1": Telling("x#e1", 4, 3)}


def test_the_fate_of_items_in_the_next_version(three):
    store, ids = three
    states = {(fate.text, fate.state) for fate in fates(store, ids[:2]) if fate.layer == "events"}
    assert ("Norway threatened Iceland", "kept") in {
        (text.removesuffix(" on Monday"), state) for text, state in states
    }
    assert any("rejected" in text and state == "withdrawn" for text, state in states)


def test_the_fate_of_items_is_followed_over_versions(three):
    store, ids = three
    found = fates(store, ids)
    assert found
    assert {fate.state for fate in found} == {"withdrawn"}
    assert {fate.now_id for fate in found} == {None}


def test_what_was_read_differently_is_not_followed_further(three):
    store, ids = three
    with store.writing() as connection:
        connection.execute(
            "UPDATE kept.revisions SET state = 'reread', now_id = NULL WHERE id = 'e1' AND article = ?",
            [ids[0]],
        )
    (fate,) = (fate for fate in fates(store, ids) if fate.id == "e1")
    assert isinstance(fate, Fate)
    assert (fate.state, fate.now_id) == ("reread", None)


def test_a_version_beside_itself_keeps_all(three):
    store, ids = three
    found = fates(store, ids[:1])
    assert [(fate.state, fate.now_id) for fate in found] == [("kept", fate.id) for fate in found]
