from __future__ import annotations

import pytest

from onrecord.extract.forecasts.scales import Reading, constructions, graded, stated, words

READINGS = [  # id, word, degree, construction, reading
    ("listed", "unlikely", None, "claim", Reading("icd-203", "unlikely", 0.2, 0.45, 0.325)),
    ("with-degree", "unlikely", "very", "claim", Reading("icd-203", "very unlikely", 0.05, 0.2, 0.125)),
    ("unknown-degree", "unlikely", "rather", "claim", Reading("icd-203", "unlikely", 0.2, 0.45, 0.325)),
    ("inferred", "low", "very", "grade", Reading("icd-203", "very unlikely", 0.05, 0.2, 0.125, True)),
    ("survey", "little", None, "grade", Reading("survey-46", "little chance", 0.1, 0.2, 0.15)),
]


@pytest.mark.parametrize(
    ("word", "degree", "construction", "expected"), [c[1:] for c in READINGS], ids=[c[0] for c in READINGS]
)
def test_graded(word, degree, construction, expected):
    assert graded(word, degree, construction) == expected


def test_opposite():
    assert Reading("icd-203", "likely", 0.55, 0.8, 0.675).opposite() == Reading(
        "icd-203", "likely", 0.2, 0.45, 0.325, True
    )


def test_stated_number():
    assert stated(0.25) == Reading("number", "25%", 0.25, 0.25, 0.25)


def test_every_word_of_likelihood_means_an_ordered_range():
    names = {name for known in constructions().values() for name in known}
    readings = [reading for name in names for reading in words(name).values()]
    assert all(0 <= reading.low <= reading.point <= reading.high <= 1 for reading in readings)
