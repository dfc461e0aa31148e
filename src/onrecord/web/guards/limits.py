"""How much a request may bring, how long it may take, and how many are worked on at once."""

from __future__ import annotations

import asyncio
import logging
import time

import anyio
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from onrecord.web.guards.asking import header
from onrecord.web.guards.notices import Notice, send_notice
from onrecord.web.guards.settings import GuardSettings

_DIGITS = 18
_AGAIN = [(b"retry-after", b"10")]
_log = logging.getLogger(__name__)


class TooLargeError(Exception):
    """A body has gone beyond the limit while it was read."""


class BodyGuard:
    """Answers 413 to bodies that are too large, counted as they come, whatever length was announced."""

    def __init__(self, app: ASGIApp, settings: GuardSettings) -> None:
        self._app, self._limit, self._render = app, settings.body_bytes, settings.render

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answers what the app answers, to requests that bring no more than they may."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        announced = header(scope, b"content-length")
        if announced is not None and not (announced.isascii() and announced.isdigit()):
            wrong = Notice(
                status=400, title="No length", text="The Content-Length of the request is no number."
            )
            await send_notice(scope, send, wrong, render=self._render)
            return
        if announced is not None and (len(announced) > _DIGITS or int(announced) > self._limit):
            await self._refuse(scope, send)
            return
        count, started = 0, False

        async def receive_counted() -> Message:
            nonlocal count
            message = await receive()
            count += len(message.get("body", b""))
            if count > self._limit:
                raise TooLargeError
            return message

        async def send_guarded(message: Message) -> None:
            nonlocal started
            # What an app makes of the error inside it is not the answer.
            if count <= self._limit or started:
                started = True
                await send(message)

        try:
            await self._app(scope, receive_counted, send_guarded)
        except Exception:
            if count <= self._limit:
                raise
        if count > self._limit and not started:
            await self._refuse(scope, send)

    async def _refuse(self, scope: Scope, send: Send) -> None:
        text = f"What you send may have {self._limit:,} bytes at most. Larger files are put on record with: onrecord add"
        notice = Notice(status=413, title="That is too large", text=text)
        await send_notice(scope, send, notice, render=self._render)


class WorkGuard:
    """Lets so many requests be worked on at once and so many wait; answers 503 to more, and to what takes too long.

    What takes too long is cancelled. A thread cannot be; its place stays taken until it is done, so that there are
    never more of them than places.
    """

    def __init__(self, app: ASGIApp, settings: GuardSettings) -> None:
        self._app, self._settings, self._render = app, settings, settings.render
        self._places = asyncio.Semaphore(settings.at_once)
        self._waiting = 0
        self._running: set[asyncio.Task[None]] = set()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answers what the app answers, in time."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        until = time.monotonic() + self._settings.answer_s
        if not await self._find_place():
            text = "Many are asking at once. Try again in a few seconds."
            notice = Notice(status=503, title="The server is busy", text=text)
            await send_notice(scope, send, notice, _AGAIN, render=self._render)
            return
        work = _Work(self._app, scope, receive, send)
        task = asyncio.create_task(work.run())
        self._running.add(task)
        task.add_done_callback(self._done)
        try:
            await asyncio.wait({task}, timeout=max(0.0, until - time.monotonic()))
            if work.began and not task.done():
                await asyncio.wait({task}, timeout=self._settings.stream_s)
        finally:
            late = not task.done()
            if late:
                work.stop()
        if not late:
            task.result()
            return
        if work.began:
            _log.warning("an answer took too long to send: %s", scope["path"])
            return
        text = f"It took longer than {self._settings.answer_s:g} seconds. Ask for less, or try again later."
        notice = Notice(status=503, title="That took too long", text=text)
        await send_notice(scope, send, notice, _AGAIN, render=self._render)

    async def _find_place(self) -> bool:
        """Whether there is a place, at once or after a while."""
        if not self._places.locked():
            await self._places.acquire()
            return True
        if self._waiting >= self._settings.waiting:
            return False
        self._waiting += 1
        try:
            async with asyncio.timeout(self._settings.answer_s):
                await self._places.acquire()
        except TimeoutError:
            return False
        finally:
            self._waiting -= 1
        return True

    def _done(self, task: asyncio.Task[None]) -> None:
        """Gives the place back, and takes note of an error that nobody waits for any more."""
        self._running.discard(task)
        self._places.release()
        if not task.cancelled():
            task.exception()


class _Work:
    """One request at work: whether its answer has begun, and a way to stop it."""

    def __init__(self, app: ASGIApp, scope: Scope, receive: Receive, send: Send) -> None:
        self._app, self._scope, self._receive, self._send = app, scope, receive, send
        self._cancelling = anyio.CancelScope()
        self._stopped = self.began = False

    async def run(self) -> None:
        """Works until it is done or stopped."""
        with self._cancelling:
            await self._app(self._scope, self._receive, self._send_on)

    def stop(self) -> None:
        """Cancels it; nothing that it still says is sent."""
        self._stopped = True
        self._cancelling.cancel()

    async def _send_on(self, message: Message) -> None:
        if not self._stopped:
            self.began = True
            await self._send(message)
