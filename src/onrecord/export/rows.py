"""Rows of the store as text: JSON, JSON Lines and CSV."""

from __future__ import annotations

import csv
import datetime
import decimal
import io
import json
import math
from collections.abc import Callable, Iterator, Mapping
from typing import Any

import pyarrow as pa


def json_rows(rows: pa.Table) -> Iterator[str]:
    """One JSON array, a row an object."""
    yield _json(rows.to_pylist(), indent=2) + "\n"


def jsonl_rows(rows: pa.Table) -> Iterator[str]:
    """A JSON object a row and line."""
    for row in rows.to_pylist():
        yield _json(row) + "\n"


def csv_rows(rows: pa.Table) -> Iterator[str]:
    """A line of column names, then a line a row (RFC 4180, but for the line ends)."""
    line = io.StringIO()
    writer = csv.writer(line, lineterminator="\n")
    for values in (rows.column_names, *([cell(value) for value in row.values()] for row in rows.to_pylist())):
        writer.writerow(values)
        yield line.getvalue()
        line.seek(0)
        line.truncate()


ROWS: Mapping[str, Callable[[pa.Table], Iterator[str]]] = {
    "json": json_rows, "jsonl": jsonl_rows, "csv": csv_rows,
}  # fmt: skip


def cell(value: Any) -> Any:
    """A value for one cell: lists joined by "; ", structs as JSON, days in ISO 8601."""
    if isinstance(value, list):
        return "; ".join(str(cell(part)) for part in value)
    if isinstance(value, dict):
        return _json(value)
    if isinstance(value, str):
        return " ".join(value.split()) if "\n" in value else value
    return iso(value) if isinstance(value, datetime.date) else value


def iso(value: Any) -> str | int | float:
    """A day or moment in ISO 8601, a decimal as a number; raises TypeError for anything else."""
    if isinstance(value, datetime.datetime):
        return value.isoformat(timespec="seconds")
    if isinstance(value, datetime.date):
        return value.isoformat()
    if isinstance(value, decimal.Decimal):
        return int(value) if value == int(value) else float(value)
    raise TypeError(f"{type(value).__name__} has no JSON form")


def _json(value: Any, indent: int | None = None) -> str:
    try:
        return json.dumps(value, ensure_ascii=False, indent=indent, default=iso, allow_nan=False)
    except ValueError:
        return json.dumps(_finite(value), ensure_ascii=False, indent=indent, default=iso, allow_nan=False)


def _finite(value: Any) -> Any:
    """The value with null for what JSON has no number for: a mean of nothing, a division by zero."""
    if isinstance(value, dict):
        return {name: _finite(part) for name, part in value.items()}
    if isinstance(value, list):
        return [_finite(part) for part in value]
    return None if isinstance(value, float) and not math.isfinite(value) else value
