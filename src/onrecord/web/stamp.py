"""Tells whether the pages of a store are still as they were."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Hashable, Iterator
from pathlib import Path

from onrecord.store import Store


def stamp_of(
    store: Store, clock: Callable[[], datetime.date] = datetime.date.today
) -> Callable[[], Hashable]:
    """A function whose answers are equal as long as the store's files and the day are the same.

    What is due and overdue changes at midnight, though nothing is written then.
    """

    def stamp() -> Hashable:
        return (clock(), *_states(store.path))

    return stamp


def _states(path: Path) -> Iterator[tuple[str, int, int]]:
    for file in sorted(path.rglob("*.parquet")) if path.is_dir() else [path]:
        state = file.stat()
        yield file.name, state.st_mtime_ns, state.st_size
