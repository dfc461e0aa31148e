"""A feed between two polls: what it told the last time and when it is due again."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from urllib.parse import urlsplit

from onrecord.errors import InputError
from onrecord.reading.fetch import Page, Validators

GONE = 410
# No feed is left alone for longer, whatever it answers.
LONGEST = timedelta(days=1)
# After so many failures in a row the wait has long reached its limit.
DOUBLINGS = 20
# The machine that named an address is not known: only public machines are reached.
NOWHERE = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedState:
    """A feed that is watched, as the table `feeds` keeps it. Moments are in UTC, without a zone.

    `url` is the address that the user named, `moved` where it lies for good since. `failures` counts those in a
    row; `reason` and `message` are of the last one. A feed that is `ended` (410 Gone) is never asked again.
    """

    url: str
    moved: str | None = None
    etag: str | None = None
    last_modified: str | None = None
    polled: datetime | None = None
    due: datetime | None = None
    failures: int = 0
    reason: str | None = None
    message: str | None = None
    ended: bool = False

    @property
    def address(self) -> str:
        """Where to ask."""
        return self.moved or self.url

    @property
    def validators(self) -> Validators:
        """What to ask with, so that an unchanged feed is not sent again."""
        return Validators(self.etag, self.last_modified)

    def found_at(self, named_by: str | None) -> str | None:
        """The machine that named the address: that which named the feed, unless it moved to another host."""
        at_home = self.moved is None or urlsplit(self.moved).hostname == urlsplit(self.url).hostname
        return named_by if at_home else NOWHERE

    def is_due(self, now: datetime) -> bool:
        """Whether it is time to ask."""
        return not self.ended and (self.due is None or self.due <= now)


@dataclass(frozen=True, slots=True)
class Rhythm:
    """How often feeds are asked: each `every`, and ever more rarely while they fail.

    `chance` gives numbers in [0, 1); by them the waits of failing feeds differ, so that they do not come back at once.
    """

    every: timedelta = timedelta(minutes=15)
    chance: Callable[[], float] = random.random

    def read(self, state: FeedState, page: Page, now: datetime, *, whole: bool) -> FeedState:
        """The state after a poll that went well.

        Where not all the feed told was dealt with (`whole` is false), the next poll asks for all of it again.
        """
        kept = state.validators if page.unchanged else page.validators
        told = kept if whole else Validators()
        return FeedState(
            url=state.url, moved=page.moved or state.moved, etag=told.etag, last_modified=told.last_modified,
            polled=now, due=now + self.every,
        )  # fmt: skip

    def failed(
        self, state: FeedState, error: InputError, now: datetime, page: Page | None = None
    ) -> FeedState:
        """The state after a poll that `error` ended; `page` is what the server answered, where it did.

        A feed that had moved is sought at its old address again.
        """
        failures = state.failures + 1
        doubled = min(LONGEST, self.every * 2 ** min(failures, DOUBLINGS))
        wait = doubled * (0.75 + 0.25 * self.chance())
        if page is not None and page.retry_after is not None:
            wait = max(wait, timedelta(seconds=min(page.retry_after, LONGEST.total_seconds())))
        kept = Validators() if state.moved else state.validators
        return replace(
            state, moved=None, etag=kept.etag, last_modified=kept.last_modified, polled=now, due=now + wait, failures=failures, reason=error.reason,
            message=str(error), ended=page is not None and page.status == GONE,
        )  # fmt: skip
