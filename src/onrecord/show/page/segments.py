"""Cuts the text where any finding begins or ends, so that overlapping and nested findings can all be seen."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from onrecord.model import Record, Section, Span

# From the outside in: what is drawn around what.
LAYERS = ("statement", "position", "condition", "forecast", "event", "time", "cue", "actor")
TAGGED = frozenset({"event", "position", "forecast"})
# Of any system: lines may end in two characters.
_BLANK_LINE = re.compile(r"\n\s*\n")


@dataclass(frozen=True, slots=True)
class Mark:
    """One stretch of evidence: its layer, the item it belongs to, and a short word for what it is."""

    layer: str
    item: str
    span: Span
    tag: str = ""


@dataclass(frozen=True, slots=True)
class Segment:
    """A piece of text with the marks over it, outermost first; `starts` are the marks that begin here."""

    text: str
    marks: tuple[Mark, ...]
    starts: tuple[Mark, ...]

    @property
    def items(self) -> str:
        """The ids of the items, innermost first, as one attribute value."""
        return " ".join(dict.fromkeys(mark.item for mark in reversed(self.marks)))

    @property
    def classes(self) -> tuple[str, ...]:
        """The layers to draw, outermost first."""
        return tuple(dict.fromkeys(mark.layer for mark in self.marks))

    @property
    def tags(self) -> tuple[Mark, ...]:
        """The marks that begin here and say what they are."""
        return tuple(mark for mark in self.starts if mark.tag)


@dataclass(frozen=True, slots=True)
class Passage:
    """One paragraph of a section, as segments."""

    kind: str
    segments: tuple[Segment, ...]


def marks_of(record: Record) -> Iterator[Mark]:
    """All evidence of the record, item by item."""
    for actor in record.actors:
        yield from (Mark("actor", actor.id, mention.span) for mention in actor.mentions)
    for time in record.times:
        yield Mark("time", time.id, time.span)
    for statement in record.statements:
        yield from (Mark("cue", statement.id, span) for span in statement.cue)
        yield from (Mark("statement", statement.id, span) for span in statement.content)
    for event in record.events:
        yield Mark("event", event.id, event.trigger, event.type.lower())
    for position in record.positions:
        yield Mark("position", position.id, position.proposition, position.kind)
        if position.condition:
            yield Mark("condition", position.id, position.condition)
    for forecast in record.forecasts:
        yield Mark("forecast", forecast.id, forecast.phrase, f"{forecast.low:.0%}–{forecast.high:.0%}")


def passages(record: Record) -> tuple[Passage, ...]:
    """The text as paragraphs of marked segments, in order; nothing of it is left out but blank lines."""
    text = record.article.text
    marks = sorted(marks_of(record), key=lambda mark: (LAYERS.index(mark.layer), mark.span))
    sections = record.article.sections or (Section(kind="body", span=Span(0, len(text))),)
    return tuple(
        Passage(
            section.kind, tuple(_segments(text, paragraph, [m for m in marks if m.span.overlaps(paragraph)]))
        )
        for section in sections
        for paragraph in _paragraphs(text, section.span)
    )


def _paragraphs(text: str, span: Span) -> Iterator[Span]:
    at = span.start
    for gap in _BLANK_LINE.finditer(text, span.start, span.end):
        yield from _stripped(text, at, gap.start())
        at = gap.end()
    yield from _stripped(text, at, span.end)


def _stripped(text: str, start: int, end: int) -> Iterator[Span]:
    part = text[start:end]
    if part.strip():
        yield Span(start + len(part) - len(part.lstrip()), end - len(part) + len(part.rstrip()))


def _segments(text: str, paragraph: Span, marks: list[Mark]) -> Iterator[Segment]:
    cuts = {paragraph.start, paragraph.end}
    for mark in marks:
        cuts.update(at for at in mark.span if paragraph.start < at < paragraph.end)
    edges = sorted(cuts)
    for start, end in pairwise(edges):
        here = tuple(m for m in marks if m.span.start < end and m.span.end > start)
        starts = tuple(
            m for m in here if m.span.start == start or (start == paragraph.start and m.span.start < start)
        )
        yield Segment(text[start:end], here, starts)
