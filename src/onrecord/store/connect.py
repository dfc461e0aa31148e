"""Opens the store's file for a moment, and says in plain words what is wrong with it."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import TypeVar

import duckdb

from onrecord.errors import StoreError
from onrecord.store.engine import Connections, attached
from onrecord.store.gate import WAIT_S

T = TypeVar("T")

RETRY_S = 0.1
_HELD = ("could not set lock", "being used by another process", "conflicting lock")
_FULL = ("no space left", "file too large", "disk quota", "could not write")
_DAMAGED = (
    "not a valid duckdb",
    "corrupt",
    "checksum",
    "serialization",
    "magic bytes",
    "could not read enough",
)


@contextmanager
def writable(path: Path, *, wait_s: float = WAIT_S) -> Iterator[duckdb.DuckDBPyConnection]:
    """A connection that may change the file; waits where a foreign program holds it, raises StoreError when it stays held."""
    connection = _patiently(path, wait_s, lambda: duckdb.connect(str(path)))
    try:
        yield connection
    finally:
        connection.close()


@contextmanager
def readable(path: Path, *, wait_s: float = WAIT_S) -> Iterator[Connections]:
    """Makes connections that read the file and no other; waits and raises like `writable`."""
    with ExitStack() as held:
        yield _patiently(path, wait_s, lambda: held.enter_context(attached(path)))


def _patiently(path: Path, wait_s: float, opened: Callable[[], T]) -> T:
    until = time.monotonic() + wait_s
    while True:
        try:
            with in_words(path):
                return opened()
        except StoreError as error:
            if not (getattr(error, "held", False) and time.monotonic() < until):
                raise
            time.sleep(RETRY_S)


@contextmanager
def in_words(path: Path) -> Iterator[None]:
    """Turns what DuckDB raises within into a StoreError that names the file, the cause and the way out."""
    try:
        yield
    except (duckdb.OperationalError, duckdb.InternalError) as error:
        said = " ".join(str(error).lower().split())
        held = any(word in said for word in _HELD)
        if held:
            problem = "another program holds it open (a DuckDB shell?); close it there and try again"
        elif any(word in said for word in _FULL):
            problem = (
                "the disk is full; nothing of this batch was kept, free some space and run the command again"
            )
        elif any(word in said for word in _DAMAGED):
            problem = "it is damaged or no store; move it away and add the reports again, or restore a copy"
        else:
            problem = str(error).splitlines()[0]
        refused = StoreError(f"{path}: {problem}")
        refused.__dict__["held"] = held
        raise refused from error
