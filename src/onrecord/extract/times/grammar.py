"""Matches the grammar of temporal expressions against a text."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache

from onrecord.extract.times.words import alternatives, any_of, words
from onrecord.lexicon import items, load_table
from onrecord.model.codes import TimeType

_GROUP = re.compile(r"\(\?P<(\w+)>")
_BRACED = re.compile(r"\{([a-z_]+)\}")
# No rule reaches further than so many characters to the left or right of the word that triggers it.
LEFT, RIGHT = 50, 50


@dataclass(frozen=True, slots=True)
class Rule:
    """One named rule: the words that call for it, what it looks like, how its value is made, its TIMEX3 type."""

    name: str
    triggers: tuple[str, ...]
    pattern: re.Pattern[str]
    recipe: str
    type: TimeType
    order: int


@dataclass(frozen=True, slots=True)
class Match:
    """A rule that matched, with the words it caught (lower case) by their part in the pattern."""

    rule: Rule
    start: int
    end: int
    parts: dict[str, str]

    @property
    def length(self) -> int:
        """How many characters it covers."""
        return self.end - self.start


@cache
def rules() -> tuple[Rule, ...]:
    """The rules of the grammar, in the order of the table."""
    return tuple(
        Rule(row["name"], items(row["trigger"]), compiled(row["pattern"]), row["recipe"], row["type"], order)  # type: ignore[arg-type]
        for order, row in enumerate(load_table("time_rules"))
    )


@cache
def _parts() -> dict[str, str]:
    return {row["part"]: row["pattern"] for row in load_table("time_parts")}


def compiled(pattern: str) -> re.Pattern[str]:
    """A pattern of the table as a regular expression over lower-case text, with its words and parts put in.

    A part may be used twice: its groups are told apart by a number behind their names ("year__2").
    """
    seen: Counter[str] = Counter()

    def named(found: re.Match[str]) -> str:
        seen[found[1]] += 1
        return f"(?P<{found[1]}__{seen[found[1]]}>" if seen[found[1]] > 1 else found[0]

    return re.compile(rf"(?<![\w$£€#@])(?:{_GROUP.sub(named, _filled(pattern))})(?!\w)")


def _filled(pattern: str) -> str:
    def fill(found: re.Match[str]) -> str:
        name = found[1]
        return f"(?:{_filled(_parts()[name]) if name in _parts() else alternatives(name)})"

    return _BRACED.sub(fill, pattern)


@cache
def _by_trigger() -> dict[str, tuple[Rule, ...]]:
    called = dict.fromkeys(trigger for rule in rules() for trigger in rule.triggers)
    return {trigger: tuple(rule for rule in rules() if trigger in rule.triggers) for trigger in called}


@cache
def _triggering_words() -> dict[str, str]:
    """The trigger that each word stands for; of two, the one whose rules come first."""
    classes = [trigger for trigger in _by_trigger() if trigger not in _parts()]
    return {word: trigger for trigger in reversed(classes) for word in words(trigger)}


@cache
def _prefilter() -> re.Pattern[str]:
    """Finds the words and numerals that call for rules; a group other than `word` is the trigger itself."""
    shapes = {part: _GROUP.sub("(?:", _filled(f"{{{part}}}")) for part in _by_trigger() if part in _parts()}
    listed = "|".join(f"(?P<{part}>{shape})" for part, shape in shapes.items())
    return re.compile(rf"(?<!\w)(?:(?P<word>{any_of(_triggering_words())})|{listed})(?!\w)")


def _stretches(text: str) -> Iterator[tuple[str, int, int]]:
    """The stretches in which the rules of a trigger can match: around its words, joined where they meet."""
    waiting: dict[str, tuple[int, int]] = {}
    for found in _prefilter().finditer(text):
        trigger = str(found.lastgroup)
        if trigger == "word":
            trigger = _triggering_words()[found["word"]]
        start, end = max(0, found.start() - LEFT), found.end() + RIGHT
        if trigger in waiting and waiting[trigger][1] >= start:
            start = waiting[trigger][0]
        elif trigger in waiting:
            yield trigger, *waiting[trigger]
        waiting[trigger] = (start, end)
    for trigger, (start, end) in waiting.items():
        yield trigger, start, end


def matches(text: str, meant: Callable[[Match], bool]) -> list[Match]:
    """The expressions in a lower-case text that are `meant` as times, left to right.

    Where rules overlap, the longest stands, then the first of the table. A rule whose pattern has a group
    `x` gives that group as its expression: the rest is what it must stand beside.
    """
    found = [
        match
        for trigger, start, end in _stretches(text)
        for rule in _by_trigger()[trigger]
        for caught in rule.pattern.finditer(text, start, end)
        if (caught.end() < end or end >= len(text)) and meant(match := _match(rule, caught))
    ]
    found.sort(key=lambda match: (match.start - match.end, match.rule.order, match.start))
    taken = bytearray(len(text))
    kept = []
    for match in found:
        if 1 not in taken[match.start : match.end]:
            taken[match.start : match.end] = b"\x01" * (match.end - match.start)
            kept.append(match)
    return sorted(kept, key=lambda match: match.start)


def _match(rule: Rule, caught: re.Match[str]) -> Match:
    parts = {name.partition("__")[0]: part for name, part in caught.groupdict().items() if part is not None}
    start, end = caught.span("x") if "x" in parts else caught.span()
    return Match(rule, start, end, parts)
