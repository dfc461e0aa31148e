from __future__ import annotations

import datetime

import numpy as np
import pytest

from onrecord.across.stories import RULE, SLEEPS_DAYS, Report, Rule, follow

DAY = datetime.date(2024, 3, 4)


def report(name: str, *direction: float, day: int = 0, actors: str = "") -> Report:
    vector = np.array([*direction, *[0.0] * (3 - len(direction))], dtype=np.float32)
    return Report(
        name, vector / np.linalg.norm(vector), DAY + datetime.timedelta(day), frozenset(actors.split())
    )


def test_reports_alike_are_one_story_and_others_are_not():
    joined, stories = follow([report("a", 1), report("b", 1, 0.2), report("c", 0, 1)])
    assert [(join.article, join.story) for join in joined] == [("a", "a"), ("b", "a"), ("c", "c")]
    assert [story.size for story in stories] == [2, 1]
    assert joined[0].likeness == 1.0


def test_what_is_placed_stays_where_it_is():
    first, stories = follow([report("a", 1), report("b", 0, 1)])
    later, _ = follow([report("c", 1, 0.1, day=2), report("d", 0.1, 1, day=3)], stories)
    together, _ = follow(
        [report("a", 1), report("b", 0, 1), report("c", 1, 0.1, day=2), report("d", 0.1, 1, day=3)]
    )
    assert first + later == together


def test_actors_in_common_decide_what_words_leave_open():
    apart = (report("a", 1, actors="NOR ISL"), report("b", 0.55, 0.83, actors="KEN"))
    assert {join.story for join in follow(apart)[0]} == {"a", "b"}
    same = (apart[0], report("b", 0.55, 0.83, actors="NOR ISL"))
    assert {join.story for join in follow(same)[0]} == {"a"}


def test_a_story_that_slept_is_not_taken_up_again():
    joined, stories = follow(
        [report("a", 1), report("b", 1, day=SLEEPS_DAYS), report("c", 1, day=2 * SLEEPS_DAYS + 1)]
    )
    assert [join.story for join in joined] == ["a", "a", "c"]
    assert (stories[0].first, stories[0].last) == (DAY, DAY + datetime.timedelta(SLEEPS_DAYS))


def test_an_older_report_that_comes_late_finds_its_story():
    joined, stories = follow([report("a", 1, day=5), report("b", 1)])
    assert [join.story for join in joined] == ["a", "a"]
    assert stories[0].first == DAY


@pytest.mark.parametrize("likeness", [RULE.likeness, 0.99])
def test_many_stories_side_by_side(likeness: float):
    rng = np.random.default_rng(1)
    reports = [
        Report(f"r{n}", v / np.linalg.norm(v), None, frozenset())
        for n, v in enumerate(rng.normal(size=(300, 64)).astype(np.float32))
    ]
    joined, stories = follow(reports, rule=Rule(likeness=likeness))
    assert len(joined) == sum(story.size for story in stories) == 300
    assert len(stories) > 250
