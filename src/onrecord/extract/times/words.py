"""The words of temporal expressions, by class."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache

from onrecord.lexicon import load_table

# What a numeral is built of: "two hundred", "three thousand".
SCALES = frozenset({100.0, 1000.0, 1_000_000.0})


@cache
def words(kind: str) -> Mapping[str, str]:
    """What each word of a class stands for ("month": "dec." is "12")."""
    return {row["word"]: row["value"] for row in load_table("time_words") if row["class"] == kind}


@cache
def kinds() -> frozenset[str]:
    """The names of all classes of words."""
    return frozenset(row["class"] for row in load_table("time_words"))


@cache
def alternatives(kind: str) -> str:
    """A regular expression for any word of a class that prefers the longest."""
    return any_of(words(kind))


def any_of(listed: Iterable[str]) -> str:
    """A regular expression for any of the words that prefers the longest and reads each letter once.

    >>> any_of(["may", "march", "mar"])
    'ma(?:r(?:ch)?|y)'
    """
    branches: dict[str, set[str]] = {}
    ends = False
    for word in listed:
        if word:
            branches.setdefault(word[0], set()).add(word[1:])
        else:
            ends = True
    shapes = sorted(re.escape(first) + any_of(rest) for first, rest in branches.items())
    if not shapes:
        return ""
    inner = shapes[0] if len(shapes) == 1 and not ends else f"(?:{'|'.join(shapes)})"
    return f"{inner}?" if ends else inner


def number(text: str) -> float | None:
    """The number that words or numerals stand for; None for a vague one ("several").

    >>> number("twenty-four"), number("several"), number("1.5"), number("2 1/2"), number("two thousand")
    (24.0, None, 1.5, 2.5, 2000.0)
    """
    total = part = 0.0
    for word in _number_word().findall(text.replace(",", "")):
        value = words("number").get(word) or words("article").get(word, word)
        if value == "X":
            return None
        amount = _amount(value)
        if amount in SCALES and word.isalpha():
            part = (part or 1) * amount
            if amount >= 1000:
                total, part = total + part, 0.0
        else:
            part += amount
    return total + part


@cache
def _number_word() -> re.Pattern[str]:
    return re.compile(
        rf"\d+/\d+|[\d.]*\d|(?<!\w)(?:{alternatives('number')}|{alternatives('article')})(?!\w)"
    )


def _amount(written: str) -> float:
    above, _, below = written.partition("/")
    return float(above) / float(below) if below and float(below) else float(above)


def ordinal(text: str) -> int:
    """The number of an ordinal, in words or numerals.

    >>> ordinal("third"), ordinal("twenty-first"), ordinal("19th")
    (3, 21, 19)
    """
    listed = words("nth").get(text) or words("ordinal").get(text)
    return int(listed) if listed else int(re.sub(r"\D", "", text) or 0)
