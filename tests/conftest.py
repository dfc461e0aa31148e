"""What all tests share."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from storing import taken

from onrecord.model import Record
from onrecord.pipeline import Reader
from onrecord.reading import Hints
from onrecord.store.add import add
from onrecord.store.store import Store, open_store

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
