"""What is new, as it is told on the first page, and where things happened."""

from __future__ import annotations

import datetime
from dataclasses import replace
from pathlib import Path

from making import day, event_store
from storing import taken

from onrecord.model import Dropped
from onrecord.store import Filter, Store, ask, overview, places
from onrecord.store.add import add
from onrecord.store.plots import put_stories
from onrecord.store.rows import Taken

LONG_AGO = datetime.date(2000, 1, 1)


def came(store: Store, article: str, on: datetime.date) -> None:
    with store.writing() as connection:
        connection.execute("UPDATE kept.articles SET added = ? WHERE article = ?", [on, article])


def story(name: str, articles: list[str], store: Store) -> None:
    row = {"story": name, "title": name, "actors": [], "total": []}
    put_stories(store, [row], [{"story": name, "article": one, "likeness": 1.0} for one in articles])


def test_what_came_since_a_day(store: Store):
    first, second, third = [row["article"] for row in ask(store, "articles")]
    came(store, first, day(0))
    came(store, second, day(5))
    came(store, third, day(5))
    story("grown", [first, second], store)
    story("begun", [third], store)
    found = overview(store, day(4))
    assert (found.since, found.new_articles, [row["article"] for row in found.articles]) == (
        day(4),
        2,
        [third, second],
    )
    assert {(row["story"], row["fresh"], row["begun"]) for row in found.stories} == {
        ("grown", 1, False),
        ("begun", 1, True),
    }
    assert (found.new_forecasts, list(found.forecasts)) == (0, [])
    everything = overview(store, LONG_AGO)
    assert everything.new_articles == 3
    assert everything.new_forecasts == len(everything.forecasts) == len(ask(store, "forecasts")) > 0


def test_an_archive_that_nobody_added_to_shows_its_latest_day(store: Store):
    for number, row in enumerate(ask(store, "articles")):
        came(store, row["article"], day(number))
    found = overview(store, day(1000))
    assert (found.since, found.new_articles) == (day(2), 1)


def test_deadlines_are_seen_on_the_latest_day_of_publication(store: Store):
    found = overview(store, day(0))
    assert found.present == datetime.date(2031, 3, 6)
    assert [(row["state"], row["day"]) for row in found.due] == [("due", datetime.date(2031, 3, 10))]


def test_dropped_inputs_by_reason(store: Store, read_records):
    add(store, [taken(read_records[0], "again")])
    dropped = Dropped(id=None, step="read", reason="empty", message="nothing there")
    add(store, [Taken(key=str(n), source="s", origin="o", outcome=replace(dropped)) for n in range(2)])
    found = overview(store, LONG_AGO)
    assert [(one.value, one.n) for one in found.dropped] == [("empty", 2), ("duplicate", 1)]


def test_the_hottest_pairs_are_those_where_tension_grew(tmp_path: Path):
    store = event_store(tmp_path, [
        {"on": 0, "acts": ["NOR"], "meets": ["DNK"], "intensity": -9.0}, {"on": 13, "intensity": -7.0}, {"on": 1, "intensity": -2.0},
        {"on": 12, "acts": ["NOR"], "meets": ["EU"], "intensity": 4.0},
    ])  # fmt: skip
    (one,) = overview(store, LONG_AGO).hottest
    assert (one.one, one.other, one.recent, one.before) == ("ISL", "NOR", 7.0, 2.0)


def test_a_store_with_nothing_in_it(tmp_path: Path):
    found = overview(event_store(tmp_path, []), day(3))
    assert (found.since, found.present, found.new_articles) == (day(3), day(3), 0)
    assert (found.articles, found.stories, found.due, found.dropped, found.hottest) == ([], [], [], (), ())


def test_places_with_their_points(tmp_path: Path):
    store = event_store(tmp_path, [
        {"where": "Kyiv"}, {"where": "Kiev", "country": "UKR"}, {"where": "Oslo", "type": "AID"},
        {"where": "the coast", "country": "ISL"}, {"where": "the moon"}, {},
    ])  # fmt: skip
    found = places(store)
    assert [(one.place.city or one.place.name, one.n) for one in found] == [
        ("Kyiv", 2), ("Oslo", 1), ("the coast", 1), ("the moon", 1),
    ]  # fmt: skip
    points = {
        one.place.name: (one.place.precision, one.place.country and one.place.country.code) for one in found
    }
    assert points["Oslo"] == ("city", "NOR")
    assert points["the coast"] == ("country", "ISL")
    assert points["the moon"] == (None, None)
    assert [one.place.name for one in places(store, Filter(type="AID"))] == ["Oslo"]
    assert places(store, limit=2, offset=1) == found[1:3]
