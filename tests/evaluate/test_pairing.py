from __future__ import annotations

import pytest

from onrecord.evaluate.pairing import Words, best_pairs, likeness
from onrecord.model import Span

TEXT = "No, he said. “He said no,” she said."

QUOTED = [  # id, quotation, within, word numbers
    ("first", "he said", None, {1, 2}),
    ("within", "she said", "no she said", {6, 7}),
    ("punctuation", "He said: no!", None, {3, 4, 5}),
    ("absent", "they said", None, set()),
    ("empty", "", None, set()),
]


@pytest.mark.parametrize(
    ("quotation", "within", "expected"), [c[1:] for c in QUOTED], ids=[c[0] for c in QUOTED]
)
def test_quoted(quotation, within, expected):
    assert Words(TEXT).quoted(quotation, within) == expected


def test_under():
    assert Words(TEXT).under(Span(0, 5), None, Span(28, 31)) == {0, 1, 6}


def test_likeness():
    assert likeness(frozenset({1, 2, 3}), frozenset({3})) == 0.5


def test_best_pairs_come_first_and_ties_go_to_the_later():
    scores = {(0, 0): 0.5, (0, 1): 0.9, (1, 1): 0.9, (1, 0): 0.0}
    assert best_pairs(range(2), range(2), lambda i, j: scores[i, j]) == [(1, 1), (0, 0)]
