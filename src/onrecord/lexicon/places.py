"""Where places lie: countries with their codes, cities, and the points that stand for them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

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

    `precision` says what the point stands for: "city" or "country"; null where there is no point.
    """

    name: str
    country: Country | None = None
    city: str | None = None
    point: tuple[float, float] | None = None
    precision: str | None = None


@cache
def countries() -> Mapping[str, Country]:
    """The countries by ISO 3166-1 alpha-3 code."""
    names = {row["code"]: row["name"] for row in load_table("states")}
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


@cache
def _cities() -> Mapping[str, Mapping[str, str]]:
    return {name: row for row in load_table("city_points") for name in items(row["names"])}


def names_of(name: str) -> tuple[str, ...]:
    """The names of the city that is called so, whatever case it is written in; the name alone where none is known.

    >>> names_of("kiev"), names_of("Nowhere")
    (('Kyiv', 'Kiev'), ('Nowhere',))
    """
    known = {called.casefold(): row for called, row in _cities().items()}
    city = known.get(name.casefold())
    return tuple(items(city["names"])) if city else (name,)


def cities_in(code: str) -> tuple[str, ...]:
    """The names of the cities that the table knows in a country."""
    return tuple(name for name, row in _cities().items() if row["country"] == code)


def place_of(where: Where | None) -> Place | None:
    """The place of an event; null where the report names none."""
    return place_named(where.name, where.country) if where else None


def place_named(name: str, code: str | None = None) -> Place:
    """The place of a name and the code of its country: a city that the table knows, else the country, else the bare name.

    A city of the table counts where the report names no country, or the same one.
    """
    city = _cities().get(name)
    if city and code in (None, city["country"]):
        return Place(name, country(city["country"]), items(city["names"])[0], _point(city), "city")
    land = country(code)
    point = land.point if land else None
    return Place(name, land, None, point, "country" if point else None)


def _point(row: Mapping[str, str]) -> tuple[float, float] | None:
    return (float(row["longitude"]), float(row["latitude"])) if row["latitude"] else None
