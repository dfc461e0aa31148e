"""Joins, rulings, contradictions and what keeps events apart."""

from __future__ import annotations

import datetime
from dataclasses import replace

import pytest

from onrecord.across.accounts import Account, contradictions, counted
from onrecord.across.deeds import Deed, apart, retold
from onrecord.across.joining import Join, Ruling, happenings

CHAIN = [Join("a", "b", 0.9), Join("b", "c", 0.6), Join("c", "d", 0.8)]


def test_what_is_joined_is_one():
    assert happenings("abcde", CHAIN) == [("a", "b", "c", "d"), ("e",)]
    assert happenings("ab", [Join("a", "elsewhere", 1.0)]) == [("a",), ("b",)]


def test_a_ruling_cuts_the_weakest_join_and_can_be_taken_back():
    assert happenings("abcd", CHAIN, [Ruling("a", "d", False)]) == [("a", "b"), ("c", "d")]
    assert happenings("abcd", CHAIN, []) == [("a", "b", "c", "d")]


def test_a_ruling_cuts_every_way_between_two():
    circle = [*CHAIN, Join("a", "d", 0.7)]
    groups = happenings("abcd", circle, [Ruling("a", "d", False)])
    assert not any({"a", "d"} <= set(group) for group in groups)


def test_a_ruling_joins_what_was_not_found():
    assert happenings("abc", [], [Ruling("a", "c", True)]) == [("a", "c"), ("b",)]
    assert happenings("abc", [], [Ruling("a", "c", True), Ruling("c", "a", False)]) == [
        ("a",),
        ("b",),
        ("c",),
    ]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("killed 12 soldiers", {"soldier": 12}), ("killed twelve Kenyan soldiers and two civilians", {"soldier": 12, "civilian": 2}),
        ("two thousand troops", {"troop": 2000}), ("2,500 homes", {"home": 2500}), ("5 percent", {}), ("three days", {}),
        ("first talks", {}), ("", {}), ("four ships, then nine ships", {}),
    ],
)  # fmt: skip
def test_counts(text, found):
    assert counted(text) == found


def test_only_independent_sources_contradict():
    one = Account("wire", "The Bugle", "actual", counts={"boat": 3})
    copy = replace(one, outlet="Post", counts={"boat": 4})
    assert contradictions([one, copy]) == ()
    assert contradictions([one, replace(copy, source="other")]) == ("boat: 3 (The Bugle), 4 (Post)",)


def test_days_and_denials():
    day = datetime.date(2024, 3, 7)
    told = Account("a", "The Bugle", "actual", day=day)
    assert contradictions([told, replace(told, source="b", outlet="Post")]) == ()
    later = replace(told, source="b", outlet="Post", status="denied", day=day + datetime.timedelta(1))
    assert contradictions([told, later]) == (
        "denied (Post), told as a fact (The Bugle)", "day: 2024-03-07 (The Bugle), 2024-03-08 (Post)"
    )  # fmt: skip


DEED = Deed(
    "a#e1",
    "a",
    "COERCE",
    datetime.date(2024, 3, 7),
    frozenset({"NOR"}),
    frozenset({"ISL"}),
    "Norway seized a trawler",
)


def test_what_keeps_events_apart():
    assert not apart(DEED, replace(DEED, article="b"))
    assert not apart(DEED, replace(DEED, day=None, sources=frozenset(), targets=frozenset()))
    assert not apart(DEED, replace(DEED, day=DEED.day + datetime.timedelta(1)))
    assert apart(DEED, replace(DEED, type="ASSAULT"))
    assert apart(DEED, replace(DEED, day=DEED.day + datetime.timedelta(2)))
    assert apart(DEED, replace(DEED, sources=frozenset({"SWE"})))
    assert apart(DEED, replace(DEED, targets=frozenset({"SWE"})))


def test_a_second_telling_shares_words_and_sides():
    assert retold(DEED, replace(DEED, key="a#e2", text="the coast guard of Norway seizes the trawler"))
    assert not retold(DEED, replace(DEED, key="a#e2", text="it arrested the crew"))
    assert not retold(DEED, replace(DEED, article="b"))
    assert not retold(DEED, replace(DEED, sources=frozenset()))
