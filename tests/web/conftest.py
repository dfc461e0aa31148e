"""A store of the example story, and the app over it on a day shortly after."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from onrecord.archive import open_archive
from onrecord.store import Store
from onrecord.web import make_app

STORY = Path(__file__).parents[2] / "examples/story/reports.jsonl"
TODAY = datetime.date(2024, 3, 16)


@pytest.fixture(scope="session")
def story_store(tmp_path_factory) -> Store:
    """Eleven reports of one story, related. Not to be written to: other tests read it."""
    archive = open_archive(tmp_path_factory.mktemp("web") / "story.duckdb", create=True)
    archive.add(str(STORY))
    return archive.store


@pytest.fixture(scope="session")
def client(story_store) -> TestClient:
    return TestClient(make_app(story_store, clock=lambda: TODAY))
