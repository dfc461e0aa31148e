"""Counts by day as bars, with the table that says the same; by week or month where days would be too many."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from onrecord.store.facets import DayCount
from onrecord.web.drawing import MONTHS
from onrecord.web.drawing import day as in_words
from onrecord.web.figures.figure import Figure

# The chart draws days, weeks and months where each is wide enough to read; more rows would only make the page long.
MOST_DAYS = 370
MOST_WEEKS_DAYS = 1_840
Between = Callable[[datetime.date, datetime.date], str | None]
"""Gives the address of what lies between two days, both inclusive."""


@dataclass(frozen=True, slots=True)
class _Grain:
    """How long a bar is, and the word for it."""

    name: str
    first: Callable[[datetime.date], datetime.date]
    last: Callable[[datetime.date], datetime.date]
    words: Callable[[datetime.date], str]


def by_day(
    counted: Sequence[DayCount], unit: str, between: Between, *, layer: str | None = None, low: bool = False
) -> Figure | None:
    """Bars of so many a day; `unit` is what is counted, such as "events". Null where it would be one bar or none.

    `layer` gives their colour, `low` bars stand above a list.
    """
    if len(counted) < 2:
        return None
    grain = _grain((counted[-1].day - counted[0].day).days)
    numbers: Counter[datetime.date] = Counter()
    for one in counted:
        numbers[grain.first(one.day)] += one.n
    bars = [(first, n, between(first, grain.last(first))) for first, n in sorted(numbers.items())]
    return Figure(
        name="bars", title=f"{unit.capitalize()} by {grain.name}", about="", columns=(grain.name.capitalize(), unit.capitalize()),
        data={"unit": f"{unit} a day", "low": low, "rows": [
            {"day": first.isoformat(), "n": n, "href": href, "layer": layer} for first, n, href in bars
        ]},
        rows=tuple(
            ({"name": grain.words(first), "href": href} if href else grain.words(first), f"{n:,}")
            for first, n, href in bars
        ),
    )  # fmt: skip


def _grain(span_days: int) -> _Grain:
    if span_days <= MOST_DAYS:
        return _Grain("day", lambda day: day, lambda day: day, in_words)
    if span_days <= MOST_WEEKS_DAYS:
        return _Grain(
            "week", lambda day: day - datetime.timedelta(day.weekday()), lambda day: day + datetime.timedelta(6),
            lambda day: f"week of {in_words(day)}",
        )  # fmt: skip
    return _Grain("month", lambda day: day.replace(day=1), last_of_month, month)


def last_of_month(day: datetime.date) -> datetime.date:
    """The last day of the month of a day."""
    return (day.replace(day=28) + datetime.timedelta(4)).replace(day=1) - datetime.timedelta(1)


def month(day: datetime.date) -> str:
    """A month in words.

    >>> month(datetime.date(2021, 12, 9))
    'Dec 2021'
    """
    return f"{MONTHS[day.month - 1]} {day.year}"
