"""Brings a store to the present schema: numbered files of SQL, each applied once, in one transaction."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

import duckdb

from onrecord.errors import StoreError

LEDGER = (
    "CREATE SCHEMA IF NOT EXISTS kept;"
    "CREATE TABLE IF NOT EXISTS kept.migrations (number INTEGER, name VARCHAR, applied TIMESTAMP)"
)


@cache
def migrations() -> tuple[tuple[int, str, str], ...]:
    """Every migration as number, name and SQL, in order."""
    found = (
        file
        for file in files("onrecord.store").joinpath("migrations").iterdir()
        if file.name.endswith(".sql")
    )
    return tuple(
        sorted((int(f.name.split("_")[0]), f.name.removesuffix(".sql"), f.read_text("utf-8")) for f in found)
    )


def newest() -> int:
    """The number of the present schema."""
    return migrations()[-1][0]


def applied(connection: duckdb.DuckDBPyConnection) -> int:
    """The number of the schema of the connected store: 0 for an empty file; raises StoreError for a foreign one."""
    tables = connection.execute(
        "SELECT count(*) FILTER (table_schema = 'kept' AND table_name = 'migrations'), count(*)"
        " FROM information_schema.tables"
    ).fetchone()
    if tables is None or tables[1] == 0:
        return 0
    if not tables[0]:
        raise StoreError("it is a DuckDB file with other tables, no store of OnRecord; name another file")
    last = connection.execute("SELECT max(number) FROM kept.migrations").fetchone()
    return int(last[0] or 0) if last else 0


def migrate(connection: duckdb.DuckDBPyConnection) -> None:
    """Applies what is missing; the caller holds the transaction. Raises StoreError for a store of a later version."""
    have = applied(connection)
    if have > newest():
        raise StoreError(f"it was made by a later version of OnRecord (schema {have}); update OnRecord")
    connection.execute(LEDGER)
    for number, name, sql in migrations():
        if number > have:
            connection.execute(sql)
            connection.execute("INSERT INTO kept.migrations VALUES (?, ?, now()::TIMESTAMP)", [number, name])
