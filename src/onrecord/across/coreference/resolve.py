"""From reports to events: topics, occasions within a topic, and mentions of one event within an occasion."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

import numpy as np

from onrecord.across.coreference.documents import Pairs as ReportPairs
from onrecord.across.coreference.documents import groups, report_pairs, square, topics
from onrecord.across.coreference.features import DECIMALS, Pairs, mention_pairs
from onrecord.across.coreference.forest import Model, load
from onrecord.across.coreference.linkage import Merge, link
from onrecord.across.coreference.mention import Mention, Report
from onrecord.across.coreference.reasons import because
from onrecord.across.coreference.weighing import Usage, likeness, usage

Matrix: TypeAlias = np.ndarray[Any, np.dtype[np.float64]]
Apart: TypeAlias = Callable[[str, str], bool]


@dataclass(frozen=True, slots=True)
class Resolved:
    """`events` are the keys of mentions that mean one event, each mention in exactly one event; `occasions` the keys
    of reports that tell of one occasion; `merges` how the events came about, in order."""

    events: tuple[tuple[str, ...], ...]
    occasions: tuple[tuple[str, ...], ...]
    merges: tuple[Merge, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Occasion:
    """Reports of one occasion, and for their pairs what is known of them: by REPORT_FEATURES, symmetric."""

    reports: tuple[Report, ...]
    known: tuple[Matrix, ...]


def resolve(reports: Sequence[Report], apart: Apart = lambda one, other: False) -> Resolved:
    """Which mentions mean one event. Keys of mentions must differ across all reports.

    `apart` tells of two keys that they cannot be one event, from what is known beside the words.
    Raises ModelError where the model is missing or altered.
    """
    model = load()
    use = usage(reports) + model.usage
    found = [_Events(occasion, use, model, apart) for occasion in occasions(reports, use, model)]
    return Resolved(
        events=tuple(event for part in found for event in part.events),
        occasions=tuple(tuple(report.key for report in part.occasion.reports) for part in found),
        merges=tuple(merge for part in found for merge in part.merges),
    )


def occasions(reports: Sequence[Report], use: Usage, model: Model) -> Iterator[Occasion]:
    """The occasions that the reports tell of."""
    for members in topics(reports, use, model.one_topic):
        topic = [reports[at] for at in members]
        pairs, rows = report_pairs(topic, use, sameness(topic, use, model))
        yield from split(topic, pairs, model.reports.likelihood(rows), use, model.one_occasion)


def sameness(topic: Sequence[Report], use: Usage, model: Model) -> Matrix:
    """How likely each two mentions of a topic are one event, without regard to how alike their reports are."""
    mentions, report_of = together(topic)
    if len(mentions) < 2:
        return np.eye(len(mentions))
    pairs = mention_pairs(mentions, report_of, use)
    return square(len(mentions), (pairs.one, pairs.other), model.free.likelihood(pairs.rows))


def split(
    topic: Sequence[Report], pairs: ReportPairs, likelihood: Matrix, use: Usage, threshold: float
) -> Iterator[Occasion]:
    """The reports of a topic by occasions, given how likely each pair of them is to tell of one."""
    one = square(len(topic), pairs, likelihood)
    known = (one, likeness(topic, use, "words"), likeness(topic, use, "names"), _each(topic))
    for members in groups(link(one, threshold)[0]):
        square_of = np.ix_(members, members)
        yield Occasion(tuple(topic[at] for at in members), tuple(matrix[square_of] for matrix in known))


def _each(topic: Sequence[Report]) -> Matrix:
    found = np.zeros((len(topic), len(topic)))
    for i, report in enumerate(topic):
        for j, other in enumerate(topic):
            found[i, j] = (report.sentences @ other.sentences.T).max(axis=1).mean()
    return (found + found.T) / 2


def together(reports: Iterable[Report]) -> tuple[list[Mention], list[int]]:
    """The mentions of the reports in order, and the number of the report of each."""
    placed = [(mention, at) for at, report in enumerate(reports) for mention in report.mentions]
    return [mention for mention, _ in placed], [at for _, at in placed]


def occasion_pairs(occasion: Occasion, use: Usage) -> Pairs:
    """The pairs of the mentions of an occasion with their FEATURES."""
    mentions, report_of = together(occasion.reports)
    pairs = mention_pairs(mentions, report_of, use)
    place = np.array(report_of)
    ends = place[pairs.one], place[pairs.other]
    known = np.stack([matrix[ends] for matrix in occasion.known], axis=1)
    return Pairs(pairs.one, pairs.other, np.hstack([known.round(DECIMALS), pairs.rows]))


class _Events:
    """The events of an occasion and how they came about."""

    def __init__(self, occasion: Occasion, use: Usage, model: Model, apart: Apart) -> None:
        self.occasion = occasion
        self.mentions, _ = together(occasion.reports)
        self.events: tuple[tuple[str, ...], ...] = tuple((mention.key,) for mention in self.mentions)
        self.merges: tuple[Merge, ...] = ()
        if len(self.mentions) < 2:
            return
        pairs = occasion_pairs(occasion, use)
        self._number = square(
            len(self.mentions), (pairs.one, pairs.other), np.arange(len(pairs.one), dtype=float)
        )
        self._likelihood = square(
            len(self.mentions), (pairs.one, pairs.other), model.pairs.likelihood(pairs.rows)
        )
        for one, other in zip(pairs.one, pairs.other, strict=True):
            if apart(self.mentions[one].key, self.mentions[other].key):
                self._likelihood[one, other] = self._likelihood[other, one] = 0.0
        labels, steps = link(self._likelihood, model.one_event)
        self.events = tuple(self._keys(members) for members in groups(labels))
        self.merges = tuple(self._merge(s.one, s.other, s.likeness, pairs, model) for s in steps)

    def _keys(self, members: Iterable[int]) -> tuple[str, ...]:
        return tuple(self.mentions[at].key for at in members)

    def _merge(
        self, one: tuple[int, ...], other: tuple[int, ...], likelihood: float, pairs: Pairs, model: Model
    ) -> Merge:
        part = self._likelihood[np.ix_(one, other)]
        row, column = np.unravel_index(int(part.argmax()), part.shape)
        left, right = one[int(row)], other[int(column)]
        values = pairs.rows[int(self._number[left, right])]
        return Merge(
            one=self._keys(one),
            other=self._keys(other),
            likelihood=round(likelihood, 4),
            pair=(self.mentions[left].key, self.mentions[right].key),
            because=because(self.mentions[left], self.mentions[right], model.pairs.weights(values)),
        )
