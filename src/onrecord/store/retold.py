"""One happening side by side: every report that tells it, and why they are held to tell the same."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from onrecord.store.store import Store

# So many reports of one happening are set side by side.
MOST_TELLINGS = 60

_ONE = """
SELECT h.* FROM happenings h WHERE happening IN (SELECT happening FROM tellings WHERE article = $1 AND id = $2)
"""
_TOLD = """
SELECT e.article, e.id, e.type, e.mode, e.status, e.day, e.when_value, e.when_begin, e.when_end, e.when_assumed, e.where_name, e.span_start,
       e.span_end, e.source_names, e.source_keys, e.target_names, e.target_keys, e.text AS evidence, e.confidence,
       t.counts, a.published, a.outlet, a.title, a.url, a.text, c.family, f.first_outlet
FROM tellings t JOIN events e ON e.article = t.article AND e.id = t.id JOIN articles a ON a.article = t.article
LEFT JOIN wire_copies c ON c.article = t.article LEFT JOIN wire_families f USING (family)
WHERE t.happening = $1 ORDER BY a.published NULLS LAST, a.serial, length(e.id), e.id LIMIT {most}
"""
_JOINS = """
SELECT j.one, j.other, j.score, j.reasons, r.same FROM joins j LEFT JOIN rulings r USING (one, other)
WHERE j.one IN (SELECT unnest($1::VARCHAR[])) AND j.other IN (SELECT unnest($1::VARCHAR[]))
UNION ALL
SELECT one, other, NULL, [], same FROM rulings ANTI JOIN joins USING (one, other)
WHERE one IN (SELECT unnest($1::VARCHAR[])) OR other IN (SELECT unnest($1::VARCHAR[]))
ORDER BY score DESC NULLS FIRST, 1, 2
"""
_FIRSTS = """
SELECT e.article || '#' || e.id AS happening, e.status, e.mode, e.source_names, e.source_keys, e.target_names,
       e.target_keys
FROM events e JOIN (SELECT split_part(name, '#', 1) AS article, split_part(name, '#', 2) AS id
                    FROM (SELECT unnest($1::VARCHAR[]) AS name)) USING (article, id)
"""


def happening_of(store: Store, article: str, id: str) -> dict[str, Any] | None:
    """The happening that an event belongs to; null where it belongs to none."""
    found = store.rows(_ONE, [article, id])
    return found[0] if found else None


def told(store: Store, happening: str) -> list[dict[str, Any]]:
    """The tellings of a happening in order of publication, each with the text of its report."""
    return store.rows(_TOLD.format(most=MOST_TELLINGS), [happening])


def joined(store: Store, events: Sequence[str]) -> list[dict[str, Any]]:
    """The joins between these events (article#id), and what people said of them: `same` is null where nobody did."""
    return store.rows(_JOINS, [list(events)])


def first_told(store: Store, happenings: Sequence[str]) -> dict[str, dict[str, Any]]:
    """By happening its first event as that is read: status, mode and who did it to whom."""
    return {row["happening"]: row for row in store.rows(_FIRSTS, [list(happenings)])}
