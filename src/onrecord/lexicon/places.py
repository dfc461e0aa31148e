"""Where places lie: countries with their codes, cities and regions, and the points that stand for them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from onrecord.lexicon.gazetteer import kept, spot
from onrecord.lexicon.tables import items, load_table
from onrecord.model import Where


@dataclass(frozen=True, slots=True)
class Country:
    """A country's name in English, its FIPS 10-4 code, its Correlates of War number, the point that stands for it and its
    ISO 3166-1 number."""

    code: str
    name: str
    fips: str | None
    cow: str | None
    point: tuple[float, float] | None
    numeric: str | None = None


@dataclass(frozen=True, slots=True)
class Place:
    """Where an event was: the country, and the city where that is known; `point` is (longitude, latitude) in degrees.

    `precision` says what the point stands for: "city", "region", "island", "sea", "strait" or "country"; null where there
    is no point. `admin` is the GeoNames code of the first-order division.
    """

    name: str
    country: Country | None = None
    city: str | None = None
    point: tuple[float, float] | None = None
    precision: str | None = None
    admin: str | None = None


@cache
def countries() -> Mapping[str, Country]:
    """The countries by ISO 3166-1 alpha-3 code."""
    names = {row["id"].removeprefix("state/"): row["name"] for row in load_table("actors/states/actor")}
    return {
        row["code"]: Country(
            row["code"],
            names.get(row["code"], row["code"]),
            row["fips"] or None,
            row["cow"] or None,
            _point(row),
            row["numeric"] or None,
        )
        for row in load_table("country_codes")
    }


def country(code: str | None) -> Country | None:
    """The country of a code; null for none and for an organisation."""
    return countries().get(code or "")


def names_of(name: str) -> tuple[str, ...]:
    """The names of the city that is called so, whatever case it is written in; the name alone where none is known.

    >>> names_of("kiev"), names_of("Nowhere")
    (('Kyiv', 'Kiev'), ('Nowhere',))
    """
    known = next(
        (row for row in load_table("places/named") if name.casefold() in row["names"].casefold().split("|")),
        None,
    )
    return items(known["names"]) if known else (name,)


def cities_in(code: str) -> tuple[str, ...]:
    """The names of the cities that the table knows in a country."""
    return tuple(name for name, city in kept().items() if city.country == code and city.precision == "city")


def place_of(where: Where | None) -> Place | None:
    """The place of an event; null where the report names none."""
    return place_named(where.name, where.country) if where else None


def place_named(name: str, code: str | None = None) -> Place:
    """The place of a name and the code of its country: a city or region of the gazetteer, else the country, else the name.

    A place of the gazetteer counts where the report names no country, or the same one.
    """
    known = spot(name, code)
    if known is not None:
        city = known.name if known.precision == "city" else None
        return Place(name, country(known.country), city, known.point, known.precision, known.admin)
    land = country(code)
    point = land.point if land else None
    return Place(name, land, None, point, "country" if point else None)


def _point(row: Mapping[str, str]) -> tuple[float, float] | None:
    return (float(row["longitude"]), float(row["latitude"])) if row["latitude"] else None
