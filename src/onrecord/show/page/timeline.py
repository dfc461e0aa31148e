"""The geometry of the timeline: one column a date in order, a dot an event, a diamond a deadline."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from onrecord.model import Record

COLUMN = 96
DOT = 15
TOP = 18
MOST = 9


@dataclass(frozen=True, slots=True)
class Dot:
    """One event or deadline; `shape` is dot, hollow (date assumed) or diamond (deadline)."""

    item: str
    x: int
    y: int
    shape: str
    label: str


@dataclass(frozen=True, slots=True)
class Column:
    """One date on the axis; `more` counts the dots that do not fit."""

    x: int
    date: str
    more: int


@dataclass(frozen=True, slots=True)
class Timeline:
    """Everything to draw, in pixels."""

    width: int
    height: int
    axis: int
    columns: tuple[Column, ...]
    dots: tuple[Dot, ...]


def timeline(record: Record) -> Timeline | None:
    """The timeline of the record; None when nothing has a date."""
    entries = sorted(_entries(record))
    dates = list(dict.fromkeys((begin, value) for begin, value, *_ in entries))
    if not dates:
        return None
    stacks = {date: [e for e in entries if (e[0], e[1]) == date] for date in dates}
    tallest = min(MOST, max(len(stack) for stack in stacks.values()))
    axis = TOP + tallest * DOT + 6
    columns, dots = [], []
    for number, date in enumerate(dates):
        x = COLUMN // 2 + number * COLUMN
        stack = stacks[date]
        columns.append(Column(x, date[1], max(0, len(stack) - MOST)))
        dots += [
            Dot(item, x, axis - DOT // 2 - 4 - level * DOT, shape, label)
            for level, (_, _, item, shape, label) in enumerate(stack[:MOST])
        ]
    return Timeline(COLUMN * len(dates), axis + 34, axis, tuple(columns), tuple(dots))


def _entries(record: Record) -> Iterator[tuple[str, str, str, str, str]]:
    """Begin, value, item, shape and label of all that has a date."""
    names = {actor.id: actor.name for actor in record.actors}
    for event in record.events:
        if event.when and event.when.begin:
            who = ", ".join(names.get(i, i) for i in event.sources) or "somebody"
            whom = ", ".join(names.get(i, i) for i in event.targets)
            label = f"{who}: {event.type.lower()}" + (f", {whom}" if whom else "") + f" ({event.status})"
            yield (
                event.when.begin,
                event.when.value,
                event.id,
                "hollow" if event.when.assumed else "dot",
                label,
            )
    for position in record.positions:
        if position.deadline:
            yield (
                position.deadline,
                position.deadline,
                position.id,
                "diamond",
                f"deadline of a {position.kind}",
            )
