"""Lengths of time counted from a day that the text names: "freed on Monday, four days after the raid"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from onrecord.extract.times.clause import Clause
from onrecord.extract.times.spans import ended
from onrecord.extract.times.words import words
from onrecord.model import Time

_LINK = re.compile(r" (after|before)\b")
_MARKS = re.compile(r"[,;:()\"“”—–]|``|''| - ")


def counted(found: Sequence[Time], lower: str, text: str) -> tuple[Time, ...]:
    """The times, where lengths of time before or after something have the first and last day that they reach over.

    TIMEX3 leaves type and value as they are ("four days" is P4D) and gives an anchor at either end. One end must be
    named: by the day behind the length ("four days after May 3", "after rebels struck on Monday"), by that of what
    happened then ("on Monday, four days after"), or in the sentence before ("It came four days after"). A length
    that is about right, or counted in days of work, and one with two days that it could be counted from stay open.
    """
    return tuple(_counted(time, found, lower, text) for time in found)


def _counted(time: Time, found: Sequence[Time], lower: str, text: str) -> Time:
    link = _LINK.match(lower, time.span.end)
    if link is None or time.type != "DURATION" or not _is_exact(time, lower):
        return time
    clause = Clause(lower, text, time.span.start, link.end())
    sign = 1 if link[1] == "after" else -1
    of, then = _behind(clause, found), _before(clause, found)
    of = of or (ended(then, time.value, -sign) if then else None)
    then = then or (ended(of, time.value, sign) if of else None)
    if of is None or then is None or (then - of).days * sign < 0:
        return time
    return replace(time, begin=min(of, then).isoformat(), end=max(of, then).isoformat())


def _is_exact(time: Time, lower: str) -> bool:
    """Whether a length is neither about right ("nearly two months"), nor the end of a longer one ("three weeks and a day"),
    nor counted in days of work ("eight trading days")."""
    told = _words(time.span.of(lower))
    if lower.endswith("and ", 0, time.span.start) or words("workday").keys() & {*told}:
        return False
    return time.mod is None or told[0] in words("merely")


def _behind(clause: Clause, found: Sequence[Time]) -> date | None:
    """The day of what the length is counted from, where it is the only one behind it and nothing stands between."""
    times = _within(found, clause.end, clause.end + len(clause.after()))
    gap = clause.lower[clause.end : times[0].span.start] if times else ""
    direct = bool(times) and words("determiner").keys() >= {*_words(gap)}
    alone = len(times) == 1 and not _times_before(clause, found) and not _parted(gap)
    return _day(times[0]) if direct or alone else None


def _before(clause: Clause, found: Sequence[Time]) -> date | None:
    """The day of what happened so long before or after something else."""
    if times := _times_before(clause, found):
        gap = clause.lower[times[-1].span.end : clause.start]
        sure = len(times) == 1 and _goes_on(gap) and not _is_of_saying(clause, times[0])
        return _day(times[0]) if sure else None
    if times := _within(found, clause.end, clause.end + len(clause.after())):
        gap = clause.lower[clause.end : times[0].span.start]
        return _day(times[0]) if len(times) == 1 and _opens(clause, gap) else None
    return _told_before(clause, found) if _follows_coming(clause) else None


def _opens(clause: Clause, gap: str) -> bool:
    """Whether a length opens the sentence whose day comes after a comma: "Two weeks before the vote, she quit on Friday"."""
    first, comma, rest = gap.partition(",")
    opens = words("merely").keys() >= {*_words(clause.sentence_before())}
    return opens and bool(comma) and not (_parted(first) or _parted(rest))


def _told_before(clause: Clause, found: Sequence[Time]) -> date | None:
    """The only day of the sentence before, in the same paragraph, where no other clause opens before it and nobody speaks."""
    stop = clause.start - len(clause.sentence_before())
    before = Clause(clause.lower, clause.text, max(0, stop - 1), stop)
    sentence = before.sentence_before()
    times = _within(found, before.start - len(sentence), before.start)
    if len(times) != 1 or "\n" in clause.text[before.start : stop]:
        return None
    told = clause.lower[before.start - len(sentence) : times[0].span.start]
    return _day(times[0]) if not (_parted(told) or words("saying").keys() & {*_words(sentence)}) else None


def _times_before(clause: Clause, found: Sequence[Time]) -> list[Time]:
    return _within(found, clause.start - len(clause.sentence_before()), clause.start)


def _within(found: Sequence[Time], start: int, end: int) -> list[Time]:
    """The points in time that stand there, lengths of time left out."""
    points = (time for time in found if time.type in ("DATE", "TIME"))
    return [time for time in points if start <= time.span.start and time.span.end <= end]


def _day(time: Time) -> date | None:
    return date.fromisoformat(time.begin) if time.begin and time.begin == time.end else None


def _goes_on(gap: str) -> bool:
    """Whether a length belongs to what a day stands with: "on Monday, four days", "on Monday freed the crew, only four days"."""
    told, comma, merely = gap.rpartition(",")
    return bool(comma) and words("merely").keys() >= {*_words(merely)} and not _parted(told.removeprefix(","))


def _parted(gap: str) -> bool:
    """Whether a mark or a word between opens another clause, or somebody speaks."""
    other = words("other-clause").keys() | words("saying").keys()
    return bool(_MARKS.search(gap) or other & {*_words(gap)})


def _is_of_saying(clause: Clause, time: Time) -> bool:
    """Whether a day is that on which something was said: "the ministry said on Monday"."""
    near = Clause(clause.lower, clause.text, time.span.start, time.span.end).before(2).split()
    return bool(words("saying").keys() & {*near})


def _follows_coming(clause: Clause) -> bool:
    """Whether it is told when something came: "The release came just four days after"."""
    told = [word for word in _words(clause.sentence_before()) if word not in words("merely")]
    return bool(told) and told[-1] in words("coming")


def _words(text: str) -> list[str]:
    return re.findall(r"[a-z']+", text)
