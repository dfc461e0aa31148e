"""Security headers on every answer, also on those of the other guards; only http comes in."""

from __future__ import annotations

import logging
from itertools import chain

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from onrecord.web.guards.notices import Notice, Render, plain_page, send_notice

EMBEDDED = "/embed/"
_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors "
)
_UNUSED = (
    "accelerometer", "browsing-topics", "camera", "display-capture", "geolocation", "gyroscope", "hid", "magnetometer",
    "microphone", "midi", "payment", "publickey-credentials-get", "screen-wake-lock", "serial", "usb", "xr-spatial-tracking",
)  # fmt: skip
_FIXED = {
    "x-content-type-options": "nosniff",
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": ", ".join(f"{feature}=()" for feature in _UNUSED),
}


def _headers(frames: str) -> list[tuple[bytes, bytes]]:
    named = chain(_FIXED.items(), [("content-security-policy", _POLICY + frames)])
    return [(name.encode(), value.encode()) for name, value in named]


_OF_PAGES, _OF_EMBEDDED = _headers("'none'"), _headers("*")
# What the app says of these does not count, and who serves the pages is nobody's business.
_DROPPED = frozenset({name for name, _ in _OF_PAGES} | {b"server", b"x-powered-by"})
_log = logging.getLogger(__name__)


class HeaderGuard:
    """Puts the security headers on every answer of an app, and answers in words where the app fails."""

    def __init__(self, app: ASGIApp, *, render: Render = plain_page) -> None:
        self._app, self._render = app, render

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answers what the app answers, with the headers on top."""
        if scope["type"] == "lifespan":
            await self._app(scope, receive, send)
            return
        if scope["type"] != "http":
            await receive()
            await send({"type": "websocket.close", "code": 1008})
            return
        ours = _OF_EMBEDDED if scope["path"].startswith(EMBEDDED) else _OF_PAGES
        started = False

        async def send_guarded(message: Message) -> None:
            nonlocal started
            if message["type"] == "http.response.start":
                started = True
                theirs = [pair for pair in message.get("headers", ()) if pair[0].lower() not in _DROPPED]
                message = {**message, "headers": theirs + ours}
            await send(message)

        try:
            await self._app(scope, receive, send_guarded)
        except Exception:
            if started:
                raise
            _log.exception("a request failed")
            failed = Notice(
                status=500,
                title="This page failed",
                text="The server's log tells why. Try again, or go back.",
            )
            await send_notice(scope, send_guarded, failed, render=self._render)
