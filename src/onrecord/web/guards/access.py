"""Only people who are logged in and programs with a token come in."""

from __future__ import annotations

import logging
import time
from dataclasses import dataclass
from urllib.parse import quote, urlsplit

from starlette.types import ASGIApp, Receive, Scope, Send

from onrecord.web.guards.asking import client, cookie, header, headers, wants_page
from onrecord.web.guards.notices import Notice, send_answer, send_notice
from onrecord.web.guards.rates import Buckets, Clock, Rate, too_often
from onrecord.web.guards.secrets import Keyring, token_of
from onrecord.web.guards.sessions import Sessions, key_of
from onrecord.web.guards.settings import GuardSettings

SESSION = "session"
LOGIN, LOGOUT = "/login", "/logout"
# Wrong secrets: of one client, and of all together, whoever sends them.
WRONG = Rate(per_s=1 / 30, burst=5)
WRONG_OF_ALL = Rate(per_s=0.5, burst=60)
_ALL = "all"
_SCHEME = "bearer "
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Visitor:
    """Who was let in: the name of the token, or "password", and the key of the session, if there is one."""

    name: str
    session: str | None = None


class Brake:
    """Slows down whoever guesses: each wrong secret costs a turn, and without a turn none is looked at."""

    def __init__(self, clock: Clock = time.monotonic) -> None:
        self._each, self._all = Buckets(WRONG, clock=clock), Buckets(WRONG_OF_ALL, clock=clock)
        self.failed = 0

    def take_own(self, who: str) -> float:
        """0 where the client has a turn left, else the seconds to wait."""
        return self._each.take(who)

    def take(self, who: str) -> float:
        """0 where a password may be tried, by this client and at all, else the seconds to wait."""
        wait = self._each.take(who)
        if wait:
            return wait
        wait = self._all.take(_ALL)
        if wait:
            self._each.give_back(who)
        return wait

    def was_right(self, who: str) -> None:
        """Gives the turn back."""
        self._each.give_back(who)
        self._all.give_back(_ALL)

    def was_wrong(self, who: str) -> None:
        """Counts a failure."""
        self.failed += 1
        _log.warning("a wrong secret from %s; %d so far", who, self.failed)


class AccessGuard:
    """Puts the visitor into the request's state, or answers 401; browsers are sent to the login.

    `Authorization: Bearer TOKEN` lets programs in, a session cookie lets people in. Where a token is sent, it has to
    be right, whatever cookie comes with it. Nothing in the address lets anybody in.
    """

    def __init__(
        self, app: ASGIApp, settings: GuardSettings, keys: Keyring, sessions: Sessions, brake: Brake
    ) -> None:
        self._app, self._settings, self._render = app, settings, settings.render
        self._keys, self._sessions, self._brake = keys, sessions, brake

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answers what the app answers, to those who may ask."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        sent = headers(scope, b"authorization")
        if sent:
            token = _bearer(sent)
            found = token_of(self._keys.now(), token) if token else None
            if found is None:
                await self._refuse(scope, send)
                return
            visitor: Visitor | None = Visitor(found.name)
        else:
            visitor = self._logged_in(scope)
        if visitor is None and not self._is_open(scope["path"]):
            await self._invite(scope, send)
            return
        scope.setdefault("state", {})["visitor"] = visitor
        await self._app(scope, receive, send)

    def _logged_in(self, scope: Scope) -> Visitor | None:
        name = self._settings.cookie(SESSION, secure=self._settings.is_secure(scope["scheme"]))
        session_id = cookie(scope, name)
        session = self._sessions.find(session_id, self._keys.proofs()) if session_id else None
        return Visitor(session.name, key_of(session_id)) if session and session_id else None

    def _is_open(self, path: str) -> bool:
        return path in (LOGIN, LOGOUT) or any(
            path.startswith(open_path) if open_path.endswith("/") else path == open_path
            for open_path in self._settings.open_paths
        )

    async def _refuse(self, scope: Scope, send: Send) -> None:
        """Says that the token is wrong.

        Nobody guesses a token, so wrong ones do not use up the turns of people who type a password.
        """
        who = client(scope)
        wait = self._brake.take_own(who)
        if wait:
            await send_notice(scope, send, *too_often(wait), render=self._render)
            return
        self._brake.was_wrong(who)
        wrong = Notice(
            status=401, title="The token is wrong", text="It may have been revoked; ask for another."
        )
        challenge = (b"www-authenticate", b'Bearer realm="OnRecord", error="invalid_token"')
        await send_notice(scope, send, wrong, [challenge], render=self._render)

    async def _invite(self, scope: Scope, send: Send) -> None:
        """Sends a browser that reads a page to the login, and tells all others what is missing."""
        if scope["method"] in ("GET", "HEAD") and wants_page(scope):
            wanted = quote(scope["path"], safe="/") + ("?" if scope["query_string"] else "")
            wanted += scope["query_string"].decode("latin-1")
            await send_redirect(send, f"{LOGIN}?next={quote(local(wanted), safe='/')}")
            return
        missing = Notice(
            status=401, title="Log in first", text="Programs send a token as: Authorization: Bearer TOKEN"
        )
        challenge = (b"www-authenticate", b'Bearer realm="OnRecord"')
        await send_notice(scope, send, missing, [challenge], render=self._render)


async def send_redirect(send: Send, to: str, extra: tuple[tuple[bytes, bytes], ...] = ()) -> None:
    """Sends a browser on to a path of this server, to be read there."""
    await send_answer(send, 303, b"", [(b"location", to.encode("ascii")), *extra])


def local(path: str | None) -> str:
    """The path where it lies on this server beyond doubt, else "/".

    >>> [local(path) for path in ("/events?day=1", "//evil.example", "/\\\\\\\\evil.example", "https:evil", None)]
    ['/events?day=1', '/', '/', '/', '/']
    """
    if not path or not path.startswith("/") or path.startswith("//") or "\\" in path:
        return "/"
    # Browsers leave out tabs and line ends, so that "/", a tab and "/" become two slashes.
    if not path.isascii() or not path.isprintable() or " " in path or len(path) > 2_000:
        return "/"
    try:
        parts = urlsplit(path)
    except ValueError:
        return "/"
    at_login = parts.path.rstrip("/") in (LOGIN, LOGOUT)
    return "/" if parts.scheme or parts.netloc or at_login else path


def _bearer(sent: list[str]) -> str | None:
    """The token of the one Authorization header, or None."""
    if len(sent) != 1 or not sent[0].lower().startswith(_SCHEME):
        return None
    return sent[0][len(_SCHEME) :].strip() or None


def is_program(scope: Scope) -> bool:
    """Whether a request brings a token of its own; no browser sends one for another site without asking us first."""
    return (header(scope, b"authorization") or "").lower().startswith(_SCHEME)
