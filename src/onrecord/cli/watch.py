"""`onrecord watch`: feeds are asked again and again, politely, and what is new in them goes on record."""

from __future__ import annotations

import signal
import time
from typing import TYPE_CHECKING, Any

import click

from onrecord.cli.exits import Exit
from onrecord.cli.filters import store_option

if TYPE_CHECKING:
    from datetime import datetime

    from onrecord.archive.visit import Count

# How long it takes at most to heed a signal while nothing is under way.
SLICE_S = 0.5


@click.command()
@click.argument("feeds", nargs=-1, required=True, metavar="FEEDS...")
@click.option("--once", is_flag=True, help="Ask the feeds that are due once, then stop.")
@click.option(
    "--every", type=click.FloatRange(1, 1440), default=15.0, show_default=True, metavar="MINUTES",
    help="How long to wait until a feed is asked again.",
)  # fmt: skip
@click.option(
    "--delay", type=click.FloatRange(0, 3600), default=5.0, show_default=True, metavar="SECONDS",
    help="The least pause between two requests to one host; a site that asks for more gets more.",
)  # fmt: skip
@click.option(
    "--no-relate", is_flag=True, help="Leave copies, stories and shared events for later (onrecord relate)."
)
@store_option
@click.pass_context
def watch(
    ctx: click.Context, feeds: tuple[str, ...], once: bool, every: float, delay: float, no_relate: bool,
    store_path: str,
) -> None:  # fmt: skip
    """Keep watch over feeds, and put what is new in them on record in the store, which is made where there is none.

    FEEDS are addresses of feeds (RSS, Atom, JSON Feed), sitemaps or OPML lists, or files that list them: OPML, or one
    address a line. A report whose text is not in the feed is fetched from its site. The robots.txt of each site
    is obeyed, and pages in private networks are reached only where you name their feed yourself.

    Runs until it is stopped (Ctrl-C); the page under way is finished first. Run it again and it goes on where it was.
    Feeds that fail are asked ever more rarely, at least once a day.
    """
    from datetime import timedelta

    from onrecord.archive.feedlist import feeds_in
    from onrecord.archive.visit import Desk
    from onrecord.archive.watching import watch as keep_watch
    from onrecord.reading.polling import Clock, Manners, Rhythm
    from onrecord.store import open_store

    named = feeds_in(feeds)
    store = open_store(store_path, create=True)
    with _Told() as told:
        clock = Clock(sleep=told.sleep)
        desk = Desk(store, Manners(clock, delay_s=delay), clock, Rhythm(timedelta(minutes=every)))
        count = keep_watch(
            desk, named, once=once, related=not no_relate, stopped=told,
            report=lambda count, coming: _tell(count, coming, store_path),
        )  # fmt: skip
    ctx.exit(_code(count) if once else Exit.KEPT)


class _Told:
    """Whether the program was told to stop: by Ctrl-C or SIGTERM, which end it at once the second time."""

    def __init__(self) -> None:
        self._told = False
        self._before: dict[signal.Signals, Any] = {}

    def __enter__(self) -> _Told:
        for number in (signal.SIGINT, signal.SIGTERM):
            self._before[number] = signal.signal(number, self._tell)
        return self

    def __exit__(self, *_: object) -> None:
        for number, handler in self._before.items():
            signal.signal(number, handler)

    def __call__(self) -> bool:
        return self._told

    def sleep(self, seconds: float) -> None:
        """Waits so long, or until it is told to stop."""
        until = time.monotonic() + seconds
        while not self._told and (left := until - time.monotonic()) > 0:
            time.sleep(min(left, SLICE_S))

    def _tell(self, *_: object) -> None:
        self._told = True
        self.__exit__()
        click.echo("stopping after the page under way", err=True)


def _tell(count: Count, coming: datetime | None, store_path: str) -> None:
    """Says what a round came to in one line, after one for each feed that failed."""
    from datetime import datetime

    from onrecord.cli.add import TOLD, account
    from onrecord.cli.rows import totals

    for feed in count.failed[:TOLD]:
        then = "it is gone for good; take it off your list" if feed.ended else f"asked again {_at(feed.due)}"
        click.echo(click.style(f"{feed.url}: {feed.message} ({feed.reason}); {then}", fg="red"), err=True)
    feeds = totals([("read", count.read), ("unchanged", count.unchanged), ("failed", len(count.failed))])
    parts = [f"feeds: {feeds or 'none due'}", account(count.inputs, store_path)]
    if count.waiting:
        parts.insert(1, f"{count.waiting:,} links left for the next round")
    if coming is not None:
        parts.insert(0, f"next round {_at(coming)}")
    click.echo(click.style(f"{datetime.now():%Y-%m-%d %H:%M}  ", dim=True) + "; ".join(parts), err=True)


def _at(moment: datetime | None) -> str:
    """A moment in UTC without a zone, as the clock on the wall shows it."""
    from datetime import UTC

    return f"{moment.replace(tzinfo=UTC).astimezone():%d %b %H:%M}" if moment else "at once"


def _code(count: Count) -> Exit:
    if not count.failed and not count.inputs.dropped:
        return Exit.KEPT
    kept = count.inputs.kept or count.inputs.known or count.read or count.unchanged
    return Exit.SOME_DROPPED if kept else Exit.NOTHING_READ
