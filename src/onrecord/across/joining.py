"""Happenings from joins and rulings: events that were joined are one, unless a person has said otherwise.

Joins are never deleted. A ruling that two events are not one cuts the weakest join on every way between them, and
undoing the ruling brings it back, so every merge can be taken back and made again.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise


@dataclass(frozen=True, slots=True)
class Join:
    """Two events, as article#id, that were found to be one; `score` is how likely that is, in [0, 1]."""

    one: str
    other: str
    score: float


@dataclass(frozen=True, slots=True)
class Ruling:
    """A person's word that two events are one, or are not."""

    one: str
    other: str
    same: bool


def happenings(
    events: Sequence[str], joins: Iterable[Join], rulings: Sequence[Ruling] = ()
) -> list[tuple[str, ...]]:
    """The events in groups, each in the order given; an event that nothing joins is a group of its own.

    Rulings that two are one count before those that they are not; of rulings that oppose each other the last holds.

    >>> joins = [Join("a", "b", 0.9), Join("b", "c", 0.5)]
    >>> happenings("abcd", joins), happenings("abcd", joins, [Ruling("a", "c", False)])
    ([('a', 'b', 'c'), ('d',)], [('a', 'b'), ('c',), ('d',)])
    """
    ties = _Ties(events)
    for join in joins:
        ties.tie(join.one, join.other, join.score)
    last = {frozenset((ruling.one, ruling.other)): ruling for ruling in rulings}
    for ruling in sorted(last.values(), key=lambda ruling: not ruling.same):
        if ruling.same:
            ties.tie(ruling.one, ruling.other, 1.0)
        else:
            ties.part(ruling.one, ruling.other)
    return ties.groups()


class _Ties:
    def __init__(self, events: Sequence[str]) -> None:
        self._ties: dict[str, dict[str, float]] = {event: {} for event in events}

    def tie(self, one: str, other: str, score: float) -> None:
        if one != other and one in self._ties and other in self._ties:
            score = max(score, self._ties[one].get(other, 0.0))
            self._ties[one][other] = self._ties[other][one] = score

    def part(self, one: str, other: str) -> None:
        while way := self._way(one, other):
            _, here, there = min((self._ties[a][b], a, b) for a, b in pairwise(way))
            del self._ties[here][there], self._ties[there][here]

    def groups(self) -> list[tuple[str, ...]]:
        group: dict[str, int] = {}
        for number, event in enumerate(self._ties):
            if event not in group:
                for member in self._reached(event):
                    group[member] = number
        members: dict[int, list[str]] = {}
        for event in self._ties:
            members.setdefault(group[event], []).append(event)
        return [tuple(found) for found in members.values()]

    def _way(self, one: str, other: str) -> list[str]:
        """The events from one to the other along the ties; none where they are apart."""
        before = self._reached(one)
        if one == other or other not in before:
            return []
        way = [other]
        while way[-1] != one:
            way.append(before[way[-1]])
        return way

    def _reached(self, start: str) -> dict[str, str]:
        """Every event that ties lead to from the start, with the one before it."""
        if start not in self._ties:
            return {}
        before, waiting = {start: start}, deque([start])
        while waiting:
            here = waiting.popleft()
            for there in self._ties[here]:
                if there not in before:
                    before[there] = here
                    waiting.append(there)
        return before
