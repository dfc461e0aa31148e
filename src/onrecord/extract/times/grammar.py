"""Matches the grammar of temporal expressions against a stretch of text."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache

from onrecord.extract.times.words import alternatives
from onrecord.lexicon import load_table
from onrecord.model.codes import TimeType

_CLASS = re.compile(r"\{(month|weekday|number|ordinal|unit|season|daypart|adverb|repeat|holiday|mod)\}")
_LEAD = re.compile(r"(?:for|over|in|within|after) ", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Rule:
    """One named rule: what it looks like, how its value is made, its TIMEX3 type."""

    name: str
    pattern: re.Pattern[str]
    recipe: str
    type: TimeType


@dataclass(frozen=True, slots=True)
class Match:
    """A rule that matched, with the words it caught (lower case) by their part in the pattern."""

    rule: Rule
    start: int
    end: int
    parts: dict[str, str]
    text: str


@cache
def rules() -> tuple[Rule, ...]:
    """The rules of the grammar, in the order of the table."""
    return tuple(
        Rule(
            row["name"],
            re.compile(
                rf"(?<![\w$£€])(?:{_CLASS.sub(lambda m: f'(?:{alternatives(m[1])})', row['pattern'])})(?!\w)",
                re.IGNORECASE,
            ),
            row["recipe"],
            row["type"],  # type: ignore[arg-type]
        )
        for row in load_table("time_rules")
    )


def matches(text: str, start: int, end: int, meant: Callable[[Match], bool]) -> Iterator[Match]:
    """The expressions in `text[start:end]` that are `meant` as times, left to right.

    Where rules overlap, the longest stands, then the first of the table.
    """
    found = [
        Match(
            rule,
            m.start(),
            m.end(),
            {k: v.lower() for k, v in m.groupdict().items() if v is not None},
            m.group(),
        )
        for rule in rules()
        for m in rule.pattern.finditer(text, start, end)
    ]
    order = {rule.name: at for at, rule in enumerate(rules())}
    found = [match for match in found if meant(match)]
    found.sort(key=lambda m: (m.start, -m.end, order[m.rule.name]))
    last = start
    for at, match in enumerate(found):
        longer = any(
            other.start < match.end and other.end - other.start > match.end - match.start
            for other in found[at + 1 : at + 6]
        )
        if match.start >= last and not longer:
            last = match.end
            yield match
