"""Events of reports side by side: what keeps two of them apart whatever their words, and what makes one report's
second telling of an event."""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass

# Two reports may file an event a day apart; a day given by both and further off is another event's.
DAYS_APART = 1
# The share of the shorter one's words that a second telling in the same report has in common with the first.
RETOLD = 0.5
_WORD = re.compile(r"[a-z]{4,}|\d+")
# So many letters tell a word in any of its forms: seizes, seized.
STEM = 5


@dataclass(frozen=True, slots=True)
class Deed:
    """An event as it is compared with others: `key` is article#id, `day` its own and None where that was assumed,
    `sources` and `targets` the keys and parties of its sides, empty where they are not known."""

    key: str
    article: str
    type: str
    day: datetime.date | None
    sources: frozenset[str]
    targets: frozenset[str]
    text: str


def apart(one: Deed, other: Deed) -> bool:
    """Whether the two cannot be one: another type, other days, or other sides, as far as both are known."""
    if one.type != other.type:
        return True
    if one.day and other.day and abs((one.day - other.day).days) > DAYS_APART:
        return True
    return _strangers(one.sources, other.sources) or _strangers(one.targets, other.targets)


def retold(one: Deed, other: Deed) -> bool:
    """Whether one report tells an event twice, as in its headline and its first sentence.

    >>> day, norway, iceland = datetime.date(2024, 3, 7), frozenset({"NOR"}), frozenset({"ISL"})
    >>> title = Deed("a#e1", "a", "COERCE", day, norway, iceland, "Norwegian coast guard seizes Icelandic trawler")
    >>> lead = Deed("a#e2", "a", "COERCE", day, norway, iceland, "Norway's coast guard seized a trawler on Thursday")
    >>> retold(title, lead)
    True
    """
    if one.article != other.article or apart(one, other) or not (one.sources and other.sources):
        return False
    words, others = _stems(one.text), _stems(other.text)
    return len(words & others) >= max(2.0, RETOLD * min(len(words), len(others)))


def _strangers(one: frozenset[str], other: frozenset[str]) -> bool:
    return bool(one and other and not one & other)


def _stems(text: str) -> frozenset[str]:
    return frozenset(word[:STEM] for word in _WORD.findall(text.lower()))
