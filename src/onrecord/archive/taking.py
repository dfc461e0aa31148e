"""Takes inputs in: whatever a source holds is read, coded and put into the store, once.

What the ledger of the store has is skipped before it is parsed, and a batch is written whole or not at all; so a
run that was stopped anywhere, at the plug even, goes on where it was by running it again.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice

from onrecord.archive.workers import Coder
from onrecord.errors import StoreError
from onrecord.model import Dropped
from onrecord.reading import Hints, Raw, raws
from onrecord.store.add import add
from onrecord.store.rows import Taken
from onrecord.store.store import Store

# How many inputs are looked up in the ledger, coded and written at a time.
BATCH = 64
Watcher = Callable[["Tally", Sequence[Taken]], None]


@dataclass(slots=True)
class Tally:
    """What became of the inputs so far: read = known + kept + dropped, each drop under its reason."""

    read: int = 0
    known: int = 0
    kept: int = 0
    dropped: Counter[str] = field(default_factory=Counter)

    def __iadd__(self, other: Tally) -> Tally:
        self.read += other.read
        self.known += other.known
        self.kept += other.kept
        self.dropped += other.dropped
        return self

    def check(self) -> None:
        """Raises StoreError when an input is unaccounted for."""
        if self.read != self.known + self.kept + self.dropped.total():
            raise StoreError(
                f"the books do not balance: {self.read} read, {self.known} known, {self.kept} kept,"
                f" {self.dropped.total()} dropped; please report this"
            )


def take_in(
    store: Store,
    sources: Iterable[str],
    hints: Hints = Hints(),
    *,
    workers: int = 1,
    watcher: Watcher | None = None,
) -> Tally:
    """Puts all that the sources hold into the store, and gives back the count.

    `watcher` is called after each batch with the count so far and the batch as written. Memory is bounded by the
    batches under way: two a worker.
    """
    return take(store, _named(sources, hints), workers=workers, watcher=watcher)


def take(
    store: Store,
    inputs: Iterable[tuple[str, Raw | Dropped]],
    *,
    workers: int = 1,
    watcher: Watcher | None = None,
) -> Tally:
    """Like `take_in`, for inputs that are at hand, each with the source it comes from."""
    tally = Tally()
    with Coder(workers) as coder:
        for batch in coder.code(_fresh(store, inputs, tally)):
            written = add(store, batch)
            tally.known += len(batch) - len(written)
            for taken in written:
                if isinstance(taken.outcome, Dropped):
                    tally.dropped[taken.outcome.reason] += 1
                else:
                    tally.kept += 1
            if watcher:
                watcher(tally, written)
    tally.check()
    return tally


def _named(sources: Iterable[str], hints: Hints) -> Iterator[tuple[str, Raw | Dropped]]:
    for source in sources:
        for raw in raws(source, hints):
            yield source, raw


def _fresh(
    store: Store, inputs: Iterable[tuple[str, Raw | Dropped]], tally: Tally
) -> Iterator[list[tuple[str, str, Raw | Dropped]]]:
    """Batches of what the ledger does not have, with their sources and keys."""
    feed = iter(inputs)
    waiting: list[tuple[str, str, Raw | Dropped]] = []
    while batch := [(source, _key(source, raw), raw) for source, raw in islice(feed, BATCH)]:
        tally.read += len(batch)
        known = store.known([key for _, key, _ in batch])
        fresh = [line for line in batch if line[1] not in known]
        tally.known += len(batch) - len(fresh)
        waiting += fresh
        if len(waiting) >= BATCH:
            yield waiting
            waiting = []
    if waiting:
        yield waiting


def _key(source: str, raw: Raw | Dropped) -> str:
    return raw.key if isinstance(raw, Raw) else f"{raw.origin or source}#{raw.reason}"
