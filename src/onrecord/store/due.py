"""Entries of the calendar between two days, from the end that is wanted."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import Any

import pyarrow as pa

from onrecord.store.filters import Filter
from onrecord.store.series import agenda_sql
from onrecord.store.store import Store

_WITHIN = """
SELECT * FROM (SELECT * FROM ({agenda}) ORDER BY day {order}, article, id LIMIT {limit}) ORDER BY day, article, id
"""
# What copies of one report have alike is taken once of a few times as many rows as are wanted: most have no copies.
_DEADLINES = """
SELECT t.deadline AS day, CASE WHEN t.deadline < $today THEN 'overdue' ELSE 'due' END AS state, t.kind AS what,
       t.holder_name AS who, t.toward_names AS toward, t.text, t.article, t.id, coalesce(c.family, t.article) AS family
FROM positions t JOIN articles a USING (article) LEFT JOIN wire_copies c USING (article)
WHERE t.deadline IS NOT NULL AND t.outcome = 'open'
ORDER BY t.deadline < $today, abs(t.deadline - $today), a.serial, t.id LIMIT {limit}
"""
COPIES = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """Days from `first` to `last`, both inclusive, null for no end; `newest` counts from the last one."""

    first: datetime.date | None = None
    last: datetime.date | None = None
    newest: bool = False
    limit: int = 200


def due(
    store: Store, today: datetime.date, wanted: Filter, stretch: Stretch = Stretch(), *, past: bool = False
) -> pa.Table:
    """The rows of `series.agenda` whose own day lies in the stretch, in order of day; the first or last so many."""
    bounds = {"first": stretch.first, "last": stretch.last}
    given = [
        f"{{day}} {sign} ${name}"
        for name, sign in (("first", ">="), ("last", "<=")) if bounds[name]
    ]  # fmt: skip
    agenda, values = agenda_sql(store, today, wanted, past=past, within=" AND ".join(given) or "true")
    order = "DESC" if stretch.newest else "ASC"
    sql = _WITHIN.format(agenda=agenda, order=order, limit=int(stretch.limit))
    return store.query(sql, values | {name: day for name, day in bounds.items() if day})


def deadlines(store: Store, today: datetime.date, *, limit: int = 10) -> list[dict[str, Any]]:
    """The deadlines that are open, those to come first, each the nearest first; what copies have alike stands once."""
    sql = _DEADLINES.format(limit=COPIES * int(limit))
    first: dict[tuple[Any, ...], dict[str, Any]] = {}
    for row in store.rows(sql, {"today": today}):
        first.setdefault(tuple(row[name] for name in ("family", "what", "who", "text")), row)
    return list(first.values())[:limit]
