"""Windows over the pieces of a text: what the encoder reads at once.

Every piece is in exactly one window. Windows end where a paragraph does, else where a sentence does.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import numpy as np

from onrecord.encoder.reading.pieces import Pieces

# The most pieces of a window: what the encoder was made for, less the two marks around them.
CAPACITY = 254


def windows(pieces: Pieces, size: Callable[[], int] = lambda: CAPACITY) -> Iterator[slice]:
    """The windows of a text in order, as slices of its pieces.

    `size` gives the most pieces of the next window; it is drawn by chance in training.
    """
    paragraph = np.flatnonzero(pieces.paragraph_starts)
    sentence = np.flatnonzero(pieces.sentence_starts)
    first = 0
    while first < len(pieces):
        most = first + max(1, min(size(), CAPACITY))
        last = _last(paragraph, sentence, first, most) if most < len(pieces) else len(pieces)
        yield slice(first, last)
        first = last


def _last(paragraph: np.ndarray[Any, Any], sentence: np.ndarray[Any, Any], first: int, most: int) -> int:
    """The last place up to `most` where a paragraph begins, else a sentence, else `most`."""
    for starts in (paragraph, sentence):
        found = int(starts[np.searchsorted(starts, most, side="right") - 1])
        if found > first:
            return found
    return most
