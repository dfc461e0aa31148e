"""How much of a text changed, for pages that set two texts side by side."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.across.differences import Paragraphs, Piece


@dataclass(frozen=True, slots=True)
class Changed:
    """How many paragraphs there are and changed, and how many words are gone and new."""

    paragraphs: int
    changed: int
    gone: int
    new: int


def changed(pairs: Sequence[Paragraphs]) -> Changed:
    """How much changed between two texts."""
    return Changed(
        len(pairs), sum(not pair.same for pair in pairs),
        sum(_words(pair.old, "gone") for pair in pairs), sum(_words(pair.new, "new") for pair in pairs),
    )  # fmt: skip


def _words(pieces: Sequence[Piece], kind: str) -> int:
    return sum(len(piece.text.split()) for piece in pieces if piece.kind == kind)
