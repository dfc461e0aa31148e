"""Puts a batch of outcomes into the store: articles, their items, versions and the ledger, in one transaction."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

import duckdb

from onrecord.model import Record
from onrecord.store.bulk import insert
from onrecord.store.records import record_in
from onrecord.store.rows import Row, Taken, article_key, article_row, dropped_as, input_row, record_rows
from onrecord.store.store import Store, utc_now
from onrecord.store.tables import TABLES
from onrecord.store.versions import revise

LAYERED = tuple(table.name for table in TABLES if table.layer)


def add(store: Store, batch: Sequence[Taken]) -> list[Taken]:
    """Adds what is new and gives back each input with the outcome it has now, in order.

    An article that is on record already becomes a Dropped with the reason "duplicate"; an input that the ledger
    has already is left alone and left out of the answer.
    """
    now = utc_now()
    with store.writing() as connection:
        fresh = _unknown(connection, batch)
        rows: dict[str, list[Row]] = defaultdict(list)
        done: list[Taken] = []
        have = _articles_in(connection, [t.outcome for t in fresh if isinstance(t.outcome, Record)])
        serial = _last_serial(connection)
        current = _current_at(connection, fresh)
        for taken in fresh:
            record = taken.outcome
            key = None
            if isinstance(record, Record):
                key = article_key(record)
                if key in have:
                    taken, key = dropped_as(taken, "duplicate", f"it is on record already, as {key}"), None
                else:
                    serial += 1
                    have.add(key)
                    row = {**article_row(record, key, taken.origin, now), "serial": serial}
                    _replace_older(connection, rows, row, record, current)
                    rows["articles"].append(row)
                    for table, found in record_rows(record, key).items():
                        rows[table] += found
            rows["inputs"].append(input_row(taken, key, now))
            done.append(taken)
        for table, found in rows.items():
            insert(connection, table, found)
    return done


def _unknown(connection: duckdb.DuckDBPyConnection, batch: Sequence[Taken]) -> list[Taken]:
    """Those whose key is not in the ledger; of several with one key in the batch, the first."""
    first = {taken.key: taken for taken in reversed(batch)}
    found = connection.execute(
        "SELECT key FROM kept.inputs SEMI JOIN (SELECT unnest(?) AS key) USING (key)", [list(first)]
    ).fetchall()
    known = {key for (key,) in found}
    return [taken for taken in batch if first[taken.key] is taken and taken.key not in known]


def _articles_in(connection: duckdb.DuckDBPyConnection, records: Sequence[Record]) -> set[str]:
    keys = [article_key(record) for record in records]
    found = connection.execute(
        "SELECT article FROM kept.articles SEMI JOIN (SELECT unnest(?::VARCHAR[]) AS article) USING (article)",
        [keys],
    )
    return {key for (key,) in found.fetchall()}


def _last_serial(connection: duckdb.DuckDBPyConnection) -> int:
    found = connection.execute("SELECT max(serial) FROM kept.articles").fetchone()
    return int(found[0] or 0) if found else 0


def _current_at(connection: duckdb.DuckDBPyConnection, batch: Sequence[Taken]) -> dict[str, Row]:
    """The article that stands at each address of the batch, by address."""
    urls = [t.outcome.article.url for t in batch if isinstance(t.outcome, Record) and t.outcome.article.url]
    found = connection.execute(
        "SELECT a.url, a.article, a.version FROM kept.articles a"
        " SEMI JOIN (SELECT unnest(?::VARCHAR[]) AS url) u USING (url) WHERE NOT a.withdrawn",
        [urls],
    )
    return {url: {"article": article, "version": version} for url, article, version in found.fetchall()}


def _replace_older(
    connection: duckdb.DuckDBPyConnection,
    rows: dict[str, list[Row]],
    row: Row,
    record: Record,
    current: dict[str, Row],
) -> None:
    """Makes the article the newest version at its address: withdraws the older one and says what became of its items."""
    url = record.article.url
    if not url:
        return
    older = current.get(url)
    current[url] = row
    if older is None:
        return
    row.update(version=older["version"] + 1, replaces=older["article"])
    old = _withdraw(connection, rows, older["article"])
    rows["revisions"] += [_revision(older["article"], row["article"], fate) for fate in revise(old, record)]


def _withdraw(connection: duckdb.DuckDBPyConnection, rows: dict[str, list[Row]], article: str) -> Record:
    """Marks the article and all its rows as withdrawn, in the store or in the batch itself; gives back its record."""
    in_batch = {table: [row for row in rows[table] if row["article"] == article] for table in LAYERED}
    record = record_in(connection, article, in_batch if in_batch["articles"] else None)
    for table in LAYERED:
        for waiting in in_batch[table]:
            waiting["withdrawn"] = True
        if not in_batch["articles"]:
            connection.execute(f"UPDATE kept.{table} SET withdrawn = true WHERE article = ?", [article])
    return record


def _revision(old: str, new: str, fate: Any) -> Row:
    return {
        "article": old, "id": fate.id, "now_article": new, "now_id": fate.now_id, "state": fate.state,
        "span_start": fate.span and fate.span.start, "span_end": fate.span and fate.span.end,
    }  # fmt: skip
