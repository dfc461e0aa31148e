"""Scores of forecasts, against numbers worked out by hand and laws that must hold."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.across.calibration import SUREST, Judged, calibration, interval


def test_no_forecasts_have_no_scores():
    found = calibration([])
    assert (found.n, found.bins, found.brier, found.log_score) == (0, (), None, None)


def test_saying_even_always():
    found = calibration([Judged(0.5, True), Judged(0.5, False)])
    assert (found.brier, found.came_true) == (0.25, 1)
    assert found.log_score == pytest.approx(math.log(2))


def test_a_wrong_certainty_does_not_score_without_end():
    found = calibration([Judged(1.0, False), Judged(0.0, False)])
    assert found.brier == 0.5
    assert found.log_score == pytest.approx(-math.log(1 - SUREST) / 2)
    assert [(one.low, one.high, one.n) for one in found.bins] == [(0.0, 0.1, 1), (0.9, 1.0, 1)]


@pytest.mark.parametrize("number", range(11))
def test_a_tenth_begins_its_bin(number: int):
    (one,) = calibration([Judged(number * 0.1, True)]).bins
    assert one.low == pytest.approx(min(number, 9) / 10)


@pytest.mark.parametrize(
    ("hits", "n", "least", "most"),
    [
        (0, 0, 0, 1),
        (0, 10, 0, 0.2775),
        (10, 10, 0.7225, 1),
        (8, 10, 0.4902, 0.9433),
        (50, 100, 0.4038, 0.5962),
    ],
)
def test_the_interval_of_a_share(hits: int, n: int, least: float, most: float):
    assert interval(hits, n) == pytest.approx((least, most), abs=1e-4)


@given(st.lists(st.builds(Judged, st.floats(0, 1), st.booleans()), min_size=1, max_size=50))
def test_bins_hold_every_forecast_and_intervals_hold_the_share(judged: list[Judged]):
    found = calibration(judged)
    assert sum(one.n for one in found.bins) == found.n == len(judged)
    assert sum(round(one.share * one.n) for one in found.bins) == found.came_true
    for one in found.bins:
        assert one.low - 1e-9 <= one.stated <= one.high + 1e-9
        assert 0 <= one.least <= one.share + 1e-9
        assert one.share <= one.most + 1e-9 <= 1 + 2e-9
    assert found.brier is not None
    assert 0 <= found.brier <= 1
