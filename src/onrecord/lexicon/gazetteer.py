"""The gazetteer: cities and regions by name, with their country, division and point."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from onrecord.lexicon.tables import DATA, items, load_table

# A name means the largest city that has it where that is so many times as large as the next.
DOMINANCE = 5
# Words that begin sentences and names of people are cities too ("Nice", "Man", "Split"); below so many people a name alone
# is no city.
NAMED_ALONE = 100_000


@dataclass(frozen=True, slots=True)
class Spot:
    """A place of the gazetteer: what it is called first, its country (alpha-3) if one state holds it, its GeoNames
    first-order division, its point (longitude, latitude) in degrees, and what the point stands for: "city", "region",
    "island", "sea" or "strait"."""

    name: str
    country: str | None
    point: tuple[float, float]
    precision: str
    admin: str | None = None
    population: int = 0


@cache
def kept() -> Mapping[str, Spot]:
    """Cities and regions that are kept by hand, by every name of theirs."""
    found: dict[str, Spot] = {}
    for table in ("places/named", "places/regions"):
        for row in load_table(table):
            names = items(row["names"])
            point = (float(row["longitude"]), float(row["latitude"]))
            spot = Spot(names[0], row["country"] or None, point, row.get("precision", "city"))
            for name in names:
                found.setdefault(name, spot)
    return found


@cache
def _lines() -> Mapping[str, tuple[str, ...]]:
    """The rows of the table of cities, not yet taken apart, by every name in them, largest first."""
    found: dict[str, list[str]] = {}
    for line in (DATA / "places" / "cities.tsv").read_text("utf-8").splitlines():
        if not line.startswith(("#", "geonameid")):
            cells = line.split("\t")
            for name in (cells[1], *(cells[7].split("|") if len(cells) > 7 else ())):
                found.setdefault(name, []).append(line)
    return {name: tuple(lines) for name, lines in found.items()}


def _cities(name: str) -> tuple[Spot, ...]:
    return tuple(_city(*line.split("\t")[1:7]) for line in _lines().get(name, ()))


def _city(name: str, country: str, admin: str, latitude: str, longitude: str, people: str) -> Spot:
    return Spot(name, country, (float(longitude), float(latitude)), "city", admin or None, int(people))


def spot(name: str, country: str | None = None) -> Spot | None:
    """The place of a name, in a country where one is given; null where the name is unknown or may mean several places.

    >>> spot("Donbas").country, spot("Aleppo").precision, spot("Springfield")
    ('UKR', 'city', None)
    """
    known = kept().get(name)
    if known is not None and country in (None, known.country):
        return known
    found = [s for s in _cities(name) if country in (None, s.country)]
    return found[0] if found and _dominates(found[0], found[1:]) else None


def country_of(name: str) -> str | None:
    """The ISO 3166-1 alpha-3 code of the country of the place that a name alone means, where it means only one.

    >>> country_of("Springfield"), country_of("Basra"), country_of("Santiago de Nowhere")
    ('USA', 'IRQ', None)
    """
    known = kept().get(name)
    if known is not None:
        return known.country
    found = _cities(name)
    if not found or found[0].population < NAMED_ALONE:
        return None
    return (
        found[0].country
        if _dominates(found[0], [s for s in found if s.country != found[0].country])
        else None
    )


def _dominates(first: Spot, rivals: Sequence[Spot]) -> bool:
    return not rivals or first.population >= DOMINANCE * rivals[0].population
