"""What a word of likelihood means: an entry of a published scale, or the number that is stated."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache

from onrecord.lexicon import load_table


@dataclass(frozen=True, slots=True)
class Reading:
    """A likelihood as a range with its best point; `inferred` when the scale does not list the word itself."""

    scale: str
    entry: str
    low: float
    high: float
    point: float
    inferred: bool = False

    def opposite(self) -> Reading:
        """The likelihood that it does not happen: what "not likely" says where this is "likely"."""
        low, high, point = (round(1 - value, 4) for value in (self.high, self.low, self.point))
        return replace(self, low=low, high=high, point=point, inferred=True)


def stated(probability: float) -> Reading:
    """The reading of a likelihood given as a number.

    >>> stated(0.7)
    Reading(scale='number', entry='70%', low=0.7, high=0.7, point=0.7, inferred=False)
    """
    return Reading("number", f"{probability:.0%}", probability, probability, probability)


@cache
def words(construction: str) -> Mapping[str, Reading]:
    """The words that stand in a construction ("modal", "claim", "noun", ...) and what each means."""
    rows = load_table("likelihood_phrases")
    return {row["word"]: _reading(row) for row in rows if row["construction"] == construction}


@cache
def constructions() -> Mapping[str, frozenset[str]]:
    """The constructions that each word may stand in."""
    found: dict[str, set[str]] = {}
    for row in load_table("likelihood_phrases"):
        found.setdefault(row["word"], set()).add(row["construction"])
    return {word: frozenset(names) for word, names in found.items()}


def graded(word: str, degree: str | None, construction: str) -> Reading:
    """What the word means with an adverb of degree before it ("very unlikely"), else what it means alone."""
    return _degrees().get((word, degree or "")) or words(construction)[word]


@cache
def word_class(name: str) -> frozenset[str]:
    """The words of one class of the table of words around a likelihood ("event", "ability", ...)."""
    return frozenset(row["word"] for row in load_table("likelihood_words") if row["class"] == name)


@cache
def _degrees() -> Mapping[tuple[str, str], Reading]:
    return {(row["word"], row["degree"]): _reading(row) for row in load_table("likelihood_degrees")}


@cache
def _scales() -> Mapping[tuple[str, str], Reading]:
    return {
        (row["scale"], row["entry"]): Reading(
            row["scale"], row["entry"], float(row["low"]), float(row["high"]), float(row["point"])
        )
        for row in load_table("likelihood_scales")
    }


def _reading(row: Mapping[str, str]) -> Reading:
    return replace(_scales()[row["scale"], row["entry"]], inferred=row["inferred"] == "yes")
