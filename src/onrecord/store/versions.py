"""What becomes of the items of an article when a newer version of it arrives.

An item is anchored in the new text by its own words and, where they occur more than once, by the words around
them, as the selectors of the W3C annotation model are.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from onrecord.model import Event, Forecast, Position, Record, Span, Statement, cover

AROUND = 32
Item = Statement | Event | Position | Forecast


@dataclass(frozen=True, slots=True)
class Revision:
    """The fate of item `id`: its place `span` in the new text, and `now_id`, the item that rests on it there."""

    id: str
    state: Literal["kept", "reread", "withdrawn"]
    now_id: str | None = None
    span: Span | None = None


def revise(old: Record, new: Record) -> Iterator[Revision]:
    """One revision for each statement, event, position and forecast of the old version."""
    for layer in ("statements", "events", "positions", "forecasts"):
        present: dict[Span, str] = {}
        for item in getattr(new, layer):
            present.setdefault(evidence(item), item.id)
        for item in getattr(old, layer):
            span = anchor(evidence(item), old.article.text, new.article.text)
            if span is None:
                yield Revision(item.id, "withdrawn")
            else:
                now = present.get(span)
                yield Revision(item.id, "kept" if now else "reread", now, span)


def evidence(item: Item) -> Span:
    """The characters on which an item rests: what was said, the event, the move, the forecast."""
    if isinstance(item, Statement):
        return cover((*item.content, *item.cue))
    if isinstance(item, Forecast):
        return cover((item.proposition, item.phrase))
    return item.span


def anchor(span: Span, old: str, new: str) -> Span | None:
    """Where the words at `span` in the old text stand in the new one; null where they went.

    >>> anchor(Span(0, 4), "Iran said no.", "On Monday Iran said no.")
    Span(start=10, end=14)
    """
    words = span.of(old)
    before, after = old[max(0, span.start - AROUND) : span.start], old[span.end : span.end + AROUND]
    best, best_shared = None, -1
    at = new.find(words)
    while at >= 0:
        shared = _shared(before[::-1], new[max(0, at - AROUND) : at][::-1]) + _shared(
            after, new[at + len(words) :]
        )
        if shared > best_shared:
            best, best_shared = Span(at, at + len(words)), shared
        at = new.find(words, at + 1)
    return best


def _shared(one: str, other: str) -> int:
    """How many characters the two share from their beginning."""
    count = 0
    for a, b in zip(one, other, strict=False):
        if a != b:
            break
        count += 1
    return count
