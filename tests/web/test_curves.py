"""Curves of the pages: how far they go back, where their days lead, what is said of their levels."""

from __future__ import annotations

import datetime

from onrecord.across.escalation import Day, curve
from onrecord.web.figures import escalation as curves

FIRST = datetime.date(2030, 1, 1)


def rows(numbers: list[int]) -> list[dict[str, object]]:
    return [
        {"day": FIRST + datetime.timedelta(number), "event": f"a{number}#e1", "intensity": -4.0} for number in numbers
    ]  # fmt: skip


def test_what_is_drawn_is_the_end_of_the_whole():
    told = rows(list(range(0, 900, 3)))
    whole, drawn = curve(curves.counted(told)), curves.latest(told)
    assert len(drawn) == curves.MOST_DAYS
    assert [day.day for day in drawn] == [day.day for day in whole[-curves.MOST_DAYS :]]
    assert all(
        abs(one.index - other.index) < 0.1
        for one, other in zip(drawn, whole[-curves.MOST_DAYS :], strict=True)
    )


def test_nothing_makes_no_curve():
    assert curves.latest([]) == ()
    assert curves.of_dyad((), "NOR", "ISL") is None
    assert curves.shifts(()) == []


def test_a_day_of_one_event_leads_to_it_and_one_of_several_to_their_list():
    points = (
        Day(FIRST, 4.0, 4.0, ("abc#e1",)), Day(FIRST + datetime.timedelta(1), 0.0, 3.0),
        Day(FIRST + datetime.timedelta(2), 8.0, 9.0, ("abc#e2", "def#e1")),
    )  # fmt: skip
    drawn = curves.of_dyad(points, "NOR", "ISL")
    assert drawn is not None
    assert drawn.title == "Escalation between Norway and Iceland"
    assert [day["href"] for day in drawn.data["days"]] == [
        "/articles/abc#e1", None, "/events?pair=NOR%2CISL&since=2030-01-03&until=2030-01-03",
    ]  # fmt: skip


def test_levels_are_told_in_words():
    days = [
        Day(FIRST + datetime.timedelta(number), tension, 0.0, (), number in (10, 20))
        for number, tension in enumerate([1.0] * 10 + [6.0] * 10 + [-2.0] * 10)
    ]
    assert curves.shifts(days) == [
        "From 11 Jan 2030 the days were tenser: +6.0 a day on average, after +1.0.",
        "From 21 Jan 2030 the days were calmer: −2.0 a day on average, after +6.0.",
    ]
