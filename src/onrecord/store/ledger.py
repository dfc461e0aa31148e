"""The inputs that did not get on record, and how to try them again."""

from __future__ import annotations

import datetime
from collections.abc import Collection

import pyarrow as pa

from onrecord.store.store import Store


def dropped_rows(
    store: Store, reason: str | None = None, *, limit: int | None = None, offset: int = 0
) -> pa.Table:
    """The dropped inputs, the latest first, as an Arrow table."""
    sql = "SELECT taken, origin, source_id, step, reason, message, source, key FROM dropped"
    sql += " WHERE $1 IS NULL OR reason = $1 ORDER BY taken DESC, origin"
    return store.query(sql + (f" LIMIT {int(limit)}" if limit else "") + f" OFFSET {int(offset)}", [reason])


def dropped_reasons(store: Store) -> list[tuple[str, int]]:
    """Why inputs were dropped and how many for that, the most frequent reason first."""
    with store.reading() as connection:
        found = connection.execute("SELECT reason, count(*) AS n FROM dropped GROUP BY 1 ORDER BY n DESC, 1")
        return [(str(reason), int(n)) for reason, n in found.fetchall()]


def forget(store: Store, reason: str | None = None) -> tuple[list[str], list[str]]:
    """Strikes the dropped inputs from the ledger, so that they are new again; gives the sources they came from.

    The sources are those to be added again and the feeds that are watched, which are due again at once.
    """
    with store.writing() as connection:
        where = "reason IS NOT NULL AND reason <> 'duplicate' AND ($1 IS NULL OR reason = $1)"
        found = connection.execute(
            "SELECT source, source IN (SELECT url FROM kept.feeds) AS watched FROM kept.inputs"
            f" WHERE {where} GROUP BY source ORDER BY source",
            [reason],
        ).fetchall()
        feeds = [source for source, watched in found if watched]
        connection.execute(f"DELETE FROM kept.inputs WHERE {where}", [reason])
        connection.execute(
            "UPDATE kept.feeds SET due = NULL, etag = NULL, last_modified = NULL"
            " WHERE url IN (SELECT unnest(?::VARCHAR[]))",
            [feeds],
        )
    return [source for source, watched in found if not watched], feeds


def addresses(
    store: Store, urls: Collection[str], since: datetime.datetime
) -> tuple[frozenset[str], frozenset[str]]:
    """Which of these addresses are done with, and which were unavailable and first so after `since` (UTC).

    Done with is an address that was read from or dropped, or at which an article was published.
    """
    with store.reading() as connection:
        found = connection.execute(
            "WITH sought AS (SELECT unnest($1::VARCHAR[]) AS url)"
            " SELECT origin, reason = 'unavailable' AND taken > $2 AS again FROM kept.inputs"
            " SEMI JOIN sought ON origin = url"
            " UNION ALL SELECT url, false FROM kept.articles SEMI JOIN sought USING (url)",
            [list(urls), since],
        ).fetchall()
    done = frozenset(url for url, again in found if not again)
    return done, frozenset(url for url, _ in found) - done


def strike(store: Store, origin: str) -> None:
    """Takes what was dropped at an origin out of the ledger, since it is done with otherwise."""
    with store.writing() as connection:
        connection.execute("DELETE FROM kept.inputs WHERE origin = ? AND reason IS NOT NULL", [origin])
