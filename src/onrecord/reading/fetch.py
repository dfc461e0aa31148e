"""Fetches what lies at one address, and bounds everything about it: machines, redirects, bytes, time."""

from __future__ import annotations

import gzip
import io
import time
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from functools import cache
from typing import TYPE_CHECKING

from onrecord.errors import InputError
from onrecord.reading.answer import media_type
from onrecord.reading.decode import in_utf8

if TYPE_CHECKING:
    from ssl import SSLContext

    import httpcore
    import httpx

    from onrecord.reading.reach import Guard

AGENT = "OnRecord"
# `found_at` of addresses that somebody names who may not see what this machine can: a visitor of the web app.
STRANGER = ""
# One wait for the server, and everything together.
TIMEOUT_S = 15.0
TOTAL_S = 60.0
REDIRECTS = 5
# Of a page, on the wire and unpacked alike.
LIMIT_BYTES = 8_000_000
# What a validator can be; longer ones are not sent back.
VALIDATOR_CHARS = 1_000
KINDS = ("text", "html", "xml", "json", "rss", "atom", "rdf", "opml", "gzip")
LASTING = (301, 308)
REDIRECTING = (*LASTING, 302, 303, 307)
# A server that answers so may answer otherwise in a while.
PASSING = (408, 425, 429)
NOT_MODIFIED = 304


@dataclass(frozen=True, slots=True)
class Validators:
    """What a server told of the version that was fetched before, to be asked whether there is a newer one."""

    etag: str | None = None
    last_modified: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """What a server answered.

    `url` is where it lies after redirects, `moved` where it lies for good when it was moved there permanently.
    `address` is the machine that answered: addresses found in `data` are to be fetched with `found_at=address`.
    `data` is unpacked, and empty unless the status is 2xx. `retry_after` is in seconds from now.
    """

    url: str
    status: int
    address: str
    data: bytes = b""
    moved: str | None = None
    validators: Validators = Validators()
    retry_after: float | None = None

    @property
    def unchanged(self) -> bool:
        """Whether the server says that nothing is newer than what its validators stand for."""
        return self.status == NOT_MODIFIED

    @property
    def troubled(self) -> bool:
        """Whether the server cannot answer now and may do so later."""
        return self.status in PASSING or self.status >= 500

    def body(self) -> bytes:
        """The bytes of the page; raises InputError where the server gave none.

        Its reason is "unavailable" where asking again later may help, else "fetch-failed".
        """
        if 200 <= self.status < 300:
            return self.data
        reason = "unavailable" if self.troubled else "fetch-failed"
        raise InputError(reason, f"the server answered {self.status}")


def fetch(
    url: str, *, since: Validators = Validators(), found_at: str | None = None, limit: int = LIMIT_BYTES,
    total_s: float = TOTAL_S,
) -> Page:  # fmt: skip
    """The answer at an http(s) address, after up to five redirects.

    `found_at` is None where the user named the address, else the address of the machine that named it: then only
    public machines are reached, and that one. A redirect is named by the machine that sends it. With STRANGER only
    public machines are reached, whoever redirects where.
    Raises InputError for what cannot be reached ("unavailable"), may not be ("forbidden-address"), is larger than
    `limit` bytes ("too-large"), is no text ("binary") or leads nowhere ("fetch-failed").
    """
    import httpcore
    import httpx

    deadline = time.monotonic() + total_s
    moved, lasting = None, True
    try:
        at = _checked(httpx.URL(url))
        for _ in range(REDIRECTS + 1):
            page, target = _ask(at, since, found_at, deadline, limit)
            if target is None:
                return replace(page, moved=moved)
            at, found_at = _checked(at.join(target)), page.address
            lasting = lasting and page.status in LASTING
            moved = str(at) if lasting else moved
    except (httpx.InvalidURL, UnicodeError) as error:
        raise InputError("fetch-failed", f"it is no address: {error}") from error
    except httpcore.TimeoutException as error:
        raise InputError("unavailable", _late(deadline, total_s)) from error
    except (httpcore.NetworkError, httpcore.ProtocolError) as error:
        raise InputError("unavailable", f"{error or type(error).__name__}") from error
    except (EOFError, OSError, zlib.error) as error:
        raise InputError("unavailable", f"what arrived is broken: {error}") from error
    raise InputError("fetch-failed", f"it redirects more than {REDIRECTS} times")


def _checked(url: httpx.URL) -> httpx.URL:
    if url.scheme not in ("http", "https") or not url.host:
        raise InputError("forbidden-address", f"{str(url)[:200]!r} is no http or https address")
    return url.copy_with(fragment=None)


