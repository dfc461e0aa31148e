"""Only forms of our own pages change anything: each carries a token that no other site can know."""

from __future__ import annotations

import hashlib
import hmac
import os
import re
import secrets
from urllib.parse import urlsplit

from starlette.exceptions import HTTPException
from starlette.formparsers import MultiPartException
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from onrecord.web.guards.access import is_program
from onrecord.web.guards.asking import cookie, header, headers, set_cookie
from onrecord.web.guards.notices import Notice, send_notice
from onrecord.web.guards.settings import GuardSettings

FIELD, HEADER = "csrf", b"x-csrf-token"
FORMS = "form"
# Of browsers: the page that asks is ours, or the person asked by hand.
OURS = ("same-origin", "none")
_HARMLESS = ("GET", "HEAD", "OPTIONS")
_SEED = re.compile(r"[\w-]{43}")
_LATE = "the token of forms was asked for after the answer had begun"


class FormToken:
    """The token for the forms of one answer; as text it is what the field `csrf` holds.

    It hangs on the session, or without one on a random cookie. It is made when it is first read: pages without forms
    set no cookie and can be kept for all, pages with forms are kept by nobody.
    """

    def __init__(self, key: bytes, bound_to: str | None) -> None:
        self._key, self._bound_to = key, bound_to
        self.planted: str | None = None
        self.read = self.begun = False

    def __str__(self) -> str:
        if not self.read and self.begun:
            raise RuntimeError(_LATE)
        self.read = True
        if self._bound_to is None:
            self.planted = self._bound_to = secrets.token_urlsafe(32)
        return self._made(self._bound_to)

    def __html__(self) -> str:
        return str(self)

    def fits(self, given: str | None) -> bool:
        """Whether it is what a form brought."""
        if self._bound_to is None or not given:
            return False
        return hmac.compare_digest(self._made(self._bound_to).encode(), given.encode("utf-8", "replace"))

    def _made(self, bound_to: str) -> str:
        return hmac.new(self._key, bound_to.encode(), hashlib.sha256).hexdigest()


class ForgeryGuard:
    """Answers 403 to what would change something and does not come from a page of ours.

    Programs that bring a token of access need none of forms: no browser adds one by itself.
    """

    def __init__(self, app: ASGIApp, settings: GuardSettings) -> None:
        self._app, self._settings = app, settings
        self._key = os.urandom(32)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answers what the app answers, and gives it the token as `request.state.csrf`."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        secure = self._settings.is_secure(scope["scheme"])
        name = self._settings.cookie(FORMS, secure=secure)
        token = FormToken(self._key, _binding(scope, name))
        state = scope.setdefault("state", {})
        state["csrf"] = token
        state.setdefault("visitor", None)
        if scope["method"] not in _HARMLESS:
            if not _is_from_here(scope):
                await self._refuse(scope, send, "The request came from a page of another site.")
                return
            if not is_program(scope):
                given, receive = await _given(scope, receive, self._settings.body_bytes)
                if not token.fits(given):
                    await self._refuse(
                        scope,
                        send,
                        "The form is too old, or cookies are off. Go back, load the page again and send it again.",
                    )
                    return

        async def send_guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                token.begun = True
                if token.read:
                    message = _for_one(message, name, token.planted, secure=secure)
            await send(message)

        await self._app(scope, receive, send_guarded)

    async def _refuse(self, scope: Scope, send: Send, why: str) -> None:
        notice = Notice(status=403, title="Nothing was changed", text=why)
        await send_notice(scope, send, notice, render=self._settings.render)


def _binding(scope: Scope, name: str) -> str | None:
    """What the token hangs on: the session, else the cookie, else nothing yet."""
    visitor = scope.get("state", {}).get("visitor")
    if visitor is not None and visitor.session:
        return str(visitor.session)
    seed = cookie(scope, name)
    return seed if seed and _SEED.fullmatch(seed) else None


def _for_one(message: Message, name: str, planted: str | None, *, secure: bool) -> Message:
    """The answer with its cookie, kept by nobody."""
    sent = [pair for pair in message.get("headers", ()) if pair[0].lower() != b"cache-control"]
    sent.append((b"cache-control", b"no-store"))
    if planted:
        sent.append(set_cookie(name, planted, secure=secure))
    return {**message, "headers": sent}


def _is_from_here(scope: Scope) -> bool:
    """Whether nothing that the browser says of the page speaks against its being ours.

    Where a referrer is held back, browsers write "null" as the origin of our own forms; it says nothing.
    """
    site = header(scope, b"sec-fetch-site")
    if site is not None and site not in OURS:
        return False
    host = (header(scope, b"host") or "").lower()
    try:
        return all(said == "null" or urlsplit(said).netloc == host for said in headers(scope, b"origin"))
    except ValueError:
        return False


async def _given(scope: Scope, receive: Receive, limit: int) -> tuple[str | None, Receive]:
    """The token that came with the request, and the body to be read once more."""
    sent = header(scope, HEADER)
    kind = (header(scope, b"content-type") or "").partition(";")[0].strip().lower()
    if sent is not None or kind not in ("application/x-www-form-urlencoded", "multipart/form-data"):
        return sent, receive
    messages = []
    while True:
        message = await receive()
        messages.append(message)
        if message["type"] != "http.request" or not message.get("more_body", False):
            break
    try:
        async with Request(scope, _replayed(messages, receive)).form(max_part_size=limit) as form:
            found = form.get(FIELD)
    except (HTTPException, MultiPartException, ValueError):
        found = None
    return found if isinstance(found, str) else None, _replayed(messages, receive)


def _replayed(messages: list[Message], receive: Receive) -> Receive:
    """Gives the messages again, then what comes after them."""
    left = iter(messages)

    async def receive_again() -> Message:
        message = next(left, None)
        return await receive() if message is None else message

    return receive_again
