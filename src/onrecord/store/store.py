"""The store: one DuckDB file, or a folder of Parquet files with the same views."""

from __future__ import annotations

import datetime
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa

from onrecord.errors import StoreError
from onrecord.store.bulk import insert
from onrecord.store.connect import in_words, readable, writable
from onrecord.store.engine import Connections
from onrecord.store.gate import WAIT_S, Gate
from onrecord.store.migrate import applied, migrate, newest
from onrecord.store.opened import is_reading, joined, together
from onrecord.store.parquet import over_files


class Store:
    """A store at a path. Holds no file open: every reading and every writing opens it, works and lets go.

    So any number of programs can add to, query and browse one store at the same time; each waits for the others
    up to `wait_s` seconds. Make one with `open_store`.
    """

    def __init__(self, path: Path, wait_s: float = WAIT_S) -> None:
        self.path = path
        self._gate, self._wait_s = Gate(path, wait_s), wait_s

    @property
    def is_folder(self) -> bool:
        """Whether it is a folder of Parquet files, which can be read and not added to."""
        return self.path.is_dir()

    @contextmanager
    def reading(self) -> Iterator[duckdb.DuckDBPyConnection]:
        """A connection that sees the store as it stands now, and no other file; no writer comes in meanwhile.

        Within another reading of the same thread it joins that one, so that a block asks many questions of one state.
        """
        with in_words(self.path), joined(self.path, self._opened) as connection:
            yield connection

    @contextmanager
    def one_state(self) -> Iterator[None]:
        """Readings of this thread within the block see one state of the store; where there are none, nothing is opened."""
        with in_words(self.path), together(self.path, self._opened):
            yield

    @contextmanager
    def _opened(self) -> Iterator[Connections]:
        if self.is_folder:
            with over_files(self.path) as connection:
                yield connection.cursor
            return
        with self._gate.reading():
            if not self.path.exists():
                raise StoreError(
                    f"{self.path}: there is no such store; make one with: onrecord add REPORT..."
                )
            with readable(self.path, wait_s=self._wait_s) as connections:
                yield connections

    @contextmanager
    def writing(self) -> Iterator[duckdb.DuckDBPyConnection]:
        """A connection in a transaction of its own, kept whole when the block ends and undone when it raises.

        Raises StoreError within a reading of the same thread, which would wait for itself.
        """
        if self.is_folder:
            raise StoreError(
                f"{self.path}: a folder of Parquet files can only be read; add to a .duckdb file"
            )
        if is_reading(self.path):
            raise StoreError(
                f"{self.path}: nothing can be written within a reading of it; end the reading first"
            )
        gate = self._gate.writing()
        with gate, in_words(self.path), writable(self.path, wait_s=self._wait_s) as connection:
            connection.begin()
            yield connection
            connection.commit()

    def query(self, sql: str, parameters: Sequence[Any] | Mapping[str, Any] = ()) -> pa.Table:
        """The answer to one query, as an Arrow table."""
        with self.reading() as connection:
            return arrow(connection, sql, parameters)

    def rows(self, sql: str, parameters: Sequence[Any] | Mapping[str, Any] = ()) -> list[dict[str, Any]]:
        """The answer to one query, a mapping a row; for few rows this is faster than by way of Arrow."""
        with self.reading() as connection:
            return rows_of(connection, sql, parameters)

    def replace(self, tables: Mapping[str, Sequence[Mapping[str, Any]]]) -> None:
        """Puts these rows in place of all the rows of their tables, in one transaction."""
        with self.writing() as connection:
            for table, rows in tables.items():
                connection.execute(f"DELETE FROM kept.{table}")
                insert(connection, table, rows)

    def known(self, keys: Collection[str]) -> set[str]:
        """Which of these inputs the ledger has."""
        if not keys:
            return set()
        with self.reading() as connection:
            found = connection.execute(
                "SELECT key FROM kept.inputs SEMI JOIN (SELECT unnest(?) AS key) USING (key)", [list(keys)]
            )
            return {key for (key,) in found.fetchall()}


def open_store(path: str | Path, *, create: bool = False, wait_s: float = WAIT_S) -> Store:
    """The store at a path: a DuckDB file, brought to the present schema, or a folder of Parquet files.

    Raises StoreError where there is none (unless `create`), or where it is damaged, held or of a later version.
    """
    store = Store(Path(path), wait_s)
    if store.is_folder:
        return store
    there = store.path.exists() and store.path.stat().st_size > 0
    if not there and not create:
        raise StoreError(f"{path}: there is no such store; make one with: onrecord add REPORT...")
    have = 0
    if there:
        with store.reading() as connection:
            have = _named(path, applied, connection)
    else:
        store.path.parent.mkdir(parents=True, exist_ok=True)
        store.path.unlink(missing_ok=True)
    if have != newest():
        with store.writing() as connection:
            _named(path, migrate, connection)
    return store


def arrow(
    connection: duckdb.DuckDBPyConnection, sql: str, parameters: Sequence[Any] | Mapping[str, Any] = ()
) -> pa.Table:
    """The answer to a query on an open connection; a statement that answers nothing gives an empty table."""
    answer = connection.sql(sql, params=parameters or None)
    return pa.table({}) if answer is None else answer.to_arrow_table()


def rows_of(
    connection: duckdb.DuckDBPyConnection, sql: str, parameters: Sequence[Any] | Mapping[str, Any] = ()
) -> list[dict[str, Any]]:
    """The answer to a query on an open connection, a mapping a row.

    The query is planned once; a relation that becomes Arrow is planned twice.
    """
    answer = connection.execute(sql, parameters or None)
    names = [name for name, *_ in answer.description or ()]
    return [dict(zip(names, values, strict=True)) for values in answer.fetchall()]


def mappings(rows: pa.Table) -> list[dict[str, Any]]:
    """The rows of a table, one mapping each."""
    found: list[dict[str, Any]] = rows.to_pylist()
    return found


def utc_now() -> datetime.datetime:
    """This moment in UTC, without a zone, as the store's TIMESTAMP columns hold it."""
    return datetime.datetime.now(datetime.UTC).replace(tzinfo=None)


def _named(path: str | Path, work: Any, connection: duckdb.DuckDBPyConnection) -> Any:
    try:
        return work(connection)
    except StoreError as error:
        raise StoreError(f"{path}: {error}") from error
