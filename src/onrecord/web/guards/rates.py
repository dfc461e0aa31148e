"""How often a client may ask: a bucket of turns a client, which fills again with time."""

from __future__ import annotations

import math
import time
from collections import OrderedDict
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from starlette.types import ASGIApp, Receive, Scope, Send

from onrecord.web.guards.asking import client, is_loopback
from onrecord.web.guards.notices import Notice, Render, plain_page, send_notice

# Clients that are remembered; of more, those not heard of longest are forgotten, which fills their buckets.
CLIENTS = 10_000
Clock = Callable[[], float]


@dataclass(frozen=True, slots=True)
class Rate:
    """So many turns a second, and so many at once after a rest."""

    per_s: float
    burst: float


class Buckets:
    """The turns that each of many clients has left."""

    def __init__(self, rate: Rate, *, clients: int = CLIENTS, clock: Clock = time.monotonic) -> None:
        self._rate, self._clients, self._clock = rate, clients, clock
        self._left: OrderedDict[str, tuple[float, float]] = OrderedDict()

    def __len__(self) -> int:
        return len(self._left)

    def take(self, who: str) -> float:
        """0 where a turn was left, which is gone then; else the seconds until there is one."""
        now = self._clock()
        left, at = self._left.get(who, (self._rate.burst, now))
        left = min(self._rate.burst, left + (now - at) * self._rate.per_s)
        wait = 0.0 if left >= 1 else (1 - left) / self._rate.per_s
        self._left[who] = (left if wait else left - 1, now)
        self._left.move_to_end(who)
        if len(self._left) > self._clients:
            self._left.popitem(last=False)
        return wait

    def give_back(self, who: str) -> None:
        """Gives back a turn that was taken."""
        if who in self._left:
            left, at = self._left[who]
            self._left[who] = (min(self._rate.burst, left + 1), at)


class RateGuard:
    """Answers 429 to clients that ask too often: rarely on any path, soon on those of `dear`.

    Requests from this machine are not counted on other paths, and nowhere where `spares_this_machine`: there is
    nobody then to be kept from the server by them.
    """

    def __init__(
        self, app: ASGIApp, reading: Rate, dear: Mapping[str, Rate], *, spares_this_machine: bool,
        render: Render = plain_page, clock: Clock = time.monotonic,
    ) -> None:  # fmt: skip
        self._app, self._spares, self._render = app, spares_this_machine, render
        self._reading = Buckets(reading, clock=clock)
        self._dear = {path: Buckets(rate, clock=clock) for path, rate in dear.items()}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answers what the app answers, or that it was too often."""
        wait = self._wait(scope) if scope["type"] == "http" else 0.0
        if not wait:
            await self._app(scope, receive, send)
            return
        await send_notice(scope, send, *too_often(wait), render=self._render)

    def _wait(self, scope: Scope) -> float:
        who = client(scope)
        near = is_loopback(who)
        if near and self._spares:
            return 0.0
        path = scope["path"]
        for prefix, buckets in self._dear.items():
            if path == prefix or path.startswith((prefix + "/", prefix + ".")):
                return buckets.take(who)
        return 0.0 if near else self._reading.take(who)


def too_often(wait_s: float) -> tuple[Notice, list[tuple[bytes, bytes]]]:
    """The answer to a client that has to wait, with the header that says how long."""
    seconds = max(1, math.ceil(wait_s))
    text = f"Too many requests came from your address. Try again in {seconds} second{'s' * (seconds > 1)}."
    return Notice(status=429, title="Too often", text=text), [(b"retry-after", str(seconds).encode())]
