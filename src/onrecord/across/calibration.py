"""How good forecasts were, once it is known what came true.

    Brier score       mean of (p - o)^2, o = 1 where it came true, else 0; 0 is perfect, 0.25 is saying "even" always
                      (Brier 1950, for two outcomes, one of them counted)
    log score         mean of -ln(the probability given to what came about), in nats; 0 is perfect, 0.69 is "even"
                      (Good 1952)
    interval          where the true share lies with 95 % confidence, from k of n:
                      (k/n + z^2/2n ± z sqrt(k/n (1 - k/n) / n + z^2/4n^2)) / (1 + z^2/n), z = 1.96   (Wilson 1927)

A forecaster is well calibrated where the share that came true lies near the likelihood that was stated.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass

BINS = 10
Z_95 = 1.959963984540054
# What was called certain and did not come about would score without end; nobody is held to be surer than this.
SUREST = 0.999


@dataclass(frozen=True, slots=True)
class Judged:
    """A forecast of which it is known what came about: the likelihood stated, and whether it came true."""

    likelihood: float
    came_true: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Bin:
    """The forecasts whose likelihood lies in [low, high): how many, their mean likelihood, the share that came true.

    `least` and `most` are the ends of the interval of that share. The last bin holds 1 too.
    """

    low: float
    high: float
    n: int
    stated: float
    share: float
    least: float
    most: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Calibration:
    """How good some forecasts were; bins without forecasts are left out, scores of no forecasts are null."""

    n: int
    came_true: int
    bins: tuple[Bin, ...]
    brier: float | None
    log_score: float | None


def calibration(judged: Iterable[Judged]) -> Calibration:
    """The calibration of some forecasts.

    >>> found = calibration([Judged(0.9, True), Judged(0.9, True), Judged(0.9, False), Judged(0.2, False)])
    >>> [(one.low, one.n, round(one.share, 2)) for one in found.bins], round(found.brier, 4), round(found.log_score, 3)
    ([(0.2, 1, 0.0), (0.9, 3, 0.67)], 0.2175, 0.684)
    """
    known = list(judged)
    by_bin: dict[int, list[Judged]] = {}
    for one in known:
        by_bin.setdefault(_bin(one.likelihood), []).append(one)
    return Calibration(
        n=len(known), came_true=sum(one.came_true for one in known),
        bins=tuple(_summed(number, by_bin[number]) for number in sorted(by_bin)),
        brier=_mean((one.likelihood - one.came_true) ** 2 for one in known),
        log_score=_mean(_surprise(one) for one in known),
    )  # fmt: skip


def interval(hits: int, n: int) -> tuple[float, float]:
    """The ends of the Wilson interval of a share, `hits` of `n`; everything is possible where n is 0.

    >>> [round(end, 3) for end in interval(8, 10)]
    [0.49, 0.943]
    """
    if n == 0:
        return 0.0, 1.0
    share, z2 = hits / n, Z_95**2
    middle = share + z2 / (2 * n)
    spread = Z_95 * math.sqrt(share * (1 - share) / n + z2 / (4 * n * n))
    least, most = ((middle + sign * spread) / (1 + z2 / n) for sign in (-1, 1))
    return (0.0 if hits == 0 else least), (1.0 if hits == n else most)


def _bin(likelihood: float) -> int:
    # Rounded first: 0.3 * 10 is a little more than 3, 0.7 * 10 a little less than 7.
    return min(int(round(likelihood * BINS, 9)), BINS - 1)


def _summed(number: int, judged: list[Judged]) -> Bin:
    hits = sum(one.came_true for one in judged)
    least, most = interval(hits, len(judged))
    return Bin(
        low=number / BINS, high=(number + 1) / BINS, n=len(judged),
        stated=sum(one.likelihood for one in judged) / len(judged), share=hits / len(judged), least=least, most=most,
    )  # fmt: skip


def _surprise(one: Judged) -> float:
    given = one.likelihood if one.came_true else 1 - one.likelihood
    return -math.log(max(given, 1 - SUREST))


def _mean(values: Iterable[float]) -> float | None:
    known = list(values)
    return sum(known) / len(known) if known else None
