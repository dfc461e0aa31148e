"""What all tests share."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from browsing import launched
from guarding import serving_app
from starlette.testclient import TestClient
from storing import taken

from onrecord.archive import open_archive
from onrecord.model import Record
from onrecord.pipeline import Reader
from onrecord.reading import Hints
from onrecord.store.add import add
from onrecord.store.store import Store, open_store
from onrecord.web import make_app
from onrecord.web.guards import GuardSettings, guarded, server_options
from onrecord.web.stamp import stamp_of

STORY = Path(__file__).resolve().parents[1] / "examples/story/reports.jsonl"
TODAY = datetime.date(2024, 3, 16)
SHARED = Path(__file__).resolve().parents[2] / "shared"


@pytest.fixture
def gold() -> Callable[[str], Path]:
    """Gives the path of a development data file, or skips the test with the name of what is missing."""

    def find(name: str) -> Path:
        path = SHARED / "gold" / name
        if not path.exists():
            pytest.skip(f"development data is missing: {path}")
        return path

    return find


REPORTS = (
    ("Norway demanded on Monday that Iceland withdraw its trawlers by March 10, 2031.\n\nIceland's prime minister,"
     " Anna Jonsdottir, rejected the demand. She said a compromise was unlikely.", "2031-03-05", "Harbour Post"),
    ("Iceland will host talks with Norway on Friday, Prime Minister Anna Jonsdottir said on Wednesday.",
     "2031-03-06", "The Meridian"),
    ("Rebels attacked a convoy of the United Nations in Mali on Tuesday, killing three people, officials said.",
     "2031-03-06", None),
)  # fmt: skip


@pytest.fixture(scope="session")
def read_records() -> tuple[Record, ...]:
    reader = Reader()
    return tuple(
        reader.read(text, Hints(date=date, outlet=outlet, id=f"r{n}", url=f"https://news.example/{n}"))
        for n, (text, date, outlet) in enumerate(REPORTS)
    )


@pytest.fixture
def store(tmp_path: Path, read_records: tuple[Record, ...]) -> Store:
    made = open_store(tmp_path / "news.duckdb", create=True)
    add(made, [taken(record, f"in{number}") for number, record in enumerate(read_records)])
    return made


@pytest.fixture(scope="session")
def story_store(tmp_path_factory) -> Store:
    """Eleven reports of one story, related. Not to be written to: other tests read it."""
    archive = open_archive(tmp_path_factory.mktemp("story") / "story.duckdb", create=True)
    archive.add(str(STORY))
    return archive.store


@pytest.fixture(scope="session")
def client(story_store: Store) -> TestClient:
    """Asks the app over the story, without guards, on a day shortly after."""
    return TestClient(make_app(story_store, clock=lambda: TODAY))


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    """A browser; not for the whole session, since its event loop would be in the way of tests that have one."""
    with launched() as browser:
        yield browser


@pytest.fixture(scope="session")
def site(story_store: Store) -> Iterator[str]:
    """The address of the app over the story as people meet it, guards and all."""
    app = make_app(story_store, clock=lambda: TODAY)
    with serving_app(
        lambda port: guarded(app, GuardSettings(port=port), stamp_of(story_store)),
        lambda port: server_options(GuardSettings(port=port)),
    ) as address:
        yield address
