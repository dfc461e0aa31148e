"""The words of temporal expressions, by class."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from onrecord.lexicon import load_table


@cache
def words(kind: str) -> Mapping[str, str]:
    """What each word of a class stands for ("month": "dec." is "12")."""
    return {row["word"]: row["value"] for row in load_table("time_words") if row["class"] == kind}


@cache
def alternatives(kind: str) -> str:
    """A regular expression for any word of a class, the longest first."""
    return "|".join(re.escape(word) for word in sorted(words(kind), key=len, reverse=True))


@cache
def triggers() -> re.Pattern[str]:
    """Finds a word or number without which no rule can match: sentences without one are not searched."""
    kinds = ("month", "weekday", "unit", "season", "daypart", "adverb", "repeat", "holiday")
    listed = "|".join(alternatives(kind) for kind in kinds)
    other = r"today|yesterday|tomorrow|tonight|overnight|weekend|noon|midnight|midday|year-end|'\d\d|\d{4}|\d?\d:\d\d|\d\d?/\d|[ap]\.?m\b|q[1-4]"
    return re.compile(rf"(?<!\w)(?:{listed}|{other})", re.IGNORECASE)


def number(text: str) -> float | None:
    """The number a word or numeral stands for; None for a vague one ("several").

    >>> number("Two"), number("several"), number("1.5")
    (2.0, None, 1.5)
    """
    value = words("number").get(text.lower(), text)
    return None if value == "X" else float(value)
