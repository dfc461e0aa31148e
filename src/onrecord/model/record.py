"""The record of one report, and the outcome of one input."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

from onrecord.model.article import Article
from onrecord.model.findings import Actor, Event, Forecast, Position, Statement, Time

SCHEMA_VERSION = "1"


@dataclass(frozen=True, slots=True, kw_only=True)
class Provenance:
    """What made the record: the engine's version, the language model and the steps, in order."""

    engine: str
    model: str
    steps: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """What one news report puts on record. `id` is the caller's own id of the input, where one was given."""

    schema_version: str = SCHEMA_VERSION
    id: str | None = None
    article: Article
    actors: tuple[Actor, ...] = ()
    times: tuple[Time, ...] = ()
    statements: tuple[Statement, ...] = ()
    events: tuple[Event, ...] = ()
    positions: tuple[Position, ...] = ()
    forecasts: tuple[Forecast, ...] = ()
    provenance: Provenance


@dataclass(frozen=True, slots=True, kw_only=True)
class Dropped:
    """An input that ended without a record: at which step, for which reason, and what to do about it.

    `reason` is a short constant (see docs/steps.md); `message` one line for people; `origin` says where the
    input lies, such as "reports.jsonl:12".
    """

    id: str | None
    step: str
    reason: str
    message: str
    origin: str | None = None


ReadOutcome: TypeAlias = Record | Dropped
