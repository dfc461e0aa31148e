"""Opens the store's file for a moment, and says in plain words what is wrong with it."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb

from onrecord.errors import StoreError
from onrecord.store.gate import WAIT_S

# Readers answer queries from the store, see no other file, cannot change that, and leave memory to others.
READ_ONLY: dict[str, str | bool | int | float | list[str]] = {"enable_external_access": "false", "autoinstall_known_extensions": "false",
             "autoload_known_extensions": "false", "lock_configuration": "true", "memory_limit": "2GB"}  # fmt: skip
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


def connect(path: Path, *, read_only: bool, wait_s: float = WAIT_S) -> duckdb.DuckDBPyConnection:
    """A connection to the file; waits where a foreign program holds it, raises StoreError when it stays held."""
    until = time.monotonic() + wait_s
    while True:
        try:
            with in_words(path):
                return duckdb.connect(str(path), read_only=read_only, config=READ_ONLY if read_only else {})
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
