from __future__ import annotations

import datetime
import random

import pytest

from onrecord.across.escalation import HALF_LIFE_DAYS, Deed, curve

START = datetime.date(2031, 1, 1)


def day(number: int) -> datetime.date:
    return START + datetime.timedelta(number)


def test_the_index_is_what_the_formula_says():
    deeds = [Deed(day(0), "a#e1", -9.0), Deed(day(0), "a#e2", 2.0), Deed(day(2), "b#e1", -3.5)]
    fade = 2 ** (-1 / HALF_LIFE_DAYS)
    points = curve(deeds)
    assert [p.tension for p in points] == [7.0, 0, 3.5]
    assert [p.index for p in points] == pytest.approx([7.0, 7.0 * fade, 7.0 * fade**2 + 3.5])
    assert [p.events for p in points] == [("a#e1", "a#e2"), (), ("b#e1",)]


def test_a_shift_of_level_is_marked_on_its_day_and_noise_is_not():
    noise = random.Random(7)
    quiet = [Deed(day(n), f"q#{n}", noise.gauss(2, 1)) for n in range(60)]
    assert not any(p.change for p in curve(quiet))
    tense = quiet + [Deed(day(60 + n), f"t#{n}", noise.gauss(-6, 1)) for n in range(40)]
    assert [p.day for p in curve(tense) if p.change] == [day(60)]


def test_nothing_gives_nothing():
    assert curve([]) == ()