def _ask(
    url: httpx.URL, since: Validators, found_at: str | None, deadline: float, limit: int
) -> tuple[Page, str | None]:
    """What the server answers at one address, and where it redirects to, if it does."""
    import httpcore

    from onrecord.reading.reach import Guard

    guard = Guard(found_at, deadline)
    target = httpcore.URL(scheme=url.raw_scheme, host=url.raw_host, port=url.port, target=url.raw_path)
    waits = dict.fromkeys(("connect", "read", "write", "pool"), TIMEOUT_S)
    with (
        httpcore.ConnectionPool(ssl_context=_trust(), network_backend=guard) as pool,
        pool.stream("GET", target, headers=_headers(url, since), extensions={"timeout": waits}) as answer,
    ):
        return _read(url, answer, guard, limit)


def _headers(url: httpx.URL, since: Validators) -> list[tuple[bytes, bytes]]:
    sent = {
        "Host": url.netloc.decode("ascii"), "User-Agent": f"{AGENT} (reads the news that its user names)",
        "Accept": "text/html, application/xml, application/json, text/*;q=0.9, */*;q=0.1",
        "Accept-Encoding": "gzip", "If-None-Match": since.etag, "If-Modified-Since": since.last_modified,
    }  # fmt: skip
    return [(name.encode(), value.encode("latin-1", "ignore")) for name, value in sent.items() if value]


def _read(url: httpx.URL, answer: httpcore.Response, guard: Guard, limit: int) -> tuple[Page, str | None]:
    fields = {name.decode("latin-1").lower(): value.decode("latin-1") for name, value in answer.headers}
    page = Page(
        url=str(url), status=answer.status, address=guard.connected, retry_after=_seconds(fields.get("retry-after")),
        validators=Validators(_short(fields.get("etag")), _short(fields.get("last-modified"))),
    )  # fmt: skip
    target = fields.get("location")
    if answer.status in REDIRECTING and target:
        # Sites write addresses in UTF-8, whatever the rule says.
        return page, target.encode("latin-1").decode("utf-8", "replace")
    if not 200 <= answer.status < 300:
        return page, None
    kind, charset = media_type(fields.get("content-type", ""))
    if kind and not any(word in kind for word in KINDS):
        raise InputError("binary", f"the address gives {kind[:80]}, not a page")
    data = _unpacked(_Wire(answer.iter_stream(), limit), fields.get("content-encoding", ""), limit)
    return replace(page, data=in_utf8(data, charset) if kind in ("text/html", "text/plain") else data), None


def _unpacked(wire: _Wire, packing: str, limit: int) -> bytes:
    """The body, read and unpacked bit by bit, so that no more than the limit is ever held."""
    stream = io.BufferedReader(wire)
    if packing.strip().lower() in ("gzip", "x-gzip"):
        with gzip.GzipFile(fileobj=stream) as unpacked:
            data = unpacked.read(limit + 1)
    elif packing.strip().lower() in ("", "identity"):
        data = stream.read(limit + 1)
    else:
        raise InputError("binary", f"the page is packed with {packing[:40]}, which was not asked for")
    if len(data) > limit:
        raise _too_large(limit)
    return data


class _Wire(io.RawIOBase):
    """The bytes as they come over the wire, at most `limit` of them."""

    def __init__(self, parts: Iterator[bytes], limit: int) -> None:
        self._parts, self._limit = parts, limit
        self._rest, self._count = memoryview(b""), 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        while not self._rest:
            part = next(self._parts, None)
            if part is None:
                return 0
            self._rest = memoryview(part)
            self._count += len(part)
            if self._count > self._limit:
                raise _too_large(self._limit)
        size = min(len(buffer), len(self._rest))
        buffer[:size], self._rest = self._rest[:size], self._rest[size:]
        return size


def _too_large(limit: int) -> InputError:
    return InputError("too-large", f"what lies there is larger than {limit:,} bytes")


def _late(deadline: float, total_s: float) -> str:
    if time.monotonic() >= deadline:
        return f"it did not arrive within {total_s:g} seconds"
    return f"the server was silent for {TIMEOUT_S:g} seconds"


def _short(value: str | None) -> str | None:
    return value if value and len(value) <= VALIDATOR_CHARS else None


def _seconds(value: str | None) -> float | None:
    """The seconds from now that a Retry-After names, as a number or as a moment."""
    if value is None:
        return None
    if value.strip().isdecimal():
        return float(value.strip()[:9])
    try:
        moment = parsedate_to_datetime(value)
    except (ValueError, TypeError):
        return None
    return max(0.0, (moment.astimezone(UTC) - datetime.now(UTC)).total_seconds())


@cache
def _trust() -> SSLContext:
    """Which certificates are believed; made once, since it takes a while."""
    import httpx

    return httpx.create_ssl_context()
