"""How tense it is between two sides, or in a story, day by day, from what happened.

    T(d) = sum over the events of day d of -intensity        tension of the day
    E(d) = T(d) + E(d - 1) * 2 ** (-1 / HALF_LIFE)           escalation index

Intensity is PLOVER's base intensity of an event's type and mode (-10 conflict ... +10 cooperation). Each happening
counts once, however many reports tell it, and only where it is told as a fact. Change points split the daily
tension where its level shifts (PELT: Killick, Fearnhead and Eckley 2012), as the library ruptures finds them with
the linear kernel and the penalty 2 * variance * log(days).
"""

from __future__ import annotations

import datetime
import math
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

HALF_LIFE_DAYS = 7.0
FORMULA = "E(d) = T(d) + E(d-1) * 2^(-1/7), T(d) = sum of -intensity of the day's events, each happening once"
# A level is a level only when it lasts: the shortest segment between change points, and the fewest days to look at.
SEGMENT_DAYS = 7
FEWEST_DAYS = 2 * SEGMENT_DAYS
# The spread of a noise that is normal is 1.4826 times its median absolute deviation.
MAD_TO_SIGMA = 1.4826


@dataclass(frozen=True, slots=True)
class Deed:
    """An event as the index counts it: `event` is article#id, `acts` the party that did it."""

    day: datetime.date
    event: str
    intensity: float
    acts: str | None = None


@dataclass(frozen=True, slots=True)
class Day:
    """One point of the curve, with the events that make it: `change` marks the first day of a new level."""

    day: datetime.date
    tension: float
    index: float
    events: tuple[str, ...] = ()
    change: bool = False


def curve(deeds: Iterable[Deed]) -> tuple[Day, ...]:
    """One point for each day from the first to the last deed; none where there is no deed.

    >>> day = datetime.date(2022, 2, 24)
    >>> [round(p.index, 2) for p in curve([Deed(day, "a#e1", -9.0), Deed(day + datetime.timedelta(7), "b#e2", 2.0)])]
    [9.0, 8.15, 7.38, 6.69, 6.06, 5.49, 4.97, 2.5]
    """
    by_day: dict[datetime.date, list[Deed]] = defaultdict(list)
    for deed in deeds:
        by_day[deed.day].append(deed)
    if not by_day:
        return ()
    first, last = min(by_day), max(by_day)
    days = [first + datetime.timedelta(number) for number in range((last - first).days + 1)]
    tensions = [sum(-deed.intensity for deed in by_day.get(day, ())) for day in days]
    shifts = set(_shifts(tensions))
    points: list[Day] = []
    index, fading = 0.0, 2 ** (-1 / HALF_LIFE_DAYS)
    for number, (day, tension) in enumerate(zip(days, tensions, strict=True)):
        index = tension + index * fading
        events = tuple(deed.event for deed in by_day.get(day, ()))
        points.append(Day(day, tension, index, events, number in shifts))
    return tuple(points)


def _shifts(tensions: Sequence[float]) -> list[int]:
    """The positions at which a new level begins."""
    spread = _noise(tensions)
    if len(tensions) < FEWEST_DAYS or spread == 0:
        return []
    import numpy as np
    import ruptures

    signal = np.asarray(tensions, dtype=float).reshape(-1, 1)
    found = ruptures.KernelCPD(kernel="linear", min_size=SEGMENT_DAYS).fit(signal)
    return [int(at) for at in found.predict(pen=2 * spread**2 * math.log(len(tensions)))[:-1]]


def _noise(tensions: Sequence[float]) -> float:
    """The spread of the day-to-day noise, from the differences between days, which a shift of level hardly touches."""
    steps = sorted(abs(b - a) for a, b in pairwise(tensions))
    if not steps:
        return 0.0
    usual = steps[len(steps) // 2] * MAD_TO_SIGMA
    quiet = math.sqrt(sum(step**2 for step in steps) / len(steps))
    return (usual or quiet) / math.sqrt(2)
