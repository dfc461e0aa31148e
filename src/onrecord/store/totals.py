"""How much is on record."""

from __future__ import annotations

from collections.abc import Mapping

from onrecord.store.store import Store

COUNTED = ("articles", "stories", "events", "statements", "positions", "forecasts", "happenings")


def totals(store: Store) -> Mapping[str, int]:
    """The number of rows of each table in COUNTED, and of `dropped` inputs; older versions do not count."""
    counts = ", ".join(f"(SELECT count(*) FROM {table}) AS {table}" for table in (*COUNTED, "dropped"))
    return dict(store.rows(f"SELECT {counts}")[0])
