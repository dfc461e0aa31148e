from __future__ import annotations

import pytest

from onrecord.model import Span
from onrecord.text import sentence_around

CASES = [  # id, text, words, sentence around them
    ("between", "It rained. Norway said no. It snowed.", "said", "Norway said no."),
    ("first", "Norway said no. It snowed.", "Norway", "Norway said no."),
    ("last, without a stop", "It rained. Norway said no", "no", "Norway said no"),
    ("a headline", "Norway says no\n\nOslo refused.", "says", "Norway says no"),
    ("a broken line", "It rained. Norway said\nno. It snowed.", "said", "Norway said\nno."),
    ("a quotation", "“We will not go.” Oslo said no. Then it left.", "not", "“We will not go.”"),
    ("initials", "It rained. J. P. Moe of the U.S. Navy left. It snowed.", "Navy", "J. P. Moe of the U.S. Navy left."),
    ("a number", "It rained. Some 2.5 million left. It snowed.", "million", "Some 2.5 million left."),
    ("small letters after", "It rained. Acme inc. said no. It snowed.", "said", "Acme inc. said no."),
    ("over two", "It rained. Oslo left. Bergen too. It snowed.", "left. Bergen", "Oslo left. Bergen too."),
    ("questions", "Why now? Nobody knows! It snowed.", "knows", "Nobody knows!"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "words", "expected"), [c[1:] for c in CASES], ids=[c[0] for c in CASES])
def test_the_sentence_around_words(text: str, words: str, expected: str):
    start = text.index(words)
    found = sentence_around(text, Span(start, start + len(words)))
    assert found.of(text) == expected


def test_a_text_without_words():
    assert sentence_around("", Span(0, 0)) == Span(0, 0)
