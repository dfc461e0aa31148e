"""An engine that is kept between readings of a store, while the file is held for each of them only.

Starting DuckDB takes ten times as long as attaching a file to it, and a page that asks for few rows is all start.
"""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TypeAlias

import duckdb

# Each call gives a new connection, which whoever called for it closes.
Connections: TypeAlias = Callable[[], duckdb.DuckDBPyConnection]

# Queries see the store and no other file, cannot change that, and leave memory to others.
_CONFIG: dict[str, str | bool | int | float | list[str]] = {
    "autoinstall_known_extensions": "false", "autoload_known_extensions": "false", "memory_limit": "2GB",
}  # fmt: skip
_LOCKED = ("SET enable_external_access = false", "SET lock_configuration = true")


class _Engine:
    """DuckDB without a file of its own; the store is attached to it while anybody reads."""

    def __init__(self, path: Path) -> None:
        self._path = str(path)
        self._root = duckdb.connect(config=_CONFIG)
        self._root.execute("SET allowed_paths = [?, ?]", [self._path, f"{self._path}.wal"])
        for setting in _LOCKED:
            self._root.execute(setting)
        self.readers = 0

    def enter(self) -> None:
        """One more reader; the first of several attaches the file."""
        if not self.readers:
            quoted = self._path.replace("'", "''")
            self._root.execute(f"ATTACH '{quoted}' AS store (READ_ONLY)")
        self.readers += 1

    def leave(self) -> None:
        """One reader fewer; the last of several lets go of the file."""
        self.readers -= 1
        if not self.readers:
            self._root.execute("DETACH store")

    def connection(self) -> duckdb.DuckDBPyConnection:
        """A connection of its own, to which the tables of the file are the tables."""
        connection = self._root.cursor()
        connection.execute("USE store")
        return connection

    def stop(self) -> None:
        self._root.close()


_engines: dict[tuple[int, Path], _Engine] = {}
_changing = threading.Lock()


@contextmanager
def attached(path: Path) -> Iterator[Connections]:
    """Makes connections that read the file at `path` and no other; what DuckDB raises goes through.

    One engine is kept, that of the store which was read last: programs read one store again and again.
    """
    with _changing:
        engine = _engine(path.resolve())
        engine.enter()
    try:
        yield engine.connection
    finally:
        with _changing:
            engine.leave()


def _engine(path: Path) -> _Engine:
    """The engine of a store, none of another process: a fork does not take its threads along."""
    here = (os.getpid(), path)
    if here not in _engines:
        for other in [key for key, engine in _engines.items() if key[0] == here[0] and not engine.readers]:
            _engines.pop(other).stop()
        _engines[here] = _Engine(path)
    return _engines[here]
