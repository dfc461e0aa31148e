"""Keeps watch over feeds: rounds of visits, taken in turns so that one slow host holds up no other."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime

from onrecord.archive.relating import relate
from onrecord.archive.visit import PATIENCE_S, Count, Desk, Visit
from onrecord.errors import StoreError
from onrecord.store.feeds import feed_states

# How many visits are under way at a time; each holds one feed in memory.
AT_ONCE = 16
# Between two rounds, whatever is due.
SHORTEST_S = 60.0
# A store that another program holds is tried again in the next rounds, so many times.
TRIES = 5

Stopped = Callable[[], bool]
Report = Callable[[Count, datetime | None], None]


def watch(
    desk: Desk, feeds: Sequence[str], *, once: bool, related: bool, stopped: Stopped, report: Report
) -> Count:
    """Visits the feeds as they fall due, until `stopped` says so or, with `once`, for one round; gives the last count.

    `report` is called after each round with what it came to and the moment of the next one. What fails at one feed
    is noted in its state and stops no other. Raises StoreError where the store cannot be used round after round.
    """
    unusable, count = 0, Count()
    while not stopped():
        count = Count()
        try:
            _round(desk, feeds, count, stopped)
            if related and count.inputs.kept:
                relate(desk.store)
            coming = None if once or stopped() else _coming(desk, feeds)
            unusable = 0
        except StoreError:
            unusable += 1
            if once or unusable >= TRIES:
                raise
            coming = desk.clock.now() + desk.rhythm.every
        report(count, coming)
        if coming is None:
            break
        if not stopped():
            desk.clock.sleep(max(SHORTEST_S, (coming - desk.clock.now()).total_seconds()))
    return count


def _round(desk: Desk, feeds: Sequence[str], count: Count, stopped: Stopped) -> None:
    """Takes the visits step by step, always the one whose host is free first."""
    now = desk.clock.now()
    waiting = iter([url for url, state in feed_states(desk.store, feeds).items() if state.is_due(now)])
    under_way: dict[Iterator[str], str] = {}
    while not stopped():
        while len(under_way) < AT_ONCE and (url := next(waiting, None)):
            _step(under_way, Visit(desk, count).steps(url))
        if not under_way:
            return
        visit = min(under_way, key=lambda v: desk.manners.wait_s(under_way[v]))
        wait = desk.manners.wait_s(under_way[visit])
        if 0 < wait <= PATIENCE_S:
            desk.clock.sleep(wait)
        if not stopped():
            _step(under_way, visit)


def _step(under_way: dict[Iterator[str], str], visit: Iterator[str]) -> None:
    address = next(visit, None)
    if address is None:
        under_way.pop(visit, None)
    else:
        under_way[visit] = address


def _coming(desk: Desk, feeds: Sequence[str]) -> datetime | None:
    """When the next feed is due, at the latest after the usual time; None where all have ended."""
    now = desk.clock.now()
    states = [state for state in feed_states(desk.store, feeds).values() if not state.ended]
    if not states:
        return None
    # What is due already and was passed over waits for a host that rests.
    return min([now + desk.rhythm.every, *(s.due for s in states if s.due is not None and s.due > now)])
