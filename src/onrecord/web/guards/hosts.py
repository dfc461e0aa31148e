"""Only requests that call the server by a name of its own, so that no foreign name can be turned into ours."""

from __future__ import annotations

import re

from starlette.types import ASGIApp, Receive, Scope, Send

from onrecord.web.guards.asking import LOOPBACK_NAMES, address, headers
from onrecord.web.guards.notices import Notice, send_notice
from onrecord.web.guards.settings import GuardSettings, split_host

_FORM = re.compile(r"(\[[0-9a-fA-F:.]+\]|[A-Za-z0-9._-]+)(:\d{1,5})?")
_USUAL = {"http": "80", "https": "443"}


class HostGuard:
    """Answers 421 to requests for other names, 400 to those that name none or several.

    Names of the server are those of this machine, what it is bound to, and `allow_hosts`. A server that is bound to
    every address of the machine is known by the one on which the request came in.
    """

    def __init__(self, app: ASGIApp, settings: GuardSettings) -> None:
        self._app, self._render = app, settings.render
        self._port = str(settings.port)
        self._bound = address(settings.host)
        self._names = {*LOOPBACK_NAMES} | ({settings.host.lower()} if self._bound is None else set())
        allowed = [split_host(name) for name in settings.allow_hosts]
        self._with_port = frozenset((name, port) for name, port in allowed if port)
        self._without = frozenset(name for name, port in allowed if not port)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answers what the app answers, where the request is meant for it."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        named = headers(scope, b"host")
        if len(named) != 1 or not _FORM.fullmatch(named[0]):
            problem = Notice(
                status=400,
                title="No host was named",
                text="A request has to name one host in its Host header.",
            )
        elif self._is_ours(scope, *split_host(named[0])):
            await self._app(scope, receive, send)
            return
        else:
            problem = Notice(
                status=421,
                title="This server has another name",
                text=f"It does not answer to {named[0][:100]}. Where that is a name of it, start it with"
                f" --allow-host {named[0][:100]}",
            )
        await send_notice(scope, send, problem, render=self._render)

    def _is_ours(self, scope: Scope, name: str, port: str) -> bool:
        given = port or _USUAL.get(scope["scheme"], "")
        if (name, given) in self._with_port:
            return True
        # Behind a proxy a name has the proxy's port, which browsers leave out.
        if name in self._without and port in ("", self._port):
            return True
        if given != self._port:
            return False
        return name in self._names or self._is_reached(scope, name)

    def _is_reached(self, scope: Scope, name: str) -> bool:
        """Whether the name is the address on which the request came in, or the bound one spelled otherwise."""
        asked, server = address(name), scope.get("server") or ("", None)
        if asked is None or self._bound is None:
            return False
        if not self._bound.is_unspecified:
            return asked == self._bound
        return asked == address(server[0] or "")
