"""How large a corpus is, and how its labels are spread."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

from onrecord.corpus.annotation import LAYERS, Annotation


def sizes(annotations: Iterable[Annotation]) -> Mapping[str, Counter[str]]:
    """The number of reports and of the notes of each layer, by the source of the report."""
    found: dict[str, Counter[str]] = {}
    for annotation in annotations:
        row = found.setdefault(annotation.source, Counter())
        row["reports"] += 1
        for layer in LAYERS:
            row[layer] += len(getattr(annotation, layer))
    return dict(sorted(found.items()))


def labels(annotations: Iterable[Annotation]) -> Mapping[str, Counter[str]]:
    """How often each label was given, by the field that it stands in."""
    found: dict[str, Counter[str]] = {}
    for annotation in annotations:
        for field, values in _labels(annotation):
            found.setdefault(field, Counter()).update(values)
    return found


def _labels(annotation: Annotation) -> Iterable[tuple[str, Iterable[str]]]:
    yield "event type", (e.type for e in annotation.events)
    yield "event status", (e.status for e in annotation.events)
    yield "position kind", (p.kind for p in annotation.positions)
    yield "position", (_hangs(p.condition is not None, p.deadline, p.outcome) for p in annotation.positions)
    yield "statement mode", (s.mode for s in annotation.statements)
    yield "statement", (_chain(s.speaker, s.via) for s in annotation.statements)
    yield "actor kind", (a.kind for a in annotation.actors)
    yield "actor sector", (a.sector for a in annotation.actors)


def _hangs(condition: bool, deadline: str | None, outcome: str | None) -> str:
    parts = [
        name
        for name, there in (("condition", condition), ("deadline", deadline), ("outcome", outcome))
        if there
    ]
    return "with " + " and ".join(parts) if parts else "plain"


def _chain(speaker: str | None, via: tuple[str, ...]) -> str:
    return ("speaker unknown" if speaker is None else "speaker named") + (", relayed" if via else "")
