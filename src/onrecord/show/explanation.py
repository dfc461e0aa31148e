"""Why an item is on record: the step and rule that made it, its evidence in context, what was rejected."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields
from typing import TypeAlias

from onrecord.errors import RecordError
from onrecord.extract.draft import Draft, Rejected
from onrecord.model import Actor, Event, Forecast, Mention, Position, Record, Span, Statement, Time, Where
from onrecord.pipeline import LAYERS

Item: TypeAlias = Actor | Time | Statement | Event | Position | Forecast
CONTEXT = 60


def explanation(record: Record, item_id: str, draft: Draft, engine: str) -> str:
    """Lines for people about one item of `record`; raises RecordError when it has none of that id.

    `draft` is the same article read again by `engine`: the source of the readings that were rejected.
    """
    layer, item = _find(record, item_id)
    step = next((name for name in record.provenance.steps if name.startswith(f"{layer}.")), "unknown")
    lines = [
        f"{item.id}  {_title(item)}",
        f"  step        {step} (engine {record.provenance.engine}, model {record.provenance.model})",
        f"  rule        {item.reason}",
        f"  confidence  {item.confidence:.2f}: the share of this rule's findings that were right when last measured",
        "  evidence",
    ]
    text = record.article.text
    lines += [f"    {name} {span.start}–{span.end}: {_in_context(text, span)}" for name, span in _spans(item)]
    lines += [f"  {line}" for line in _rejected(item, layer, draft)]
    if record.provenance.engine != engine:
        lines.append(
            f"  note        the record was made by engine {record.provenance.engine}; the rejected readings are"
            f" those of engine {engine}"
        )
    return "\n".join(lines)


def _find(record: Record, item_id: str) -> tuple[str, Item]:
    known: list[str] = []
    for layer in LAYERS:
        items: tuple[Item, ...] = getattr(record, layer)
        for item in items:
            if item.id == item_id:
                return layer, item
        known += [f"{items[0].id}–{items[-1].id}"] if items else []
    raise RecordError(f"no item {item_id!r} in this record; it has {', '.join(known) or 'no items'}")


def _title(item: Item) -> str:
    match item:
        case Actor():
            return f"actor: {item.name} ({item.kind})"
        case Time():
            return f"time: {item.value} ({item.type})"
        case Statement():
            return f"statement of {item.speaker or 'an unknown speaker'} ({item.mode}, {item.polarity})"
        case Event():
            return f"event: {item.type}, {item.status}: {_ids(item.sources)} → {_ids(item.targets)}"
        case Position():
            return f"position: {item.kind} of {item.holder or 'unknown'} → {_ids(item.toward)}"
        case Forecast():
            return f"forecast: {item.entry} on {item.scale}, {item.low:g} to {item.high:g}"


def _ids(ids: tuple[str, ...]) -> str:
    return ", ".join(ids) or "none"


def _spans(item: Item | Mention | Where) -> Iterator[tuple[str, Span]]:
    """The spans of an item with the names of the fields that hold them."""
    for spot in fields(item):
        yield from _spans_in(spot.name, getattr(item, spot.name))


def _spans_in(name: str, value: object) -> Iterator[tuple[str, Span]]:
    if isinstance(value, Span):
        yield name, value
    elif isinstance(value, Mention):
        yield f"{name}/{value.form}", value.span
    elif isinstance(value, Where):
        yield name, value.span
    elif isinstance(value, tuple):
        for part in value:
            yield from _spans_in(name, part)


def _in_context(text: str, span: Span) -> str:
    """The evidence between » and «, with some of the text around it, on one line."""
    before = text[max(0, span.start - CONTEXT) : span.start].rpartition("\n\n")[2]
    after = text[span.end : span.end + CONTEXT].partition("\n\n")[0]
    marked = f"{before}»{span.of(text)}«{after}"
    return " ".join("".join(c if c.isprintable() else " " for c in marked).split())


def _rejected(item: Item, layer: str, draft: Draft) -> list[str]:
    again: tuple[Item, ...] = getattr(draft, layer)
    if item not in again:
        return ["rejected    unknown: reading the article again does not give this item"]
    found: list[Rejected] = [other for other in draft.rejected if other.item == item.id]
    if not found:
        return ["rejected    nothing: the rule saw no other reading"]
    return ["rejected", *(f"  {other.reading}: {other.why}" for other in found)]
