"""Pairs annotated items with found ones: words of a text, likeness of two stretches, best pairs first."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any, TypeAlias

from onrecord.lexicon import load_table
from onrecord.model import Actor, Span

_WORD = re.compile(r"\w+")
_NONE: frozenset[int] = frozenset()
JsonObject: TypeAlias = Mapping[str, Any]


def words_of(text: str | None) -> list[str]:
    """The words of `text` in lower case, without punctuation.

    >>> words_of("“No”, he said.")
    ['no', 'he', 'said']
    """
    return [word.lower() for word in _WORD.findall(text or "")]


class Words:
    """The numbered words of an article: finds quotations and spans as sets of word numbers."""

    def __init__(self, text: str) -> None:
        places = [match.span() for match in _WORD.finditer(text)]
        self._starts = [start for start, _ in places]
        self._ends = [end for _, end in places]
        self._words = [text[start:end].lower() for start, end in places]

    def quoted(self, quotation: str, within: str | None = None) -> frozenset[int]:
        """The words of the first occurrence of `quotation`, inside that of `within` where both are there."""
        wanted = words_of(quotation)
        area = self.quoted(within) if within else _NONE
        low, high = (min(area), max(area) + 1) if area else (0, len(self._words))
        if wanted:
            for i in range(low, high - len(wanted) + 1):
                if self._words[i : i + len(wanted)] == wanted:
                    return frozenset(range(i, i + len(wanted)))
        return _NONE

    def under(self, *spans: Span | None) -> frozenset[int]:
        """The words that share a character with any of `spans`."""
        found: set[int] = set()
        for span in spans:
            if span is not None:
                found.update(range(bisect_right(self._ends, span[0]), bisect_left(self._starts, span[1])))
        return frozenset(found)


def likeness(one: frozenset[int], other: frozenset[int]) -> float:
    """The Dice coefficient of two sets of words; 0 when either is empty."""
    return 2 * len(one & other) / (len(one) + len(other)) if one and other else 0.0


def best_pairs(
    annotated: Iterable[int], found: Iterable[int], score: Callable[[int, int], float]
) -> list[tuple[int, int]]:
    """One-to-one pairs, the best score first; a score of 0 is no pair, and ties go to the later item."""
    columns = tuple(found)
    ranked = sorted(((score(i, j), i, j) for i in annotated for j in columns), reverse=True)
    rows_taken: set[int] = set()
    columns_taken: set[int] = set()
    pairs = []
    for value, i, j in ranked:
        if value <= 0:
            break
        if i not in rows_taken and j not in columns_taken:
            rows_taken.add(i)
            columns_taken.add(j)
            pairs.append((i, j))
    return pairs


class Cast:
    """The found actors of one record, by the names that an annotator may give them."""

    def __init__(self, actors: Iterable[Actor]) -> None:
        self._labels = {actor.id: frozenset(_labels(actor)) for actor in actors}

    def is_named(self, name: str | None, actor_id: str | None) -> bool:
        """Whether the annotated `name` means the found actor; no name means no actor."""
        known = self._labels.get(actor_id, frozenset({actor_id.lower()})) if actor_id else frozenset()
        return not known if name is None else _same_name(name.lower(), known)

    def shares(self, names: Iterable[str] | None, actor_ids: Iterable[str]) -> bool:
        """Whether a side agrees: nobody is annotated, or one of `names` is among the found actors."""
        wanted = list(names or ())
        ids = list(actor_ids)
        return not wanted or any(self.is_named(name, actor_id) for name in wanted for actor_id in ids)


def _labels(actor: Actor) -> Iterator[str]:
    for label in (actor.country, actor.name, (actor.kb or "").split("/")[-1], *actor.member_of):
        if label:
            yield label.lower()


@cache
def _codes() -> Mapping[str, str]:
    return {row["name"]: row["code"] for row in load_table("annotator_codes")}


@cache
def _same_name(name: str, labels: frozenset[str]) -> bool:
    if name in labels or _codes().get(name, name) in labels:
        return True
    wanted = words_of(name)
    for label in labels:
        given = words_of(label)
        nested = set(given) <= set(wanted) or set(wanted) <= set(given)
        if given and wanted and nested and (len(set(given) & set(wanted)) > 1 or given[-1] == wanted[-1]):
            return True
    return False


@dataclass(slots=True)
class Tally:
    """How many items were annotated, found, and found right."""

    right: int = 0
    annotated: int = 0
    found: int = 0

    def figures(self) -> dict[str, float]:
        """Precision, recall and F1, to four digits."""
        precision = self.right / self.found if self.found else 0.0
        recall = self.right / self.annotated if self.annotated else 0.0
        total = precision + recall
        f1 = 2 * precision * recall / total if total else 0.0
        return {"precision": round(precision, 4), "recall": round(recall, 4), "f1": round(f1, 4)}


@dataclass(slots=True)
class Sheet:
    """The tallies of an evaluation by row, and the items missed and the items too many, as lines for people."""

    tallies: dict[str, Tally] = field(default_factory=dict)
    errors: list[str] = field(default_factory=list)
    verdicts: list[tuple[str, bool]] = field(default_factory=list)
    shares: dict[str, tuple[int, int]] = field(default_factory=dict)

    def judge(self, rules: Iterable[str | None], right: Iterable[int]) -> None:
        """Notes for each finding, given by its rule (None: not judged), whether its number is among the right ones."""
        good = set(right)
        self.verdicts.extend((rule, number in good) for number, rule in enumerate(rules) if rule is not None)

    def count(self, row: str, annotated: int, found: int, right: int) -> None:
        """Adds the counts of one report to a row."""
        tally = self.tallies.setdefault(row, Tally())
        tally.annotated += annotated
        tally.found += found
        tally.right += right

    def share(self, row: str, part: int, whole: int) -> None:
        """Adds the counts of one report to a row that is a share of a whole."""
        parts, wholes = self.shares.get(row, (0, 0))
        self.shares[row] = (parts + part, wholes + whole)

    def metrics(self) -> dict[str, float]:
        """The figures of all rows under flat names: "times: span f1", "times: span precision", ...; shares last."""
        shares = {row: round(part / whole, 4) for row, (part, whole) in self.shares.items() if whole}
        return {
            f"{row} {name}": value
            for row, tally in self.tallies.items()
            for name, value in tally.figures().items()
        } | shares
