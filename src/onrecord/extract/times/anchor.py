"""What an expression is resolved against: the publication date and what the text has spoken of so far."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

_YEAR = re.compile(r"\b(1[5-9]\d\d|20[0-4]\d)\b(?! ?(?:hrs|hours|gmt))")
_NEWSY = re.compile(
    r"\b(?:today|yesterday|tomorrow|tonight|said|says|spokes(?:man|woman)|(?:a|next) (?:week|month|year)(?: ago)?|last (?:week|month|year)|this (?:week|month|year)|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)\b"
)
_BEFORE_CHRIST = re.compile(r"\d ?(?:BCE?|B\.C\.)")
# A text is a narrative of the past when it names at least so many years, and most lie this far back.
NARRATIVE_YEARS = 2
NARRATIVE_GAP = 2
NARRATIVE_SHARE = 0.5
# ... and it names days and years as news does ("Monday", "last year") at most once for so many years.
YEARS_A_NEWSY_WORD = 2

Quarter = tuple[int, int]


@dataclass(slots=True)
class Anchor:
    """The state of the discourse while the expressions of a text are resolved in order.

    `published` is the publication date or None; `narrative` whether dates without a year continue the story
    told rather than look back from publication; `day_first` whether 3/4 is the third of April. `latest` is the
    first day of what the text spoke of last, `latest_end` where that was named; `coarse` the value of the
    month or year that was spoken of after it, where the text is no story; `dated` the year and month that were named together last, and where that
    ends; `year` the year spoken of last,
    negative before Christ; `months` whether `latest` is as precise as a month; `quarter` the year and quarter
    whose figures are reported.
    """

    published: date | None
    narrative: bool
    day_first: bool = False
    latest: date | None = None
    latest_end: int = 0
    coarse: str | None = None
    dated: tuple[int, int, int] | None = None
    year: int | None = None
    months: bool = False
    quarter: Quarter | None = None

    def now(self) -> date | None:
        """The day that "today" and dates without a year are seen from."""
        return self.story() if self.narrative else self.published

    def story(self) -> date | None:
        """The day that "the next day" follows."""
        return self.latest or self.published


def is_narrative(text: str, published: date | None) -> bool:
    """Whether the text tells a story of the past, by the years it names."""
    years = [int(y) for y in _YEAR.findall(text)]
    if len(_BEFORE_CHRIST.findall(text)) >= NARRATIVE_YEARS:
        return True
    if published is None:
        return bool(years)
    far = sum(1 for year in years if published.year - year >= NARRATIVE_GAP)
    if len(years) < NARRATIVE_YEARS or far / len(years) < NARRATIVE_SHARE:
        return False
    return len(_NEWSY.findall(text)) * YEARS_A_NEWSY_WORD <= len(years)


def first_year(text: str) -> int | None:
    """The first year that the text names: where a story begins that opens with a month."""
    found = _YEAR.search(text)
    return int(found[1]) if found else None
