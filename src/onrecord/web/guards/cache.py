"""Answers kept for all who ask the same, as long as the store stays as it is."""

from __future__ import annotations

import asyncio
import time
from collections import OrderedDict
from collections.abc import Hashable
from typing import TypeAlias

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from onrecord.web.guards.kept import Asked, Kept, for_one, is_shared, made
from onrecord.web.guards.rates import Clock
from onrecord.web.guards.settings import Stamp

Key: TypeAlias = tuple[str, bytes, bytes, bytes]
Flight: TypeAlias = "asyncio.Future[Kept | None]"

LOOK_S = 0.25
# Whoever waits longer for the answer to somebody else asks for one of his own.
PATIENCE_S = 60.0
# What an entry weighs beside its bodies and its key.
ENTRY_BYTES = 2_000
# Of the whole, what one answer may take.
SHARE = 8
# From so many bytes on, packing would be felt by others if it were not done in a thread.
THREAD_BYTES = 64 << 10
# The app answers in full; what the browser has and how it wants it is our business.
_OURS = frozenset({b"if-none-match", b"if-modified-since", b"if-range", b"range", b"accept-encoding"})


class CacheGuard:
    """Answers from memory what was asked before, where the app has marked it `Cache-Control: public`.

    Such pages are the same for everybody who may see them. They count as long as `stamp()` is equal to what it was;
    it is called no more than four times a second, and at once after a request that may have changed something.
    Of equal requests at one time one goes to the app, and the others wait for what it gets.
    """

    def __init__(
        self, app: ASGIApp, stamp: Stamp, *, total_bytes: int, clock: Clock = time.monotonic
    ) -> None:
        self._app, self._stamp, self._total, self._clock = app, stamp, total_bytes, clock
        self._looked = float("-inf")
        self._at: Hashable = object()
        self._kept: OrderedDict[Key, Kept] = OrderedDict()
        self._flights: dict[tuple[Hashable, Key], Flight] = {}
        self.size = 0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answers from memory, or what the app answers."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        if scope["method"] not in ("GET", "HEAD"):
            try:
                await self._app(scope, receive, _unkept(send))
            finally:
                self._looked = float("-inf")
            return
        self._look()
        key, asked = _read(scope)
        kept = self._kept.get(key)
        if kept is not None:
            self._kept.move_to_end(key)
            await kept.send(asked, send)
            return
        flight = self._flights.get((self._at, key))
        if flight is None:
            await self._lead(key, asked, scope, receive, send)
            return
        await asyncio.wait({flight}, timeout=PATIENCE_S)
        shared = flight.result() if flight.done() else None
        if shared is not None:
            await shared.send(asked, send)
        else:
            await self._app(_in_full(scope), receive, _unkept(send, head=asked.head))

    async def _lead(self, key: Key, asked: Asked, scope: Scope, receive: Receive, send: Send) -> None:
        """Asks the app, and tells those who wait what became of it, whatever that is."""
        flight: Flight = asyncio.get_running_loop().create_future()
        name = (self._at, key)
        self._flights[name] = flight
        taking = _Taking(flight, asked, send, limit=self._total // SHARE)
        try:
            await self._app(_in_full(scope), receive, taking.take)
        finally:
            del self._flights[name]
            if not flight.done():
                flight.set_result(None)
            kept = flight.result()
            self._look()
            if kept is not None and kept.status == 200 and name[0] is self._at:
                self._keep(key, kept)

    def _look(self) -> None:
        """Forgets everything where the store has changed."""
        now = self._clock()
        if now - self._looked < LOOK_S:
            return
        self._looked = now
        try:
            at: Hashable = self._stamp()
        except OSError:
            at = object()
        if at != self._at:
            self._at, self.size = at, 0
            self._kept.clear()

    def _keep(self, key: Key, kept: Kept) -> None:
        before = self._kept.pop(key, None)
        self.size += _weight(key, kept) - (_weight(key, before) if before else 0)
        self._kept[key] = kept
        while self.size > self._total:
            self.size -= _weight(*self._kept.popitem(last=False))


class _Taking:
    """Takes what the app answers: whole where it is for all, else it goes straight on."""

    def __init__(self, flight: Flight, asked: Asked, send: Send, *, limit: int) -> None:
        self._flight, self._asked, self._limit = flight, asked, limit
        self._send, self._unkept = send, _unkept(send, head=asked.head)
        self._start: Message | None = None
        self._parts: list[bytes] = []
        self._count = 0

    async def take(self, message: Message) -> None:
        """Takes one message."""
        if message["type"] == "http.response.start":
            # Those who wait are told of a failure instead of each running into it.
            if is_shared(message) or message["status"] >= 500:
                self._start = message
                return
            self._flight.set_result(None)
        if self._start is None:
            await self._unkept(message)
            return
        self._parts.append(message.get("body", b""))
        self._count += len(self._parts[-1])
        if self._count > self._limit:
            await self._let_go(message)
        elif not message.get("more_body", False):
            await self._finish(self._start)

    async def _let_go(self, message: Message) -> None:
        """Sends on what is too large to be kept."""
        start, self._start = self._start, None
        self._flight.set_result(None)
        if start is not None:
            await self._unkept(start)
        await self._unkept({**message, "body": b"".join(self._parts)})
        self._parts.clear()

    async def _finish(self, start: Message) -> None:
        body, headers = b"".join(self._parts), list(start.get("headers", ()))
        if len(body) < THREAD_BYTES:
            kept = made(start["status"], headers, body)
        else:
            kept = await asyncio.to_thread(made, start["status"], headers, body)
        if not self._flight.done():
            self._flight.set_result(kept)
        await kept.send(self._asked, self._send)


def _read(scope: Scope) -> tuple[Key, Asked]:
    """What is asked for, and in which form."""
    host, packed, seen = b"", False, b""
    for name, value in scope["headers"]:
        if name == b"host":
            host = value
        elif name == b"accept-encoding":
            packed = _takes_gzip(value)
        elif name == b"if-none-match":
            seen = value
    path = scope.get("raw_path") or scope["path"].encode()
    return (scope["scheme"], host, path, scope["query_string"]), Asked(
        scope["method"] == "HEAD", packed, seen
    )


def _takes_gzip(value: bytes) -> bool:
    for part in value.lower().split(b","):
        name, _, weight = part.partition(b";")
        if name.strip() == b"gzip":
            # "gzip;q=0" says that it may be anything else.
            return bool(weight.strip().removeprefix(b"q=").strip(b"0.")) or not weight
    return False


def _in_full(scope: Scope) -> Scope:
    headers = [pair for pair in scope["headers"] if pair[0] not in _OURS]
    return {**scope, "method": "GET", "headers": headers}


def _unkept(send: Send, *, head: bool = False) -> Send:
    """Sends on what is not kept, without a body to those who asked for the head only."""

    async def send_on(message: Message) -> None:
        if message["type"] == "http.response.start":
            message = for_one(message)
        elif head:
            message = {**message, "body": b""}
        await send(message)

    return send_on


def _weight(key: Key, kept: Kept) -> int:
    return ENTRY_BYTES + kept.size + sum(len(part) for part in key)
