"""Annotations in the standoff form of brat: an .ann file beside the text, and the configuration that shows it.

Every mark is a text-bound annotation `T`. Its type is the layer, or the code of an event and the kind of a
position; closed lists are attributes `A`; a condition and the phrase of a forecast hang on a relation `R`; all
other fields stand in the note `#` of the mark, as `name: value; value | name: value`. Offsets count characters.
The form is that of https://brat.nlplab.org/standoff.html; like brat itself it marks words on several lines in
pieces, one a line, and so one line never holds a line break or a tab of the text.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import pairwise

from onrecord.corpus.annotation import Annotation
from onrecord.corpus.cells import read_fields, write_fields
from onrecord.corpus.marks import LAYERS, PARTS, Imported, Mark, annotation_of, malformed, marks_of
from onrecord.corpus.texts import Report
from onrecord.model import Span

_BREAKS = "\t\n\r\v\f\x1c-\x1e\x85\u2028\u2029"
# Words of one line: brat takes each of these characters for the end of a line or of a field.
_LINE = re.compile(rf"\S(?:[^{_BREAKS}]*\S)?")
_ROW = re.compile(r"([TREAMN#][0-9]{1,9}|\*)\t([^\t]+)(?:\t(.*))?", re.DOTALL)
_PLACES = re.compile(r"(\S+) ([0-9]{1,9} [0-9]{1,9}(?:;[0-9]{1,9} [0-9]{1,9})*)")
_RELATION = re.compile(r"(\S+) Arg1:(\S+) Arg2:(\S+)\s*")
_NOTE = "AnnotatorNotes"
# Light enough for black letters.
_COLOURS = {
    "Time": "#e0d7f5", "Actor": "#cfe3f7", "Unmentioned": "#e6eef5", "Statement": "#fbeec2", "Event": "#cdebd0",
    "Position": "#f9d9c4", "Forecast": "#f5d0e0", "Condition": "#efe3da", "Phrase": "#f3e4ea",
}  # fmt: skip

# Types of marks, with the layer and, where the type is a code, its field.
_TYPES: Mapping[str, tuple[str, str | None]] = {
    type_: (name, layer.label)
    for name, layer in LAYERS.items()
    for type_ in (layer.fields[layer.label].codes if layer.label else (name,))
} | {name: (name, None) for name in PARTS.values()}
_RELATIONS = {f"has_{part}": part for part in PARTS}
# Fields with a closed list that are not the type, by the name of their attribute.
_ATTRIBUTES = {
    name.capitalize(): name
    for layer in LAYERS.values()
    for name, kind in layer.fields.items()
    if kind.codes and name != layer.label
}


def _configuration() -> str:
    tree, layers, attributes = [], [], []
    for name, layer in LAYERS.items():
        types = [type_ for type_, (of, _) in _TYPES.items() if of == name]
        tree += [f"!{name}", *(f"\t{type_}" for type_ in types)] if layer.label else [name]
        if layer.part:
            layers.append(f"has_{layer.part}\tArg1:{'|'.join(types)}, Arg2:{PARTS[layer.part]}")
        attributes += [
            f"{attribute}\tArg:{'|'.join(types)}, Value:{'|'.join(layer.fields[field_].codes)}"
            for attribute, field_ in _ATTRIBUTES.items()
            if field_ in layer.fields
        ]
    return "\n".join([
        "[entities]", *tree, *PARTS.values(), "",
        "[relations]", *layers, "<OVERLAP>\tArg1:<ANY>, Arg2:<ANY>, <OVL-TYPE>:<ANY>", "",
        "[events]", "",
        "[attributes]", *attributes, "",
    ])  # fmt: skip


def _visual() -> str:
    colours = [f"{type_}\tbgColor:{_COLOURS[layer]}" for type_, (layer, _) in _TYPES.items()]
    return "\n".join(["[labels]", "", "[drawing]", *colours, ""])


CONFIGURATION = _configuration()
"""What `annotation.conf` in the folder of the files has to say, so that brat shows and takes all that is here."""
VISUAL = _visual()
"""What `visual.conf` beside it may say: a colour for each layer."""


def to_brat(annotation: Annotation, report: Report) -> str:
    """The .ann file of an annotation; the text of the report is the .txt file beside it, byte for byte.

    Raises InputError where the annotation cannot be marked on the text: it is another text, a span has no words or
    begins or ends in white space, two actors have one name, a code is not in its list.
    """
    spans: list[str] = []
    others: list[str] = []
    numbers: Counter[str] = Counter()

    def add(lines: list[str], sign: str, rest: str) -> str:
        numbers[sign] += 1
        lines.append(f"{sign}{numbers[sign]}\t{rest}\n")
        return f"{sign}{numbers[sign]}"

    for mark in marks_of(annotation, report):
        fields = dict(mark.fields)
        label = LAYERS[mark.layer].label
        key = add(spans, "T", _text_bound(fields.pop(label) if label else mark.layer, mark.span, report.text))
        for part, owned in mark.parts.items():
            end = add(spans, "T", _text_bound(owned.layer, owned.span, report.text))
            add(others, "R", f"has_{part} Arg1:{key} Arg2:{end}")
        for attribute, name in _ATTRIBUTES.items():
            if name in fields:
                add(others, "A", f"{attribute} {key} {fields.pop(name)}")
        if fields:
            add(others, "#", f"{_NOTE} {key}\t{write_fields(fields.items())}")
    return "".join(spans + others)


def _text_bound(type_: str, span: Span, text: str) -> str:
    pieces = [Span(*found.span()) for found in _LINE.finditer(text, *span)]
    places = ";".join(f"{piece.start} {piece.end}" for piece in pieces)
    return f"{type_} {places}\t{' '.join(piece.of(text) for piece in pieces)}"


@dataclass(frozen=True, slots=True)
class _Row:
    """A line of an .ann file: its number, what stands after the id, and the text behind it."""

    line: int
    data: str
    tail: str


@dataclass(slots=True)
class _File:
    """An .ann file as it is read: the marks by id, and what was left out."""

    name: str
    text: str
    rows: dict[str, _Row] = field(default_factory=dict)
    marks: dict[str, Mark] = field(default_factory=dict)
    ignored: Counter[str] = field(default_factory=Counter)

    def of(self, sign: str) -> Iterator[tuple[str, _Row]]:
        """The lines whose ids begin with a sign, in order of their numbers."""
        found = [key for key in self.rows if key.startswith(sign)]
        return ((key, self.rows[key]) for key in sorted(found, key=lambda key: int(key[1:])))

    def mark(self, key: str, row: _Row, what: str) -> Mark | None:
        """The mark with an id; None, counted as `what`, where something else has it."""
        if key in self.marks:
            return self.marks[key]
        if key not in self.rows:
            raise malformed(self.name, row.line, f"nothing has the id {key[:20]!r}")
        self.ignored[what] += 1
        return None


def from_brat(ann: str, report: Report, source: str) -> Imported:
    """The annotation that an .ann file makes of a report, with what it has of other types counted by type.

    Lines may stand in any order and end in CRLF; notes are in the order of their ids, and what the file cannot say
    of the report is taken from it. Raises InputError `malformed` with the line where the form is broken: no row of
    brat, words that are not those of the text, an id that nothing has, a field that is missing, unknown or not of
    its list.
    """
    file = _File(f"{report.id}.ann", report.text)
    _read_rows(ann, file)
    for key, row in file.of("T"):
        _read_mark(key, row, file)
    for _, row in file.of("R"):
        _read_relation(row, file)
    for _, row in file.of("A"):
        _read_attribute(row, file)
    for _, row in file.of("#"):
        _read_note(row, file)
    return Imported(annotation_of(file.marks.values(), report, source, file.name), dict(file.ignored))


def _read_rows(ann: str, file: _File) -> None:
    for number, line in enumerate(ann.removeprefix("\ufeff").split("\n"), 1):
        line = line.removesuffix("\r")
        if not line.strip():
            continue
        found = _ROW.fullmatch(line)
        if found is None:
            raise malformed(file.name, number, f"no line of brat: {line[:40]!r}")
        key, data, tail = found.groups()
        if key[0] in "EMN*":
            file.ignored[data.split(":")[0].split(" ")[0]] += 1
        if key == "*":
            continue
        if key in file.rows:
            raise malformed(file.name, number, f"the id {key} is that of line {file.rows[key].line} too")
        file.rows[key] = _Row(number, data, tail or "")


def _read_mark(key: str, row: _Row, file: _File) -> None:
    found = _PLACES.fullmatch(row.data.rstrip(" "))
    if found is None:
        raise malformed(file.name, row.line, f"no type and place: {row.data[:40]!r}")
    if found[1] not in _TYPES:
        file.ignored[found[1]] += 1
        return
    pieces = [Span(*map(int, place.split(" "))) for place in found[2].split(";")]
    span = Span(pieces[0].start, pieces[-1].end)
    edges = [edge for piece in pieces for edge in piece]
    if edges != sorted(edges) or not span.start < span.end <= len(file.text):
        raise malformed(file.name, row.line, f"no place in the text: {found[2][:40]}")
    words = " ".join(piece.of(file.text) for piece in pieces)
    if words != row.tail:
        raise malformed(file.name, row.line, f"{row.tail[:40]!r} where the text has {words[:40]!r}")
    between = pairwise(pieces)
    if any(file.text[one.end : other.start].strip() for one, other in between):
        raise malformed(file.name, row.line, "pieces with words between them; a mark is one run of words")
    layer, label = _TYPES[found[1]]
    file.marks[key] = Mark(layer, span, {label: found[1]} if label else {}, line=row.line)


def _read_relation(row: _Row, file: _File) -> None:
    found = _RELATION.fullmatch(row.data)
    if found is None:
        raise malformed(file.name, row.line, f"no relation: {row.data[:40]!r}")
    name = found[1]
    owner, part = file.mark(found[2], row, name), file.mark(found[3], row, name)
    if owner is None or part is None:
        return
    if name not in _RELATIONS:
        file.ignored[name] += 1
        return
    what = _RELATIONS[name]
    layer = LAYERS.get(owner.layer)
    if layer is None or layer.part != what or part.layer != PARTS[what]:
        raise malformed(file.name, row.line, f"{name} from {owner.layer} to {part.layer}")
    if what in owner.parts:
        raise malformed(file.name, row.line, f"a second {what} of the {owner.layer} in line {owner.line}")
    owner.parts[what] = part


def _read_attribute(row: _Row, file: _File) -> None:
    name, *rest = row.data.strip().split(" ")
    mark = file.mark(rest[0], row, name) if rest else None
    if not rest:
        raise malformed(file.name, row.line, f"no attribute of anything: {row.data[:40]!r}")
    if mark is None:
        return
    if name not in _ATTRIBUTES:
        file.ignored[name] += 1
        return
    _set(mark, _ATTRIBUTES[name], " ".join(rest[1:]), row, file)


def _read_note(row: _Row, file: _File) -> None:
    name, _, target = row.data.strip().partition(" ")
    if name != _NOTE:
        file.ignored[name] += 1
        return
    mark = file.mark(target, row, name)
    if mark is None:
        return
    try:
        fields = read_fields(row.tail)
    except ValueError as error:
        raise malformed(file.name, row.line, error) from error
    for key, cell in fields:
        _set(mark, key, cell, row, file)


def _set(mark: Mark, name: str, cell: str, row: _Row, file: _File) -> None:
    """Gives a mark a field, in the line that tells it."""
    if name in mark.fields:
        raise malformed(
            file.name, row.line, f"{name} of the {mark.layer} in line {mark.line} for the second time"
        )
    known = LAYERS[mark.layer].fields if mark.layer in LAYERS else {}
    if name not in known:
        raise malformed(file.name, row.line, f"no field of {mark.layer}: {name!r}")
    if cell:
        try:
            known[name].read(cell)
        except ValueError as error:
            raise malformed(file.name, row.line, f"{name} of {mark.layer}: {error}") from error
        mark.fields[name] = cell
