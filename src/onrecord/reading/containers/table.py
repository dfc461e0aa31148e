"""CSV and TSV, one raw input a row; a row that breaks the table's own form is dropped with its line."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator

from onrecord.errors import InputError
from onrecord.model import Dropped
from onrecord.reading.containers.lot import Lot
from onrecord.reading.decode import LIMIT, check_size, encoding_of
from onrecord.reading.incoming import Raw
from onrecord.reading.parse import dropped
from onrecord.reading.structured import HTML, TEXT

TAB = (".tsv", ".tab")
SUFFIXES = (".csv", *TAB)
SEPARATORS = (",", ";", "\t", "|")


def split_table(lot: Lot) -> Iterator[Raw | Dropped]:
    """The rows of a table with a header line, as JSON objects; `origin` names the line a row starts on."""
    csv.field_size_limit(max(csv.field_size_limit(), LIMIT))
    text = io.TextIOWrapper(lot.stream, encoding_of(lot.head), errors="replace", newline="")
    first = text.readline(LIMIT)
    separator = "\t" if lot.label.endswith(TAB) else max(SEPARATORS, key=first.count)
    lines = _Lines(text, first)
    rows = csv.reader(lines, delimiter=separator, strict=True)
    header: list[str] | None = None
    while True:
        start = lines.number + 1
        origin = f"{lot.name}:{start}"
        lines.held = 0
        try:
            row = next(rows, None)
            if row is None:
                return
            if header is None:
                header = named(row)
            elif any(field.strip() for field in row):
                yield Raw(origin, _object(header, row), "json", lot.hints)
        except csv.Error as error:
            yield dropped(InputError("bad-row", f"not a row of the table: {error}"), origin)
        except InputError as error:
            yield dropped(error, origin)
        if header is None:
            return


def named(columns: list[str]) -> list[str]:
    """The names of the columns as readers know them; raises InputError when none holds a text."""
    names = [name.strip("\ufeff \t").lower() for name in columns]
    if not {*TEXT, *HTML} & set(names):
        shown = ", ".join(name[:40] for name in names[:12])
        raise InputError("bad-table", f"none of its columns is named {', '.join(TEXT)}; it has {shown}")
    return names


class _Lines:
    """The lines of a table, counted; raises InputError where one row takes more of them than a report can."""

    def __init__(self, text: io.TextIOWrapper, first: str) -> None:
        self._text, self._first = text, first
        self.number = self.held = 0

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        line, self._first = self._first or self._text.readline(LIMIT), ""
        if not line:
            raise StopIteration
        self.number += 1
        self.held += len(line)
        if len(line) >= LIMIT:
            self.held += 1
            while line and not line.endswith(("\n", "\r")):
                line = self._text.readline(LIMIT)
        check_size(self.held)
        return line


def _object(header: list[str], row: list[str]) -> bytes:
    if len(row) != len(header):
        raise InputError("bad-row", f"it has {len(row)} fields, the header has {len(header)}")
    filled = {name: value for name, value in zip(header, row, strict=True) if value.strip()}
    return json.dumps(filled, ensure_ascii=False).encode("utf-8", "replace")
