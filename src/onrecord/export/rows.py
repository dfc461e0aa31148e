"""Rows of the store as text: JSON, JSON Lines and CSV."""

from __future__ import annotations

import csv
import datetime
import io
import json
from collections.abc import Callable, Iterator, Mapping
from typing import Any

import pyarrow as pa


def json_rows(rows: pa.Table) -> Iterator[str]:
    """One JSON array, a row an object."""
    yield json.dumps(rows.to_pylist(), ensure_ascii=False, indent=2, default=iso) + "\n"


def jsonl_rows(rows: pa.Table) -> Iterator[str]:
    """A JSON object a row and line."""
    for row in rows.to_pylist():
        yield json.dumps(row, ensure_ascii=False, default=iso) + "\n"


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
        return json.dumps(value, ensure_ascii=False, default=iso)
    if isinstance(value, str):
        return " ".join(value.split()) if "\n" in value else value
    return iso(value) if isinstance(value, datetime.date) else value


def iso(value: Any) -> str:
    """A day or moment in ISO 8601; raises TypeError for anything else."""
    if isinstance(value, datetime.datetime):
        return value.isoformat(timespec="seconds")
    if isinstance(value, datetime.date):
        return value.isoformat()
    raise TypeError(f"{type(value).__name__} has no JSON form")
