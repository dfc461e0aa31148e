"""Average linkage: the two groups that are most likely one on average are merged, until none is likely enough."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, TypeAlias

import numpy as np

Matrix: TypeAlias = np.ndarray[Any, np.dtype[np.float64]]


@dataclass(frozen=True, slots=True)
class Merge:
    """Two groups of mentions that were merged: `likelihood` is the mean over their pairs, `pair` the likeliest pair
    and `because` what speaks for it, in words, weightiest first."""

    one: tuple[str, ...]
    other: tuple[str, ...]
    likelihood: float
    pair: tuple[str, str]
    because: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Step:
    """One merge by the numbers of the members."""

    one: tuple[int, ...]
    other: tuple[int, ...]
    likeness: float


def link(likeness: Matrix, threshold: float) -> tuple[list[int], list[Step]]:
    """The number of each member's group, in order of first members, and the merges that led there.

    `likeness` is symmetric. Of equal likeness, the merge with the earliest member comes first.
    """
    size = len(likeness)
    mean = likeness.astype(np.float64)
    np.fill_diagonal(mean, -np.inf)
    groups: dict[int, tuple[int, ...]] = {at: (at,) for at in range(size)}
    best = mean.max(axis=1) if size else np.zeros(0)
    steps: list[Step] = []
    while len(groups) > 1 and best.max() >= threshold:
        one = int(best.argmax())
        other = int(mean[one].argmax())
        one, other = min(one, other), max(one, other)
        steps.append(Step(groups[one], groups[other], float(mean[one, other])))
        weights = len(groups[one]), len(groups[other])
        joined = (weights[0] * mean[one] + weights[1] * mean[other]) / sum(weights)
        stale = (mean[one] >= best) | (mean[other] >= best)
        joined[[one, other]] = -np.inf
        mean[one] = mean[:, one] = joined
        mean[other] = mean[:, other] = -np.inf
        best = np.maximum(best, joined)
        best[stale] = mean[stale].max(axis=1)
        best[one], best[other] = joined.max(), -np.inf
        groups[one] += groups.pop(other)
    return _numbered(groups.values(), size), steps


def _numbered(groups: Iterable[tuple[int, ...]], size: int) -> list[int]:
    number = [0] * size
    for count, members in enumerate(sorted(groups, key=min)):
        for member in members:
            number[member] = count
    return number
