"""Dates, TIMEX3 values and the days they cover."""

from __future__ import annotations

import calendar
import re
from datetime import date, timedelta

SEASONS = {"SP": (3, 5), "SU": (6, 8), "FA": (9, 11), "WI": (12, 2)}
DURATIONS = {"D": 1, "W": 7}


def value_of(day: date, unit: str) -> str:
    """The TIMEX3 value of the day, week, month, quarter, year, decade or century that `day` is in.

    >>> value_of(date(2021, 12, 9), "W"), value_of(date(2021, 12, 9), "Q"), value_of(date(2021, 12, 9), "E")
    ('2021-W49', '2021-Q4', '202')
    """
    if unit == "W":
        year, week, _ = day.isocalendar()
        return f"{year:04}-W{week:02}"
    return {
        "D": day.isoformat(),
        "M": f"{day.year:04}-{day.month:02}",
        "Q": f"{day.year:04}-Q{(day.month - 1) // 3 + 1}",
        "Y": f"{day.year:04}",
        "E": f"{day.year // 10:03}",
        "C": f"{day.year // 100:02}",
    }[unit]


def shift(day: date, count: int, unit: str) -> date | None:
    """`day` moved by `count` units, kept inside the month; None where the calendar ends.

    >>> shift(date(2021, 3, 31), -1, "M")
    datetime.date(2021, 2, 28)
    """
    try:
        if unit in DURATIONS:
            return day + timedelta(days=count * DURATIONS[unit])
        months = count * {"M": 1, "Q": 3, "Y": 12, "E": 120, "C": 1200}[unit]
        at = day.year * 12 + day.month - 1 + months
        year, month = divmod(at, 12)
        return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))
    except (OverflowError, ValueError):
        return None


def covered(value: str) -> tuple[str | None, str | None]:
    """The first and last day of a TIMEX3 value, both inclusive; (None, None) where it covers no known days.

    >>> covered("2021-W49"), covered("2021-02"), covered("PXY"), covered("2021-04-13/2021-05-12")
    (('2021-12-06', '2021-12-12'), ('2021-02-01', '2021-02-28'), (None, None), ('2021-04-13', '2021-05-12'))
    """
    first, _, last = value.partition("/")
    days = _days(first)
    if days and last:
        until = _days(last)
        days = (days[0], until[1]) if until else None
    return (days[0].isoformat(), days[1].isoformat()) if days else (None, None)


def _days(value: str) -> tuple[date, date] | None:
    try:
        if m := re.fullmatch(r"(\d{4})-(\d\d)-(\d\d)(?:T.*)?", value):
            day = date(int(m[1]), int(m[2]), int(m[3]))
            return day, day
        if m := re.fullmatch(r"(\d{4})-W(\d\d)(-WE)?", value):
            monday = date.fromisocalendar(int(m[1]), int(m[2]), 1)
            return monday + timedelta(days=5 if m[3] else 0), monday + timedelta(days=6)
        if m := re.fullmatch(r"(\d{4})-(Q|H)(\d)", value):
            length = 3 if m[2] == "Q" else 6
            return _months(int(m[1]), (int(m[3]) - 1) * length + 1, int(m[3]) * length)
        if m := re.fullmatch(r"(\d{4})-(SP|SU|FA|WI)", value):
            first, last = SEASONS[m[2]]
            return _months(int(m[1]), first, last + (12 if last < first else 0))
        if m := re.fullmatch(r"(\d{4})-(\d\d)", value):
            return _months(int(m[1]), int(m[2]), int(m[2]))
        if m := re.fullmatch(r"\d{2,4}", value):
            width = 10 ** (4 - len(value))
            return date(max(1, int(value) * width), 1, 1), date(int(value) * width + width - 1, 12, 31)
    except ValueError:
        return None
    return None


def _months(year: int, first: int, last: int) -> tuple[date, date]:
    year_end, month_end = year + (last - 1) // 12, (last - 1) % 12 + 1
    return date(year, first, 1), date(year_end, month_end, calendar.monthrange(year_end, month_end)[1])
