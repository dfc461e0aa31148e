"""Conditions of two sides whoever acts, and of where events were."""

from __future__ import annotations

from pathlib import Path

import pytest
from making import event_store

from onrecord.errors import ConditionError
from onrecord.lexicon.places import countries, names_of
from onrecord.store import Filter, Store, ask, counts, dyads

PLACES = (
    ("Kyiv", "UKR"), ("Kiev", None), ("Donbas", "UKR"), ("Moscow", None), ("the high seas", None), (None, None),
)  # fmt: skip


@pytest.fixture
def made(tmp_path: Path) -> Store:
    sides = (("NOR", "ISL"), ("ISL", "NOR"), ("DNK", "ISL"))
    return event_store(tmp_path, [
        {"acts": [acts], "meets": [meets], "where": place, "country": country, "on": number}
        for number, (acts, meets) in enumerate(sides) for place, country in PLACES
    ])  # fmt: skip


def test_a_pair_is_a_dyad_in_both_directions(made: Store):
    assert counts(made, "events", Filter(dyad=("NOR", "ISL"))) == 6
    assert counts(made, "events", Filter(pair=("Norway", "iceland"))) == 12
    assert counts(made, "events", Filter(pair=("NOR", "DNK"))) == 0
    with pytest.raises(ConditionError, match="forecasts have no pair"):
        ask(made, "forecasts", Filter(pair=("NOR", "ISL"))).to_arrow()


@pytest.mark.parametrize(
    ("place", "names"),
    [("kyiv", {"Kyiv", "Kiev"}), ("Kiev", {"Kyiv", "Kiev"}), ("The High Seas", {"the high seas"}), ("UKR", {"Kyiv", "Kiev", "Donbas"}),
     ("RUS", {"Moscow"}), ("Ukraine", set()), ("ISL", set())],
)  # fmt: skip
def test_a_place_is_a_city_by_any_name_or_a_country_with_its_cities(made: Store, place: str, names: set[str]):
    rows = ask(made, "events", Filter(place=place)).to_arrow().to_pylist()
    assert {row["where_name"] for row in rows} == names
    assert len(rows) == 3 * len(names)


def test_only_events_have_places(made: Store):
    with pytest.raises(ConditionError, match="statements have no place"):
        ask(made, "statements", Filter(place="Kyiv")).to_arrow()


def test_pairs_of_one_side(made: Store):
    assert [(one.one, one.other) for one in dyads(made)] == [("ISL", "NOR"), ("DNK", "ISL")]
    assert [(one.one, one.other) for one in dyads(made, side="NOR")] == [("ISL", "NOR")]
    assert [(one.one, one.other) for one in dyads(made, by="latest")] == [("DNK", "ISL"), ("ISL", "NOR")]


def test_numbers_of_countries_are_those_of_the_map():
    numbers = [one.numeric for one in countries().values() if one.numeric]
    assert len(numbers) == len(set(numbers)) > 190
    assert all(len(number) == 3 and number.isdigit() for number in numbers)
    assert [countries()[code].numeric for code in ("DEU", "ETH", "SDN", "YEM")] == [
        "276",
        "231",
        "729",
        "887",
    ]
    assert names_of("nowhere at all") == ("nowhere at all",)
