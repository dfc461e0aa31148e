"""The lists: reports, statements, events, positions, forecasts, actors and stories, under conditions."""

from __future__ import annotations

from typing import Any

import pyarrow as pa

from onrecord.store import ask
from onrecord.web.asked import Listing
from onrecord.web.desk import Desk
from onrecord.web.view import Names, Page, View

ABOUT = {
    "articles": ("Articles", "The reports on record."),
    "statements": ("Statements", "Who said what, and through whom it is known."),
    "events": ("Events", "Who did what to whom."),
    "positions": ("Positions", "Who demands, offers, promises, threatens, refuses or concedes what."),
    "forecasts": ("Forecasts", "Who thinks what how likely."),
    "actors": ("Actors", "Who acts and speaks, and in how many reports."),
    "stories": ("Stories", "Reports of one course of events, as it runs on."),
}
# The forms of others in which the items of a list make sense.
EXPORTS = {
    "articles": {"atom": "atom"}, "statements": {"atom": "atom"}, "forecasts": {"atom": "atom"},
    "events": {"atom": "atom", "ics": "icalendar", "geojson": "geojson"},
    "positions": {"atom": "atom", "ics": "icalendar"},
}  # fmt: skip


def _view(table: str) -> View:
    title, about = ABOUT[table]

    def data(desk: Desk, asked: Listing, _names: Names) -> pa.Table:
        return ask(
            desk.store, table, asked.filter, limit=asked.limit, offset=asked.offset, newest=asked.newest
        ).to_arrow()

    def page(desk: Desk, asked: Listing, names: Names) -> Page:
        rows = data(desk, asked, names).to_pylist()
        context: dict[str, Any] = {"table": table, "rows": rows, "total": None}
        return context

    return View(
        path=f"/{table}", name=table, title=title, about=about, page=page, data=data,
        template="listing.html.j2", exports=EXPORTS.get(table, {})
    )  # fmt: skip


LISTINGS = tuple(_view(table) for table in ABOUT)
