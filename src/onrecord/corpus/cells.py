"""Values in one cell, as annotators write them into a field of their tool: `Rossi; "A; B"; -`.

Values stand between semicolons, `-` is nobody. A value that has one of the signs that part values and fields,
a quotation mark, or a character that does not show is written as a JSON string.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable

NOBODY = "-"
_VALUES, _FIELDS = ";", "|"
_SIGNS = frozenset('";|')
# What stands between separators: whole JSON strings and all other characters.
_PIECE = {sign: re.compile(rf'(?:"(?:[^"\\]|\\.)*"|[^"{sign}])*') for sign in (_VALUES, _FIELDS)}
_KEY = re.compile(r"[a-z]+(?:_[a-z]+)*")


def write_cell(values: Iterable[str | None]) -> str:
    """The values in one cell.

    >>> write_cell(["Rossi", None, "Smith; Sons"])
    'Rossi; -; "Smith; Sons"'
    """
    return f"{_VALUES} ".join(NOBODY if value is None else _written(value) for value in values)


def read_cell(cell: str) -> tuple[str | None, ...]:
    """The values of a cell; raises ValueError where a quotation mark is not closed or stands within a value.

    >>> read_cell('Rossi; -; "Smith; Sons"')
    ('Rossi', None, 'Smith; Sons')
    """
    pieces = (piece.strip() for piece in _pieces(cell, _VALUES))
    return tuple(None if piece == NOBODY else _read(piece) for piece in pieces if piece)


def read_value(cell: str) -> str | None:
    """The one value of a cell; semicolons need no quotation marks here.

    >>> read_value("war; then peace")
    'war; then peace'
    """
    cell = cell.strip()
    return None if cell == NOBODY else _read(cell)


def write_fields(fields: Iterable[tuple[str, str]]) -> str:
    """Named cells in one line.

    >>> write_fields([("speaker", "Rossi"), ("date", "2031-05")])
    'speaker: Rossi | date: 2031-05'
    """
    return f" {_FIELDS} ".join(f"{name}: {cell}" for name, cell in fields)


def read_fields(line: str) -> list[tuple[str, str]]:
    """The named cells of a line; raises ValueError where it is none."""
    found = []
    for piece in _pieces(line, _FIELDS):
        name, colon, cell = piece.strip().partition(":")
        if not colon or not _KEY.fullmatch(name):
            raise ValueError(f"not of the form `name: value`: {piece.strip()[:40]!r}")
        found.append((name, cell.strip()))
    return found


def _written(value: str) -> str:
    plain = value == value.strip() and value not in ("", NOBODY) and value.isprintable()
    return value if plain and not _SIGNS & set(value) else json.dumps(value)


def _read(piece: str) -> str:
    if not piece.startswith('"'):
        return piece
    try:
        return str(json.loads(piece))
    except ValueError:
        raise ValueError(f"no JSON string: {piece[:40]!r}") from None


def _pieces(line: str, sign: str) -> list[str]:
    """What stands between signs that are not part of a JSON string."""
    found, at = [], 0
    while True:
        piece = _PIECE[sign].match(line, at)
        end = piece.end() if piece else at
        found.append(line[at:end])
        if end == len(line):
            return found
        if line[end] != sign:
            raise ValueError(f"a quotation mark that is not closed: {line[end : end + 40]!r}")
        at = end + 1
