"""A folder of Parquet files gives the same listings as the file it was written from."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from pathlib import Path

import pytest

from onrecord.store import (
    Filter,
    Store,
    counts,
    dyads,
    facets,
    family_of,
    moves,
    network,
    open_store,
    overview,
    per_day,
    places,
    resolved,
    searches,
    versions_of,
)
from onrecord.store.bulk import arrow_schema
from onrecord.store.filters import SEARCHABLE
from onrecord.store.parquet import write_file
from onrecord.store.tables import TABLES

LISTINGS: dict[str, Callable[[Store], object]] = {
    "dyads": dyads, "network": network, "actors": lambda store: network(store, kind="actors"), "moves": moves,
    "resolved": resolved, "places": places, "searches": searches,
    "overview": lambda store: overview(store, datetime.date(2031, 1, 1)),
    "versions": lambda store: versions_of(store, first(store)), "family": lambda store: family_of(store, first(store)),
    **{f"facets of {table}": lambda store, table=table: facets(store, table) for table in SEARCHABLE},
    **{f"days of {table}": lambda store, table=table: per_day(store, table) for table in SEARCHABLE},
    "counts": lambda store: [counts(store, table, Filter(since=datetime.date(2031, 3, 5))) for table in SEARCHABLE],
}  # fmt: skip


def first(store: Store) -> str:
    return store.query("SELECT article FROM articles ORDER BY serial LIMIT 1").to_pylist()[0]["article"]


@pytest.fixture
def folder(store: Store, tmp_path: Path) -> Store:
    """The store as a folder of two files a table."""
    for table in TABLES:
        rows = store.query(f"SELECT * FROM kept.{table.name}").cast(arrow_schema(table.name))
        half = rows.num_rows // 2
        write_file(tmp_path / "parts" / table.name / "1.parquet", rows.slice(0, half))
        write_file(tmp_path / "parts" / table.name / "2.parquet", rows.slice(half))
    return open_store(tmp_path / "parts")


def test_every_listing_of_a_folder_is_that_of_the_file(store: Store, folder: Store):
    with store.reading(), folder.reading():
        for name, listing in LISTINGS.items():
            assert listing(folder) == listing(store), name
