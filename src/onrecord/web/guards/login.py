"""The pages /login and /logout."""

from __future__ import annotations

import asyncio
from urllib.parse import parse_qs

from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.types import ASGIApp, Receive, Scope, Send

from onrecord.web.guards.access import LOGIN, LOGOUT, SESSION, Brake, Visitor, local, send_redirect
from onrecord.web.guards.asking import client, cookie, set_cookie
from onrecord.web.guards.notices import Form, Notice, send_notice
from onrecord.web.guards.rates import too_often
from onrecord.web.guards.secrets import PASSWORD, Keyring, Secrets, is_password, token_of
from onrecord.web.guards.sessions import Sessions
from onrecord.web.guards.settings import GuardSettings

_FORGET = (b"clear-site-data", b'"cache"')


class LoginPages:
    """Answers /login and /logout in front of an app; stands behind the guard of forms."""

    def __init__(
        self, app: ASGIApp, settings: GuardSettings, keys: Keyring, sessions: Sessions, brake: Brake
    ) -> None:
        self._app, self._settings, self._render = app, settings, settings.render
        self._keys, self._sessions, self._brake = keys, sessions, brake
        # One guess is hashed at a time, so that guessing cannot fill the memory.
        self._hashing = asyncio.Semaphore(1)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answers its two pages, and what the app answers on all others."""
        page = (scope["path"], scope["method"]) if scope["type"] == "http" else None
        if page in ((LOGIN, "GET"), (LOGIN, "HEAD")):
            asked = parse_qs(scope["query_string"].decode("latin-1")).get("next", ["/"])
            await self._ask(scope, send, asked[0])
        elif page == (LOGIN, "POST"):
            await self._log_in(scope, receive, send)
        elif page in ((LOGOUT, "GET"), (LOGOUT, "HEAD")):
            await self._confirm(scope, send)
        elif page == (LOGOUT, "POST"):
            await self._log_out(scope, send)
        else:
            await self._app(scope, receive, send)

    async def _ask(
        self, scope: Scope, send: Send, wanted: str | None, *, status: int = 200, said: str = ""
    ) -> None:
        form = Form(
            action=LOGIN, button="Log in", csrf=str(scope["state"]["csrf"]), asks=True, next=local(wanted)
        )
        text = said or "Whoever runs this server has given you a password or a token."
        notice = Notice(status=status, title="Log in", text=text, form=form)
        await send_notice(scope, send, notice, render=self._render)

    async def _confirm(self, scope: Scope, send: Send) -> None:
        form = Form(action=LOGOUT, button="Log out", csrf=str(scope["state"]["csrf"]))
        text = "You will need the password or your token to come back."
        await send_notice(
            scope, send, Notice(status=200, title="Log out", text=text, form=form), render=self._render
        )

    async def _log_in(self, scope: Scope, receive: Receive, send: Send) -> None:
        who = client(scope)
        async with Request(scope, receive).form() as form:
            secret, wanted = _text(form, "secret"), local(_text(form, "next"))
        wait = self._brake.take(who)
        if wait:
            await send_notice(scope, send, *too_often(wait), render=self._render)
            return
        visitor, proof = await self._recognised(self._keys.now(), secret)
        if visitor is None:
            self._brake.was_wrong(who)
            await self._ask(scope, send, wanted, status=401, said="That is neither the password nor a token.")
            return
        self._brake.was_right(who)
        name, secure = self._cookie(scope)
        # Whoever was logged in with this browser is not any more.
        self._sessions.close(cookie(scope, name) or "")
        opened = set_cookie(name, self._sessions.open(visitor.name, proof), secure=secure)
        await send_redirect(send, wanted, (opened,))

    async def _recognised(self, kept: Secrets, secret: str) -> tuple[Visitor | None, str]:
        """Who the secret belongs to, and its hash."""
        token = token_of(kept, secret)
        if token is not None:
            return Visitor(token.name), token.sha256
        async with self._hashing:
            right = await asyncio.to_thread(is_password, kept, secret)
        return (Visitor(PASSWORD), kept.password.hash) if right and kept.password else (None, "")

    async def _log_out(self, scope: Scope, send: Send) -> None:
        name, secure = self._cookie(scope)
        self._sessions.close(cookie(scope, name) or "")
        await send_redirect(send, LOGIN, (set_cookie(name, "", secure=secure, max_age_s=0), _FORGET))

    def _cookie(self, scope: Scope) -> tuple[str, bool]:
        secure = self._settings.is_secure(scope["scheme"])
        return self._settings.cookie(SESSION, secure=secure), secure


def _text(form: FormData, name: str) -> str:
    value = form.get(name)
    return value if isinstance(value, str) else ""
