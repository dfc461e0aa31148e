"""What relates articles to one another, as the store keeps it: copies, stories, one event in many reports."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pyarrow as pa

from onrecord.store.bulk import insert
from onrecord.store.store import Store, rows_of

# A band that more articles share than this is a formula, and no sign of a copy.
COMMON = 200
RELATIONS = ("wire_copies", "story_articles", "tellings", "fingerprints")

_UNSKETCHED = "SELECT article, text FROM articles ANTI JOIN fingerprints USING (article) ORDER BY serial"
_SHARED = """
WITH bands AS (SELECT article, unnest(bands) AS band FROM fingerprints),
     fresh AS (SELECT DISTINCT band FROM bands SEMI JOIN (SELECT unnest($1) AS article) USING (article)),
     shared AS (
        SELECT band, list(article ORDER BY article) AS articles FROM bands SEMI JOIN fresh USING (band)
        GROUP BY band HAVING count(*) BETWEEN 2 AND {common}
     ),
     pairs AS (SELECT unnest(articles) AS one, articles FROM shared)
SELECT DISTINCT one, other FROM (SELECT one, unnest(articles) AS other FROM pairs)
WHERE one < other AND (list_contains($1, one) OR list_contains($1, other))
"""


_COPIES = """
SELECT c.family, f.first_outlet, f.evidence, f.articles, f.outlets, a.outlet, a.published, a.title, c.likeness, c.credit,
       c.article
FROM wire_copies c JOIN wire_families f USING (family) JOIN articles a USING (article)
ORDER BY f.articles DESC, c.family, c.article <> c.family, a.published, a.serial
"""


def copy_rows(store: Store, *, limit: int | None = None, offset: int = 0) -> pa.Table:
    """The copies of every family, the largest family first, its first report first."""
    return store.query(_COPIES + (f" LIMIT {int(limit)}" if limit else "") + f" OFFSET {int(offset)}")


def unsketched(store: Store) -> list[dict[str, Any]]:
    """The current articles without a fingerprint: article and text."""
    return store.rows(_UNSKETCHED)


def pairs_of(store: Store, articles: Sequence[str]) -> list[tuple[str, str]]:
    """The pairs of articles, one of them among these, that share a band of their fingerprints."""
    rows = store.query(_SHARED.format(common=COMMON), [list(articles)]).to_pylist()
    return [(row["one"], row["other"]) for row in rows]


def drop_withdrawn(store: Store) -> None:
    """Takes articles that a newer version has replaced out of every relation."""
    with store.writing() as connection:
        for table in RELATIONS:
            connection.execute(
                f"DELETE FROM kept.{table} WHERE article IN (SELECT article FROM kept.articles WHERE withdrawn)"
            )


def put(store: Store, table: str, rows: Sequence[Mapping[str, Any]]) -> None:
    """Adds rows to a table of relations."""
    with store.writing() as connection:
        insert(connection, table, rows)


def put_in_place(
    store: Store, key: str, tables: Mapping[str, Sequence[Mapping[str, Any]]], gone: Sequence[str]
) -> None:
    """Writes rows to several tables in one transaction, in place of those whose `key` is among `gone`."""
    with store.writing() as connection:
        for table, rows in tables.items():
            connection.execute(
                f"DELETE FROM kept.{table} WHERE {key} IN (SELECT unnest($1::VARCHAR[]))", [list(gone)]
            )
            insert(connection, table, rows)


def among(store: Store, table: str, column: str, values: Sequence[str]) -> list[dict[str, Any]]:
    """The rows of a table or view whose column has one of these values."""
    with store.reading() as connection:
        sql = f"SELECT * FROM {table} WHERE {column} IN (SELECT unnest($1::VARCHAR[]))"
        return rows_of(connection, sql, [list(values)])
