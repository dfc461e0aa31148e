"""Marks the words of a query in the text of a hit, in whatever form they stand there."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import groupby
from typing import Any

_WORD = re.compile(r"[^\W_]+")
# What a query leaves out is not what a hit was found by.
_LEFT_OUT = re.compile(r"""(?:^|\s)-(?:"[^"]*"|\S+)""")


def marked(query: str, text: str) -> tuple[tuple[str, bool], ...]:
    """The text in pieces, each with whether it is a word of the query.

    >>> marked("trawlers -boats", "The trawler left.")
    (('The ', False), ('trawler', True), (' left.', False))
    """
    wanted = _stems(_LEFT_OUT.sub(" ", query))
    return tuple(
        ("".join(piece for piece, _ in pieces), is_word)
        for is_word, pieces in groupby(_pieces(wanted, text), key=lambda piece: piece[1])
    )


def _pieces(wanted: frozenset[str], text: str) -> Iterator[tuple[str, bool]]:
    at = 0
    for word in _WORD.finditer(text):
        if word.start() > at:
            yield text[at : word.start()], False
        yield word.group(), not wanted.isdisjoint(_stems(word.group()))
        at = word.end()
    if at < len(text):
        yield text[at:], False


def _stems(text: str) -> frozenset[str]:
    return frozenset(_analyzer().analyze(text))


@cache
def _analyzer() -> Any:
    """Cuts and stems as the index does."""
    import tantivy

    return (
        tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.simple())
        .filter(tantivy.Filter.lowercase())
        .filter(tantivy.Filter.stemmer("english"))
        .build()
    )
