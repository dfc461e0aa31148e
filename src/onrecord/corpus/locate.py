"""Finds quotations in a text by their words: case, marks and white space do not matter."""

from __future__ import annotations

import re

from onrecord.model import Span

_WORD = re.compile(r"\w+")
# Stands for the middle of a long quotation.
GAP = "[...]"


class Quoted:
    """A text whose quotations are looked for."""

    def __init__(self, text: str) -> None:
        self._spans = [Span(*match.span()) for match in _WORD.finditer(text)]
        self._words = [span.of(text).lower() for span in self._spans]

    def find(self, quotation: str, within: Span | None = None) -> list[Span]:
        """Every place of a quotation, from its first word to its last.

        What GAP leaves out may be any words; the next piece is taken where it comes first.
        """
        pieces = [[word.lower() for word in _WORD.findall(piece)] for piece in quotation.split(GAP)]
        if not all(pieces):
            return []
        found = []
        for first in range(len(self._words)):
            last = self._follow(pieces, first)
            if last is not None:
                span = Span(self._spans[first].start, self._spans[last - 1].end)
                if within is None or within.contains(span):
                    found.append(span)
        return found

    def _follow(self, pieces: list[list[str]], first: int) -> int | None:
        """Where pieces that begin at word `first` end, if they do."""
        if self._words[first : first + len(pieces[0])] != pieces[0]:
            return None
        last = first + len(pieces[0])
        for piece in pieces[1:]:
            places = range(last, len(self._words) - len(piece) + 1)
            start = next((at for at in places if self._words[at : at + len(piece)] == piece), None)
            if start is None:
                return None
            last = start + len(piece)
        return last
