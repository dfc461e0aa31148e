"""The tables of events agree with the closed lists of types and modes."""

from __future__ import annotations

import pytest

from onrecord.extract.events.plover import adjectives, nouns, statuses, verbs
from onrecord.lexicon.plover import weight
from onrecord.model.codes import EventStatus, EventType, values

ACTS = [
    *(use.act for uses in verbs().values() for use in uses),
    *(entry.act for entries in nouns().values() for entry in entries),
    *(entry.act for entry in adjectives().values()),
]


def test_every_act_has_a_type_of_the_list():
    assert {act.type for act in ACTS} == set(values(EventType))


def test_every_status_is_of_the_list():
    assert set(statuses().values()) <= set(values(EventStatus))


def test_no_object_of_a_verb_stands_for_two_acts():
    for verb, uses in verbs().items():
        listed = [(use.particle, thing) for use in uses for thing in use.objects or [""]]
        assert len(listed) == len(set(listed)), verb


def test_there_are_many_uses():
    assert len(ACTS) >= 1200


@pytest.mark.parametrize(
    ("kind", "mode", "expected"),
    [
        ("CONSULT", None, (2.5, "verbal-cooperation")),
        ("CONSULT", "visit", (4.0, "verbal-cooperation")),
        ("THREATEN", "territory", (-4.0, "verbal-conflict")),
        ("ASSAULT", "aerial", (-9.0, "material-conflict")),
    ],
    ids=["type", "mode of its own weight", "mode of conflict", "mode without a weight"],
)
def test_weight(kind, mode, expected):
    assert weight(kind, mode) == expected
