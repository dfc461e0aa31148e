"""Chances given as numbers: "a 70% chance", "a one in three chance"."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from onrecord.extract.forecasts.scales import Reading, stated
from onrecord.lexicon import load_table

if TYPE_CHECKING:
    from spacy.tokens import Token

# A number and "in" and a number, with hyphens or without, stand at most this many words before the noun.
BEFORE = 7
AFTER = 16


@dataclass(frozen=True, slots=True)
class Number:
    """The words that give a chance as a number, and the chance."""

    words: tuple[Token, ...]
    reading: Reading


def stated_chance(noun: Token) -> Number | None:
    """The number that stands before a noun of likelihood, or None where none does or it is no probability."""
    before = [t for t in noun.doc[max(noun.i - BEFORE, noun.sent.start) : noun.i] if t.text != "-"]
    for i, token in enumerate(before):
        after = before[i + 1].lower_ if i + 1 < len(before) else ""
        value = _value(token.lower_)
        if value is None:
            continue
        if after in ("%", "percent") and len(before) - i <= 3 and value <= 100:
            return Number((token, before[i + 1]), stated(round(value / 100, 4)))
        other = _value(before[i + 2].lower_) if after == "in" and i + 2 < len(before) else None
        if other and value <= other and len(before) - i <= 4:
            return Number(tuple(before[i : i + 3]), stated(round(value / other, 4)))
    return _put_at(noun)


def _put_at(noun: Token) -> Number | None:
    """The number behind the noun in "put the chance of a deal at 20 percent"."""
    if noun.dep_ != "dobj" or noun.head.lemma_ not in ("put", "place", "set", "estimate"):
        return None
    after = list(noun.doc[noun.i + 1 : min(noun.i + AFTER, noun.sent.end)])
    for at, number, unit in zip(after, after[1:], after[2:], strict=False):
        value = _value(number.lower_)
        if at.lower_ == "at" and value is not None and value <= 100 and unit.lower_ in ("%", "percent"):
            return Number((number, unit), stated(round(value / 100, 4)))
    return None


def _value(word: str) -> float | None:
    if word in _numerals():
        return _numerals()[word]
    try:
        return float(word) if word.isascii() and word[:1].isdigit() else None
    except ValueError:
        return None


@cache
def _numerals() -> Mapping[str, float]:
    return {row["word"]: float(row["value"]) for row in load_table("likelihood_numerals")}
