"""What the guards have to know of the server."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeAlias

from onrecord.web.guards.asking import is_loopback
from onrecord.web.guards.notices import Render, plain_page
from onrecord.web.guards.rates import Rate

# Equal as long as the answers are; looked at often, so it has to be quick.
Stamp: TypeAlias = Callable[[], Hashable]

MIB = 1 << 20
# A reader's page asks for some dozen files; an office behind one address has many readers.
READING = Rate(per_s=300.0, burst=600)
# Paths whose requests cost more than reading a page does, or let somebody guess.
DEAR: Mapping[str, Rate] = {
    "/login": Rate(per_s=0.2, burst=10),
    "/try": Rate(per_s=0.5, burst=20),
    "/sql": Rate(per_s=1.0, burst=30),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class GuardSettings:
    """Where the server listens, who may ask, and how much.

    `host` and `port` are what it is bound to, `allow_hosts` the further names that people reach it by. `access` is
    the file of secrets. `always_ask` asks for a login even where only this machine can ask. `https` says that
    people reach it by https though a proxy takes that off, `behind_proxy` that a proxy on this machine tells whom
    it asks for. `open_paths` are seen without a login: they hold files of the package and nothing of the store.
    """

    host: str = "127.0.0.1"
    port: int = 8000
    allow_hosts: tuple[str, ...] = ()
    access: Path | None = None
    always_ask: bool = False
    https: bool = False
    behind_proxy: bool = False
    open_paths: tuple[str, ...] = ("/static/", "/favicon.ico")
    render: Render = plain_page
    reading: Rate = READING
    dear: Mapping[str, Rate] = field(default_factory=lambda: DEAR)
    body_bytes: int = 8 * MIB
    # Until an answer begins, and until it has arrived.
    answer_s: float = 30.0
    stream_s: float = 600.0
    at_once: int = 16
    waiting: int = 400
    cache_bytes: int = 64 * MIB

    @property
    def asks(self) -> bool:
        """Whether a login is asked for: wherever others than this machine can ask, by a proxy as well."""
        return self.always_ask or not all(is_loopback(name) for name in (self.host, *self.host_names))

    @property
    def host_names(self) -> tuple[str, ...]:
        """The names of `allow_hosts` without their ports."""
        return tuple(split_host(name)[0] for name in self.allow_hosts)

    def cookie(self, name: str, *, secure: bool) -> str:
        """The name of a cookie of this server; another one on this machine has another port, so another name."""
        return f"{'__Host-' if secure else ''}onrecord-{name}-{self.port}"

    def is_secure(self, scheme: str) -> bool:
        """Whether a request came by https."""
        return self.https or scheme == "https"


def split_host(text: str) -> tuple[str, str]:
    """The name and the port of a host as it stands in an address; the port is empty where there is none.

    >>> split_host("News.Example:8000"), split_host("[::1]"), split_host("::1")
    (('news.example', '8000'), ('::1', ''), ('::1', ''))
    """
    text = text.lower()
    if text.startswith("["):
        name, _, rest = text[1:].partition("]")
        return name, rest.removeprefix(":")
    if text.count(":") > 1:
        return text, ""
    name, _, port = text.partition(":")
    return name, port


def server_options(settings: GuardSettings) -> dict[str, Any]:
    """Options with which uvicorn must run the app: no word of itself, and no belief in who says to be somebody."""
    return {
        "host": settings.host,
        "port": settings.port,
        "server_header": False,
        "proxy_headers": settings.behind_proxy,
        "forwarded_allow_ips": "127.0.0.1,::1",
        "timeout_keep_alive": 15,
        "ws": "none",
    }
