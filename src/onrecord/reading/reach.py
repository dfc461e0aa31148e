"""Which machines may be reached: names are resolved, addresses checked, and the checked address is connected to."""

from __future__ import annotations

import ipaddress
import socket
import time
from collections.abc import Iterable
from ssl import SSLContext
from typing import Any, TypeAlias

import httpcore

from onrecord.errors import InputError

Address: TypeAlias = ipaddress.IPv4Address | ipaddress.IPv6Address

# What is behind a translator of IPv4 addresses (RFC 6052).
_NAT64 = ipaddress.IPv6Network("64:ff9b::/96")
# Special networks that not every Python knows as such, and the address by which Azure speaks to its own machines.
_CLOSED = tuple(
    ipaddress.ip_network(net) for net in ("192.0.0.0/24", "192.88.99.0/24", "168.63.129.16/32", "3fff::/20")
)
# A name with more addresses than this is tried no further.
ADDRESSES = 4


def is_public(address: Address) -> bool:
    """Whether an address belongs to the public internet, and so does the IPv4 address inside it, if there is one.

    >>> [is_public(ipaddress.ip_address(a)) for a in ("93.184.215.14", "10.0.0.1", "::ffff:127.0.0.1", "224.0.0.1")]
    [True, False, False, False]
    """
    if isinstance(address, ipaddress.IPv6Address):
        inner = _inner(address)
        if inner is not None:
            return is_public(inner)
        if address.is_site_local:
            return False
    if any(address in network for network in _CLOSED):
        return False
    return address.is_global and not (address.is_multicast or address.is_reserved or address.is_unspecified)


def reachable(host: str, port: int, found_at: str | None) -> list[Address]:
    """The addresses of `host` that may be connected to, in the order of the resolver.

    Any where the user named the host himself (`found_at` is None). Where another machine named it, only public
    ones and `found_at`, the address of that machine. Raises InputError where none is left, or the name has none.
    """
    try:
        answers = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError, OverflowError) as error:
        reason = getattr(error, "strerror", None) or error
        raise InputError("unavailable", f"the name {host} has no address: {reason}") from error
    found = list(dict.fromkeys(ipaddress.ip_address(answer[4][0]) for answer in answers))
    allowed = [a for a in found if found_at is None or is_public(a) or str(a) == found_at]
    if not allowed:
        raise InputError(
            "forbidden-address",
            f"{host} is {found[0] if found else 'nowhere'}, an address inside a private network, and the page that"
            " names it lies outside; where it is to be trusted, name it yourself",
        )
    return allowed[:ADDRESSES]


class Guard(httpcore.NetworkBackend):
    """Connects to checked addresses only, and lets nothing take longer than until `deadline` (time.monotonic).

    `connected` is the address of the machine that was reached last.
    """

    def __init__(self, found_at: str | None, deadline: float) -> None:
        self._found_at, self._deadline = found_at, deadline
        self._inner = httpcore.SyncBackend()
        self.connected = ""

    def connect_tcp(
        self, host: str, port: int, timeout: float | None = None, local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:  # fmt: skip
        """A connection to the first address of `host` that may be reached and answers."""
        failed: Exception | None = None
        for address in reachable(host, port, self._found_at):
            try:
                stream = self._inner.connect_tcp(
                    str(address), port, within(timeout, self._deadline), local_address, socket_options
                )
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                failed = error
            else:
                self.connected = str(address)
                return _Timed(stream, self._deadline)
        raise failed or httpcore.ConnectError(f"{host} cannot be reached")


class _Timed(httpcore.NetworkStream):
    """A connection on which every wait ends at the deadline, however slowly the other side drips."""

    def __init__(self, inner: httpcore.NetworkStream, deadline: float) -> None:
        self._inner, self._deadline = inner, deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._inner.read(max_bytes, within(timeout, self._deadline))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._inner.write(buffer, within(timeout, self._deadline))

    def close(self) -> None:
        self._inner.close()

    def start_tls(
        self, ssl_context: SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        inner = self._inner.start_tls(ssl_context, server_hostname, within(timeout, self._deadline))
        return _Timed(inner, self._deadline)

    def get_extra_info(self, info: str) -> Any:
        return self._inner.get_extra_info(info)


def within(timeout: float | None, deadline: float) -> float:
    """The shorter of `timeout` and what is left until the deadline; raises ReadTimeout where nothing is."""
    left = deadline - time.monotonic()
    if left <= 0:
        raise httpcore.ReadTimeout("the time for it is over")
    return left if timeout is None else min(timeout, left)


def _inner(address: ipaddress.IPv6Address) -> ipaddress.IPv4Address | None:
    """The IPv4 address that an IPv6 address stands for or leads to."""
    if address in _NAT64:
        return ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
    teredo = address.teredo
    return address.ipv4_mapped or address.sixtofour or (teredo[1] if teredo else None)
