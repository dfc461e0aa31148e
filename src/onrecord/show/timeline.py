"""The dated items of a record in the order of time."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from onrecord.model import Record, Span, When


@dataclass(frozen=True, slots=True)
class Entry:
    """One dated item: when, its id, what kind of thing it is, and its evidence."""

    when: When
    item: str
    label: str
    span: Span


def timeline(record: Record) -> list[Entry]:
    """The events, statements, deadlines and forecasts with a known first day, earliest first."""
    dated = [entry for entry in _entries(record) if entry.when.begin]
    return sorted(dated, key=lambda entry: (entry.when.begin or "", entry.when.end or "", entry.span))


def _entries(record: Record) -> Iterator[Entry]:
    for event in record.events:
        if event.when:
            label = event.type if event.status == "actual" else f"{event.type} ({event.status})"
            yield Entry(event.when, event.id, label, event.span)
    for statement in record.statements:
        if statement.said and not statement.said.assumed and statement.content:
            yield Entry(statement.said, statement.id, "statement", statement.content[0])
    for position in record.positions:
        if position.deadline:
            day = When(value=position.deadline, begin=position.deadline, end=position.deadline)
            yield Entry(day, position.id, f"deadline of {position.kind}", position.proposition)
    for forecast in record.forecasts:
        if forecast.window:
            yield Entry(forecast.window, forecast.id, "forecast", forecast.proposition)
