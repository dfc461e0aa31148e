"""The lists: reports, statements, events, positions, forecasts, actors and stories, under conditions."""

from __future__ import annotations

import datetime

import pyarrow as pa

from onrecord.store import Facets, ask, counts, facets, per_day
from onrecord.store.selection import LAYERS
from onrecord.store.store import mappings
from onrecord.web import narrowing
from onrecord.web.asked import Listing
from onrecord.web.desk import Desk
from onrecord.web.figures import Figure
from onrecord.web.figures.bars import by_day
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
# Who acts most and which story went on last comes first, whatever is asked; the others have an order of days.
UNORDERED = ("actors", "stories")
COUNTED_BY = {"actors": "actors named", "stories": "stories begun"}


def _view(table: str) -> View:
    title, about = ABOUT[table]

    def data(desk: Desk, asked: Listing, _names: Names) -> pa.Table:
        return ask(
            desk.store, table, asked.filter, limit=asked.limit, offset=asked.offset, newest=asked.newest
        ).to_arrow()

    def page(desk: Desk, asked: Listing, names: Names) -> Page:
        found = facets(desk.store, table, asked.filter)
        return {
            "table": table, "rows": mappings(data(desk, asked, names)), "total": counts(desk.store, table, asked.filter),
            "groups": narrowing.groups(table, found, asked), "fields": narrowing.form(table, found, asked),
            "kept": narrowing.kept(asked), "ordered": table not in UNORDERED,
            "outcomes": _outcomes(table, found, asked), "days": _days(desk, table, asked),
        }  # fmt: skip

    return View(
        path=f"/{table}", name=table, title=title, about=about, page=page, data=data,
        template="listing.html.j2", exports=EXPORTS.get(table, {})
    )  # fmt: skip


def _days(desk: Desk, table: str, asked: Listing) -> Figure | None:
    def between(first: datetime.date, last: datetime.date) -> str:
        return f"/{table}{asked.query(offset=None, since=first, until=last)}"

    counted = per_day(desk.store, table, asked.filter)
    layer = table[:-1] if table in LAYERS else None
    return by_day(counted, COUNTED_BY.get(table, table), between, layer=layer, low=True)


def _outcomes(table: str, found: Facets, asked: Listing) -> list[tuple[str, int, str]]:
    """How positions ended, with how many did and the address of those; nothing for other tables."""
    if table != "positions":
        return []
    return [
        (one.value, one.n, f"/positions{asked.query(offset=None, status=one.value)}") for one in found.status
    ]


LISTINGS = tuple(_view(table) for table in ABOUT)
