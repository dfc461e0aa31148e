"""What the reports of one happening agree on, and where they contradict each other."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache

from onrecord.lexicon import load_table

FACT = frozenset({"actual", "ongoing", "historical"})
_WORD = re.compile(r"[A-Za-z][A-Za-z'-]*|\d[\d,.]*\d|\d|[^\sA-Za-z\d]")
_FIGURE = re.compile(r"\d{1,3}(?:,\d{3})+|\d+")


@dataclass(frozen=True, slots=True)
class Account:
    """How one report tells it: `source` is the same for copies of one text, `day` its own, not one assumed; `counts`
    maps what is counted ("sailor") to how many."""

    source: str
    outlet: str
    status: str
    day: datetime.date | None = None
    counts: Mapping[str, float] = field(default_factory=dict)


def contradictions(accounts: Sequence[Account]) -> tuple[str, ...]:
    """On what independent reports differ, in words: numbers of the same things, a denial, the day.

    >>> one, other = Account("a", "The Bugle", "actual", counts={"sailor": 9}), Account("b", "Post", "denied", counts={"sailor": 12})
    >>> contradictions([one, other])
    ('sailor: 9 (The Bugle), 12 (Post)', 'denied (Post), told as a fact (The Bugle)')
    """
    things = dict.fromkeys(name for account in accounts for name in account.counts)
    found = [
        _differing(name, [(account, account.counts.get(name)) for account in accounts]) for name in things
    ]
    found.append(_denied(accounts))
    found.append(_differing("day", [(account, account.day) for account in accounts]))
    return tuple(line for line in found if line)


def counted(text: str) -> dict[str, float]:
    """What a text counts: the noun that a number stands before, without its ending, and the number.

    A noun that is counted twice with different numbers is left out, and so is a number that no plain noun follows.

    >>> counted("twelve sailors and 1,400 Greek fishermen"), counted("three million people"), counted("on March 15, two days")
    ({'sailor': 12.0, 'fishermen': 1400.0}, {'people': 3000000.0}, {})
    """
    found: dict[str, set[float]] = {}
    words = _WORD.findall(text)
    for at, number in _numbers(words):
        if noun := _counted_noun(words[at : at + 2]):
            found.setdefault(noun.removesuffix("s"), set()).add(number)
    return {noun: numbers.pop() for noun, numbers in found.items() if len(numbers) == 1}


def _numbers(words: Sequence[str]) -> Iterator[tuple[int, float]]:
    """The numbers in figures or words, each with the place of the word after it: "three million people" is one."""
    plain, times = _numerals("number"), _numerals("times")
    at = 0
    while at < len(words):
        word = words[at].lower()
        value = float(word.replace(",", "")) if _FIGURE.fullmatch(word) else plain.get(word)
        at += 1
        if value is None:
            continue
        while at < len(words) and words[at].lower() in times:
            value *= times[words[at].lower()]
            at += 1
        yield at, value


def _counted_noun(after: Sequence[str]) -> str | None:
    """The plural noun at once after a number, or after one word of origin ("two Kenyan soldiers")."""
    noun = after[-1] if len(after) == 2 and after[0][0].isupper() else after[0] if after else ""
    plural = noun.islower() and noun.endswith(("s", "men", "people")) and not noun.endswith("ss")
    return noun if plural and noun not in _uncounted() else None


def _differing(name: str, told: Iterable[tuple[Account, float | datetime.date | None]]) -> str:
    """The values that the sources give, where they differ."""
    by_value: dict[float | datetime.date, list[Account]] = {}
    for account, value in told:
        if value is not None:
            by_value.setdefault(value, []).append(account)
    if (
        len(by_value) < 2
        or len({account.source for accounts in by_value.values() for account in accounts}) < 2
    ):
        return ""
    values = (f"{_plain(value)} ({_outlets(by_value[value])})" for value in sorted(by_value, key=_order))
    return f"{name}: " + ", ".join(values)


def _order(value: float | datetime.date) -> float:
    return float(value.toordinal()) if isinstance(value, datetime.date) else value


def _denied(accounts: Iterable[Account]) -> str:
    told = list(accounts)
    denied = [account for account in told if account.status == "denied"]
    fact = [account for account in told if account.status in FACT]
    return f"denied ({_outlets(denied)}), told as a fact ({_outlets(fact)})" if denied and fact else ""


def _outlets(accounts: Iterable[Account]) -> str:
    return ", ".join(dict.fromkeys(account.outlet for account in accounts))


def _plain(value: float | datetime.date) -> str:
    return f"{value:g}" if isinstance(value, float) else str(value)


@cache
def _numerals(kind: str) -> Mapping[str, float]:
    return {row["word"]: float(row["value"]) for row in load_table("numerals") if row["kind"] == kind}


@cache
def _uncounted() -> frozenset[str]:
    return frozenset(row["word"] for row in load_table("uncounted"))
