"""What a thread has open: a reading within a reading of the same store joins it and does not queue at the gate again.

A page asks a dozen questions; opening the file for each would cost more than the answers, and a second look at the gate
while a writer waits there would keep all of them waiting for one another. What one block asked with, the next asks with.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import duckdb

from onrecord.store.engine import Connections


@dataclass(slots=True)
class _Reading:
    """How a store is opened, what makes connections to it once it is, what closes them and lets go of it, how many
    blocks are within the reading, and the connections that no block has."""

    begin: Callable[[], AbstractContextManager[Connections]]
    held: ExitStack
    connections: Connections | None = None
    blocks: int = 0
    idle: list[duckdb.DuckDBPyConnection] = field(default_factory=list)

    def connection(self) -> duckdb.DuckDBPyConnection:
        """One that no other block has; the first opens the store."""
        if self.idle:
            return self.idle.pop()
        if self.connections is None:
            self.connections = self.held.enter_context(self.begin())
        return self.held.enter_context(self.connections())


class _Here(threading.local):
    """The readings that the present thread is in, by the real path of the store."""

    def __init__(self) -> None:
        self.readings: dict[Path, _Reading] = {}


_here = _Here()


@contextmanager
def joined(
    path: Path, begin: Callable[[], AbstractContextManager[Connections]]
) -> Iterator[duckdb.DuckDBPyConnection]:
    """A connection of the reading of `path` that this thread is in, begun with `begin` where it is in none.

    Each block has a connection to itself, and what it did not fetch ends with it.
    """
    with _entered(path, begin) as reading:
        connection = reading.connection()
        yield connection
        connection.abort()
        reading.idle.append(connection)


@contextmanager
def together(path: Path, begin: Callable[[], AbstractContextManager[Connections]]) -> Iterator[None]:
    """Blocks within this one are one reading, from the first that asks for a connection on; none opens nothing."""
    with _entered(path, begin):
        yield


@contextmanager
def _entered(path: Path, begin: Callable[[], AbstractContextManager[Connections]]) -> Iterator[_Reading]:
    """The last block to end lets go of the store, in whatever order they end."""
    path = path.resolve()
    reading = _here.readings.setdefault(path, _Reading(begin, ExitStack()))
    reading.blocks += 1
    try:
        yield reading
    finally:
        reading.blocks -= 1
        if not reading.blocks:
            del _here.readings[path]
            reading.held.close()


def is_reading(path: Path) -> bool:
    """Whether this thread is in a reading of the store."""
    return path.resolve() in _here.readings
