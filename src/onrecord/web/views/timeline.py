"""The timeline: everything on record in order of day, whatever layer it is of."""

from __future__ import annotations

import datetime
from itertools import groupby
from typing import Any

import pyarrow as pa

from onrecord.store.series import days
from onrecord.store.store import mappings
from onrecord.web.asked import Listing
from onrecord.web.desk import Desk
from onrecord.web.view import Names, Page, View


def _data(desk: Desk, asked: Listing, _names: Names) -> pa.Table:
    return days(desk.store, asked.filter, limit=asked.limit, offset=asked.offset, newest=asked.newest)


def _page(desk: Desk, asked: Listing, names: Names) -> Page:
    rows = mappings(_data(desk, asked, names))
    by_day: list[tuple[datetime.date | None, list[dict[str, Any]]]] = [
        (day, list(found)) for day, found in groupby(rows, key=lambda row: row["day"])
    ]
    return {"days": by_day, "shown": len(rows)}


TIMELINE = View(
    path="/timeline", name="timeline", title="Timeline",
    about="Events, statements, positions and forecasts in order of day.", page=_page, data=_data,
    template="timeline.html.j2", exports={"atom": "atom", "ics": "icalendar"},
)  # fmt: skip
