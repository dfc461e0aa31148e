"""Where two texts differ, word by word, paragraph beside paragraph.

Paragraphs are aligned first: equal ones by the longest runs that the texts share, and of those between, the pairs that
have most words in common, in order. Inside a pair the words are aligned in the same way (difflib).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal, TypeAlias

Kind: TypeAlias = Literal["same", "gone", "new"]

# Below this share of common words a paragraph is another one, and not a changed one.
ALIKE = 0.4
# Longer paragraphs, or longer runs of them, are not compared in detail: the time grows with the square.
MOST_WORDS = 2_000
MOST_PAIRS = 10_000
_PARAGRAPH_END = re.compile(r"\s*\n\s*\n\s*")
# A word or a mark with the space after it; the space is shown and not compared.
_WORDS = re.compile(r"(?:\w+(?:['’.,\-]\w+)*|[^\w\s])\s*")


@dataclass(frozen=True, slots=True)
class Piece:
    """Some words that both texts have, only the old one or only the new one."""

    kind: Kind
    text: str


@dataclass(frozen=True, slots=True)
class Paragraphs:
    """A paragraph of the old text beside the one of the new text that it became; the side that has none is empty."""

    old: tuple[Piece, ...]
    new: tuple[Piece, ...]

    @property
    def same(self) -> bool:
        """Whether nothing changed."""
        return all(piece.kind == "same" for piece in (*self.old, *self.new))


def differences(old: str, new: str) -> tuple[Paragraphs, ...]:
    """The paragraphs of both texts side by side, in order, with what changed in them.

    >>> (pair,) = differences("Talks failed on Monday.", "Talks went on.")
    >>> [(piece.kind, piece.text) for piece in pair.old]
    [('same', 'Talks '), ('gone', 'failed '), ('same', 'on '), ('gone', 'Monday'), ('same', '.')]
    >>> [(piece.kind, piece.text) for piece in pair.new]
    [('same', 'Talks '), ('new', 'went '), ('same', 'on.')]
    """
    return tuple(_aligned(_paragraphs(old), _paragraphs(new)))


def _paragraphs(text: str) -> list[str]:
    return [part for part in _PARAGRAPH_END.split(text.strip()) if part]


def _aligned(old: Sequence[str], new: Sequence[str]) -> Iterator[Paragraphs]:
    for kind, i, k, j, m in SequenceMatcher(None, old, new).get_opcodes():
        if kind == "equal":
            for text in old[i:k]:
                yield Paragraphs((Piece("same", text),), (Piece("same", text),))
        else:
            yield from _between(old[i:k], new[j:m])


def _between(old: Sequence[str], new: Sequence[str]) -> Iterator[Paragraphs]:
    """The paragraphs of a stretch that changed: those that go together in pairs, the others alone, in order."""
    i = j = 0
    for one, other in [*_pairs(old, new), (len(old), len(new))]:
        for text in old[i:one]:
            yield Paragraphs((Piece("gone", text),), ())
        for text in new[j:other]:
            yield Paragraphs((), (Piece("new", text),))
        if one < len(old):
            yield _compared(old[one], new[other])
        i, j = one + 1, other + 1


def _pairs(old: Sequence[str], new: Sequence[str]) -> list[tuple[int, int]]:
    """The positions of paragraphs that go together: the pairs, in order, that have most in common altogether."""
    if len(old) * len(new) > MOST_PAIRS:
        return []
    words = [[Counter(_bare(_WORDS.findall(text))) for text in side] for side in (old, new)]
    best: list[list[float]] = [[0.0] * (len(new) + 1) for _ in range(len(old) + 1)]
    alike: dict[tuple[int, int], float] = {}
    for i in reversed(range(len(old))):
        for j in reversed(range(len(new))):
            share = _share(words[0][i], words[1][j])
            alike[i, j] = share if share >= ALIKE else 0.0
            best[i][j] = max(best[i + 1][j], best[i][j + 1], alike[i, j] + best[i + 1][j + 1])
    found: list[tuple[int, int]] = []
    i = j = 0
    while i < len(old) and j < len(new):
        if alike[i, j] and best[i][j] == alike[i, j] + best[i + 1][j + 1]:
            found.append((i, j))
            i, j = i + 1, j + 1
        elif best[i][j] == best[i + 1][j]:
            i += 1
        else:
            j += 1
    return found


def _share(one: Counter[str], other: Counter[str]) -> float:
    """The share of words that two paragraphs have in common."""
    return 2 * (one & other).total() / ((one.total() + other.total()) or 1)


def _bare(words: Sequence[str]) -> list[str]:
    return [word.rstrip() for word in words]


def _compared(old: str, new: str) -> Paragraphs:
    words, others = _WORDS.findall(old), _WORDS.findall(new)
    if max(len(words), len(others)) > MOST_WORDS:
        return Paragraphs((Piece("gone", old),), (Piece("new", new),))
    pieces: tuple[list[Piece], list[Piece]] = ([], [])
    aligned = SequenceMatcher(None, _bare(words), _bare(others), autojunk=False)
    for kind, i, k, j, m in aligned.get_opcodes():
        _add(pieces[0], "same" if kind == "equal" else "gone", words[i:k])
        _add(pieces[1], "same" if kind == "equal" else "new", others[j:m])
    return Paragraphs(tuple(pieces[0]), tuple(pieces[1]))


def _add(side: list[Piece], kind: Kind, words: Sequence[str]) -> None:
    """Adds words to a side, to the piece before where that is of the same kind."""
    if words and side and side[-1].kind == kind:
        side[-1] = Piece(kind, side[-1].text + "".join(words))
    elif words:
        side.append(Piece(kind, "".join(words)))
