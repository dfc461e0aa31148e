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
    """What makes connections to the store, what closes them and lets go of it, how many blocks are within it, and the
    connections that no block has."""

    connections: Connections
    held: ExitStack
    blocks: int = 0
    idle: list[duckdb.DuckDBPyConnection] = field(default_factory=list)

    def connection(self) -> duckdb.DuckDBPyConnection:
        """One that no other block has."""
        return self.idle.pop() if self.idle else self.held.enter_context(self.connections())


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

    Each block has a connection to itself, and what it did not fetch ends with it; the last block to end lets go of the
    store, in whatever order they end.
    """
    path = path.resolve()
    reading = _here.readings.get(path)
    if reading is None:
        with ExitStack() as beginning:
            connections = beginning.enter_context(begin())
            reading = _here.readings[path] = _Reading(connections, beginning.pop_all())
    reading.blocks += 1
    try:
        connection = reading.connection()
        yield connection
        connection.abort()
        reading.idle.append(connection)
    finally:
        reading.blocks -= 1
        if not reading.blocks:
            del _here.readings[path]
            reading.held.close()


def is_reading(path: Path) -> bool:
    """Whether this thread is in a reading of the store."""
    return path.resolve() in _here.readings
