"""What is wrong with an annotation: closed lists, names, dates, places in the text."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import get_args

from onrecord.corpus.annotation import Annotation
from onrecord.lexicon import load_table
from onrecord.model import Span
from onrecord.model.codes import EventStatus, EventType, Outcome, PositionKind, StatementMode

KINDS = frozenset(
    {
        "person",
        "state",
        "institution",
        "igo",
        "ngo",
        "party",
        "armed group",
        "media",
        "company",
        "group",
        "people",
    }
)
_CODE = re.compile(r"[A-Z]{3}")
_DATE = re.compile(r"\d{4}(-\d\d(-\d\d)?)?")
_TIMEX = re.compile(
    r"(\d{1,3}X*|\d{4}|XXXX)(-(\d\d|XX|W\d\d|WXX|Q[1-4X]|H[12X]|SP|SU|FA|WI))?(-(\d\d|XX|\d|WE))?"
    r"(T(\d\d(:\d\d){0,2}|MO|MI|AF|EV|NI|DT))?"
    r"|P([\dX.]+(DE|CE|[YMWDQ]))*(T([\dX.]+[HMS])+)?|P[\dX.]+WE"
    r"|T(MO|MI|AF|EV|NI|\d\d(:\d\d)?)|(PRESENT|PAST|FUTURE)_REF"
)


def problems(annotation: Annotation, text: str | None = None) -> list[str]:
    """One line for each thing that is wrong; places are checked against the text where it is there."""
    return [
        *_vocabulary(annotation), *_names(annotation), *_dates(annotation), *_twice(annotation),
        *_places(annotation, text),
    ]  # fmt: skip


def _vocabulary(annotation: Annotation) -> Iterator[str]:
    sectors = {row["sector"] for row in load_table("sector_codes")}
    for actor in annotation.actors:
        yield from _unknown([actor.kind], KINDS, f"kind of {actor.name}")
        yield from _unknown([actor.sector, *actor.accept_sector], sectors, f"sector of {actor.name}")
    for statement in annotation.statements:
        yield from _unknown([statement.mode], get_args(StatementMode), "mode of a statement")
    for event in annotation.events:
        yield from _unknown([event.type, *event.accept_type], get_args(EventType), "type of an event")
        yield from _unknown([event.status, *event.accept_status], get_args(EventStatus), "status of an event")
    for position in annotation.positions:
        yield from _unknown(
            [position.kind, *position.accept_kind], get_args(PositionKind), "kind of a position"
        )
        yield from _unknown([position.outcome] if position.outcome else [], get_args(Outcome), "outcome")
    for forecast in annotation.forecasts:
        low, high = forecast.probability
        if not 0 <= low <= high <= 1:
            yield f"probability {low} to {high} of {forecast.about!r}"


def _names(annotation: Annotation) -> Iterator[str]:
    """Sides and speakers are actors of the annotation, or codes of states where those may stand."""
    known = {name for actor in annotation.actors for name in (actor.name, *actor.accept_name)}
    known |= {annotation.outlet or ""}
    for statement in annotation.statements:
        said = [statement.speaker, *statement.accept_speaker, *statement.via]
        yield from _strangers(said, known, codes=False)
    for event in annotation.events:
        yield from _strangers(
            [*event.sources, *event.targets, *event.accept_sources, *event.accept_targets], known
        )
    for position in annotation.positions:
        sides = [position.holder, *position.toward, *position.accept_holder, *position.accept_toward]
        yield from _strangers(sides, known)
    for forecast in annotation.forecasts:
        yield from _strangers([forecast.forecaster, *forecast.accept_forecaster], known)


def _strangers(names: Iterable[str | None], known: set[str], codes: bool = True) -> Iterator[str]:
    for name in names:
        if name and name not in known and not (codes and _CODE.fullmatch(name)):
            yield f"{name!r} is no actor of the annotation"


def _dates(annotation: Annotation) -> Iterator[str]:
    dates = [
        annotation.published, *(s.date for s in annotation.statements), *(e.date for e in annotation.events),
        *(p.deadline for p in annotation.positions),
    ]  # fmt: skip
    yield from (f"no date: {date!r}" for date in dates if date and not _DATE.fullmatch(date))
    for time in annotation.times:
        values = (time.value, *time.accept)
        yield from (f"no TIMEX3 value: {value!r}" for value in values if not _TIMEX.fullmatch(value))


def _twice(annotation: Annotation) -> Iterator[str]:
    keys = Counter(
        [("name", actor.name) for actor in annotation.actors]
        + [("time", str(time.span)) for time in annotation.times]
        + [("event", f"{e.type} {e.span} {e.sources}") for e in annotation.events]
        + [("position", f"{p.kind} {p.span} {p.holder}") for p in annotation.positions]
        + [("forecast", f"{f.span} {f.phrase}") for f in annotation.forecasts]
        + [("statement", f"{s.content} {s.speaker}") for s in annotation.statements]
    )
    yield from (f"{layer} twice: {what}" for (layer, what), count in keys.items() if count > 1)


def _places(annotation: Annotation, text: str | None) -> Iterator[str]:
    for span in _spans(annotation):
        if not 0 <= span.start < span.end or (text is not None and span.end > len(text)):
            yield f"no place in the text: {tuple(span)}"
        elif text is not None and (span.of(text) != span.of(text).strip() or _cuts(span, text)):
            yield f"no whole words at {tuple(span)}: {span.of(text)[:40]!r}"


def _spans(annotation: Annotation) -> Iterator[Span]:
    yield from (time.span for time in annotation.times)
    yield from (span for actor in annotation.actors for span in actor.mentions)
    yield from (statement.content for statement in annotation.statements)
    yield from (event.span for event in annotation.events)
    yield from (position.span for position in annotation.positions)
    yield from (position.condition for position in annotation.positions if position.condition)
    yield from (span for forecast in annotation.forecasts for span in (forecast.span, forecast.phrase))


def _cuts(span: Span, text: str) -> bool:
    """Whether an edge lies inside a word."""
    edges = (span.start, span.end)
    return any(0 < at < len(text) and text[at - 1].isalnum() and text[at].isalnum() for at in edges)


def _unknown(values: Iterable[str], allowed: Iterable[str], what: str) -> Iterator[str]:
    yield from (f"{what}: {value!r}" for value in values if value not in allowed)
