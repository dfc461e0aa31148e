"""Findings as flat columns and back: the schema of the store follows from the types of the record.

A span becomes `<field>_start` and `<field>_end`, a nested value `<field>_<its field>`, several spans a list of
structs. Everything else keeps its name.
"""

from __future__ import annotations

import datetime
import types
import typing
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, fields, is_dataclass
from functools import cache
from typing import Any, Literal, TypeVar

from onrecord.model import Dateline, Section, Span, When, Where

T = TypeVar("T")

# Fields that hold ISO 8601 days as text in the record and as DATE in the store.
DAYS = frozenset({"published", "begin", "end", "deadline", "date"})
NESTED = (Span, When, Where, Dateline)
_SCALARS = {
    str: "VARCHAR", int: "INTEGER", float: "DOUBLE", bool: "BOOLEAN",
    datetime.date: "DATE", datetime.datetime: "TIMESTAMP",
}  # fmt: skip
_SPANS = 'STRUCT("start" INTEGER, "end" INTEGER)[]'
_SECTIONS = 'STRUCT(kind VARCHAR, "start" INTEGER, "end" INTEGER)[]'


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the store: its name, its DuckDB type and what it means."""

    name: str
    type: str
    about: str = ""


@cache
def columns_of(kind: type, prefix: str = "", skip: tuple[str, ...] = ()) -> tuple[Column, ...]:
    """The columns that a type of the record becomes, in the order of its fields."""
    found: list[Column] = []
    for name, hint in _hints(kind).items():
        inner, path = _plain(hint), f"{prefix}{name}"
        if path in skip:
            continue
        if inner in NESTED:
            found += columns_of(inner, f"{path}_")
        else:
            found.append(Column(path, _column_type(name, inner)))
    return tuple(found)


def flatten(item: Any, skip: tuple[str, ...] = ()) -> dict[str, Any]:
    """The values of `columns_of(type(item))` by name.

    >>> flatten(When(value="2021", begin="2021-01-01", end="2021-12-31"))["begin"]
    datetime.date(2021, 1, 1)
    """
    row: dict[str, Any] = {}
    kind: Any = type(item)
    for write in _writers(kind, skip):
        write(item, row)
    return row


def restore(
    kind: type[T], row: Mapping[str, Any], given: Mapping[str, Any] | None = None, prefix: str = ""
) -> T:
    """The value that `flatten` took apart; `given` holds the fields that were left out of the row."""
    known = dict(given or {})
    of: Any = kind
    for name, hint in _hints(of).items():
        if name not in known:
            known[name] = _restored(name, hint, row, f"{prefix}{name}")
    return kind(**known)


def _restored(name: str, hint: Any, row: Mapping[str, Any], path: str) -> Any:
    inner = _plain(hint)
    if inner in NESTED:
        first = next(iter(_hints(inner)))
        if inner is not hint and row[f"{path}_{first}"] is None:
            return None
        return restore(inner, row, prefix=f"{path}_")
    value = row[path]
    if isinstance(value, datetime.date) and name in DAYS:
        return value.isoformat()
    element = _element(inner)
    if element is Span:
        return tuple(Span(part["start"], part["end"]) for part in value)
    if element is Section:
        return tuple(Section(kind=part["kind"], span=Span(part["start"], part["end"])) for part in value)
    return tuple(value or ()) if element is not None else value


@cache
def _hints(kind: Any) -> dict[str, Any]:
    hints = typing.get_type_hints(kind)
    names = [field.name for field in fields(kind)] if is_dataclass(kind) else list(hints)
    return {name: hints[name] for name in names}


def _plain(hint: Any) -> Any:
    """The type without "or None"."""
    if typing.get_origin(hint) in (typing.Union, types.UnionType):
        return next(part for part in typing.get_args(hint) if part is not type(None))
    return hint


def _element(hint: Any) -> Any:
    """The type of the elements of a tuple of any length; null for anything else."""
    return typing.get_args(hint)[0] if typing.get_origin(hint) is tuple else None


def _column_type(name: str, hint: Any) -> str:
    if name in DAYS and hint is str:
        return "DATE"
    element = _element(hint)
    if element is Span:
        return _SPANS
    if element is Section:
        return _SECTIONS
    if element is not None:
        return f"{_column_type('', element)}[]"
    return "VARCHAR" if typing.get_origin(hint) is Literal else _SCALARS[hint]


@cache
def _writers(
    kind: type, skip: tuple[str, ...], prefix: str = ""
) -> Sequence[Callable[[Any, dict[str, Any]], None]]:
    return [
        _writer(name, _plain(hint), f"{prefix}{name}")
        for name, hint in _hints(kind).items()
        if f"{prefix}{name}" not in skip
    ]


def _writer(name: str, hint: Any, path: str) -> Callable[[Any, dict[str, Any]], None]:
    if hint in NESTED:
        inside = _writers(hint, (), f"{path}_")
        empty = {column.name: None for column in columns_of(hint, f"{path}_")}

        def nested(item: Any, row: dict[str, Any]) -> None:
            value = getattr(item, name)
            if value is None:
                row.update(empty)
            else:
                for write in inside:
                    write(value, row)

        return nested

    def plain(item: Any, row: dict[str, Any]) -> None:
        row[path] = _stored(name, getattr(item, name))

    return plain


def _stored(name: str, value: Any) -> Any:
    if name in DAYS and isinstance(value, str):
        return datetime.date.fromisoformat(value)
    if isinstance(value, tuple) and value and isinstance(value[0], Section):
        return [{"kind": part.kind, "start": part.span.start, "end": part.span.end} for part in value]
    if isinstance(value, tuple) and value and isinstance(value[0], Span):
        return [{"start": span.start, "end": span.end} for span in value]
    return list(value) if isinstance(value, tuple) else value
