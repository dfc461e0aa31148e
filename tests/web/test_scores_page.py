"""Forecasts are scored from what people said came about, and only where there are enough."""

from __future__ import annotations

import datetime
import random
import shutil

import pytest
from paged import find, page, words
from starlette.testclient import TestClient

from onrecord.across.calibration import Judged, calibration
from onrecord.store import Verdict, ask, decide, open_store
from onrecord.web import make_app
from onrecord.web.figures.calibration import FEWEST, diagram


def test_too_few_are_told_in_words(client):
    tree = page(client, "/forecasts/scores")
    assert find(tree, "figure") == []
    assert words(find(tree, "p.none")[0]).startswith("No forecast has a known outcome: too few")
    (review,) = find(tree, "p.more a")
    assert review.get("href") == "/review?layer=forecasts"


@pytest.fixture
def resolved(story_store, tmp_path) -> TestClient:
    """The example story, in which one of two forecasts has come true."""
    copy = tmp_path / "story.duckdb"
    shutil.copy(story_store.path, copy)
    store = open_store(copy)
    first, _ = ask(store, "forecasts")
    decide(
        store,
        Verdict(
            article=first.article,
            layer="forecasts",
            id=first.item.id,
            decision="edited",
            change={"outcome": "true"},
        ),
    )
    return TestClient(make_app(store, clock=lambda: datetime.date(2024, 3, 16)))


def test_what_a_person_resolved_is_counted(resolved):
    tree = page(resolved, "/forecasts/scores")
    assert [words(one) for one in find(tree, "dl.figures div")] == ["with a known outcome 1", "came true 1"]
    assert words(find(tree, "p.more")[0]).startswith("1 forecast on record has no known outcome.")
    assert words(find(tree, "table tbody tr")[0]).endswith("1 1 too few")
    (row,) = resolved.get("/forecasts/scores.json").json()
    assert (row["forecasts"], row["came_true"]) == (1, 1)
    assert resolved.get("/forecasts/scores.csv").text.startswith(
        "key,name,party,forecasts,came_true,brier,log_score\n"
    )


def test_enough_are_drawn_as_they_are():
    chance = random.Random(5)
    judged = [Judged(chance.choice([0.15, 0.5, 0.9]), chance.random() < 0.5) for _ in range(40)]
    found = calibration(judged)
    figure = diagram(found)
    assert figure is not None
    assert figure.data["of"] == "forecasts"
    assert [one["n"] for one in figure.data["bins"]] == [one.n for one in found.bins]
    assert all(one["from"] <= one["rate"] <= one["to"] for one in figure.data["bins"])
    assert len(figure.rows) == 3
    assert diagram(calibration(judged[: FEWEST - 1])) is None
