"""Reads out of a request what several guards need: headers, cookies, who asks."""

from __future__ import annotations

import ipaddress
from typing import TypeAlias

from starlette.types import Scope

Address: TypeAlias = ipaddress.IPv4Address | ipaddress.IPv6Address

# A client with IPv6 has at least so much of the address space to itself.
PREFIX = 64
LOOPBACK_NAMES = ("localhost", "127.0.0.1", "::1")


def headers(scope: Scope, name: bytes) -> list[str]:
    """Every value of a header, in the order in which they were sent; `name` is in small letters."""
    return [value.decode("latin-1") for key, value in scope["headers"] if key == name]


def header(scope: Scope, name: bytes) -> str | None:
    """The first value of a header, or None where it was not sent."""
    for key, value in scope["headers"]:
        if key == name:
            return str(value, "latin-1")
    return None


def cookie(scope: Scope, name: str) -> str | None:
    """The value of a cookie; None where it was not sent, or sent twice with different values.

    A browser sends two of one name where another site of the same host has planted one.
    """
    found = set()
    for line in headers(scope, b"cookie"):
        for part in line.split(";"):
            key, _, value = part.strip().partition("=")
            if key == name:
                found.add(value)
    return found.pop() if len(found) == 1 else None


def set_cookie(name: str, value: str, *, secure: bool, max_age_s: int | None = None) -> tuple[bytes, bytes]:
    """A header that sets a cookie which scripts cannot read and other sites cannot use."""
    parts = [f"{name}={value}", "Path=/", "HttpOnly", "SameSite=Lax"]
    parts += ["Secure"] if secure else []
    parts += [] if max_age_s is None else [f"Max-Age={max_age_s}"]
    return b"set-cookie", "; ".join(parts).encode("latin-1")


def address(text: str) -> Address | None:
    """The address that a text spells, with an IPv4 address inside IPv6 taken out; None where it spells none.

    >>> str(address("::ffff:127.0.0.1")), address("localhost")
    ('127.0.0.1', None)
    """
    try:
        found = ipaddress.ip_address(text.strip("[]").partition("%")[0])
    except ValueError:
        return None
    inner = found.ipv4_mapped if isinstance(found, ipaddress.IPv6Address) else None
    return inner or found


def is_loopback(host: str) -> bool:
    """Whether a host name or address is this machine and no other.

    >>> [is_loopback(host) for host in ("localhost", "127.0.0.53", "::1", "0.0.0.0", "localhost.example")]
    [True, True, True, False, False]
    """
    found = address(host)
    return host.lower() == "localhost" if found is None else found.is_loopback


def client(scope: Scope) -> str:
    """Who asks, as far as limits go: an IPv4 address, the network of an IPv6 address, or "local"."""
    who = scope.get("client")
    found = address(who[0]) if who else None
    if found is None:
        return "local"
    if found.version == 6 and not found.is_loopback:
        return str(ipaddress.ip_network((found, PREFIX), strict=False))
    return str(found)


def wants_page(scope: Scope) -> bool:
    """Whether it is a person with a browser who asks, not a program."""
    return "text/html" in (header(scope, b"accept") or "")
