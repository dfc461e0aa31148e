"""The tables of the page: one a layer, each row an item in words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import TypeAlias

from onrecord.model import Record, Span, When

Addresses: TypeAlias = Mapping[str, str]
"""Where more is told of the actors of a report, by their ids in it."""
NOWHERE: Addresses = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a cell that may lead somewhere."""

    text: str
    href: str | None = None


Cell: TypeAlias = str | tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """An item in words: its id, and the cells under the headings of its table."""

    item: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """One layer: its name, its mark in the text, what its columns hold, its rows, and what to say when there is none."""

    name: str
    layer: str
    key: str
    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    none: str


def tables(record: Record, addresses: Addresses = NOWHERE) -> tuple[Table, ...]:
    """The layers of the record, those that people look for first first; names of actors lead to their addresses."""
    show = _Wording(record, addresses, {actor.id: actor.name for actor in record.actors})
    return (
        Table("Positions", "position", "1", ("Who", "Move", "Toward", "What", "Condition", "By", "Outcome", "Trust"),
              show.positions(), "Nobody demands, offers, promises or refuses anything in this report."),
        Table("Statements", "statement", "2", ("Speaker", "Said", "Mode", "Through", "When", "Trust"),
              show.statements(), "Nobody is cited in this report."),
        Table("Events", "event", "3", ("What", "Who", "To whom", "In words", "When", "Where", "Status", "Trust"),
              show.events(), "No event between political actors is found in this report."),
        Table("Forecasts", "forecast", "4", ("Who", "What", "In words", "Likelihood", "Scale", "Trust"),
              show.forecasts(), "No forecast is found in this report."),
        Table("Times", "time", "5", ("In words", "Value", "From", "To", "Kind", "Trust"),
              show.times(), "No time is named in this report."),
        Table("Actors", "actor", "6", ("Name", "Kind", "Country", "Sector", "Office", "Called", "Trust"),
              show.actors(), "No actor is found in this report."),
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Wording:
    record: Record
    addresses: Addresses
    names: Mapping[str, str]

    def who(self, *ids: str | None, then: str = "") -> Cell:
        """The names of actors, then some words."""
        named = [Piece(self.names.get(i, i), self.addresses.get(i)) for i in ids if i]
        if not any(piece.href for piece in named):
            return (", ".join(piece.text for piece in named) or "not named") + then
        apart = [piece for name in named for piece in (Piece(", "), name)][1:]
        return (*apart, Piece(then)) if then else tuple(apart)

    def text(self, *spans: Span | None, limit: int = 220) -> str:
        words = " … ".join(" ".join(span.of(self.record.article.text).split()) for span in spans if span)
        return words if len(words) <= limit else words[: limit - 1].rstrip() + "…"

    def positions(self) -> tuple[Row, ...]:
        return tuple(
            Row(p.id, (self.who(p.holder), p.kind, self.who(*p.toward) if p.toward else "–", self.text(p.proposition),
                       self.text(p.condition) or "–", p.deadline or "–", p.outcome, trust(p.confidence)))
            for p in self.record.positions
        )  # fmt: skip

    def statements(self) -> tuple[Row, ...]:
        return tuple(
            Row(s.id, (self.who(s.speaker, then=" (denied)" if s.polarity == "denied" else ""), self.text(*s.content), s.mode,
                       self.who(*s.via) if s.via else "–", day(s.said), trust(s.confidence)))
            for s in self.record.statements
        )  # fmt: skip

    def events(self) -> tuple[Row, ...]:
        return tuple(
            Row(e.id, (e.type + (f" ({e.mode})" if e.mode else ""), self.who(*e.sources), self.who(*e.targets) if e.targets else "–",
                       self.text(e.span, limit=140), day(e.when), e.where.name if e.where else "–", e.status, trust(e.confidence)))
            for e in self.record.events
        )  # fmt: skip

    def forecasts(self) -> tuple[Row, ...]:
        return tuple(
            Row(f.id, (self.who(f.forecaster) if f.forecaster else "the report itself", self.text(f.proposition), self.text(f.phrase),
                       f"{f.low:.0%} to {f.high:.0%}", f"{f.scale}: {f.entry}" + (" (nearest)" if f.inferred else ""), trust(f.confidence)))
            for f in self.record.forecasts
        )  # fmt: skip

    def times(self) -> tuple[Row, ...]:
        return tuple(
            Row(
                t.id,
                (
                    self.text(t.span),
                    t.value,
                    t.begin or "–",
                    t.end or "–",
                    t.type.lower(),
                    trust(t.confidence),
                ),
            )
            for t in self.record.times
        )

    def actors(self) -> tuple[Row, ...]:
        return tuple(
            Row(a.id, (self.who(a.id), a.kind, a.country or "–", ", ".join(a.sectors) or "–", a.office or "–",
                       ", ".join(dict.fromkeys(self.text(m.span, limit=60) for m in a.mentions)), trust(a.confidence)))
            for a in self.record.actors
        )  # fmt: skip


def trust(confidence: float) -> str:
    """A confidence as a word with its number.

    >>> trust(0.91)
    'high, 0.91'
    """
    word = "high" if confidence >= 0.8 else "fair" if confidence >= 0.6 else "low"
    return f"{word}, {confidence:.2f}"


def day(when: When | None) -> str:
    """A resolved time in words; an assumed one says so."""
    if when is None:
        return "–"
    return f"{when.value} (assumed)" if when.assumed else when.value
