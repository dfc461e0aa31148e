"""Happenings as the store keeps them: the events of stories, the joins between them, and what they amount to."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pyarrow as pa

from onrecord.errors import StoreError
from onrecord.store.bulk import insert
from onrecord.store.filters import Filter, met
from onrecord.store.store import Store, rows_of, utc_now

# So much of the text after an event's evidence is looked at for the end of the sentence.
TAIL_CHARS = 200

_UNTOLD = """
SELECT DISTINCT s.story FROM events e JOIN story_articles s USING (article)
ANTI JOIN tellings t ON t.article = e.article AND t.id = e.id ORDER BY s.story
"""
_EVENTS = """
SELECT s.story, e.article || '#' || e.id AS key, e.article, e.id, e.type, e.status, e.text,
       substring(a.text, e.span_start + 1, e.span_end - e.span_start + {tail}) AS onward, e.trigger_start, e.trigger_end,
       e.source_keys, e.target_keys, e.source_parties, e.target_parties, e.day, e.when_assumed,
       a.published, a.outlet, a.serial, c.family, t.counts, t.happening
FROM events e JOIN story_articles s USING (article) JOIN articles a USING (article)
LEFT JOIN wire_copies c USING (article) LEFT JOIN tellings t ON t.article = e.article AND t.id = e.id
WHERE s.story IN (SELECT unnest($1::VARCHAR[]))
ORDER BY s.story, a.serial, length(e.id), e.id
"""
_HAPPENINGS = """
SELECT h.*, (SELECT list(DISTINCT a.outlet ORDER BY a.outlet) FROM tellings m JOIN articles a USING (article)
             WHERE m.happening = h.happening) AS told_by
FROM happenings h WHERE h.happening IN (
    SELECT m.happening FROM tellings m JOIN events t ON t.article = m.article AND t.id = m.id
    JOIN articles a ON a.article = t.article WHERE {where}
) AND h.independent >= $least AND (NOT $contradicted OR len(h.contradictions) > 0)
ORDER BY h.independent DESC, h.reports DESC, h.first, h.happening
"""
_TELLINGS = """
WITH told AS (SELECT article, id, article || '#' || id AS key FROM tellings WHERE happening IN (
         SELECT happening FROM tellings WHERE starts_with(article, $article) AND id = $id
     )),
     ends AS (SELECT one AS key, other, score, reasons FROM joins UNION ALL SELECT other, one, score, reasons FROM joins),
     whys AS (
         SELECT key, list(regexp_replace(other, '^(.{8})[^#]*', '\\1') || ' (' || round(score, 2) || '): ' || array_to_string(reasons, '; ') ORDER BY score DESC, other) AS joins
         FROM ends SEMI JOIN told USING (key) GROUP BY key
     )
