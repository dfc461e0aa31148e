"""A text as word pieces: what the encoder reads, with the characters that each piece stands for."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, TypeAlias

import numpy as np

from onrecord.encoder.reading.surface import SIZES, Place, quoted, shapes

Ints: TypeAlias = np.ndarray[Any, np.dtype[np.int64]]
Marks: TypeAlias = np.ndarray[Any, np.dtype[np.int8]]
Flags: TypeAlias = np.ndarray[Any, np.dtype[np.bool_]]

# An empty line ends a paragraph, and so does the end of a line after what ends a sentence; else a line goes on.
_BREAK = re.compile(r"\s*\n\s*\n\s*|(?<=[.!?:\"”’»)\]])[ \t\r]*\n\s*")
# Halves of surrogate pairs are no characters; the tokenizer takes none.
_HALF = re.compile("[\ud800-\udfff]")
_STOP = re.compile(r"[.!?…][\"”’»)\]]*\s+(?=[\"“‘«(\[]?[^\W_a-z])")


@dataclass(frozen=True, slots=True, eq=False)
class Pieces:
    """The n pieces of a text in order, marks of the encoder left out.

    `ids`, `starts` and `ends` (characters of the text, half open) and `paragraph` (its number) have the shape (n,);
    `marks` has the shape (n, len(SIZES)), as surface.py tells.
    """

    ids: Ints
    starts: Ints
    ends: Ints
    paragraph: Ints
    marks: Marks

    def __len__(self) -> int:
        return len(self.ids)

    @property
    def sentence_starts(self) -> Flags:
        """Whether a sentence, or a paragraph, begins at each piece."""
        begins: Flags = (self.marks[:, 2] == Place.SENTENCE_START) | self.paragraph_starts
        return begins

    @property
    def paragraph_starts(self) -> Flags:
        """Whether a paragraph begins at each piece."""
        begins: Flags = np.diff(self.paragraph, prepend=-1) > 0
        return begins


def cut(text: str, tokenizer: Any) -> Pieces:
    """The pieces of a text, by the encoder's own tokenizer."""
    spans = list(paragraphs(text))
    written = [_HALF.sub("\ufffd", text[start:end]) for start, end in spans]
    columns: list[list[np.ndarray[Any, Any]]] = [[], [], [], []]
    number = 0
    for (start, _), paragraph, encoding in zip(
        spans, written, tokenizer.encode_batch(written, add_special_tokens=False), strict=True
    ):
        if not encoding.ids:
            continue
        offsets = np.array(encoding.offsets, dtype=np.int64).reshape(-1, 2)
        columns[0].append(np.array(encoding.ids, dtype=np.int64))
        columns[1].append(offsets + start)
        columns[2].append(np.full(len(offsets), number, dtype=np.int64))
        columns[3].append(_marks(paragraph, offsets[:, 0], number))
        number += 1
    if not number:
        nothing = np.zeros(0, dtype=np.int64)
        return Pieces(nothing, nothing, nothing, nothing, np.zeros((0, len(SIZES)), dtype=np.int8))
    ids, offsets, numbers, marks = (np.concatenate(column) for column in columns)
    return Pieces(ids, offsets[:, 0], offsets[:, 1], numbers, marks)


def paragraphs(text: str) -> Iterator[tuple[int, int]]:
    """The start and end of each paragraph, in characters; empty ones are left out.

    >>> list(paragraphs("One\\ntwo.\\nThree.\\n\\nFour"))
    [(0, 8), (9, 15), (17, 21)]
    """
    start = 0
    for match in _BREAK.finditer(text):
        if text[start : match.start()].strip():
            yield start, match.start()
        start = match.end()
    if text[start:].strip():
        yield start, len(text)


def _marks(paragraph: str, starts: Ints, number: int) -> Marks:
    """The surface marks of the pieces that begin at `starts` of the paragraph."""
    inside, kind = quoted(paragraph)
    marks = np.empty((len(starts), len(SIZES)), dtype=np.int8)
    marks[:, 0] = shapes(paragraph)[starts]
    marks[:, 1] = inside[starts]
    marks[:, 2] = Place.WITHIN
    stops = [match.end() for match in _STOP.finditer(paragraph)]
    first = np.searchsorted(starts, stops)
    marks[first[first < len(starts)], 2] = Place.SENTENCE_START
    marks[-1, 2], marks[0, 2] = Place.END, Place.START
    marks[:, 3] = kind
    marks[:, 4] = min(number, SIZES[4] - 1)
    return marks
