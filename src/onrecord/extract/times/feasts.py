"""The days of feasts, those that move included."""

from __future__ import annotations

import re
from datetime import date, timedelta

_MOVING = re.compile(r"(easter|orthodox)([+-]\d+)")
_NTH = re.compile(r"(\d+):(-?\d):(\d)(?:\+(\d))?")
_HIJRI = re.compile(r"hijri:(\d+)(?:-(\d+))?")


def feast(code: str, year: int) -> str | None:
    """The TIMEX3 value of a feast in a year; None where the calendar does not reach.

    A code of the table of words is a day ("12-25"), days from Easter of the western or the Orthodox churches
    ("easter-2"), a day of one year ("2001-09-11"), the nth weekday of a month ("11:4:4" is the fourth Thursday of November, -1 the last), or a
    month or day of the tabular Islamic calendar ("hijri:9"), which sighting may move by a day.

    >>> feast("easter-2", 2021), feast("11:4:4", 2021), feast("hijri:9", 2021), feast("orthodox+0", 2021)
    ('2021-04-02', '2021-11-25', '2021-04-13/2021-05-12', '2021-05-02')
    """
    try:
        return _feast(code, year)
    except (ValueError, OverflowError):
        return None


def _feast(code: str, year: int) -> str | None:
    if found := _MOVING.fullmatch(code):
        sunday = easter(year) if found[1] == "easter" else orthodox_easter(year)
        return (sunday + timedelta(days=int(found[2]))).isoformat()
    if found := _NTH.fullmatch(code):
        month, nth, weekday = int(found[1]), int(found[2]), int(found[3])
        return (_nth(year, month, nth, weekday) + timedelta(days=int(found[4] or 0))).isoformat()
    if found := _HIJRI.fullmatch(code):
        return _islamic(year, int(found[1]), int(found[2]) if found[2] else None)
    if len(code) == len("2001-09-11"):
        return code
    return f"{year:04}-{code}" if date.fromisoformat(f"{year:04}-{code}") else None


def easter(year: int) -> date:
    """Easter Sunday of the western churches (the anonymous Gregorian reckoning)."""
    century, rest = divmod(year, 100)
    epact = (19 * (year % 19) + century - century // 4 - (century - (century + 8) // 25 + 1) // 3 + 15) % 30
    weekday = (32 + 2 * (century % 4) + 2 * (rest // 4) - epact - rest % 4) % 7
    late = (year % 19 + 11 * epact + 22 * weekday) // 451
    month, day = divmod(epact + weekday - 7 * late + 114, 31)
    return date(year, month, day + 1)


def orthodox_easter(year: int) -> date:
    """Easter Sunday of the Orthodox churches, in the Gregorian calendar (after Meeus, from the Julian one)."""
    moon = (19 * (year % 19) + 15) % 30
    month, day = divmod(moon + (2 * (year % 4) + 4 * (year % 7) - moon + 34) % 7 + 114, 31)
    return date(year, month, day + 1) + timedelta(days=year // 100 - year // 400 - 2)


def _nth(year: int, month: int, nth: int, weekday: int) -> date:
    if nth > 0:
        first = date(year, month, 1)
        return first + timedelta(days=(weekday - first.isoweekday()) % 7 + 7 * (nth - 1))
    last = date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)
    return last - timedelta(days=(last.isoweekday() - weekday) % 7)


def _islamic(year: int, month: int, day: int | None) -> str | None:
    """The day, or the first and last day of the month, of the Islamic year in which it begins in `year`."""
    guess = int((year - 622) * 33 / 32)
    for hijri in range(guess - 1, guess + 3):
        first = _hijri_day(hijri, month, day or 1)
        if first.year == year:
            if day:
                return first.isoformat()
            after = _hijri_day(hijri, month % 12 + 1, 1) if month < 12 else _hijri_day(hijri + 1, 1, 1)
            return f"{first.isoformat()}/{(after - timedelta(days=1)).isoformat()}"
    return None


def _hijri_day(year: int, month: int, day: int) -> date:
    """A day of the tabular Islamic calendar (the civil epoch, 16 July 622 in the Julian calendar)."""
    days = day + (59 * (month - 1) + 1) // 2 + (year - 1) * 354 + (3 + 11 * year) // 30
    return date.fromordinal(227014 + days)
