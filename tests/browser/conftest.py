"""A browser, and the app over the example story as people meet it, guards and all."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from typing import Any

import pytest
from browsing import launched
from guarding import serving_app

from onrecord.archive import open_archive
from onrecord.store import Store
from onrecord.web import make_app
from onrecord.web.guards import GuardSettings, guarded, server_options
from onrecord.web.stamp import stamp_of

STORY = "examples/story/reports.jsonl"
TODAY = datetime.date(2024, 3, 16)


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    with launched() as browser:
        yield browser


@pytest.fixture(scope="session")
def story(tmp_path_factory) -> Store:
    """Eleven reports, related."""
    archive = open_archive(tmp_path_factory.mktemp("app") / "story.duckdb", create=True)
    archive.add(STORY)
    return archive.store


@pytest.fixture(scope="session")
def site(story) -> Iterator[str]:
    """The address of the app."""
    app = make_app(story, clock=lambda: TODAY)
    with serving_app(
        lambda port: guarded(app, GuardSettings(port=port), stamp_of(story)),
        lambda port: server_options(GuardSettings(port=port)),
    ) as address:
        yield address
