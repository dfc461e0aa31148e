"""Rows into tables in bulk: Arrow tables, one INSERT each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

import duckdb
import pyarrow as pa

from onrecord.store.tables import TABLES, Table

_ARROW = {
    "VARCHAR": pa.string(), "INTEGER": pa.int32(), "BIGINT": pa.int64(), "UBIGINT": pa.uint64(),
    "DOUBLE": pa.float64(), "FLOAT": pa.float32(), "BOOLEAN": pa.bool_(), "DATE": pa.date32(), "TIMESTAMP": pa.timestamp("us"),
    'STRUCT("start" INTEGER, "end" INTEGER)': pa.struct([("start", pa.int32()), ("end", pa.int32())]),
    'STRUCT(kind VARCHAR, "start" INTEGER, "end" INTEGER)': pa.struct(
        [("kind", pa.string()), ("start", pa.int32()), ("end", pa.int32())]
    ),
}  # fmt: skip
BY_NAME: Mapping[str, Table] = {table.name: table for table in TABLES}


def insert(connection: duckdb.DuckDBPyConnection, table: str, rows: Sequence[Mapping[str, Any]]) -> None:
    """Adds the rows to the table; a column that a row lacks is null."""
    if rows:
        insert_arrow(connection, table, pa.Table.from_pylist(list(rows), schema=arrow_schema(table)))


def insert_arrow(connection: duckdb.DuckDBPyConnection, table: str, rows: pa.Table) -> None:
    """Adds the rows of an Arrow table by the names of its columns."""
    connection.register("incoming", rows)
    try:
        connection.execute(f"INSERT INTO kept.{table} BY NAME SELECT * FROM incoming")
    finally:
        connection.unregister("incoming")


@cache
def arrow_schema(table: str) -> pa.Schema:
    """The Arrow schema of a table."""
    return pa.schema([(column.name, _arrow(column.type)) for column in BY_NAME[table].columns])


def _arrow(name: str) -> pa.DataType:
    return pa.list_(_arrow(name.removesuffix("[]"))) if name.endswith("[]") else _ARROW[name]
