"""Days as people write them in a query: a day, a month or a year."""

from __future__ import annotations

import datetime


def first_day(written: str) -> datetime.date:
    """The first day of what is written; raises ValueError where that is neither a day, a month nor a year.

    >>> first_day("2021-12")
    datetime.date(2021, 12, 1)
    """
    return _parts(written)[0]


def last_day(written: str) -> datetime.date:
    """The last day of what is written; raises ValueError as `first_day` does.

    >>> last_day("2021-12"), last_day("2021")
    (datetime.date(2021, 12, 31), datetime.date(2021, 12, 31))
    """
    day, parts = _parts(written)
    if parts == 3:
        return day
    year, month = (day.year + 1, 1) if parts == 1 or day.month == 12 else (day.year, day.month + 1)
    if year > datetime.MAXYEAR:
        return datetime.date.max
    return datetime.date(year, month, 1) - datetime.timedelta(1)


def _parts(written: str) -> tuple[datetime.date, int]:
    parts = written.strip().split("-")
    try:
        numbers = [int(part) for part in parts if part.isascii() and part.isdigit()]
        if len(numbers) != len(parts) or len(parts) > 3:
            raise ValueError(written)
        return datetime.date(numbers[0], *[*numbers[1:], 1, 1][:2]), len(parts)
    except (ValueError, TypeError, IndexError, OverflowError) as error:
        raise ValueError(f"{written!r} is no day; write it as 2021-12-09, 2021-12 or 2021") from error
