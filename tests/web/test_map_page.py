"""The map tells a city from a country, and counts what it cannot show."""

from __future__ import annotations

from paged import charts, find, page, words

from onrecord.lexicon.places import place_named
from onrecord.store.places import PlaceCount
from onrecord.web.figures.worldmap import drawn

FOUND = [
    PlaceCount(place=place_named("Kyiv"), n=3), PlaceCount(place=place_named("Donbas", "UKR"), n=2),
    PlaceCount(place=place_named("the high seas"), n=1),
]  # fmt: skip


def test_a_country_is_a_shade_and_a_city_a_circle():
    figure = drawn(FOUND, lambda place: f"/at/{place}")
    assert figure is not None
    assert [(one["name"], one["n"], one["precision"], one["href"]) for one in figure.data["places"]] == [
        ("Kyiv", 3, "city", "/at/Kyiv"),
        ("Donbas", 2, "region", "/at/Donbas"),
    ]
    assert figure.data["countries"] == [{"code": "UKR", "numeric": "804", "n": 5, "href": "/at/UKR"}]
    assert [row[1:] for row in figure.rows] == [
        ("Ukraine", "the city", "3"), ("Ukraine", "the region", "2"), ("", "the name only", "1"),
    ]  # fmt: skip


def test_no_place_is_no_map():
    assert drawn([], str) is None


def test_it_says_how_many_are_not_on_it(client):
    line = words(find(page(client, "/map"), "p.order")[0])
    assert line.startswith("8 of 59 events name a place: 8 a city. 51 name no place and are not on the map.")


def test_a_place_leads_to_its_events_under_the_same_conditions(client):
    tree = page(client, "/map?type=consult")
    (map_,) = charts(tree, "map")
    (brussels,) = map_["places"]
    rows = client.get(brussels["href"].replace("/events", "/events.json")).json()
    assert len(rows) == brussels["n"] > 0
    assert {row["type"] for row in rows} == {"CONSULT"}
    (belgium,) = map_["countries"]
    assert len(client.get(belgium["href"].replace("/events", "/events.json")).json()) == belgium["n"]


def test_events_without_places_are_said_to_have_none(client):
    assert (
        words(find(page(client, "/map?type=threaten"), "p.none")[0]) == "None of these events names a place."
    )


def test_its_data(client):
    row, other = client.get("/map.json").json()
    assert (other["place"], other["events"]) == ("Oslo", 1)
    assert (row["place"], row["country"], row["known_to"], row["events"]) == ("Brussels", "BEL", "city", 7)
    features = client.get("/map.geojson?place=Brussels").json()["features"]
    assert len(features) == 7
