"""Annotations out to WebAnno TSV 3.3."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from onrecord.corpus.annotation import Annotation
from onrecord.corpus.marks import Mark, marks_of, with_parts
from onrecord.corpus.texts import Report
from onrecord.corpus.webanno.form import (
    FORMAT,
    NO_MARK,
    NO_VALUE,
    STACKED,
    Column,
    declared,
    escape,
    sentences,
    text_lines,
    tokens,
    utf16,
)
from onrecord.corpus.webanno.layers import PREFIX, used_columns
from onrecord.model import Span


class _Unit(NamedTuple):
    """A row: a token by its number, and the part of it that is marked."""

    token: int
    span: Span


def to_webanno(annotation: Annotation, report: Report) -> str:
    """The .tsv file of an annotation, which has its text too.

    A mark has a number in each of its rows; one that cuts a token has a row for the part of it. Raises InputError
    where the annotation cannot be marked on the text, as `to_brat` does.
    """
    marks = with_parts(marks_of(annotation, report))
    words = tokens(report.text)
    rows: dict[_Unit, list[Mark]] = {_Unit(number, word): [] for number, word in enumerate(words)}
    first: dict[int, _Unit] = {}
    for mark in marks:
        for unit in _units(mark.span, words):
            rows.setdefault(unit, []).append(mark)
            first.setdefault(id(mark), unit)
    texts = sentences(report.text)
    names = _names(rows, words, texts)
    numbers = {id(mark): number for number, mark in enumerate(marks, 1)}
    places = {id(mark): f"{names[first[id(mark)]]}[{numbers[id(mark)]}]" for mark in marks}
    columns = used_columns(marks)
    offsets = utf16(report.text)
    lines = [FORMAT, *declared(columns), ""]
    sentence = ""
    for unit, name in names.items():
        if name.partition("-")[0] != sentence:
            sentence = name.partition("-")[0]
            lines += ["", *text_lines(texts[int(sentence) - 1].of(report.text))]
        start, end = (offsets[edge] for edge in unit.span)
        cells = (_cell(column, rows[unit], numbers, places) for column in columns)
        lines.append("\t".join([name, f"{start}-{end}", unit.span.of(report.text), *cells]))
    return "\n".join(lines) + "\n"


def _units(span: Span, words: list[Span]) -> Iterator[_Unit]:
    """The rows of a span: whole tokens, and parts of those that it cuts."""
    first = bisect_right(words, span.start, key=lambda word: word.end)
    last = bisect_left(words, span.end, key=lambda word: word.start)
    for number in range(first, last):
        word = words[number]
        yield _Unit(number, Span(max(word.start, span.start), min(word.end, span.end)))


def _names(units: Mapping[_Unit, list[Mark]], words: list[Span], texts: list[Span]) -> dict[_Unit, str]:
    """How the rows are called, in their order: `SENTENCE-TOKEN`, and `.PART` behind it."""
    starts = [text.start for text in texts]
    names: dict[_Unit, str] = {}
    sentence = token = part = 0
    for unit in sorted(units, key=lambda unit: (unit.token, unit.span != words[unit.token], unit.span)):
        word = words[unit.token]
        if unit.span != word:
            part += 1
            names[unit] = f"{sentence}-{token}.{part}"
            continue
        part = 0
        now = bisect_right(starts, word.start)
        token = token + 1 if now == sentence else 1
        sentence = now
        names[unit] = f"{sentence}-{token}"
    return names


def _cell(column: Column, marks: list[Mark], numbers: Mapping[int, int], places: Mapping[int, str]) -> str:
    stacked = []
    for mark in (mark for mark in marks if PREFIX + mark.layer == column.layer):
        if column.target:
            stacked.append(places[id(mark.parts[column.name])] if mark.parts else NO_MARK)
        elif column.link:
            stacked.append(f"{column.name if mark.parts else NO_MARK}[{numbers[id(mark)]}]")
        else:
            value = mark.fields.get(column.name)
            stacked.append(f"{NO_VALUE if value is None else escape(value)}[{numbers[id(mark)]}]")
    return STACKED.join(stacked) or NO_MARK
