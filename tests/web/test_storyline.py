"""What copies tell alike once, by who did and said it, and how well it is known."""

from __future__ import annotations

import datetime
from typing import Any

import pytest

from onrecord.store.contents import Contents
from onrecord.web.figures.lanes import MOST_MARKS, chief, lanes
from onrecord.web.figures.worldmap import placed
from onrecord.web.storyline import by_person, corroboration, deeds_of, names_of, said_of, told_by

DAY = datetime.date(2031, 3, 5)


def event(id: str, **more: Any) -> dict[str, Any]:
    return {
        "article": "a", "id": id, "day": DAY, "when_end": None, "type": "CONSULT", "mode": None, "status": "actual",
        "source_names": ["Norway"], "source_keys": ["state/NOR"], "source_parties": ["NOR"], "target_names": [],
        "target_keys": [], "where_name": None, "where_country": None, "text": f"they met {id}", "happening": None,
        "outlet": "Harbour Post", "family": None, "serial": 1,
    } | more  # fmt: skip


def said(id: str, **more: Any) -> dict[str, Any]:
    return {
        "article": "a", "id": id, "day": DAY, "mode": "direct", "speaker_name": "Anna Berg", "speaker_key": "person/anna-berg",
        "speaker_party": "NOR", "addressee_names": [], "addressee_keys": [], "text": f"no {id}", "outlet": "Harbour Post",
        "family": None, "serial": 1,
    } | more  # fmt: skip


def story(**items: Any) -> Contents:
    empty: dict[str, Any] = dict.fromkeys(
        ("reports", "events", "statements", "positions", "forecasts", "happenings"), ()
    )
    head = {"story": "s", "actors": ["state/NOR", "person/nobody"], "articles": 1}
    return Contents(story=head, **empty | {name: tuple(rows) for name, rows in items.items()})


def test_a_happening_counts_once_and_demands_not_at_all():
    found = story(events=[
        event("e1", happening="a#e1"), event("e2", happening="a#e1", article="b"), event("e3"),
        event("e4", status="demanded"), event("e5", status="historical"),
    ])  # fmt: skip
    assert [row["id"] for row in deeds_of(found)] == ["e1", "e3"]


def test_the_same_words_in_copies_count_once():
    rows = [
        said("s1", text="No", family="f"),
        said("s2", text="No", family="f", article="b"),
        said("s3", text="No", article="c"),
    ]
    assert [row["id"] for row in said_of(story(statements=rows), "statements")] == ["s1", "s3"]


def test_groups_have_the_busiest_first_and_the_unnamed_last():
    rows = [
        said("s1", speaker_key=None, speaker_name=None), said("s2", speaker_key=None, speaker_name=None),
        said("s3", speaker_key="person/olav", speaker_name="Olav"),
        said("s4", day=DAY + datetime.timedelta(1)), said("s5"), said("s6", day=None),
    ]  # fmt: skip
    found = by_person(rows, "speaker", most=5, each=2)
    assert [(group.name, group.n) for group in found] == [("Anna Berg", 3), ("Olav", 1), (None, 2)]
    assert [row["id"] for row in found[0].rows] == ["s5", "s4"]


def test_everybody_has_the_name_used_most():
    rows = [
        said("s1"),
        said("s2", speaker_name="A. Berg"),
        said("s3", addressee_keys=["state/ISL"], addressee_names=["Iceland"]),
    ]
    assert names_of(story(statements=rows)) == {"person/anna-berg": "Anna Berg", "state/ISL": "Iceland"}


def test_outlets_that_tell_it():
    rows = [
        event("e1", happening="h"),
        event("e2", happening="h", outlet="Capital"),
        event("e3", outlet="Other"),
    ]
    assert told_by(story(events=rows)) == {"h": ("Capital", "Harbour Post")}


@pytest.mark.parametrize(("reports", "outlets", "independent", "words"), [
    (1, 1, 1, "1 report in 1 outlet"), (1, 0, 1, "1 report"), (2, 0, 1, "2 reports, 1 of them independent"),
    (3, 2, 3, "3 reports in 2 outlets, all independent"),
])  # fmt: skip
def test_corroboration(reports, outlets, independent, words):
    assert corroboration({"reports": reports, "outlets": outlets, "independent": independent}) == words


def test_lanes_are_of_actors_their_parties_and_others():
    drawn = lanes(story(
        events=[event("e1"), event("e2", source_keys=["~crew"], source_names=["crew"], source_parties=["ISL"])],
        statements=[said("s1")],
    ))  # fmt: skip
    assert [lane["name"] for lane in drawn.data["lanes"]] == ["Norway", "Others"]
    assert [item["lane"] for item in drawn.data["items"]] == [0, 1, 0]
    assert len(drawn.rows) == 3
    assert drawn.rows[0][3]["href"] == "/articles/a#e1"


def test_only_the_latest_marks_are_drawn():
    many = [event(f"e{n}", day=DAY + datetime.timedelta(n)) for n in range(MOST_MARKS + 5)]
    drawn = lanes(story(events=many))
    assert len(drawn.data["items"]) == MOST_MARKS
    assert drawn.data["items"][0]["day"] == (DAY + datetime.timedelta(5)).isoformat()
    assert "The latest 300 are shown" in drawn.about


def test_who_is_not_in_what_was_read_is_no_chief_actor():
    assert chief(story(events=[event("e1")])) == [("state/NOR", "Norway")]


def test_places_say_how_exactly_they_are_known():
    rows = [
        event("e1", where_name="Brussels", where_country="BEL"), event("e2", where_name="Brussels"),
        event("e3", where_name="Vik", where_country="ISL"), event("e4", where_name="Nowhere Rock"), event("e5"),
    ]  # fmt: skip
    drawn = placed(rows)
    assert drawn is not None
    assert [(row[0]["name"], row[1], row[2]) for row in drawn.rows] == [
        ("Brussels", "the city", 2), ("Iceland", "the country", 1), ("Nowhere Rock", "the name only", 1),
    ]  # fmt: skip
    assert [place["name"] for place in drawn.data["places"]] == ["Brussels", "Iceland"]
    assert "For 1 of 5 events they name no place" in drawn.about
    assert placed([event("e1")]) is None
