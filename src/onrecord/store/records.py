"""Whole records out of the store."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import Any

import duckdb

from onrecord.errors import StoreError
from onrecord.model import Record
from onrecord.store.rows import LAYERS, Row, record_of
from onrecord.store.store import Store, rows_of

AT_ONCE = 256
_TABLES = ("actors", "mentions", *LAYERS)


def records(store: Store, articles: Iterable[str]) -> Iterator[tuple[str, Record]]:
    """The record of each of these articles with its id in the store, in their order; holds AT_ONCE at a time.

    Raises StoreError for an article that the store does not have.
    """
    waiting = iter(articles)
    while some := list(islice(waiting, AT_ONCE)):
        with store.reading() as connection:
            found = _records(connection, some)
        yield from found


def record_in(
    connection: duckdb.DuckDBPyConnection, article: str, rows: Mapping[str, Sequence[Row]] | None = None
) -> Record:
    """The record of one article, from the connected store or from rows that are not written yet."""
    if rows is not None:
        return record_of(rows["articles"][0], rows)
    return _records(connection, [article])[0][1]


def _records(connection: duckdb.DuckDBPyConnection, articles: Sequence[str]) -> list[tuple[str, Record]]:
    heads = {row["article"]: row for row in _rows(connection, "articles", articles)}
    parts: dict[str, dict[str, list[Row]]] = {key: {table: [] for table in _TABLES} for key in heads}
    for table in _TABLES:
        for row in _rows(connection, table, articles):
            parts[row["article"]][table].append(row)
    missing = [article for article in articles if article not in heads]
    if missing:
        raise StoreError(f"there is no article {missing[0]} in the store; list them with: onrecord articles")
    return [(article, record_of(heads[article], parts[article])) for article in articles]


def _rows(connection: duckdb.DuckDBPyConnection, table: str, articles: Sequence[str]) -> list[dict[str, Any]]:
    if len(articles) == 1:
        # A page shows one report; a constant is found faster than what a join brings.
        return rows_of(connection, f"SELECT * FROM kept.{table} WHERE article = $1", list(articles))
    sql = f"SELECT * FROM kept.{table} SEMI JOIN (SELECT unnest($1) AS article) USING (article)"
    return rows_of(connection, sql, [list(articles)])
