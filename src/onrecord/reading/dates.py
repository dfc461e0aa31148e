"""Publication dates as sites, wires and files write them, to ISO 8601."""

from __future__ import annotations

import re
from datetime import date, timedelta

from onrecord.errors import InputError

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = r"(?:Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)?|Apr(?:il|\.)?|May|June?\.?|July?\.?|Aug(?:ust|\.)?|Sept?(?:ember|\.)?|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?)"
DATE = (
    rf"(?:(?:Mon|Tues?|Wednes|Wed|Thurs?|Fri|Satur|Sat|Sun)(?:day)?,? )?"
    rf"(?:{_MONTH} \d{{1,2}}(?!\d)(?:st|nd|rd|th)?(?:,? \d{{4}})?|\d{{1,2}}(?:st|nd|rd|th)? {_MONTH}(?:,? \d{{4}})?|\d{{4}}-\d\d-\d\d)"
)
_ISO = re.compile(r"(\d{4})-(\d\d)-(\d\d)")
_MDY = re.compile(rf"({_MONTH}) (\d{{1,2}})(?!\d)(?:st|nd|rd|th)?(?:,? (\d{{4}}))?")
_DMY = re.compile(rf"(\d{{1,2}})(?:st|nd|rd|th)? ({_MONTH})(?:,? (\d{{4}}))?")
_COMPACT = re.compile(r"(\d{4})(\d\d)(\d\d)(?:T?\d{6})?")
# Clocks and time zones differ; a report from further ahead is misdated.
AHEAD = timedelta(days=2)


def day_in(text: str, near: str | None = None) -> str | None:
    """The day that `text` names, as ISO 8601, or None.

    A day without a year takes that of `near` (an ISO date), where it lies within half a year of it.

    >>> day_in("December 9, 2021"), day_in("Dec 8", near="2021-12-09"), day_in("Dec 8")
    ('2021-12-09', '2021-12-08', None)
    """
    if m := _ISO.search(text):
        return _iso(int(m[1]), int(m[2]), int(m[3]))
    if m := _MDY.search(text):
        return _with_year(m[3], _month(m[1]), int(m[2]), near)
    if m := _DMY.search(text):
        return _with_year(m[3], _month(m[2]), int(m[1]), near)
    if m := _COMPACT.fullmatch(text.strip()):
        return _iso(int(m[1]), int(m[2]), int(m[3]))
    return None


def plausible(day: str | None, today: date | None = None) -> str | None:
    """`day`, or None where it lies in the future."""
    if day is None or date.fromisoformat(day) > (today or date.today()) + AHEAD:
        return None
    return day


def given(day: str | None) -> str | None:
    """A date that the caller gives, as an ISO day; raises InputError when it is none or lies in the future."""
    if day is None:
        return None
    found = day_in(day)
    if found is None:
        raise InputError("bad-date", f"{day!r} is not a date; write it as 2021-12-09")
    if plausible(found) is None:
        raise InputError("future-date", f"{found} lies in the future; give the day the report was published")
    return found


def _month(name: str) -> int:
    return MONTHS.index(name[:3].lower()) + 1


def _iso(year: int, month: int, day: int) -> str | None:
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None


def _with_year(year: str | None, month: int, day: int, near: str | None) -> str | None:
    if year:
        return _iso(int(year), month, day)
    if near is None:
        return None
    anchor = date.fromisoformat(near)
    candidates = [_iso(anchor.year + step, month, day) for step in (0, -1, 1)]
    close = [c for c in candidates if c and abs((date.fromisoformat(c) - anchor).days) <= 183]
    return close[0] if close else None
