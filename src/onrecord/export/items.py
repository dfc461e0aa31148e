"""All layers in one table, one row an item: as CSV, JSON lines and Parquet, with the same columns."""

from __future__ import annotations

import datetime
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, fields
from itertools import islice
from typing import TYPE_CHECKING, Any

from onrecord.export.lines import table
from onrecord.model import Event, Forecast, Position, Span, Statement, When, cover

if TYPE_CHECKING:
    from pathlib import Path

    import pyarrow as pa

    from onrecord.store.selection import Chosen

BATCH = 4096


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """An item of any layer in a row of its own.

    `what` is the event's type, the kind of the position, the mode of the statement or the entry of the forecast's scale;
    `state` the event's status, the position's outcome or the statement's polarity. `day` is the item's own day, else that
    of publication; `begin` and `end` the days it covers, inclusive; `low` and `high` probabilities. `start` and `stop`
    frame the evidence in characters of the article's text, and `text` is what stands at its heart.
    """

    id: str
    layer: str
    day: str | None
    what: str
    mode: str | None = None
    state: str | None = None
    who: tuple[str, ...] = ()
    who_keys: tuple[str, ...] = ()
    who_parties: tuple[str, ...] = ()
    whom: tuple[str, ...] = ()
    whom_keys: tuple[str, ...] = ()
    whom_parties: tuple[str, ...] = ()
    via: tuple[str, ...] = ()
    text: str
    condition: str | None = None
    deadline: str | None = None
    begin: str | None = None
    end: str | None = None
    place: str | None = None
    place_country: str | None = None
    intensity: float | None = None
    cameo: str | None = None
    low: float | None = None
    high: float | None = None
    statement: str | None = None
    answers: str | None = None
    start: int
    stop: int
    confidence: float
    reason: str
    article: str
    published: str | None
    outlet: str | None
    title: str | None
    url: str | None
    story: str | None


COLUMNS = tuple(field.name for field in fields(Item))
LISTS = frozenset({"who", "who_keys", "who_parties", "whom", "whom_keys", "whom_parties", "via"})
NUMBERS = frozenset({"intensity", "low", "high", "confidence"})
PLACES = frozenset({"start", "stop"})
DAYS = frozenset({"day", "deadline", "begin", "end", "published"})


def csv_items(chosen: Iterable[Chosen]) -> Iterator[str]:
    """The lines of a comma-separated table, the header first; several values in one cell are joined by "; "."""
    return table(COLUMNS, ([_cell(getattr(item, name)) for name in COLUMNS] for item in items(chosen)))


def jsonl_items(chosen: Iterable[Chosen]) -> Iterator[str]:
    """One JSON object an item and line."""
    for item in items(chosen):
        yield json.dumps({name: getattr(item, name) for name in COLUMNS}, ensure_ascii=False) + "\n"


def parquet_items(chosen: Iterable[Chosen], target: Path) -> None:
    """Writes one Parquet file: days as dates, several values as lists."""
    import pyarrow as pa

    from onrecord.store.parquet import write_file

    schema = _schema()

    def batches() -> Iterator[pa.RecordBatch]:
        waiting = items(chosen)
        while some := list(islice(waiting, BATCH)):
            rows = [{name: _typed(name, getattr(item, name)) for name in COLUMNS} for item in some]
            yield pa.RecordBatch.from_pylist(rows, schema)

    write_file(target, pa.RecordBatchReader.from_batches(schema, batches()))


def items(chosen: Iterable[Chosen]) -> Iterator[Item]:
    """The chosen items of each report, layer by layer, in the order of the text."""
    for report in chosen:
        for said in report.statements:
            yield _statement(report, said)
        for event in report.events:
            yield _event(report, event)
        for position in report.positions:
            yield _position(report, position)
        for forecast in report.forecasts:
            yield _forecast(report, forecast)


