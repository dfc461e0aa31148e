"""Spans: half-open character ranges that point into `article.text`."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple


class Span(NamedTuple):
    """A half-open range `[start, end)` in code points of `article.text`.

    >>> Span(0, 5).of("Putin said no.")
    'Putin'
    """

    start: int
    end: int

    def of(self, text: str) -> str:
        """The characters of `text` that this span covers."""
        return text[self.start : self.end]

    def contains(self, other: Span) -> bool:
        """Whether `other` lies wholly inside this span (equal spans included)."""
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: Span) -> bool:
        """Whether the two spans share at least one character."""
        return self.start < other.end and other.start < self.end


def cover(spans: Iterable[Span]) -> Span:
    """The smallest span that contains every one of `spans`; raises ValueError when there is none."""
    known = list(spans)
    return Span(min(span.start for span in known), max(span.end for span in known))