SELECT e.day, e.status, e.source_names, e.target_names, e.text, a.outlet, a.published, c.family, e.article, e.id, w.joins
FROM told t JOIN events e ON e.article = t.article AND e.id = t.id JOIN articles a ON a.article = t.article
LEFT JOIN wire_copies c ON c.article = t.article LEFT JOIN whys w USING (key)
ORDER BY a.published, a.serial, length(e.id), e.id
"""


def untold(store: Store) -> list[str]:
    """The stories with events that are in no happening yet."""
    return [row["story"] for row in store.rows(_UNTOLD)]


def events_of(store: Store, stories: Sequence[str]) -> list[dict[str, Any]]:
    """The events of these stories, in the order in which their reports came in; `happening` is null for a new one,
    `onward` is its evidence and what follows."""
    return store.rows(_EVENTS.format(tail=TAIL_CHARS), [list(stories)])


def joins_of(store: Store, events: Sequence[str]) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """The joins and the rulings that concern these events."""
    with store.reading() as connection:
        joins, rulings = (
            rows_of(connection, f"SELECT * FROM {table} SEMI JOIN (SELECT unnest($1::VARCHAR[]) AS one) USING (one)"
                                       f"{order}", [list(events)])
            for table, order in (("joins", ""), ("rulings", " ORDER BY ruled"))
        )  # fmt: skip
    return joins, rulings


def put_joins(store: Store, rows: Sequence[Mapping[str, Any]]) -> None:
    """Adds joins; of two events that are joined already the new join holds."""
    pairs = [f"{row['one']} {row['other']}" for row in rows]
    with store.writing() as connection:
        connection.execute(
            "DELETE FROM kept.joins WHERE one || ' ' || other IN (SELECT unnest($1::VARCHAR[]))", [pairs]
        )
        insert(connection, "joins", rows)


def put_happenings(
    store: Store,
    stories: Sequence[str],
    happenings: Sequence[Mapping[str, Any]],
    tellings: Sequence[Mapping[str, Any]],
) -> None:
    """Writes what the events of these stories amount to, in place of what was there, in one transaction."""
    told = (
        "SELECT t.happening FROM kept.tellings t JOIN kept.story_articles s USING (article)"
        " WHERE s.story IN (SELECT unnest($1::VARCHAR[]))"
    )
    with store.writing() as connection:
        connection.execute(f"DELETE FROM kept.happenings WHERE happening IN ({told})", [list(stories)])
        connection.execute(
            "DELETE FROM kept.tellings WHERE article IN (SELECT article FROM kept.story_articles"
            " WHERE story IN (SELECT unnest($1::VARCHAR[])))", [list(stories)],
        )  # fmt: skip
        insert(connection, "happenings", happenings)
        insert(connection, "tellings", tellings)


def rule(store: Store, one: str, other: str, same: bool | None) -> None:
    """Keeps a person's word that two events are one or are not; with None, takes back what was said of them."""
    one, other = sorted((one, other))
    with store.writing() as connection:
        connection.execute("DELETE FROM kept.rulings WHERE one = ? AND other = ?", [one, other])
        if same is not None:
            insert(connection, "rulings", [{"one": one, "other": other, "same": same, "ruled": utc_now()}])


def stories_of(store: Store, articles: Sequence[str]) -> list[str]:
    """The stories that these articles are in."""
    sql = "SELECT DISTINCT story FROM story_articles WHERE article IN (SELECT unnest($1::VARCHAR[])) ORDER BY story"
    return [row["story"] for row in store.rows(sql, [list(articles)])]


def happenings_where(
    store: Store,
    wanted: Filter,
    *,
    least: int = 1,
    contradicted: bool = False,
    limit: int | None = None,
    offset: int = 0,
) -> pa.Table:
    """The happenings with an event that meets the filter, those of most independent reports first.

    `least` is how many independent reports tell it, `contradicted` leaves only those on which reports differ.
    """
    condition = met(store, "events", wanted)
    cut = (f" LIMIT {int(limit)}" if limit else "") + f" OFFSET {int(offset)}"
    values = {**condition.values, "least": least, "contradicted": contradicted}
    return store.query(_HAPPENINGS.format(where=condition.sql) + cut, values)


def tellings_of(store: Store, event: str) -> pa.Table:
    """Every telling of the happening that an event (article#id, the article by its beginning too) belongs to, with
    what joined it to others. Raises StoreError where it belongs to none."""
    article, _, item = event.partition("#")
    found = store.query(_TELLINGS, {"article": article, "id": item})
    if not found.num_rows:
        raise StoreError(f"{event} is an event of no happening; list them with: onrecord happenings")
    return found


def whole(store: Store, event: str) -> str:
    """The event with the whole id of its article; raises StoreError where there is none, or several."""
    article, _, item = event.partition("#")
    sql = "SELECT article FROM events WHERE starts_with(article, $article) AND id = $id"
    found = [row["article"] for row in store.rows(sql, {"article": article, "id": item})]
    if len(found) != 1:
        several = f"{event} may be {' or '.join(found)}; write more of the id"
        raise StoreError(several if found else f"there is no event {event}; list them with: onrecord events")
    return f"{found[0]}#{item}"
