"""Reports and annotations of all kinds, for properties that hold of each."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from onrecord.corpus import (
    ActorNote,
    Annotation,
    EventNote,
    ForecastNote,
    PositionNote,
    Report,
    StatementNote,
    TimeNote,
    digest,
)
from onrecord.model import Span
from onrecord.model.codes import EventStatus, EventType, Outcome, PositionKind, StatementMode, values

# Words, and every sign that a format gives a meaning to.
PIECES = [
    "Oslo", "no", "o", "É", "e\u0301", "😊", "👩‍✈️", "50,000", "7", " ", "  ", "\n", "\n\n", "\r\n", "\r", "\t", "\f", "\v",
    "\u2028", "\x85", "\x1c", "\xa0", "\ufeff", "\u200b", "\x00", "\\", "\\\\", "\\n", '"', "'", "|", ";", ":", "-", "->",
    "_", "*", "[", "]", "[3]", "#", "#Text=", "T1", ". ", "? ", "name: ", "𝔘",
]  # fmt: skip
WORDS = st.lists(st.sampled_from(PIECES), max_size=4).map("".join) | st.text(max_size=4)
TEXTS = st.lists(st.sampled_from(PIECES) | st.text(max_size=3), min_size=1, max_size=40).map("".join)
NAMES = st.lists(WORDS, max_size=2).map(tuple)
READINGS = st.lists(st.none() | WORDS, max_size=2).map(tuple)
CHANCES = st.tuples(st.floats(allow_nan=False), st.floats(allow_nan=False))


def code(alias: object) -> st.SearchStrategy[Any]:
    return st.sampled_from(values(alias))


def spans(text: str) -> st.SearchStrategy[Span]:
    places = st.sampled_from([at for at, character in enumerate(text) if not character.isspace()])
    return st.tuples(places, places).map(lambda edges: Span(min(edges), max(edges) + 1))


def annotated(text: str) -> st.SearchStrategy[Annotation]:
    """Annotations of the report `a` with a text, by `us`."""
    span, nobody = spans(text), st.none() | WORDS
    actor = st.builds(
        ActorNote, name=WORDS, kind=WORDS, country=nobody, sector=WORDS,
        mentions=st.lists(span, max_size=2).map(tuple), accept_name=NAMES, accept_country=NAMES, accept_sector=NAMES,
    )  # fmt: skip
    statement = st.builds(
        StatementNote, content=span, speaker=nobody, mode=code(StatementMode), via=NAMES, date=nobody,
        accept_speaker=READINGS,
    )  # fmt: skip
    event = st.builds(
        EventNote, span=span, type=code(EventType), sources=NAMES, targets=NAMES, status=code(EventStatus), date=nobody,
        accept_type=NAMES, accept_status=NAMES, accept_sources=READINGS, accept_targets=READINGS,
    )  # fmt: skip
    position = st.builds(
        PositionNote, span=span, kind=code(PositionKind), holder=nobody, toward=NAMES, condition=st.none() | span,
        deadline=nobody, outcome=st.none() | code(Outcome), accept_kind=NAMES, accept_holder=READINGS,
        accept_toward=READINGS,
    )  # fmt: skip
    forecast = st.builds(
        ForecastNote, span=span, phrase=span, forecaster=nobody, probability=CHANCES, about=WORDS,
        accept_forecaster=READINGS,
    )  # fmt: skip
    return st.builds(
        Annotation, id=st.just("a"), source=st.just("us"), sha256=st.just(digest(text)),
        times=several(st.builds(TimeNote, span=span, value=WORDS, accept=NAMES)),
        actors=st.lists(actor, max_size=2, unique_by=lambda actor: actor.name).map(tuple), statements=several(statement),
        events=several(event), positions=several(position), forecasts=several(forecast),
    )  # fmt: skip


def several(notes: st.SearchStrategy[Any]) -> st.SearchStrategy[tuple[Any, ...]]:
    return st.lists(notes, max_size=2).map(tuple)


REPORTS = TEXTS.filter(lambda text: bool(text.strip())).map(lambda text: Report(id="a", text=text))
ANNOTATED = REPORTS.flatmap(lambda report: st.tuples(st.just(report), annotated(report.text)))
