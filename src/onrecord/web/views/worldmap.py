"""The map: where the events were that meet the conditions, and how many say nothing of it."""

from __future__ import annotations

import pyarrow as pa
from pydantic import Field

from onrecord.store import Facets, counts, places
from onrecord.store.places import PlaceCount
from onrecord.web import narrowing
from onrecord.web.asked import FURTHEST, MOST_ROWS, Wanted
from onrecord.web.desk import Desk
from onrecord.web.figures import Figure, worldmap
from onrecord.web.view import Names, Page, View


class Mapped(Wanted):
    """Conditions of events, and which of their places."""

    limit: int = Field(300, ge=1, le=MOST_ROWS, description="At most so many places, those of most events")
    offset: int = Field(0, ge=0, le=FURTHEST, description="Leave out the first so many")


SCHEMA = pa.schema([
    ("place", pa.string()), ("country", pa.string()), ("known_to", pa.string()), ("latitude", pa.float64()),
    ("longitude", pa.float64()), ("events", pa.int64()),
])  # fmt: skip


def _row(one: PlaceCount) -> dict[str, object]:
    place = one.place
    longitude, latitude = place.point or (None, None)
    return {
        "place": worldmap.called(place), "country": place.country.code if place.country else None,
        "known_to": place.precision, "latitude": latitude, "longitude": longitude, "events": one.n,
    }  # fmt: skip


def _data(desk: Desk, asked: Mapped, _names: Names) -> pa.Table:
    found = places(desk.store, asked.filter, limit=asked.limit, offset=asked.offset)
    return pa.Table.from_pylist([_row(one) for one in found], schema=SCHEMA)


def figure(asked: Mapped, found: list[PlaceCount]) -> Figure | None:
    """The map of the places found; each leads to its events under the same conditions."""
    return worldmap.drawn(found, lambda place: f"/events{asked.query(place=place, limit=None, offset=None)}")


def _known(every: list[PlaceCount]) -> list[tuple[int, str]]:
    """How many events are known how closely, with the words for it."""
    words = {
        "city": "a city", "country": "no more than a country or a part of it",
        None: "a name whose place is not known, which only the table has",
    }  # fmt: skip
    counted = [(sum(one.n for one in every if one.place.precision == to), said) for to, said in words.items()]
    return [(n, said) for n, said in counted if n]


def _page(desk: Desk, asked: Mapped, _names: Names) -> Page:
    every = places(desk.store, asked.filter)
    shown = every[asked.offset : asked.offset + asked.limit]
    total, placed = counts(desk.store, "events", asked.filter), sum(one.n for one in every)
    return {
        "chart": figure(asked, shown), "total": total, "unplaced": total - placed, "places": len(every),
        "known": _known(every), "shown": len(shown),
        "fields": narrowing.form("events", Facets(), asked), "kept": narrowing.kept(asked),
    }  # fmt: skip


MAP = View(
    path="/map", name="map", title="Map", about="Where events were, as the reports name it.", page=_page, data=_data,
    takes=Mapped, template="map.html.j2", exports={"geojson": "geojson"},
)  # fmt: skip
