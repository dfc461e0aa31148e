"""Where things happen: the places that events name, with the points that stand for them."""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.lexicon.places import Place, place_named
from onrecord.store.filters import Filter, met
from onrecord.store.store import Store

_PLACES = """
SELECT t.where_name AS name, t.where_country AS country, count(*) AS n FROM kept.events t {frame}
WHERE NOT t.withdrawn AND t.where_name IS NOT NULL AND {where} GROUP BY ALL ORDER BY n DESC, name, country
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceCount:
    """A place and how many events are told to have been there; names of one city are one place."""

    place: Place
    n: int


def places(
    store: Store, wanted: Filter = Filter(), *, limit: int | None = None, offset: int = 0
) -> list[PlaceCount]:
    """The places of the events that meet the filter, those of most events first."""
    condition = met(store, "events", wanted)
    frame = "JOIN articles a USING (article)" if condition.of_article else ""
    rows = store.rows(_PLACES.format(frame=frame, where=condition.sql), condition.values)
    known: dict[tuple[str, str | None], Place] = {}
    numbers: dict[tuple[str, str | None], int] = {}
    for row in rows:
        place = place_named(row["name"], row["country"])
        key = (place.city or place.name, place.country.code if place.country else row["country"])
        known.setdefault(key, place)
        numbers[key] = numbers.get(key, 0) + row["n"]
    busiest = sorted(numbers, key=lambda key: (-numbers[key], key[0], key[1] or ""))
    cut = busiest[offset : None if limit is None else offset + limit]
    return [PlaceCount(place=known[key], n=numbers[key]) for key in cut]
