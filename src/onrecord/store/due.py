"""Entries of the calendar between two days, from the end that is wanted."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

import pyarrow as pa

from onrecord.store.filters import Filter
from onrecord.store.series import agenda_sql
from onrecord.store.store import Store

_WITHIN = """
SELECT * FROM (
    SELECT * FROM ({agenda}) WHERE ($first IS NULL OR day >= $first) AND ($last IS NULL OR day <= $last)
    ORDER BY day {order}, article, id LIMIT {limit}
) ORDER BY day, article, id
"""


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
    agenda, values = agenda_sql(store, today, wanted, past=past)
    bounds = {"first": stretch.first, "last": stretch.last}
    sql = _WITHIN.format(agenda=agenda, order="DESC" if stretch.newest else "ASC", limit=int(stretch.limit))
    return store.query(sql, values | bounds)
