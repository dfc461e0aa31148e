"""Where events were, as a map with the table that says the same; a city and a whole country are never told alike."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from typing import Any

from onrecord.lexicon.places import Place, countries, place_named
from onrecord.store.contents import Row
from onrecord.store.places import PlaceCount
from onrecord.web import addresses
from onrecord.web.figures.figure import Figure

ABOUT = (
    "A circle is a city. What is known to be somewhere in a country only has no circle: it is counted in the shade of the"
    " country, as are its cities."
)


def drawn(found: Sequence[PlaceCount], address: Callable[[str], str]) -> Figure | None:
    """The map; `address` gives that of the events at a place, by its name or the code of its country. Null where no
    event names a place."""
    if not found:
        return None
    shades: Counter[str] = Counter()
    for one in found:
        if one.place.country:
            shades[one.place.country.code] += one.n
    return Figure(
        name="map", title="Where events were", about=ABOUT, columns=("Place", "Country", "Known to", "Events"),
        data={
            "places": [_circle(one.place, one.n, address) for one in found if one.place.precision not in (None, "country")],
            "countries": [
                {"code": code, "numeric": countries()[code].numeric, "n": n, "href": address(code)}
                for code, n in shades.most_common()
            ],
        },
        rows=tuple(
            ({"name": called(one.place), "href": address(called(one.place))}, one.place.country.name if one.place.country else "",
             f"the {one.place.precision}" if one.place.precision else "the name only", f"{one.n:,}")
            for one in found
        ),
    )  # fmt: skip


def called(place: Place) -> str:
    """The name of a place: that of its city where it is one."""
    return place.city or place.name


def _circle(place: Place, n: int, address: Callable[[str], str]) -> dict[str, Any]:
    assert place.point is not None
    longitude, latitude = place.point
    return {
        "name": called(place), "lat": latitude, "lon": longitude, "n": n, "precision": place.precision,
        "href": address(called(place)),
    }  # fmt: skip


def placed(rows: Sequence[Row]) -> Figure | None:
    """A map of events by where they were, each place leading to the first of its events; null where none is known."""
    counted: Counter[tuple[str, str | None]] = Counter()
    first: dict[tuple[str, str | None], tuple[Place, Row]] = {}
    for row in rows:
        if row["where_name"]:
            place = place_named(row["where_name"], row["where_country"])
            spot = place.city or (place.country.name if place.country else place.name), place.precision
            counted[spot] += 1
            first.setdefault(spot, (place, row))
    if not counted:
        return None
    spots = [
        (name, precision, n, *first[name, precision])
        for (name, precision), n in sorted(counted.items(), key=lambda spot: (-spot[1], spot[0][0]))
    ]
    unplaced = len(rows) - sum(counted.values())
    about = "Where it happened, as the reports name it. A point that stands for a whole country says so."
    if unplaced:
        about += f" For {unplaced:,} of {len(rows):,} events they name no place."
    return Figure(
        name="map", title="Places", about=about, columns=("Place", "Known to", "Events"),
        data={"places": [
            {"name": name, "lat": place.point[1], "lon": place.point[0], "n": n, "precision": precision, "href": addresses.item(row["article"], row["id"])}
            for name, precision, n, place, row in spots if place.point
        ], "countries": []},
        rows=tuple(
            ({"name": name, "href": addresses.item(row["article"], row["id"])}, f"the {precision}" if precision else "the name only", n)
            for name, precision, n, _, row in spots
        ),
    )  # fmt: skip
