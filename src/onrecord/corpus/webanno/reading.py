"""Annotations in from WebAnno TSV 3."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

from onrecord.corpus.marks import LAYERS, PARTS, Imported, Mark, annotation_of, malformed
from onrecord.corpus.texts import Report
from onrecord.corpus.webanno.form import (
    LINKED,
    NO_MARK,
    NO_VALUE,
    STACKED,
    Column,
    columns_of,
    escape,
    split,
    unescape,
    utf16,
)
from onrecord.corpus.webanno.layers import PREFIX
from onrecord.model import Span

_FORMATS = re.compile(r"#FORMAT=WebAnno TSV 3\.[0-9]+")
_UNIT = re.compile(r"[0-9]{1,9}-[0-9]{1,9}(\.[0-9]{1,9})?")
_OFFSETS = re.compile(r"([0-9]{1,9})-([0-9]{1,9})")
# A value, and behind it the number by which the marks of several rows know each other.
_VALUE = re.compile(r"((?:\\.|[^\\\[])*)(?:\[([0-9]{1,9})\])?", re.DOTALL)

# A mark that is read: its layer, and its number or the row and the place in the stack that it was first found in.
_Key: TypeAlias = tuple[str, str, int]


@dataclass(slots=True)
class _File:
    """A .tsv file as it is read: the marks by what identifies them, and what was left out."""

    name: str
    text: str
    columns: dict[str, list[tuple[int, Column]]] = field(default_factory=dict)
    marks: dict[_Key, Mark] = field(default_factory=dict)
    found_in: dict[tuple[str, str], _Key] = field(default_factory=dict)
    links: list[tuple[Mark, str, str, int]] = field(default_factory=list)
    foreign: set[_Key] = field(default_factory=set)
    covered: set[int] = field(default_factory=set)
    ignored: Counter[str] = field(default_factory=Counter)


def from_webanno(tsv: str, report: Report, source: str) -> Imported:
    """The annotation that a .tsv file makes of a report, with what it has of other layers counted by layer.

    Lines may end in CRLF; columns may stand in any order, and those that are empty may be missing. Notes are in the
    order of their numbers where all have one, else in the order of the text. What the file cannot say of the report
    is taken from it. Raises InputError `malformed` with the line where the form is broken: no header, rows of too
    few columns, tokens that are not those of the text, words of it without a token, a link to nothing, a field that
    is missing or not of its list.
    """
    file = _File(f"{report.id}.tsv", report.text)
    lines = [line.removesuffix("\r") for line in tsv.removeprefix("\ufeff").split("\n")]
    if not _FORMATS.fullmatch(lines[0]):
        raise malformed(file.name, 1, f"no WebAnno TSV 3: {lines[0][:40]!r}")
    width = 3
    places = {offset: at for at, offset in enumerate(utf16(report.text))}
    for number, line in enumerate(lines[1:], 2):
        if line.startswith("#T_"):
            width += _read_columns(line, number, width, file)
        elif line and not line.startswith("#"):
            _read_row(line, number, width, places, file)
    _check_whole(len(lines), file)
    for mark, part, unit, key in file.links:
        mark.parts[part] = _linked(mark, part, unit, key, file)
    for layer, _, _ in file.foreign:
        file.ignored[layer] += 1
    return Imported(annotation_of(_in_order(file), report, source, file.name), dict(file.ignored))


def _read_columns(line: str, number: int, at: int, file: _File) -> int:
    """Takes the columns of a layer into the file; how many they are."""
    try:
        columns = columns_of(line)
    except ValueError as error:
        raise malformed(file.name, number, error) from error
    layer = columns[0].layer
    if layer in file.columns:
        raise malformed(file.name, number, f"the layer {layer} for the second time")
    file.columns[layer] = list(enumerate(columns, at))
    return len(columns)


def _read_row(line: str, number: int, width: int, places: Mapping[int, int], file: _File) -> None:
    cells = line.split("\t")
    if len(cells) < width:
        raise malformed(file.name, number, f"{len(cells)} columns, not {width}")
    unit, offsets = _UNIT.fullmatch(cells[0]), _OFFSETS.fullmatch(cells[1])
    if unit is None or offsets is None:
        raise malformed(file.name, number, f"no token: {line[:40]!r}")
    start, end = (places.get(int(offset), -1) for offset in offsets.groups())
    if not 0 <= start <= end:
        raise malformed(file.name, number, f"no place in the text: {cells[1]}")
    span = Span(start, end)
    words = span.of(file.text)
    if cells[2] not in (words, escape(words)):
        raise malformed(file.name, number, f"{cells[2][:40]!r} where the text has {words[:40]!r}")
    file.covered.update(range(start, end))
    for layer, columns in file.columns.items():
        name = layer.removeprefix(PREFIX)
        if layer == PREFIX + name and (name in LAYERS or name in PARTS.values()):
            _read_marks(name, [(cells[at], column) for at, column in columns], unit[0], span, number, file)
        else:
            stack = split(cells[columns[0][0]], STACKED)
            for place, value in enumerate(stack if stack != [NO_MARK] else []):
                known = _VALUE.fullmatch(value)
                file.foreign.add(_key(layer, unit[0], place, int(known[2]) if known and known[2] else None))


def _read_marks(
    layer: str, cells: list[tuple[str, Column]], unit: str, span: Span, number: int, file: _File
) -> None:
    """Takes the marks of a layer in one row into the file."""
    stacks = [([] if cell == NO_MARK else split(cell, STACKED), column) for cell, column in cells]
    height = max(len(stack) for stack, _ in stacks)
    for place in range(height):
        known, given = _read_place(place, stacks, height, number, file)
        _read_mark(_key(layer, unit, place, known), given, unit, span, number, file)


def _read_place(
    place: int, stacks: list[tuple[list[str], Column]], height: int, number: int, file: _File
) -> tuple[int | None, list[tuple[Column, str]]]:
    """The number of the mark at a place of the stacks, if it has one, and its values."""
    given: list[tuple[Column, str]] = []
    numbers: set[int] = set()
    for stack, column in stacks:
        if column.target:
            given += [(column, value) for value in stack[place : place + 1]]
            continue
        if len(stack) != height:
            raise malformed(file.name, number, f"{len(stack)} values of {column.name}, not {height}")
        value, known = _value(stack[place], number, file)
        given.append((column, value))
        numbers |= set() if known is None else {known}
    if len(numbers) > 1:
        raise malformed(
            file.name, number, f"one mark with the numbers {' and '.join(map(str, sorted(numbers)))}"
        )
    return next(iter(numbers), None), given


def _read_mark(
    key: _Key, given: list[tuple[Column, str]], unit: str, span: Span, number: int, file: _File
) -> None:
    layer = LAYERS.get(key[0])
    known = layer.fields if layer else {}
    values = {
        column.name: value for column, value in given if not column.slot and value not in ("", NO_VALUE)
    }
    fields = {name: unescape(value) for name, value in values.items() if name in known}
    file.found_in.setdefault((key[0], unit), key)
    mark = file.marks.get(key)
    if mark is not None:
        if mark.fields != fields:
            raise malformed(
                file.name, number, f"other values than those of the same {key[0]} in line {mark.line}"
            )
        mark.span = Span(min(mark.span.start, span.start), max(mark.span.end, span.end))
        return
    file.marks[key] = mark = Mark(key[0], span, fields, line=number)
    file.ignored.update(f"{key[0]}|{name}" for name in values if name not in known)
    for column, value in given:
        if column.target and value not in ("", NO_MARK, NO_VALUE):
            if layer is None or layer.part != column.name:
                file.ignored[f"{key[0]}|{column.name}"] += 1
            else:
                file.links.append((mark, column.name, *_link(value, number, file)))


def _value(value: str, number: int, file: _File) -> tuple[str, int | None]:
    """A value of a stack and the number of its mark, if it has one."""
    found = _VALUE.fullmatch(value)
    if found is None:
        raise malformed(file.name, number, f"no value with a number: {value[:40]!r}")
    return found[1], int(found[2]) if found[2] else None


def _link(value: str, number: int, file: _File) -> tuple[str, int]:
    """The row that a slot points to, and the number of the mark there, -1 if it has none."""
    links = split(value, LINKED)
    if len(links) > 1:
        raise malformed(file.name, number, f"{len(links)} links where one is: {value[:40]!r}")
    unit, key = _value(links[0], number, file)
    if not _UNIT.fullmatch(unit):
        raise malformed(file.name, number, f"no link to a token: {value[:40]!r}")
    return unit, -1 if key is None else key


def _key(layer: str, unit: str, place: int, number: int | None) -> _Key:
    return (layer, unit, place) if number is None else (layer, "", number)


def _linked(mark: Mark, part: str, unit: str, number: int, file: _File) -> Mark:
    layer = PARTS[part]
    key = (layer, "", number) if number >= 0 else file.found_in.get((layer, unit), (layer, unit, 0))
    if key not in file.marks:
        raise malformed(file.name, mark.line, f"no {layer} is there for the {mark.layer}: {unit}")
    return file.marks[key]


def _check_whole(lines: int, file: _File) -> None:
    """A file that was cut off has no tokens for the last words."""
    for at, character in enumerate(file.text):
        if character.isalnum() and at not in file.covered:
            raise malformed(file.name, lines, f"no token for {file.text[at : at + 40]!r}")
    for mark in file.marks.values():
        if mark.span.start == mark.span.end:
            raise malformed(file.name, mark.line, f"{mark.layer} on no words")


def _in_order(file: _File) -> list[Mark]:
    if all(not unit for _, unit, _ in file.marks):
        return [file.marks[key] for key in sorted(file.marks, key=lambda key: key[2])]
    return sorted(file.marks.values(), key=lambda mark: mark.span)
