"""Periods between dates of any precision: "2013", "2013-03", "2013-03-14"."""

from __future__ import annotations

import re
from dataclasses import dataclass

_DATE = re.compile(r"\d{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?")


def is_date(text: str) -> bool:
    """Whether the text is a year, a month or a day as ISO 8601 writes them.

    >>> is_date("2013-03"), is_date("2013-13"), is_date("March 2013")
    (True, False, False)
    """
    return _DATE.fullmatch(text) is not None


@dataclass(frozen=True, slots=True)
class Period:
    """From `begin` to `end`, both inclusive and each as precise as it is written; "" is open.

    >>> Period("2013-03-14", "2015").covers("2013-03"), Period("2013-03-14").covers("2013-03-13")
    (True, False)
    """

    begin: str = ""
    end: str = ""

    def covers(self, date: str | None) -> bool:
        """Whether the date may lie in it, compared to the precision that both have; without a date, whether it is open."""
        if date is None:
            return not self.end
        return not self.before(date) and not self.after(date)

    def before(self, date: str) -> bool:
        """Whether it was over before the date."""
        return bool(self.end) and self.end[: len(date)] < date[: len(self.end)]

    def after(self, date: str) -> bool:
        """Whether it begins only after the date."""
        return bool(self.begin) and self.begin[: len(date)] > date[: len(self.begin)]


ALWAYS = Period()
