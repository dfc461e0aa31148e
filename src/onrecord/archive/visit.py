"""A visit to one feed: it is asked, what is new in it is fetched, coded and put on record, and its state is kept."""

from __future__ import annotations

import io
from collections.abc import Generator, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from itertools import islice
from urllib.parse import urldefrag

from onrecord.archive.taking import Tally, take
from onrecord.errors import InputError, OnRecordError
from onrecord.model import Dropped
from onrecord.reading import Hints, Link, Raw, dropped, not_followed, split
from onrecord.reading.containers.entry import FEED_BYTES
from onrecord.reading.containers.lot import Found
from onrecord.reading.fetch import Page
from onrecord.reading.polling import Clock, FeedState, Manners, Rhythm
from onrecord.store.feeds import feed_states, save_feed
from onrecord.store.ledger import addresses, strike
from onrecord.store.store import Store

# How many entries of a feed are dealt with at a time.
TOGETHER = 16
# A host that cannot be asked within this time is left for the next round.
PATIENCE_S = 120.0
# How many requests one feed gets in one round; at a page each five seconds they take eight minutes.
REQUESTS = 100
# A list of feeds names sitemaps at most, those name sitemaps, and these name pages.
DEPTH = 2
# A page that is unavailable is tried again for so long, while its feed names it.
TRIED = timedelta(days=1)


@dataclass(slots=True)
class Count:
    """What a round came to: feeds by what they answered, links left for the next round, and the inputs."""

    read: int = 0
    unchanged: int = 0
    failed: list[FeedState] = field(default_factory=list)
    waiting: int = 0
    inputs: Tally = field(default_factory=Tally)


@dataclass(frozen=True, slots=True)
class Desk:
    """What every visit works with."""

    store: Store
    manners: Manners
    clock: Clock
    rhythm: Rhythm


class Visit:
    """One visit to a feed, and to the feeds and sitemaps that it lists.

    `steps` is to be gone through by the caller, who decides when the next step is taken; a visit that is left in
    the middle keeps nothing of its feed's state, so that the next one begins anew.
    """

    def __init__(self, desk: Desk, count: Count) -> None:
        self._desk, self._count, self._left = desk, count, REQUESTS

    def steps(self, url: str, named_by: str | None = None, depth: int = 0) -> Iterator[str]:
        """Before each request the address to be asked. `named_by` is the machine that named the feed, None for the user."""
        now = self._desk.clock.now
        state = feed_states(self._desk.store, [url])[url]
        if not state.is_due(now()):
            return
        yield state.address
        if self._rests(state.address):
            return
        self._left -= 1
        page: Page | None = None
        try:
            page = self._desk.manners.get(
                state.address, since=state.validators, found_at=state.found_at(named_by), limit=FEED_BYTES
            )
            whole = page.unchanged or (yield from self._entries(state, page, depth))
        except InputError as error:
            self._failed(state, error, page)
        except OnRecordError:
            raise
        except Exception as error:
            self._failed(
                state, InputError("crashed", f"reading it failed: {error!r}; please report this"), page
            )
        else:
            self._count.unchanged += page.unchanged
            self._count.read += not page.unchanged
            if state.failures:
                strike(self._desk.store, url)
            save_feed(self._desk.store, self._desk.rhythm.read(state, page, now(), whole=whole))

    def _entries(self, state: FeedState, page: Page, depth: int) -> Generator[str, None, bool]:
        """Goes through what the feed holds; gives back whether nothing of it is left for later."""
        found = _within(state.url, page.body())
        whole = True
        while some := list(islice(found, TOGETHER)):
            if self._left <= 0:
                self._count.waiting += len(some)
                return False
            links = [item for item in some if isinstance(item, Link)]
            self._take(state.url, [item for item in some if not isinstance(item, Link)])
            whole &= not any(isinstance(item, Dropped) and item.origin == state.url for item in some)
            whole &= yield from self._pages(state, [k for k in links if k.kind == "page"], page.address)
            whole &= yield from self._lists(
                state, [k for k in links if k.kind != "page"], page.address, depth
            )
        return whole

    def _lists(
        self, state: FeedState, links: Sequence[Link], named_by: str, depth: int
    ) -> Generator[str, None, bool]:
        """Visits those of the feeds and sitemaps that are due; gives back whether there are none.

        What lists others is read whole each time, since they fall due when it is unchanged too.
        """
        if depth >= DEPTH:
            self._take(state.url, [not_followed(link) for link in links])
            return True
        for url, listed in feed_states(self._desk.store, [link.url for link in links]).items():
            if self._left > 0 and listed.is_due(self._desk.clock.now()):
                yield from self.steps(url, named_by, depth + 1)
        return not links

    def _pages(self, state: FeedState, links: Sequence[Link], named_by: str) -> Generator[str, None, bool]:
        """Fetches those pages that are new; gives back whether none is left for later."""
        whole = True
        by_url = {urldefrag(link.url).url: link for link in links}
        known, failed = addresses(self._desk.store, by_url, self._desk.clock.now() - TRIED)
        self._count.inputs.read += len(known)
        self._count.inputs.known += len(known)
        for url, link in by_url.items():
            if url in known:
                continue
            if self._left > 0:
                yield url
            if self._left <= 0 or self._rests(url):
                self._count.waiting += 1
                whole = False
                continue
            self._left -= 1
            outcome = self._fetched(url, link, named_by)
            if isinstance(outcome, Dropped) and outcome.reason == "unavailable":
                whole = False
            elif url in failed:
                strike(self._desk.store, url)
            self._take(state.url, [outcome])
        return whole

    def _fetched(self, url: str, link: Link, named_by: str) -> Raw | Dropped:
        try:
            page = self._desk.manners.get(url, found_at=named_by)
            return Raw(url, page.body(), None, link.hints)
        except InputError as error:
            return dropped(error, url, link.id)

    def _rests(self, url: str) -> bool:
        """Whether the host is to be left alone for longer than a round waits."""
        return self._desk.manners.wait_s(url) > PATIENCE_S

    def _failed(self, state: FeedState, error: InputError, page: Page | None) -> None:
        after = self._desk.rhythm.failed(state, error, self._desk.clock.now(), page)
        self._count.failed.append(after)
        self._take(state.url, [dropped(error, state.url)])
        save_feed(self._desk.store, after)

    def _take(self, source: str, inputs: Sequence[Raw | Dropped]) -> None:
        """Codes the inputs and puts them on record; one that breaks the code is dropped, and the others go on."""
        try:
            self._count.inputs += take(self._desk.store, [(source, item) for item in inputs])
        except OnRecordError:
            raise
        except Exception as error:
            if len(inputs) > 1:
                for item in inputs:
                    self._take(source, [item])
            elif isinstance(inputs[0], Raw):
                crash = InputError("crashed", f"coding it failed: {error!r}; please report this", step="code")
                self._take(source, [dropped(crash, inputs[0].origin, inputs[0].hints.id)])
            else:
                raise


def _within(url: str, data: bytes) -> Iterator[Found]:
    """What a feed holds; raises InputError where it is none or nothing in it can be read."""
    if not data.strip():
        raise InputError("empty", "the server answered with nothing")
    stream = io.BytesIO(data)
    some = False
    for found in split(stream, url, Hints(), seekable=stream):
        if isinstance(found, Raw) and found.origin == url:
            raise InputError(
                "bad-feed",
                "a page lies there and no feed; name its feed or sitemap, or take it in with: onrecord add",
            )
        if isinstance(found, Dropped) and found.origin == url and not some:
            raise InputError(found.reason, found.message)
        some = True
        yield found
