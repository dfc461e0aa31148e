"""Windows over the pieces of a text: what the encoder reads at once.

Every piece is the business of exactly one window. Windows end where a paragraph does, else where a sentence does.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple

import numpy as np

from onrecord.encoder.reading.pieces import Pieces

# The most pieces of a window: what the encoder was made for, less the two marks around them.
CAPACITY = 254


class Window(NamedTuple):
    """Pieces `start` to `end` are read; those from `first` to `last` are its business, the rest is context."""

    start: int
    first: int
    last: int
    end: int


def windows(pieces: Pieces, context: int = 0, size: Callable[[], int] = lambda: CAPACITY) -> Iterator[Window]:
    """The windows of a text in order, each with up to `context` pieces of whole sentences on either side.

    `size` gives the most pieces of the next window; it is drawn by chance in training.
    """
    paragraph = np.flatnonzero(pieces.paragraph_starts)
    sentence = np.flatnonzero(pieces.sentence_starts)
    first = 0
    while first < len(pieces):
        most = first + max(1, min(size(), CAPACITY) - 2 * context)
        last = _last(paragraph, sentence, first, most) if most < len(pieces) else len(pieces)
        yield Window(
            _nearest(sentence, first - context, first), first, last,
            min(last + context, len(pieces)),
        )  # fmt: skip
        first = last


def _last(paragraph: np.ndarray, sentence: np.ndarray, first: int, most: int) -> int:  # type: ignore[type-arg]
    """The last place up to `most` where a paragraph begins, else a sentence, else `most`."""
    for starts in (paragraph, sentence):
        found = int(starts[np.searchsorted(starts, most, side="right") - 1])
        if found > first:
            return found
    return most


def _nearest(starts: np.ndarray, low: int, default: int) -> int:  # type: ignore[type-arg]
    """The first start at or after `low`, at most `default`."""
    found = np.searchsorted(starts, low)
    return min(int(starts[found]), default) if found < len(starts) else default
