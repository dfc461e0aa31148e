"""A store as a folder of Parquet files: one file or folder of files for each table, the same views over them."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq

from onrecord.errors import StoreError
from onrecord.store.tables import DERIVED, TABLES, Table


@contextmanager
def over_files(folder: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """A connection whose views show the files of the folder, and that sees no other file.

    A table is `<name>.parquet` or the files `<name>/*.parquet`; one without files is empty. Raises StoreError
    that names the file where one is half-written.
    """
    if not any(_files(folder, table) for table in TABLES):
        raise StoreError(f"{folder}: there are no Parquet files of a store in it, such as events.parquet")
    connection = duckdb.connect()
    try:
        connection.execute("CREATE SCHEMA kept")
        connection.execute("SET allowed_directories = [?]", [f"{folder.resolve()}/"])
        connection.execute("SET enable_external_access = false")
        for table in TABLES:
            _show(connection, folder, table)
        for view in DERIVED:
            connection.execute(view)
        yield connection
    finally:
        connection.close()


def write_file(path: Path, rows: pa.RecordBatchReader | pa.Table) -> None:
    """Writes a Parquet file under another name first, so that no reader ever meets half of it."""
    unfinished = path.with_name(f".{path.name}.unfinished")
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        with pq.ParquetWriter(unfinished, rows.schema, compression="zstd") as writer:
            for batch in rows if isinstance(rows, pa.RecordBatchReader) else rows.to_batches():
                writer.write_batch(batch)
        os.replace(unfinished, path)
    except OSError as error:
        raise StoreError(f"{path}: it cannot be written ({error.strerror or error})") from error
    finally:
        unfinished.unlink(missing_ok=True)


def _files(folder: Path, table: Table) -> list[Path]:
    single = folder / f"{table.name}.parquet"
    many = sorted(p for p in (folder / table.name).glob("*.parquet") if not p.name.startswith("."))
    return ([single] if single.is_file() else []) + many


def _show(connection: duckdb.DuckDBPyConnection, folder: Path, table: Table) -> None:
    files = [file.resolve() for file in _files(folder, table)]
    for file in files:
        _check(file)
    if files:
        names = ", ".join("'" + str(file).replace("'", "''") + "'" for file in files)
        connection.execute(
            f"CREATE VIEW kept.{table.name} AS SELECT row_number() OVER () AS rowid, *"
            f" FROM read_parquet([{names}], union_by_name=true)"
        )
    else:
        empty = ", ".join(f'NULL::{column.type} AS "{column.name}"' for column in table.columns)
        connection.execute(f"CREATE VIEW kept.{table.name} AS SELECT 0 AS rowid, {empty} WHERE false")
    connection.execute(
        table.view.replace("SELECT * EXCLUDE (withdrawn)", "SELECT * EXCLUDE (rowid, withdrawn)").replace(
            "SELECT * FROM", "SELECT * EXCLUDE (rowid) FROM"
        )
    )


def _check(file: Path) -> None:
    try:
        pq.read_metadata(file)
    except (pa.ArrowInvalid, OSError) as error:
        raise StoreError(
            f"{file}: it is no whole Parquet file (half-written?); remove it or write it again"
        ) from error
