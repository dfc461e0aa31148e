"""The tagger of temporal expressions over plain text: no parse, no model."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from datetime import date, datetime

from onrecord.errors import InputError
from onrecord.extract.times.anchor import Anchor, first_year, is_narrative
from onrecord.extract.times.clause import Clause
from onrecord.extract.times.counted import counted
from onrecord.extract.times.grammar import Match, matches
from onrecord.extract.times.meaning import is_meant
from onrecord.extract.times.resolve import RECIPES
from onrecord.extract.times.sight import Sight
from onrecord.extract.times.spans import reach
from onrecord.extract.times.words import words
from onrecord.lexicon import confidence_of
from onrecord.model import Span, Time
from onrecord.model.codes import TimeType
from onrecord.text import reading_copy
from onrecord.text.calendar import covered

_OTHER_DIGIT = re.compile(r"(?![0-9])\d")
_TIMED = re.compile(r".*[\dX]T")
# A year so far from that of the story is named in passing.
FAR_YEARS = 20
_YEARED = re.compile(r"(BC)?(\d{4})(?:$|-)")


def times(text: str, published: str | date | None = None) -> tuple[Time, ...]:
    """The temporal expressions of a text, in order, with their TIMEX3 types and values.

    `published` is the day of publication (ISO 8601, or a date), against which they are resolved; without it,
    what hangs on it stays open. Raises InputError where it is no day. Needs no language model.

    >>> [(found.value, found.begin, found.end) for found in times("They met last week.", "2021-12-09")]
    [('2021-W48', '2021-11-29', '2021-12-05')]
    """
    return tag(reading_copy(text), _day(published), lambda span: True)


def _day(published: str | date | None) -> date | None:
    if isinstance(published, datetime):
        return published.date()
    if not isinstance(published, str):
        return published
    try:
        return date.fromisoformat(published[:10])
    except ValueError as error:
        raise InputError(
            "no_date", f"{published!r} is no date; write it as 2021-12-09", step="times"
        ) from error


def tag(text: str, published: date | None, wanted: Callable[[Span], bool]) -> tuple[Time, ...]:
    """The temporal expressions of a reading copy that stand where they are wanted."""
    lower = _lowered(text)
    anchor = Anchor(published, is_narrative(text, published))
    anchor.year = first_year(text) if anchor.narrative else None

    def meant(match: Match) -> bool:
        span = Span(match.start, match.end)
        return is_meant(
            match, Clause(lower, text, match.start, match.end), narrative=anchor.narrative
        ) and wanted(span)

    found: list[Time] = []
    listed = matches(lower, meant)
    anchor.day_first = _day_first(listed)
    for match in listed:
        sight = Sight(match.parts, anchor, Clause(lower, text, match.start, match.end))
        value = RECIPES[match.rule.recipe](sight)
        if value is not None:
            found.append(_time(match, sight, value, f"t{len(found) + 1}"))
            _note(anchor, found[-1], match, sight.clause)
    return counted(found, lower, text)


def _lowered(text: str) -> str:
    """The text in lower case and with western digits, of the same length."""
    if text.isascii():
        return text.lower()
    lower = "".join(low if len(low := c.lower()) == 1 else c for c in text)
    return _OTHER_DIGIT.sub(lambda found: str(unicodedata.digit(found.group())), lower)


def _day_first(listed: list[Match]) -> bool:
    """Whether the text writes the day before the month."""
    names = [match.rule.name for match in listed]
    first = names.count("day-month") > names.count("month-day")
    return first or any(
        match.rule.name == "slashed" and int(match.parts["mon"]) > 12 >= int(match.parts["day"])
        for match in listed
    )


def _time(match: Match, sight: Sight, value: str, item: str) -> Time:
    begin, end = covered(value)
    kind: TimeType = match.rule.type
    if kind == "DURATION":
        begin, end = (day.isoformat() if day else None for day in reach(sight, value))
    if kind in ("DATE", "TIME"):
        kind = "TIME" if _TIMED.match(value) else "DATE"
    modified = words("mod").get(match.parts.get("mod", "")) or words("about").get(
        match.parts.get("about", "")
    )
    reason = f"times/{match.rule.name}"
    return Time(
        id=item, span=Span(match.start, match.end), type=kind, value=value, begin=begin, end=end, mod=modified,
        confidence=confidence_of(reason), reason=reason,
    )  # fmt: skip


def _note(anchor: Anchor, time: Time, match: Match, clause: Clause) -> None:
    """Keeps what the text has spoken of last, where the story goes on from there."""
    if time.type not in ("DATE", "TIME") or _is_aside(match, clause, narrative=anchor.narrative):
        return
    found = _YEARED.match(time.value)
    year = (-int(found[2]) if found[1] else int(found[2])) if found else None
    if year and "year" in match.parts and time.begin and len(time.value) >= len("2021-12"):
        anchor.dated = (year, int(time.begin[5:7]), match.end)
    if year is not None and (anchor.narrative or "year" in match.parts):
        if match.rule.recipe == "year" and anchor.year is not None and abs(year - anchor.year) > FAR_YEARS:
            return
        anchor.year = year
    if time.begin and len(time.value) in (4, 7) and not anchor.narrative:
        anchor.coarse = time.value
    elif time.begin and (len(time.value) >= 10 or anchor.narrative):
        anchor.coarse = None
        anchor.latest = date.fromisoformat(time.begin)
        anchor.latest_end = match.end
        anchor.months = len(time.value) >= 7


def _is_aside(match: Match, clause: Clause, *, narrative: bool) -> bool:
    """Whether the expression stands in brackets, ends a range or, in a story, looks back: the text does not go on from there."""
    before = clause.text[max(0, clause.start - 40) : clause.start]
    looks_back = narrative and words("direct").get(match.parts.get("direct", "")) == "-1"
    return looks_back or before.endswith(("-", "–", "—")) or before.rfind("(") > before.rfind(")")
