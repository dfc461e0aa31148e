"""Where events were, as a map with the table that says the same; a city and a whole country are never told alike."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from typing import Any

from onrecord.lexicon.places import Place, countries
from onrecord.store.places import PlaceCount
from onrecord.web.charted import Figure

ABOUT = (
    "A circle is a city. What is known to be somewhere in a country only has no circle: it is counted in the shade of the"
    " country, as are its cities."
)
KNOWN_TO = {"city": "the city", "country": "the country", None: "the name only"}


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
            "places": [_circle(one.place, one.n, address) for one in found if one.place.precision == "city"],
            "countries": [
                {"code": code, "numeric": countries()[code].numeric, "n": n, "href": address(code)}
                for code, n in shades.most_common()
            ],
        },
        rows=tuple(
            ({"name": called(one.place), "href": address(called(one.place))}, one.place.country.name if one.place.country else "",
             KNOWN_TO[one.place.precision], f"{one.n:,}")
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
