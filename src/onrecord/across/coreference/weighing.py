"""How much a word tells: the fewer reports it stands in, the more. Likeness of reports by weighed words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

import numpy as np

from onrecord.across.coreference.mention import COUNTED, Report

Matrix: TypeAlias = np.ndarray[Any, np.dtype[np.float64]]


@dataclass(frozen=True, slots=True)
class Usage:
    """In how many of how many reports each word stands, by what is COUNTED."""

    reports: int
    spread: Mapping[str, Counter[str]]

    def __add__(self, other: Usage) -> Usage:
        return Usage(
            self.reports + other.reports, {name: self.spread[name] + other.spread[name] for name in COUNTED}
        )

    def weight(self, word: str, counted: str = "words") -> float:
        """The log of the share of reports without the word's company: about 0 for a word of every report."""
        return float(np.log((self.reports + 1) / max(1, self.spread[counted][word])))


def usage(reports: Iterable[Report]) -> Usage:
    """What the reports make of their words."""
    spread: dict[str, Counter[str]] = {name: Counter() for name in COUNTED}
    number = 0
    for report in reports:
        number += 1
        for name in COUNTED:
            spread[name].update(report.counts[name].keys())
    return Usage(number, spread)


def likeness(reports: Sequence[Report], use: Usage, counted: str) -> Matrix:
    """The cosines of the reports' words, each weighed by log frequency times `Usage.weight`."""
    counts = [report.counts[counted] for report in reports]
    shared = Counter(word for words in counts for word in words)
    column = {word: at for at, word in enumerate(word for word, number in shared.items() if number > 1)}
    rows = np.zeros((len(reports), len(column)))
    length = np.zeros(len(reports))
    for row, words in enumerate(counts):
        for word, number in words.items():
            if word in column:
                weight = (1 + np.log(number)) * use.weight(word, counted)
                rows[row, column[word]] = weight
                length[row] += weight * weight
    rows /= np.sqrt(np.where(length > 0, length, 1.0))[:, None]
    return np.asarray(rows @ rows.T)


def usual(alike: Matrix) -> tuple[Matrix, Matrix]:
    """How like each member is to the others on average and at most; 0 for a member alone."""
    size = len(alike)
    if size < 2:
        return np.zeros(size), np.zeros(size)
    others = alike[~np.eye(size, dtype=bool)].reshape(size, size - 1)
    return others.mean(axis=1), others.max(axis=1)