def _statement(report: Chosen, said: Statement) -> Item:
    text = report.record.article.text
    return Item(
        layer="statement", what=said.mode, state=said.polarity, **_days(report, said.said), via=_names(report, said.via),
        text=" … ".join(span.of(text) for span in said.content),
        statement=_link(report, said.inside), **_sides(report, _one(said.speaker), said.addressees),
        **_frame(report, said, cover((*said.cue, *said.content))),
    )  # fmt: skip


def _event(report: Chosen, event: Event) -> Item:
    where = event.where
    return Item(
        layer="event", what=event.type, mode=event.mode, state=event.status, **_days(report, event.when),
        place=where.name if where else None, place_country=where.country if where else None, intensity=event.intensity, cameo=event.cameo,
        text=event.span.of(report.record.article.text), statement=_link(report, event.statement),
        **_sides(report, event.sources, event.targets), **_frame(report, event, event.span),
    )  # fmt: skip


def _position(report: Chosen, position: Position) -> Item:
    text = report.record.article.text
    return Item(
        layer="position", day=report.record.article.published, what=position.kind, state=position.outcome,
        text=position.proposition.of(text), condition=position.condition.of(text) if position.condition else None,
        deadline=position.deadline, statement=_link(report, position.statement), answers=_link(report, position.answers),
        **_sides(report, _one(position.holder), position.toward), **_frame(report, position, position.span),
    )  # fmt: skip


def _forecast(report: Chosen, forecast: Forecast) -> Item:
    return Item(
        layer="forecast", day=report.record.article.published, what=forecast.entry, mode=forecast.scale,
        begin=forecast.window.begin if forecast.window else None, end=forecast.window.end if forecast.window else None,
        low=forecast.low, high=forecast.high,
        text=forecast.proposition.of(report.record.article.text), statement=_link(report, forecast.statement),
        **_sides(report, _one(forecast.forecaster), ()),
        **_frame(report, forecast, cover((forecast.phrase, forecast.proposition))),
    )  # fmt: skip


def _frame(report: Chosen, item: Statement | Event | Position | Forecast, span: Span) -> dict[str, Any]:
    article = report.record.article
    return {
        "id": report.named(item.id), "start": span.start, "stop": span.end, "confidence": item.confidence,
        "reason": item.reason, "article": report.article, "published": article.published, "outlet": article.outlet,
        "title": article.title, "url": article.url, "story": report.story,
    }  # fmt: skip


def _sides(report: Chosen, acts: Sequence[str], meets: Sequence[str]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for role, actors in (("who", acts), ("whom", meets)):
        found[role] = _names(report, actors)
        found[f"{role}_keys"] = tuple(report.key(actor) or "" for actor in actors)
        found[f"{role}_parties"] = tuple(dict.fromkeys(p for p in map(report.party, actors) if p))
    return found


def _names(report: Chosen, actors: Sequence[str]) -> tuple[str, ...]:
    return tuple(report.cast[actor].name for actor in actors)


def _one(actor: str | None) -> tuple[str, ...]:
    return (actor,) if actor else ()


def _link(report: Chosen, item: str | None) -> str | None:
    """The name across the store of an item of this report; one of another report has it already."""
    return item if item is None or "#" in item else report.named(item)


def _days(report: Chosen, when: When | None) -> dict[str, Any]:
    begin, end = (when.begin, when.end) if when else (None, None)
    return {"day": begin or report.record.article.published, "begin": begin, "end": end}


def _cell(value: Any) -> Any:
    return "; ".join(value) if isinstance(value, tuple) else value


def _typed(name: str, value: Any) -> Any:
    return datetime.date.fromisoformat(value) if name in DAYS and value else value


def _schema() -> pa.Schema:
    import pyarrow as pa

    def kind(name: str) -> pa.DataType:
        if name in LISTS:
            return pa.list_(pa.string())
        if name in NUMBERS:
            return pa.float64()
        if name in PLACES:
            return pa.int32()
        return pa.date32() if name in DAYS else pa.string()

    return pa.schema([(name, kind(name)) for name in COLUMNS])
