"""The reading encoder: a text passes through it once, and every head reads the vectors that come out."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, TypeAlias

import numpy as np

from onrecord.encoder.files import MODELS, load_session, load_tokenizer
from onrecord.encoder.reading.pieces import Pieces, cut
from onrecord.encoder.reading.surface import OUTER
from onrecord.encoder.reading.windows import windows

Vectors: TypeAlias = np.ndarray[Any, np.dtype[np.float32]]

WIDTH = 384
# The marks that the encoder wants before and after a window.
BEGIN, END = 101, 102


@dataclass(frozen=True, slots=True, eq=False)
class Reading:
    """A text as the encoder read it: its pieces, their vectors, shape (pieces, width), and windows, shape (pieces,).

    `window` is the number of the window that a piece was read in; vectors are at home with those of their own window.
    """

    text: str
    pieces: Pieces
    vectors: Vectors
    window: np.ndarray[Any, np.dtype[np.int64]]


class TextReader:
    """The encoder and its word pieces, loaded; made by `load_reader`."""

    def __init__(self, session: Any, tokenizer: Any, width: int = WIDTH) -> None:
        self._session = session
        self._tokenizer = tokenizer
        self._width = width

    def read(self, text: str) -> Reading:
        """The reading of a text: the same wherever and in whatever company it is read."""
        return self.over(text, cut(text, self._tokenizer))

    def over(self, text: str, pieces: Pieces) -> Reading:
        """The reading of a text that is cut already.

        One window at a time, for the reason that docs/decisions/0006 gives.
        """
        vectors = np.zeros((len(pieces), self._width), dtype=np.float32)
        number = np.zeros(len(pieces), dtype=np.int64)
        for at, window in enumerate(windows(pieces)):
            ids, marks = framed(pieces, window)
            (found,) = self._session.run(None, {"ids": ids[None], "marks": marks[None]})
            vectors[window], number[window] = found[0, 1:-1], at
        return Reading(text, pieces, vectors, number)


def framed(pieces: Pieces, window: slice) -> tuple[np.ndarray[Any, Any], np.ndarray[Any, Any]]:
    """The ids, shape (n + 2,), and surface marks, shape (n + 2, 5), of a window between its outer marks."""
    outer = np.array([OUTER], dtype=np.int64)
    ids = np.concatenate([[BEGIN], pieces.ids[window], [END]])
    return ids, np.concatenate([outer, pieces.marks[window], outer])


@cache
def load_reader(folder: Path = MODELS) -> TextReader:
    """The reader, verified and loaded once a process; raises ModelError where a file is missing or altered."""
    return TextReader(load_session("reading.onnx", folder), load_tokenizer(folder))


@lru_cache(maxsize=1)
def read_text(text: str) -> Reading:
    """The reading of a text by the model of the package; the last one is kept, so that heads share it."""
    return load_reader().read(text)
