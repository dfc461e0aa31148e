"""What a story holds, read once."""

from __future__ import annotations

import pytest

from onrecord.store import Store
from onrecord.store.contents import MOST_REPORTS, contents
from onrecord.store.plots import put_stories


@pytest.fixture
def story(store: Store) -> str:
    """The first two reports of the store as a story."""
    keys = store.query("SELECT article FROM articles ORDER BY serial").column("article").to_pylist()[:2]
    put_stories(store, [{"story": keys[0], "title": "Trawlers", "actors": ["state/NOR"]}],
                [{"story": keys[0], "article": key, "likeness": 1.0} for key in keys])  # fmt: skip
    return str(keys[0])


def test_items_are_those_of_its_reports_in_their_order(store: Store, story: str):
    found = contents(store, story)
    assert found is not None
    assert [row["outlet"] for row in found.reports] == ["Harbour Post", "The Meridian"]
    for layer in ("events", "statements", "positions", "forecasts"):
        rows = getattr(found, layer)
        expected = store.query(
            f"SELECT count(*) AS n FROM {layer} WHERE article IN (SELECT article FROM story_articles)"
        ).to_pylist()
        assert len(rows) == expected[0]["n"] > 0
        assert [row["serial"] for row in rows] == sorted(row["serial"] for row in rows)
        assert all(row["outlet"] in ("Harbour Post", "The Meridian") for row in rows)
    assert not any("Mali" in row["text"] for row in found.events)


def test_only_the_latest_reports_are_read(store: Store, story: str, monkeypatch):
    found = contents(store, story)
    assert found is not None
    assert not found.is_cut
    assert MOST_REPORTS > 2
    monkeypatch.setattr("onrecord.store.contents.MOST_REPORTS", 1)
    cut = contents(store, story)
    assert cut is not None
    assert cut.is_cut
    assert [row["outlet"] for row in cut.reports] == ["The Meridian"]


def test_there_is_nothing_of_an_unknown_story(store: Store):
    assert contents(store, "nonesuch") is None
