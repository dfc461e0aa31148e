"""Occasions: reports of one topic that tell of one and the same occurrence, and not only of one like it.

Two raids a year apart share most of their words. What keeps them apart are names, places, numbers and days, and
whether the events that the two reports mention can be the same.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, TypeAlias

import numpy as np

from onrecord.across.coreference.linkage import link
from onrecord.across.coreference.mention import COUNTED, Report
from onrecord.across.coreference.weighing import Usage, likeness, usual

Matrix: TypeAlias = np.ndarray[Any, np.dtype[np.float64]]
Pairs: TypeAlias = tuple[np.ndarray[Any, np.dtype[np.int64]], np.ndarray[Any, np.dtype[np.int64]]]

_ALIKE = (*COUNTED, "meaning", "first", "opening", "best", "each")
_RELATIVE = ("words", "names", "meaning", "each")
# Sums in another order, on another processor, give the same rows.
DECIMALS = 5
# What is known of a pair of reports, in the order of the columns.
DOCUMENT_FEATURES = (
    *_ALIKE,
    *(f"{name}_{against}" for name in _RELATIVE for against in ("usual", "top")),
    "shared_events", "shared_events_usual", "surest_event",
)  # fmt: skip


def topics(reports: Sequence[Report], use: Usage, threshold: float) -> list[list[int]]:
    """The numbers of the reports of each topic, by the likeness of their words."""
    return groups(link(likeness(reports, use, "words"), threshold)[0])


def groups(labels: Sequence[int]) -> list[list[int]]:
    """The members of each group.

    >>> groups([0, 1, 0])
    [[0, 2], [1]]
    """
    members: dict[int, list[int]] = {}
    for at, label in enumerate(labels):
        members.setdefault(label, []).append(at)
    return list(members.values())


def report_pairs(reports: Sequence[Report], use: Usage, sameness: Matrix) -> tuple[Pairs, Matrix]:
    """All pairs of the reports of one topic, and a row of DOCUMENT_FEATURES for each.

    `sameness` holds the likelihoods that mentions are one event, mentions in the order of the reports.
    """
    alike = {name: likeness(reports, use, name) for name in COUNTED} | _meanings(reports)
    one, other = np.triu_indices(len(reports), 1)
    columns = [alike[name][one, other] for name in _ALIKE]
    for name in _RELATIVE:
        mean, top = usual(alike[name])
        columns.append(alike[name][one, other] - (mean[one] + mean[other]) / 2)
        columns.append(alike[name][one, other] - np.maximum(top[one], top[other]))
    shared, surest = _shared(reports, sameness)
    mean, _ = usual(shared)
    columns += [shared[one, other], shared[one, other] - (mean[one] + mean[other]) / 2, surest[one, other]]
    return (one, other), np.stack(columns, axis=1).round(DECIMALS)


def square(size: int, pairs: Pairs, values: Matrix) -> Matrix:
    """The values of the pairs as a symmetric matrix with 1 on the diagonal."""
    matrix = np.eye(size)
    matrix[pairs[0], pairs[1]] = matrix[pairs[1], pairs[0]] = values
    return matrix


def _meanings(reports: Sequence[Report]) -> dict[str, Matrix]:
    """Likeness by vectors: of whole reports, first sentences and openings; the mean over sentences of the likest one
    of the other report ("each") and over the three likest of these ("best")."""
    found: dict[str, Matrix] = {}
    for name, vectors in (
        ("meaning", [report.meaning for report in reports]),
        ("first", [report.sentences[0] for report in reports]),
        ("opening", [report.opening for report in reports]),
    ):
        rows = np.array(vectors, np.float64)
        found[name] = rows @ rows.T
    best, each = np.zeros((len(reports), len(reports))), np.zeros((len(reports), len(reports)))
    for i, report in enumerate(reports):
        for j, other in enumerate(reports):
            likest = (report.sentences @ other.sentences.T).max(axis=1)
            best[i, j], each[i, j] = np.sort(likest)[-3:].mean(), likest.mean()
    return found | {"best": (best + best.T) / 2, "each": (each + each.T) / 2}


def _shared(reports: Sequence[Report], sameness: Matrix) -> tuple[Matrix, Matrix]:
    """How far two reports tell the same events: the mean over their mentions of the likelihood of the likeliest
    counterpart, and the greatest such likelihood."""
    ends = np.cumsum([0, *(len(report.mentions) for report in reports)])
    mean, most = np.zeros((len(reports), len(reports))), np.zeros((len(reports), len(reports)))
    for i in range(len(reports)):
        for j in range(len(reports)):
            part = sameness[ends[i] : ends[i + 1], ends[j] : ends[j + 1]]
            if i != j and part.size:
                mean[i, j], most[i, j] = part.max(axis=1).mean(), part.max()
    return (mean + mean.T) / 2, most
