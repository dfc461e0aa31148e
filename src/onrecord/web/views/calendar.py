"""The calendar: deadlines that are due or overdue, and what is planned."""

from __future__ import annotations

import calendar
import datetime
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Any

import pyarrow as pa
from pydantic import Field

from onrecord.store import Filter
from onrecord.store.due import Stretch, due
from onrecord.store.store import mappings
from onrecord.web.asked import MOST_ROWS, First, Last, Wanted
from onrecord.web.desk import Desk
from onrecord.web.view import Names, Page, View

Entry = dict[str, Any]

MOST_TO_COME = 200
# What is overdue is a reminder beside what is to come; more of it is a list of its own.
MOST_OVERDUE = 20
ONE_DAY = datetime.timedelta(1)


class Dates(Wanted):
    """Conditions, and which days of the calendar."""

    since: First | None = Field(None, description="Due on this day or later: 2021-12-09, 2021-12 or 2021")
    until: Last | None = Field(None, description="Due on this day or earlier: 2021-12-09, 2021-12 or 2021")
    past: bool = Field(False, description="Also plans whose day is past")


@dataclass(frozen=True, slots=True)
class Day:
    """A day with what is due on it."""

    day: datetime.date
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Month:
    """A month with its days that have entries; `weeks` are the days of its grid, null for those of other months."""

    first: datetime.date
    days: tuple[Day, ...]

    @property
    def weeks(self) -> list[list[tuple[datetime.date, int] | None]]:
        """Its weeks from Monday on: each day with how many entries it has."""
        numbers = {day.day: len(day.entries) for day in self.days}
        grid = calendar.Calendar().monthdatescalendar(self.first.year, self.first.month)
        return [
            [(day, numbers.get(day, 0)) if day.month == self.first.month else None for day in week]
            for week in grid
        ]


def months(entries: Sequence[Entry]) -> tuple[Month, ...]:
    """Entries in order of day, by month and day.

    >>> [(month.first.month, len(month.days)) for month in months([{"day": datetime.date(2024, 3, day)} for day in (4, 4, 9)])]
    [(3, 2)]
    """
    return tuple(
        Month(first, tuple(Day(day, tuple(rows)) for day, rows in groupby(found, key=lambda row: row["day"])))
        for first, found in groupby(entries, key=lambda row: row["day"].replace(day=1))
    )


def _narrowed(asked: Dates, _names: Names) -> Filter:
    """The conditions on who and what; those on days are about the days of the calendar, not of the reports."""
    return replace(asked.filter, since=None, until=None)


def _data(desk: Desk, asked: Dates, names: Names) -> pa.Table:
    stretch = Stretch(first=asked.since, last=asked.until, limit=MOST_ROWS)
    return due(desk.store, desk.today, _narrowed(asked, names), stretch, past=asked.past)


def _page(desk: Desk, asked: Dates, names: Names) -> Page:
    wanted, today = _narrowed(asked, names), desk.today
    if asked.since or asked.until:
        stretch = Stretch(first=asked.since, last=asked.until, limit=MOST_TO_COME)
        rows = mappings(due(desk.store, today, wanted, stretch, past=asked.past))
        return _shown(rows, [], "chosen")
    rows = mappings(due(desk.store, today, wanted, Stretch(first=today, limit=MOST_TO_COME)))
    before = Stretch(last=today - ONE_DAY, newest=True, limit=MOST_OVERDUE)
    overdue = mappings(due(desk.store, today, wanted, before, past=asked.past))[::-1]
    if rows or asked.past:
        return _shown(rows, overdue, "coming")
    latest = Stretch(last=today, newest=True, limit=MOST_OVERDUE)
    return _shown(mappings(due(desk.store, today, wanted, latest, past=True)), [], "latest")


def _shown(rows: list[Entry], overdue: list[Entry], which: str) -> Page:
    return {
        "months": months(rows), "overdue": overdue, "which": which, "is_cut": len(rows) >= MOST_TO_COME,
        "more_overdue": len(overdue) >= MOST_OVERDUE,
    }  # fmt: skip


CALENDAR = View(
    path="/calendar", name="calendar", title="Calendar", about="Deadlines that are due, and what is planned, day by day.",
    page=_page, data=_data, takes=Dates, narrowed=_narrowed, template="calendar.html.j2", exports={"ics": "icalendar"},
)  # fmt: skip
