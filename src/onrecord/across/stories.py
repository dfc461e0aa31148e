"""Running stories: reports of one course of events, found one by one as reports come in.

A report joins the story it is most like, if it is like it enough, else it opens one (single-pass clustering, as in
topic detection and tracking: Allan, Papka and Lavrenko 1998). What a report joined it stays in, so stories are
stable as new reports arrive. Likeness is the cosine of meanings, raised by actors in common and worn by time.
`onrecord eval stories` measures it, benchmarks/stories.py tries other constants.
"""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeAlias

import numpy as np

Vector: TypeAlias = np.ndarray[Any, np.dtype[np.float32]]

# A story sleeps after so many days without a report: a report after that opens a new one.
SLEEPS_DAYS = 21


@dataclass(frozen=True, slots=True)
class Rule:
    """When a report joins a story: at which `likeness` at least; what a full overlap of `actors` adds to the cosine,
    what it takes away to be `strangers`, without an actor in common (reports of one genre, such as quarterly results,
    sound alike), and what each `day` between report and story takes away."""

    likeness: float = 0.61
    actors: float = 0.15
    strangers: float = 0.15
    day: float = 0.004


RULE = Rule()


@dataclass(frozen=True, slots=True)
class Report:
    """A report as stories are made of: `vector` is its meaning, of length 1, `actors` the keys of who acts in it."""

    article: str
    vector: Vector
    published: datetime.date | None
    actors: frozenset[str]


@dataclass(slots=True)
class Story:
    """A story so far: `story` is the article that opened it, `total` the sum of its reports' vectors."""

    story: str
    total: Vector
    size: int = 0
    first: datetime.date | None = None
    last: datetime.date | None = None
    actors: Counter[str] = field(default_factory=Counter)

    def add(self, report: Report) -> None:
        """Takes the report in."""
        self.total = self.total + report.vector
        self.size += 1
        self.actors.update(report.actors)
        if report.published:
            self.first = min(self.first or report.published, report.published)
            self.last = max(self.last or report.published, report.published)


@dataclass(frozen=True, slots=True)
class Joined:
    """A report in its story: `likeness` is that to the story when it joined, 1 for the report that opened it."""

    article: str
    story: str
    likeness: float


def follow(
    reports: Iterable[Report], stories: Sequence[Story] = (), rule: Rule = RULE
) -> tuple[list[Joined], list[Story]]:
    """Each report with the story it belongs to, in order, and all stories, those given brought up to date."""
    shelf = _Shelf(stories, rule)
    joined = []
    for report in reports:
        at, likeness = shelf.nearest(report)
        if at is None or likeness < rule.likeness:
            story = Story(report.article, np.zeros_like(report.vector))
            at, likeness = shelf.put(story), 1.0
        shelf.join(at, report)
        joined.append(Joined(report.article, shelf.stories[at].story, round(min(1.0, likeness), 4)))
    return joined, shelf.stories


class _Shelf:
    """The stories with their mean vectors side by side, so that a report meets all of them at once."""

    def __init__(self, stories: Sequence[Story], rule: Rule) -> None:
        self._rule = rule
        self.stories = list(stories)
        width = len(self.stories[0].total) if self.stories else 0
        self._means = np.zeros((max(64, 2 * len(self.stories)), width), dtype=np.float32)
        self._days = np.zeros((len(self._means), 2), dtype=np.int32)
        for at in range(len(self.stories)):
            self._set(at)

    def nearest(self, report: Report) -> tuple[int | None, float]:
        """The story that the report is most like, and how like; a story that sleeps is like no report."""
        count = len(self.stories)
        if not count:
            return None, 0.0
        likeness = self._means[:count] @ report.vector
        if report.published:
            day = report.published.toordinal()
            known = self._days[:count, 0] > 0
            gap = np.where(
                known, np.maximum(0, np.maximum(self._days[:count, 0] - day, day - self._days[:count, 1])), 0
            )
            likeness = np.where(gap > SLEEPS_DAYS, -1.0, likeness - self._rule.day * gap)
        top = np.argsort(likeness)[-8:][::-1]
        best = max(top, key=lambda at: (likeness[at] + self._in_common(report, self.stories[at]), -int(at)))
        return int(best), float(likeness[best]) + self._in_common(report, self.stories[best])

    def put(self, story: Story) -> int:
        """Adds a story and gives its place."""
        at = len(self.stories)
        if not self._means.shape[1] or at == len(self._means):
            grown = np.zeros((max(64, 2 * at), len(story.total)), dtype=np.float32)
            days = np.zeros((len(grown), 2), dtype=np.int32)
            if at:
                grown[:at], days[:at] = self._means[:at], self._days[:at]
            self._means, self._days = grown, days
        self.stories.append(story)
        return at

    def join(self, at: int, report: Report) -> None:
        """Lets the report join the story."""
        self.stories[at].add(report)
        self._set(at)

    def _set(self, at: int) -> None:
        story = self.stories[at]
        length = float(np.linalg.norm(story.total))
        self._means[at] = story.total / length if length else story.total
        if story.first and story.last:
            self._days[at] = story.first.toordinal(), story.last.toordinal()

    def _in_common(self, report: Report, story: Story) -> float:
        """What the actors add: the share of the report's actors that act in half of the story's reports or more,
        times what the rule adds for it; less than nothing where none of them acts in the story at all."""
        if not any(actor in story.actors for actor in report.actors):
            return -self._rule.strangers
        usual = sum(1 for actor in report.actors if 2 * story.actors[actor] >= story.size)
        return self._rule.actors * usual / len(report.actors)
