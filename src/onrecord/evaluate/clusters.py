"""Scores a clustering of mentions against the annotated one: MUC, B-cubed, CEAF-e and their mean, CoNLL F1.

A clustering maps each mention to the name of its cluster; both clusterings hold the same mentions.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence
from typing import Any, TypeAlias

import numpy as np

Clustering: TypeAlias = Mapping[str, Hashable]
Groups: TypeAlias = list[frozenset[str]]


def figures(annotated: Clustering, found: Clustering) -> dict[str, float]:
    """Precision, recall and F1 of each measure, and "CoNLL f1", the mean of the three F1.

    >>> figures({"x": 1, "y": 1, "z": 2}, {"x": 1, "y": 2, "z": 2})["B3 f1"]
    0.6667
    """
    key, answer = _groups(annotated), _groups(found)
    pairs = {
        "MUC": (_muc(answer, annotated), _muc(key, found)),
        "B3": (_b_cubed(answer, key), _b_cubed(key, answer)),
        "CEAFe": _ceaf(answer, key),
    }
    metrics: dict[str, float] = {}
    total = 0.0
    for name, (precision, recall) in pairs.items():
        both = precision + recall
        f1 = 2 * precision * recall / both if both else 0.0
        total += f1
        metrics |= {f"{name} precision": precision, f"{name} recall": recall, f"{name} f1": f1}
    metrics["CoNLL f1"] = total / len(pairs)
    return {name: round(value, 4) for name, value in metrics.items()}


def _groups(clustering: Clustering) -> Groups:
    members: dict[Hashable, set[str]] = defaultdict(set)
    for mention, cluster in clustering.items():
        members[cluster].add(mention)
    return [frozenset(group) for group in members.values()]


def _muc(groups: Groups, other: Clustering) -> float:
    """Of the links that hold `groups` together, the share that the other clustering has too."""
    links = sum(len(group) - 1 for group in groups)
    kept = sum(len(group) - len({other[mention] for mention in group}) for group in groups)
    return kept / links if links else 0.0


def _b_cubed(groups: Groups, other: Groups) -> float:
    """The mean, over mentions, of the share of its group that also stands with it in the other clustering."""
    home = {mention: group for group in other for mention in group}
    shares = [len(group & home[mention]) / len(group) for group in groups for mention in group]
    return sum(shares) / len(shares) if shares else 0.0


def _ceaf(found: Groups, annotated: Groups) -> tuple[float, float]:
    """Precision and recall under the best one-to-one alignment of the clusters, by their Dice coefficients."""
    home = {mention: j for j, group in enumerate(annotated) for mention in group}
    common: dict[tuple[int, int], int] = defaultdict(int)
    for i, group in enumerate(found):
        for mention in group:
            common[i, home[mention]] += 1
    dice = {(i, j): 2 * n / (len(found[i]) + len(annotated[j])) for (i, j), n in common.items()}
    total = sum(_best_alignment(part) for part in _parts(dice))
    return (total / len(found), total / len(annotated)) if found and annotated else (0.0, 0.0)


def _parts(weights: Mapping[tuple[int, int], float]) -> Iterable[dict[tuple[int, int], float]]:
    """The weights split into parts that share no row and no column: each can be aligned by itself."""
    part_of = components((("row", i), ("column", j)) for i, j in weights)
    parts: dict[Hashable, dict[tuple[int, int], float]] = defaultdict(dict)
    for (i, j), weight in weights.items():
        parts[part_of["row", i]][i, j] = weight
    return parts.values()


def components(links: Iterable[tuple[Hashable, Hashable]]) -> dict[Hashable, Hashable]:
    """Each linked thing with the representative of everything that it is linked to, directly or not."""
    parent: dict[Hashable, Hashable] = {}

    def root(thing: Hashable) -> Hashable:
        while (above := parent.setdefault(thing, thing)) != thing:
            parent[thing] = parent[above]
            thing = parent[thing]
        return thing

    for one, other in links:
        parent[root(one)] = root(other)
    return {thing: root(thing) for thing in parent}


def _best_alignment(weights: Mapping[tuple[int, int], float]) -> float:
    """The largest sum of weights that takes each row and each column at most once."""
    if len(weights) == 1:
        return next(iter(weights.values()))
    rows, columns = (_numbered(pair[side] for pair in weights) for side in (0, 1))
    size = max(len(rows), len(columns))
    cost = np.zeros((size, size))
    for (i, j), weight in weights.items():
        cost[rows[i], columns[j]] = -weight
    return -float(sum(cost[row, column] for column, row in enumerate(_assignment(cost))))


def _numbered(names: Iterable[int]) -> dict[int, int]:
    return {name: number for number, name in enumerate(dict.fromkeys(names))}


def _assignment(cost: np.ndarray[Any, np.dtype[np.float64]]) -> Sequence[int]:
    """The row of each column in the cheapest assignment: the Hungarian method, one augmenting path a row."""
    size = len(cost)
    row_price, column_price = np.zeros(size + 1), np.zeros(size + 1)
    row_of = np.full(size + 1, -1)
    for row in range(size):
        row_of[size] = row
        at = size
        distance, came_from = np.full(size, np.inf), np.full(size, size)
        done = np.zeros(size + 1, dtype=bool)
        while row_of[at] >= 0:
            done[at] = True
            reduced = cost[row_of[at]] - row_price[row_of[at]] - column_price[:size]
            better = ~done[:size] & (reduced < distance)
            distance[better], came_from[better] = reduced[better], at
            nearest = int(np.argmin(np.where(done[:size], np.inf, distance)))
            step = distance[nearest]
            row_price[row_of[done]] += step
            column_price[done] -= step
            distance[~done[:size]] -= step
            at = nearest
        while at != size:
            row_of[at] = row_of[came_from[at]]
            at = int(came_from[at])
    return [int(row) for row in row_of[:size]]
