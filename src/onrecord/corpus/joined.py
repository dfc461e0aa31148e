"""An annotation joined with its text: in the form of the evaluation, and as the record that it amounts to."""

from __future__ import annotations

from typing import Any, cast, get_args

from onrecord.corpus.annotation import Annotation, Note
from onrecord.corpus.texts import Report
from onrecord.model import (
    Actor,
    Article,
    Event,
    Forecast,
    Mention,
    Position,
    Provenance,
    Record,
    Span,
    Statement,
    Time,
    When,
)
from onrecord.model.codes import ActorKind

BY_HAND = "annotated"
# What the evaluation calls the evidence of a layer.
_EVIDENCE = {
    "times": "quote",
    "statements": "content",
    "events": "quote",
    "positions": "quote",
    "forecasts": "quote",
}

_PLACES = ("span", "content", "condition", "phrase")
_SIDES = ("accept_sources", "accept_targets")
# Fields whose fair readings the evaluation wants whole, the first one included.
_WHOLE = {f"accept_{name}": name for name in ("type", "status", "kind", "forecaster", "country")}
# What is said to be nothing rather than left out.
_TOLD = frozenset(
    {
        "speaker",
        "holder",
        "forecaster",
        "sources",
        "targets",
        "toward",
        "country",
        "date",
        "condition",
        "deadline",
    }
)


def as_gold(annotation: Annotation, report: Report) -> dict[str, Any]:
    """The annotation with its quotations, as annotated reports are evaluated; each has its span beside it.

    >>> from onrecord.corpus import TimeNote
    >>> note = TimeNote(span=Span(3, 6), value="2031-05")
    >>> annotation = Annotation(id="a", source="s", sha256="", times=(note,))
    >>> as_gold(annotation, Report(id="a", text="In May it rains."))["times"]
    [{'quote': 'May', 'quote_span': [3, 6], 'value': '2031-05'}]
    """
    layers = {
        layer: [_gold(note, key, report.text) for note in getattr(annotation, layer)]
        for layer, key in _EVIDENCE.items()
    }
    actors = [
        {
            **_gold(a, "", report.text),
            "mentions": list(dict.fromkeys(span.of(report.text) for span in a.mentions)),
        }
        for a in annotation.actors
    ]
    about = {"outlet": report.outlet, "published": report.published, "title": report.title}
    return {"doc_id": annotation.id, "article": about, **layers, "actors": actors}


def as_record(annotation: Annotation, report: Report) -> Record:
    """The record that an annotator would have the engine make; what he did not note is left at its default."""
    return Record(
        id=annotation.id,
        article=Article(
            id=annotation.id, text=report.text, title=report.title, outlet=report.outlet, published=report.published
        ),
        provenance=Provenance(engine=BY_HAND, model=annotation.source, steps=()),
        times=tuple(
            Time(id=f"t{n}", span=t.span, type="DATE", value=t.value, confidence=1.0, reason=BY_HAND) for n, t in enumerate(annotation.times)
        ),
        actors=_actors(annotation),
        statements=tuple(
            Statement(
                id=f"s{n}", speaker=s.speaker, speaker_span=None, cue=(), content=(s.content,), mode=s.mode, via=s.via,
                said=When(value=s.date) if s.date else None, confidence=1.0, reason=BY_HAND,
            )
            for n, s in enumerate(annotation.statements)
        ),
        events=tuple(
            Event(
                id=f"e{n}", type=e.type, sources=e.sources, targets=e.targets, trigger=e.span, span=e.span,
                status=e.status, when=When(value=e.date) if e.date else None, intensity=0.0, quad="verbal-cooperation",
                confidence=1.0, reason=BY_HAND,
            )
            for n, e in enumerate(annotation.events)
        ),
        positions=tuple(
            Position(
                id=f"p{n}", kind=p.kind, holder=p.holder, toward=p.toward, proposition=p.span, span=p.span,
                condition=p.condition, deadline=p.deadline, outcome=p.outcome or "open", confidence=1.0, reason=BY_HAND,
            )
            for n, p in enumerate(annotation.positions)
        ),
        forecasts=tuple(
            Forecast(
                id=f"f{n}", forecaster=f.forecaster, proposition=f.span, phrase=f.phrase, scale=BY_HAND, entry=f.about,
                low=f.probability[0], high=f.probability[1], point=sum(f.probability) / 2, confidence=1.0, reason=BY_HAND,
            )
            for n, f in enumerate(annotation.forecasts)
        ),
    )  # fmt: skip


def _actors(annotation: Annotation) -> tuple[Actor, ...]:
    """Those of the annotation; their names are their ids, since sides and speakers name them so."""
    return tuple(
        Actor(
            id=a.name, name=a.name, kind=_kind(a.kind), country=a.country,
            sectors=(a.sector,), mentions=tuple(Mention(span=span, form="name") for span in a.mentions),
            confidence=1.0, reason=BY_HAND,
        )
        for a in annotation.actors
    )  # fmt: skip


def _kind(annotated: str) -> ActorKind:
    """The kind as a record has it, where it has one of that name."""
    kind = annotated.replace(" ", "-")
    return cast(ActorKind, kind if kind in get_args(ActorKind) else "group")


def _gold(note: Note, key: str, text: str) -> dict[str, Any]:
    plain = _plain(note)
    given: dict[str, Any] = {}
    for name, value in plain.items():
        if name in _PLACES and value is not None:
            wanted = key if name in ("span", "content") else name
            given |= {wanted: Span(*value).of(text), f"{wanted}_span": list(value)}
        elif name in _SIDES:
            given[name] = [[] if side is None else side for side in value]
        elif name in _WHOLE:
            given[name] = list(dict.fromkeys([plain[_WHOLE[name]], *value]))
        else:
            given[name] = value
    return given


def _plain(note: Any) -> dict[str, Any]:
    """The fields of a note; lists that are empty and need not be there are left out."""
    values = {name: getattr(note, name) for name in note.__slots__}
    return {
        name: list(value) if isinstance(value, tuple) else value
        for name, value in values.items()
        if name in _TOLD or value not in (None, ())
    }
