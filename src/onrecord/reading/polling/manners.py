"""Manners towards hosts: their robots.txt is obeyed, requests keep a distance, and a host in trouble is left alone."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol
from urllib.parse import urlsplit

from onrecord.errors import InputError
from onrecord.reading.fetch import AGENT, LIMIT_BYTES, Page, Validators, fetch
from onrecord.reading.polling.clock import Clock

if TYPE_CHECKING:
    from protego import Protego

DELAY_S = 5.0
# A site that asks for longer pauses between two requests gets these.
LONGEST_DELAY_S = 60.0
# How long a host in trouble rests at first; twice as long after each further failure.
REST_S = 60.0
DAY_S = 86_400.0
DOUBLINGS = 11
ROBOTS_BYTES = 512_000
# How many hosts are remembered; the one asked longest ago is forgotten first.
HOSTS = 5_000


class Fetch(Protocol):
    """Gives the page at an address; `onrecord.reading.fetch.fetch` is one."""

    def __call__(
        self, url: str, *, since: Validators = ..., found_at: str | None = ..., limit: int = ...
    ) -> Page:
        """The answer at `url`; raises InputError."""
        ...


@dataclass(slots=True)
class _Host:
    """What is known of a host: from when on it may be asked, how often it failed in a row, and its rules."""

    free_at: float = 0.0
    failures: int = 0
    rules: Protego | None = None
    rules_until: float = 0.0


class Manners:
    """Fetches pages as a guest should. Keeps `delay_s` seconds between two requests to a host, or as many as it asks for."""

    def __init__(self, clock: Clock = Clock(), *, delay_s: float = DELAY_S, get: Fetch = fetch) -> None:
        self._clock, self._delay_s, self._fetch = clock, delay_s, get
        self._hosts: OrderedDict[str, _Host] = OrderedDict()

    def wait_s(self, url: str) -> float:
        """How many seconds it takes until the host of `url` may be asked; 0 where it may be now."""
        host = self._hosts.get(_origin(url))
        return max(0.0, host.free_at - self._clock.seconds()) if host else 0.0

    def get(
        self, url: str, *, since: Validators = Validators(), found_at: str | None = None,
        limit: int = LIMIT_BYTES,
    ) -> Page:  # fmt: skip
        """The answer at an address, after the wait that is due; for the arguments see `fetch`.

        Raises InputError as `fetch` does, and with the reason "robots" where the site does not want it fetched.
        """
        host = self._host(url)
        if wait := self.wait_s(url):
            self._clock.sleep(wait)
        try:
            self._obey(host, url, found_at)
            page = self._fetch(url, since=since, found_at=found_at, limit=limit)
        except InputError as error:
            self._leave(host, troubled=error.reason == "unavailable")
            raise
        self._leave(host, troubled=page.troubled, retry_after=page.retry_after)
        return page

    def _host(self, url: str) -> _Host:
        host = self._hosts.setdefault(_origin(url), _Host())
        self._hosts.move_to_end(_origin(url))
        if len(self._hosts) > HOSTS:
            self._hosts.popitem(last=False)
        return host

    def _obey(self, host: _Host, url: str, found_at: str | None) -> None:
        """Raises InputError where the site's robots.txt forbids the address, or cannot be read for now."""
        if host.rules is None or self._clock.seconds() >= host.rules_until:
            host.rules = self._rules(_origin(url), found_at)
            host.rules_until = self._clock.seconds() + DAY_S
        if not host.rules.can_fetch(url, AGENT):
            raise InputError("robots", "the site asks programs not to fetch it (robots.txt)")

    def _rules(self, origin: str, found_at: str | None) -> Protego:
        """What a site asks of programs; all is allowed where it has no robots.txt, or none that can be read."""
        from protego import Protego

        try:
            data = self._fetch(f"{origin}/robots.txt", found_at=found_at, limit=ROBOTS_BYTES).body()
        except InputError as error:
            if error.reason == "unavailable":
                raise InputError("unavailable", f"{origin}/robots.txt cannot be read: {error}") from error
            if error.reason == "forbidden-address":
                raise
            data = b""
        return Protego.parse(data.decode("utf-8", "replace"))

    def _leave(self, host: _Host, *, troubled: bool, retry_after: float | None = None) -> None:
        """Notes when the host may be asked again."""
        wait = self._delay_s
        if host.rules is not None:
            wait = max(wait, min(host.rules.crawl_delay(AGENT) or 0.0, LONGEST_DELAY_S))
        host.failures = host.failures + 1 if troubled else 0
        if troubled:
            rest = REST_S * 2.0 ** min(host.failures - 1, DOUBLINGS)
            wait = max(wait, min(max(rest, retry_after or 0.0), DAY_S))
        host.free_at = self._clock.seconds() + wait


def _origin(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}".lower()
