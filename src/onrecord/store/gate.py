"""One writer or many readers at a time, across threads and processes, each for a moment only.

DuckDB lets one process open a file for writing and shuts every other out, readers too. So nobody keeps the file
open: a read opens it, answers and lets go, a write opens it, commits a batch and lets go, and this gate lines them
up. A writer that waits holds the turn, so that a stream of readers cannot keep it out.
"""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from onrecord.errors import StoreError

try:
    import fcntl
except (
    ImportError
):  # a system without flock: DuckDB's own lock still keeps the file whole, waiting is coarser
    fcntl = None  # type: ignore[assignment]

WAIT_S = 60.0
STEP_S = 0.002
LONGEST_STEP_S = 0.05


class Gate:
    """The gate of one store file. Both sides wait up to `wait_s` seconds and then raise StoreError."""

    def __init__(self, store: Path, wait_s: float = WAIT_S) -> None:
        self._lock = store.with_name(f".{store.name}.lock")
        self._turn = store.with_name(f".{store.name}.turn")
        self._store, self._wait_s = store, wait_s

    @contextmanager
    def reading(self) -> Iterator[None]:
        """Among other readers; in a folder that cannot be written to, where no writer can be either, at once."""
        if fcntl is None or not os.access(self._store.parent, os.W_OK):
            yield
            return
        with ExitStack() as held:
            with self._held(self._turn, fcntl.LOCK_SH):
                held.enter_context(self._held(self._lock, fcntl.LOCK_SH))
            yield

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Alone."""
        if fcntl is None:
            yield
            return
        with self._held(self._turn, fcntl.LOCK_EX), self._held(self._lock, fcntl.LOCK_EX):
            yield

    @contextmanager
    def _held(self, path: Path, how: int) -> Iterator[None]:
        try:
            handle = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o666)
        except OSError as error:
            raise StoreError(f"{self._store}: the folder cannot be written to ({error.strerror})") from error
        try:
            self._take(handle, how)
            yield
        finally:
            os.close(handle)

    def _take(self, handle: int, how: int) -> None:
        until, step = time.monotonic() + self._wait_s, STEP_S
        while True:
            try:
                fcntl.flock(handle, how | fcntl.LOCK_NB)
                return
            except BlockingIOError:
                if time.monotonic() > until:
                    raise StoreError(
                        f"{self._store}: another process is still at work in it after {self._wait_s:.0f} s;"
                        " try again when it is done"
                    ) from None
            time.sleep(step)
            step = min(2 * step, LONGEST_STEP_S)
