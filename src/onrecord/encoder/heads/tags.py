"""The best sequence of tags (BIO) for the pieces of a text: a linear-chain CRF, decoded paragraph by paragraph.

Tag 0 is O; role r has 1 + 2r for its first piece (B) and 2 + 2r for those that go on (I).
"""

from __future__ import annotations

from typing import Any, NamedTuple, TypeAlias

import numpy as np

Floats: TypeAlias = np.ndarray[Any, np.dtype[np.float32]]
Ints: TypeAlias = np.ndarray[Any, np.dtype[np.int64]]

FORBIDDEN = np.float32(-1e4)


class Segment(NamedTuple):
    """Pieces `first` to `last` (half open) in one role."""

    role: int
    first: int
    last: int


def forbidden(roles: int) -> tuple[Floats, Floats]:
    """What to add to transitions, shape (tags, tags), and to starts, shape (tags,), so that I only follows its own."""
    tags = 1 + 2 * roles
    moves, starts = np.zeros((tags, tags), np.float32), np.zeros(tags, np.float32)
    for inside in range(2, tags, 2):
        moves[:, inside] = FORBIDDEN
        moves[[inside - 1, inside], inside] = 0.0
        starts[inside] = FORBIDDEN
    return moves, starts


def best_tags(emissions: Floats, paragraph: Ints, moves: Floats, starts: Floats) -> Ints:
    """The best tag of each piece, shape (n,), by Viterbi in all paragraphs at once.

    `emissions` has the shape (n, tags), `paragraph` (n,) numbers the paragraphs from 0 without gaps.
    """
    if not len(emissions):
        return np.zeros(0, dtype=np.int64)
    lengths = np.bincount(paragraph)
    order = np.argsort(-lengths, kind="stable")
    begin = (np.cumsum(lengths) - lengths)[order]
    alive = np.searchsorted(-lengths[order], -np.arange(lengths.max()), side="left")
    back = []
    score = starts + emissions[begin]
    for step in range(1, len(alive)):
        n = alive[step]
        options = score[:n, :, None] + moves
        back.append(options.argmax(1))
        score[:n] = options.max(1) + emissions[begin[:n] + step]
    found = np.zeros(len(emissions), dtype=np.int64)
    tag = score.argmax(1)
    for step in range(len(alive) - 1, -1, -1):
        n = alive[step]
        found[begin[:n] + step] = tag[:n]
        if step:
            tag[:n] = back[step - 1][np.arange(n), tag[:n]]
    return found


def segments(tags: Ints) -> list[Segment]:
    """The segments that a sequence of tags marks, in order."""
    first = np.flatnonzero(tags % 2 == 1)
    going = np.flatnonzero(np.append((tags == 0) | (tags % 2 == 1), True))
    last = going[np.searchsorted(going, first, side="right")] if len(first) else first
    return [Segment(int(tags[a] - 1) // 2, int(a), int(b)) for a, b in zip(first, last, strict=True)]
