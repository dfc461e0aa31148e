"""What an annotator noted of one report. Spans are half-open ranges of characters of its text.

Sides of events and positions are ISO 3166-1 alpha-3 codes of states, or names of actors of the annotation;
speakers, forecasters and those who relayed a statement are names. What `accept_*` lists is fair as well: for a
type, status or kind all readings that are, the first one included; for all others those beside it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

from onrecord.model import Span
from onrecord.model.codes import EventStatus, EventType, Outcome, PositionKind, StatementMode

Names: TypeAlias = tuple[str, ...]
# Among fair readings null means that the text names nobody.
Readings: TypeAlias = tuple[str | None, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeNote:
    """An expression of time and its TIMEX3 value."""

    span: Span
    value: str
    accept: Names = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ActorNote:
    """Somebody who acts or speaks; `mentions` are the first of each form in which the text names or means him."""

    name: str
    kind: str
    country: str | None = None
    sector: str
    mentions: tuple[Span, ...] = ()
    accept_name: Names = ()
    accept_country: Names = ()
    accept_sector: Names = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class StatementNote:
    """Who said what; `speaker` is null where the text does not say. `date` is ISO, as precise as the text."""

    content: Span
    speaker: str | None
    mode: StatementMode
    via: Names = ()
    date: str | None = None
    accept_speaker: Readings = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class EventNote:
    """Who did what to whom: the clause that tells it, its PLOVER type, its status and day."""

    span: Span
    type: EventType
    sources: Names = ()
    targets: Names = ()
    status: EventStatus
    date: str | None = None
    accept_type: Names = ()
    accept_status: Names = ()
    accept_sources: Readings = ()
    accept_targets: Readings = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PositionNote:
    """A move in the bargaining: its proposition, the clause that it hangs on, and how it ended if the text tells."""

    span: Span
    kind: PositionKind
    holder: str | None
    toward: Names = ()
    condition: Span | None = None
    deadline: str | None = None
    outcome: Outcome | None = None
    accept_kind: Names = ()
    accept_holder: Readings = ()
    accept_toward: Readings = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ForecastNote:
    """A likelihood: the clause, the words of it that tell how likely, and the chances that they plainly mean.

    `forecaster` is the outlet where the report itself speaks, null where the text does not say who does.
    """

    span: Span
    phrase: Span
    forecaster: str | None
    probability: tuple[float, float]
    about: str
    accept_forecaster: Readings = ()


Note: TypeAlias = TimeNote | ActorNote | StatementNote | EventNote | PositionNote | ForecastNote


@dataclass(frozen=True, slots=True, kw_only=True)
class Annotation:
    """All that was noted of one report: `source` is the collection that it comes from, `sha256` that of its text."""

    id: str
    source: str
    outlet: str | None = None
    published: str | None = None
    sha256: str
    times: tuple[TimeNote, ...] = ()
    actors: tuple[ActorNote, ...] = ()
    statements: tuple[StatementNote, ...] = ()
    events: tuple[EventNote, ...] = ()
    positions: tuple[PositionNote, ...] = ()
    forecasts: tuple[ForecastNote, ...] = ()


LAYERS = ("times", "actors", "statements", "events", "positions", "forecasts")
