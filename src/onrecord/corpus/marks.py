"""An annotation as annotation tools know it: marks on the text, each of a layer, with fields that are text.

Every note is a mark. An actor is one on each of his mentions: all have his name, the first tells the rest; if he
has none, it is one of UNMENTIONED on the first word. A condition and the phrase of a forecast are marks of their
own that belong to another.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from onrecord.corpus.annotation import (
    ActorNote,
    Annotation,
    EventNote,
    ForecastNote,
    PositionNote,
    StatementNote,
    TimeNote,
)
from onrecord.corpus.cells import NOBODY, read_cell, read_value, write_cell
from onrecord.corpus.texts import Report, digest
from onrecord.errors import InputError
from onrecord.model import Span
from onrecord.model.codes import EventStatus, EventType, Outcome, PositionKind, StatementMode, values

ACTOR, UNMENTIONED = "Actor", "Unmentioned"
_FIRST_WORD = re.compile(r"\w+|\S")


@dataclass(slots=True)
class Mark:
    """A span of a layer: its fields that are not empty, the marks that belong to it, the line that it was read from."""

    layer: str
    span: Span
    fields: dict[str, str] = field(default_factory=dict)
    parts: dict[str, Mark] = field(default_factory=dict)
    line: int = 0


@dataclass(frozen=True, slots=True)
class Imported:
    """The annotation of a file, and how many things of other layers it had that were left out, by layer."""

    annotation: Annotation
    ignored: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Kind:
    """How values of a field become text and back; `read` raises ValueError. `codes` is its closed list if it has one."""

    write: Callable[[Any], str]
    read: Callable[[str], Any]
    needed: bool = False
    codes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Layer:
    """The notes of a layer: where they stand, their fields, their other spans, and the field that is most telling."""

    of: str
    note: Callable[..., Any]
    place: str
    fields: Mapping[str, Kind]
    part: str | None = None
    part_needed: bool = False
    label: str | None = None


def _chances(cell: str) -> tuple[float, float]:
    try:
        low, high = map(float, cell.split())
    except ValueError:
        raise ValueError(f"no two probabilities: {cell[:40]!r}") from None
    return low, high


def _string(cell: str) -> str:
    value = read_value(cell)
    if value is None:
        raise ValueError("`-` stands for nobody; write it in quotation marks if it is the value")
    return value


def _names(cell: str) -> tuple[str, ...]:
    return tuple(name for name in read_cell(cell) if name is not None)


def _one(value: str | None) -> str:
    return write_cell([value])


def _optional(value: str | None) -> str:
    return "" if value is None else write_cell([value])


def _code(alias: object, needed: bool = True) -> Kind:
    codes = values(alias)

    def read(cell: str) -> str | None:
        if cell == NOBODY and not needed:
            return None
        if cell not in codes:
            raise ValueError(f"{cell[:40]!r} is none of {', '.join(codes)}")
        return cell

    def write(code: str | None) -> str:
        return "" if code is None else read(code) or ""

    return Kind(write, read, needed, codes)


_STRING = Kind(_one, _string, needed=True)
_NOBODY = Kind(_one, read_value, needed=True)
_OPTIONAL = Kind(_optional, read_value)
_NAMES = Kind(write_cell, _names)
_READINGS = Kind(write_cell, read_cell)
_CHANCES = Kind(lambda chances: " ".join(map(repr, map(float, chances))), _chances, needed=True)

_ACTOR_FIELDS: Mapping[str, Kind] = {
    "name": _STRING, "kind": _STRING, "country": _OPTIONAL, "sector": _STRING, "accept_name": _NAMES,
    "accept_country": _NAMES, "accept_sector": _NAMES,
}  # fmt: skip

LAYERS: Mapping[str, Layer] = {
    "Time": Layer("times", TimeNote, "span", {"value": _STRING, "accept": _NAMES}),
    ACTOR: Layer("actors", ActorNote, "", _ACTOR_FIELDS),
    UNMENTIONED: Layer("actors", ActorNote, "", _ACTOR_FIELDS),
    "Statement": Layer(
        "statements", StatementNote, "content",
        {"speaker": _NOBODY, "mode": _code(StatementMode), "via": _NAMES, "date": _OPTIONAL,
         "accept_speaker": _READINGS},
    ),
    "Event": Layer(
        "events", EventNote, "span",
        {"type": _code(EventType), "sources": _NAMES, "targets": _NAMES, "status": _code(EventStatus),
         "date": _OPTIONAL, "accept_type": _NAMES, "accept_status": _NAMES, "accept_sources": _READINGS,
         "accept_targets": _READINGS},
        label="type",
    ),
    "Position": Layer(
        "positions", PositionNote, "span",
        {"kind": _code(PositionKind), "holder": _NOBODY, "toward": _NAMES, "deadline": _OPTIONAL,
         "outcome": _code(Outcome, needed=False), "accept_kind": _NAMES, "accept_holder": _READINGS,
         "accept_toward": _READINGS},
        part="condition", label="kind",
    ),
    "Forecast": Layer(
        "forecasts", ForecastNote, "span",
        {"forecaster": _NOBODY, "probability": _CHANCES, "about": _STRING, "accept_forecaster": _READINGS},
        part="phrase", part_needed=True,
    ),
}  # fmt: skip
# The layers of the marks that belong to others, by what those call them.
PARTS: Mapping[str, str] = {name: name.capitalize() for name in ("condition", "phrase")}

_Actors: TypeAlias = dict[str, list[Mark]]


def malformed(file: str, line: int, what: object) -> InputError:
    """The error that names a file, a line of it and what is wrong there."""
    return InputError("malformed", f"{file}, line {line}: {what}")


def marks_of(annotation: Annotation, report: Report) -> list[Mark]:
    """The marks of an annotation, in its order; those that belong to others are in those alone.

    Raises InputError where the report is not the one that was annotated, and where a note has no place on words
    of its text, an actor has the name of another, or a code is not in its list.
    """
    if digest(report.text) != annotation.sha256:
        raise InputError(
            "altered", f"the text of {annotation.id} is not the one that was annotated: its digest differs"
        )
    try:
        marks = [
            mark for name, layer in LAYERS.items() for mark in _written(name, layer, annotation, report.text)
        ]
        for mark in with_parts(marks):
            _check_place(mark.span, report.text)
    except ValueError as error:
        raise InputError("malformed", f"{annotation.id}: {error}") from error
    return marks


def with_parts(marks: Iterable[Mark]) -> list[Mark]:
    """The marks, each with those that belong to it behind it."""
    return [each for mark in marks for each in (mark, *mark.parts.values())]


def _written(name: str, layer: Layer, annotation: Annotation, text: str) -> Iterator[Mark]:
    if name == ACTOR:
        yield from _actor_marks(annotation.actors, text)
    elif name != UNMENTIONED:
        for note in getattr(annotation, layer.of):
            mark = Mark(name, getattr(note, layer.place), _fields(layer, note))
            if layer.part and (span := getattr(note, layer.part)):
                mark.parts[layer.part] = Mark(PARTS[layer.part], span)
            yield mark


def _actor_marks(actors: Iterable[ActorNote], text: str) -> Iterator[Mark]:
    names: set[str] = set()
    for actor in actors:
        if actor.name in names:
            raise ValueError(f"two actors have the name {actor.name!r}")
        names.add(actor.name)
        fields = _fields(LAYERS[ACTOR], actor)
        if not actor.mentions:
            word = _FIRST_WORD.search(text)
            if word is None:
                raise ValueError(f"the text has no word that {actor.name!r} could be noted on")
            yield Mark(UNMENTIONED, Span(*word.span()), fields)
        for span in actor.mentions:
            yield Mark(ACTOR, span, fields)
            fields = {"name": fields["name"]}


def _fields(layer: Layer, note: Any) -> dict[str, str]:
    cells = {name: kind.write(getattr(note, name)) for name, kind in layer.fields.items()}
    return {name: cell for name, cell in cells.items() if cell}


def _check_place(span: Span, text: str) -> None:
    words = span.of(text)
    if not 0 <= span.start < span.end <= len(text) or words != words.strip():
        raise ValueError(f"no words that a tool could mark at {tuple(span)}: {words[:40]!r}")


def annotation_of(marks: Iterable[Mark], report: Report, source: str, file: str) -> Annotation:
    """The annotation that marks amount to, those that belong to others among them, in their order.

    Raises InputError with the line of the first mark that is at fault.
    """
    marks = list(marks)
    _check_parts(marks, file)
    notes: dict[str, list[Any]] = {}
    actors: _Actors = {}
    for mark in marks:
        if mark.layer in PARTS.values():
            continue
        try:
            if mark.layer in (ACTOR, UNMENTIONED):
                actors.setdefault(_name(mark), []).append(mark)
            else:
                notes.setdefault(LAYERS[mark.layer].of, []).append(_note(mark))
        except ValueError as error:
            raise malformed(file, mark.line, error) from error
    notes["actors"] = [_actor(name, of_him, file) for name, of_him in actors.items()]
    layers = {layer: tuple(found) for layer, found in notes.items()}
    return Annotation(
        id=report.id, source=source, outlet=report.outlet, published=report.published, sha256=digest(report.text),
        **layers,
    )  # fmt: skip


def _check_parts(marks: list[Mark], file: str) -> None:
    owned = {id(part) for mark in marks for part in mark.parts.values()}
    for mark in marks:
        if mark.layer in PARTS.values():
            if id(mark) not in owned:
                raise malformed(file, mark.line, f"a {mark.layer} that nothing has")
            if mark.fields:
                raise malformed(
                    file, mark.line, f"{mark.layer} has no fields, not {next(iter(mark.fields))!r}"
                )


def _note(mark: Mark) -> Any:
    layer = LAYERS[mark.layer]
    given = _read(mark, layer.fields)
    for name, part in mark.parts.items():
        given[name] = part.span
    if layer.part_needed and layer.part not in given:
        raise ValueError(f"{mark.layer} needs its {layer.part}")
    return layer.note(**{layer.place: mark.span}, **given)


def _read(mark: Mark, fields: Mapping[str, Kind]) -> dict[str, Any]:
    given = {}
    for name, cell in mark.fields.items():
        if name not in fields:
            raise ValueError(f"no field of {mark.layer}: {name!r}")
        try:
            given[name] = fields[name].read(cell)
        except ValueError as error:
            raise ValueError(f"{name} of {mark.layer}: {error}") from None
    missing = [name for name, kind in fields.items() if kind.needed and name not in given]
    if missing:
        raise ValueError(f"{mark.layer} needs its {missing[0]}")
    return given


def _name(mark: Mark) -> str:
    if "name" not in mark.fields:
        raise ValueError(f"{mark.layer} needs its name")
    return str(_read(Mark(mark.layer, mark.span, {"name": mark.fields["name"]}), {"name": _STRING})["name"])


def _actor(name: str, marks: list[Mark], file: str) -> ActorNote:
    telling = [mark for mark in marks if len(mark.fields) > 1] or marks[:1]
    if len(telling) > 1:
        raise malformed(file, telling[1].line, f"more is told of {name!r} here and in line {telling[0].line}")
    try:
        given = _read(telling[0], _ACTOR_FIELDS)
    except ValueError as error:
        raise malformed(file, telling[0].line, f"{error} ({name!r})") from error
    return ActorNote(**given, mentions=tuple(mark.span for mark in marks if mark.layer == ACTOR))
