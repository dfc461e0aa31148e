"""The tables of codes are whole and agree with the rest of the lexicon."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest

from onrecord.export import FORMATS, codes
from onrecord.lexicon import items, load_table, places
from onrecord.model import Span, Where
from onrecord.model.codes import EventType, values

ROOT = Path(__file__).parents[2]


def test_every_state_has_its_row():
    tails = {row["id"].removeprefix("state/") for row in load_table("actors/states/actor")}
    assert set(places.countries()) <= tails
    fips = Counter(land.fips for land in places.countries().values() if land.fips)
    assert all(re.fullmatch("[A-Z]{2}", code) and n == 1 for code, n in fips.items())


def test_points_lie_on_the_globe_and_cities_near_their_countries():
    for row in load_table("places/named"):
        land = places.country(row["country"])
        assert land is not None
        assert land.point is not None
        assert abs(land.point[1] - float(row["latitude"])) < 25
        assert abs(land.point[0] - float(row["longitude"])) < 75
    names = [name for row in load_table("places/named") for name in items(row["names"])]
    assert len(set(names)) == len(names)


def test_every_code_that_the_engine_gives_is_known():
    given = {
        row["cameo"]
        for name in ("event_verbs", "event_nouns", "event_adjectives")
        for row in load_table(name)
    }
    for code in given - {""}:
        assert codes.cameo_name(code)
        assert codes.quad_class(code) in {"1", "2", "3", "4"}
    nearest = {(row["type"], row["mode"]): row["cameo"] for row in load_table("plover_cameo")}
    assert {kind for kind, mode in nearest if not mode} == set(values(EventType))
    assert all(codes.cameo_name(code) for code in nearest.values())


@pytest.mark.parametrize(
    ("code", "score"),
    [("042", 1.9), ("190", -10.0), ("1722", -5.0), ("036", 4.0), ("176", None), ("99", None)],
)
def test_goldstein(code: str, score: float | None):
    assert codes.goldstein(code) == score


@pytest.mark.parametrize(
    ("name", "country", "precision", "fips"),
    [("Geneva", None, "city", "SZ"), ("Kiev", "UKR", "city", "UP"), ("Mali", "MLI", "country", "ML"),
     ("Bakhmut", "UKR", "city", "UP"), ("Donbas", "UKR", "region", "UP"), ("Nowhere", "USA", "country", "US"), ("the border", None, None, None)],
)  # fmt: skip
def test_places(name: str, country: str | None, precision: str | None, fips: str | None):
    place = places.place_of(Where(name=name, span=Span(0, 1), country=country))
    assert place is not None
    assert place.precision == precision
    assert (place.country.fips if place.country else None) == fips


def test_the_page_of_exports_tells_of_every_format():
    page = (ROOT / "docs/exports.md").read_text("utf-8")
    table = "\n".join(line for line in page.splitlines() if line.startswith("| `"))
    assert set(re.findall(r"`([a-z0-9-]+)`", table)) >= {form.name for form in FORMATS}
