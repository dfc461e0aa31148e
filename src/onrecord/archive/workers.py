"""Codes batches of inputs, in this process or in several; a process that dies takes only its own input with it."""

from __future__ import annotations

import multiprocessing
import os
import threading
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from functools import cache
from multiprocessing import connection
from types import TracebackType
from typing import TYPE_CHECKING

from onrecord.model import Dropped, ReadOutcome
from onrecord.reading import Incoming, Raw, parse
from onrecord.store.rows import Taken

if TYPE_CHECKING:
    from onrecord.pipeline import Reader

Line = tuple[str, str, Raw | Dropped]


class Coder:
    """Codes batches in order. With one worker in this process, else in that many processes, two batches each."""

    def __init__(self, workers: int) -> None:
        self._workers = workers
        self._pool: ProcessPoolExecutor | None = None

    def __enter__(self) -> Coder:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._pool:
            self._pool.shutdown(wait=error is None, cancel_futures=True)

    def code(self, batches: Iterable[Sequence[Line]]) -> Iterator[list[Taken]]:
        """The outcomes of each batch, in order."""
        if self._workers <= 1:
            for batch in batches:
                yield _taken(batch, outcomes([raw for _, _, raw in batch]))
            return
        waiting: deque[tuple[Sequence[Line], Future[list[ReadOutcome]]]] = deque()
        for batch in batches:
            waiting.append((batch, self._submit([raw for _, _, raw in batch])))
            if len(waiting) > 2 * self._workers:
                yield self._finished(*waiting.popleft())
        while waiting:
            yield self._finished(*waiting.popleft())

    def _submit(self, raws: list[Raw | Dropped]) -> Future[list[ReadOutcome]]:
        if self._pool is None:
            self._pool = _pool(self._workers)
        try:
            return self._pool.submit(outcomes, raws)
        except BrokenProcessPool:
            self._pool = _pool(self._workers)
            return self._pool.submit(outcomes, raws)

    def _finished(self, batch: Sequence[Line], future: Future[list[ReadOutcome]]) -> list[Taken]:
        raws = [raw for _, _, raw in batch]
        try:
            return _taken(batch, future.result())
        except BrokenProcessPool:
            return _taken(batch, list(_singly(raws)))


def outcomes(raws: Sequence[Raw | Dropped]) -> list[ReadOutcome]:
    """Parses and codes the inputs, one outcome each."""
    parsed: list[Incoming | Dropped] = [parse(raw) if isinstance(raw, Raw) else raw for raw in raws]
    return list(_reader().read_many(parsed))


@cache
def _reader() -> Reader:
    from onrecord.pipeline import Reader

    return Reader()


def _pool(workers: int) -> ProcessPoolExecutor:
    return ProcessPoolExecutor(
        workers, mp_context=multiprocessing.get_context("spawn"), initializer=_end_with_parent
    )


def _end_with_parent() -> None:
    """Ends this process when the one that started it is gone, however it went."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        threading.Thread(target=_outlive, args=(parent.sentinel,), daemon=True).start()


def _outlive(sentinel: int) -> None:
    connection.wait([sentinel])
    os._exit(1)


def _singly(raws: Sequence[Raw | Dropped]) -> Iterator[ReadOutcome]:
    """The outcomes of a batch whose process died: one input at a time, so that only the one to blame is lost."""
    pool = _pool(1)
    for raw in raws:
        try:
            yield pool.submit(outcomes, [raw]).result()[0]
        except BrokenProcessPool:
            pool = _pool(1)
            yield Dropped(
                id=raw.hints.id if isinstance(raw, Raw) else raw.id, step="code", reason="crashed",
                message=f"{raw.origin}: the process that coded it died; the others went on", origin=raw.origin,
            )  # fmt: skip
    pool.shutdown()


def _taken(batch: Sequence[Line], found: Sequence[ReadOutcome]) -> list[Taken]:
    return [
        Taken(key=key, source=source, origin=raw.origin or source, outcome=outcome)
        for (source, key, raw), outcome in zip(batch, found, strict=True)
    ]
