"""An answer that is kept for all: as it is and packed, each ready to be sent."""

from __future__ import annotations

import gzip
import hashlib
from dataclasses import dataclass
from typing import TypeAlias

from starlette.types import Message, Send

Headers: TypeAlias = list[tuple[bytes, bytes]]

# Below, packing saves less than it costs.
PACKED_BYTES = 1_000
LEVEL = 6
SPREAD = (b"cache-control", b"content-length", b"etag", b"vary", b"last-modified", b"accept-ranges")
_PACKABLE = (
    b"text/",
    b"application/json",
    b"application/javascript",
    b"application/xml",
    b"image/svg",
    b"application/geo",
)
_PACKABLE_ENDS = (b"+json", b"+xml", b"ndjson")
# The browser asks each time, and is mostly told that nothing has changed; nobody between keeps pages.
_ASK_EACH_TIME = b"private, no-cache"
_NOBODY = b"no-store"


@dataclass(frozen=True, slots=True)
class Asked:
    """What of a request decides how a kept answer is sent."""

    head: bool
    packed: bool
    seen: bytes


@dataclass(frozen=True, slots=True)
class Form:
    """One form of a kept answer."""

    headers: Headers
    body: bytes
    etag: bytes


@dataclass(frozen=True, slots=True)
class Kept:
    """An answer in its forms; `unchanged` are the headers for those who have it already."""

    status: int
    plain: Form
    packed: Form | None
    unchanged: Headers

    @property
    def size(self) -> int:
        """The bytes of its bodies."""
        return len(self.plain.body) + (len(self.packed.body) if self.packed else 0)

    async def send(self, asked: Asked, send: Send) -> None:
        """Sends it in the form that was asked for, or that nothing has changed."""
        form = self.packed if self.packed and asked.packed else self.plain
        if asked.seen and form.etag and self._is_seen(asked.seen):
            headers = [*self.unchanged, (b"etag", form.etag)]
            await send({"type": "http.response.start", "status": 304, "headers": headers})
            await send({"type": "http.response.body", "body": b""})
            return
        await send({"type": "http.response.start", "status": self.status, "headers": form.headers})
        await send({"type": "http.response.body", "body": b"" if asked.head else form.body})

    def _is_seen(self, seen: bytes) -> bool:
        tags = {tag.strip().removeprefix(b"W/") for tag in seen.split(b",")}
        return b"*" in tags or self.plain.etag in tags or bool(self.packed and self.packed.etag in tags)


def made(status: int, headers: Headers, body: bytes) -> Kept:
    """The answer of an app, ready to be kept; packs it, which may take a while."""
    given = {name.lower(): value for name, value in headers}
    if status != 200:
        sent = [*_others(headers), (b"cache-control", _NOBODY)]
        return Kept(status, Form(_sized(sent, body), body, b""), None, [])
    lasting = given.get(b"cache-control", b"")
    shared = [
        (b"cache-control", lasting if b"immutable" in lasting else _ASK_EACH_TIME),
        (b"vary", b"accept-encoding"),
    ]
    digest = hashlib.sha256(body).hexdigest()[:32].encode()
    plain = _form([*_others(headers), *shared], body, b'"%s"' % digest)
    packed = None
    if len(body) >= PACKED_BYTES and _is_packable(given.get(b"content-type", b"")):
        less = gzip.compress(body, LEVEL, mtime=0)
        if len(less) < len(body):
            packing = (b"content-encoding", b"gzip")
            packed = _form([*_others(headers), *shared, packing], less, b'"%s-gz"' % digest)
    return Kept(status, plain, packed, shared)


def is_shared(message: Message) -> bool:
    """Whether the beginning of an answer says that it is for all: `Cache-Control: public`, and nothing against it."""
    given = {name.lower(): value.lower() for name, value in message.get("headers", ())}
    directives = {part.strip() for part in given.get(b"cache-control", b"").split(b",")}
    if message["status"] != 200 or b"public" not in directives or directives & {b"no-store", b"private"}:
        return False
    varies = given.get(b"vary", b"accept-encoding").strip()
    return varies == b"accept-encoding" and not ({b"set-cookie", b"content-encoding"} & given.keys())


def for_one(message: Message) -> Message:
    """The beginning of an answer that is not kept, such that nobody else keeps it as one for all."""
    headers: Headers = list(message.get("headers", ()))
    said = b",".join(value for name, value in headers if name.lower() == b"cache-control").lower()
    if said and b"public" not in said:
        return message
    rest = [pair for pair in headers if pair[0].lower() != b"cache-control"]
    return {**message, "headers": [*rest, (b"cache-control", _NOBODY)]}


def _form(headers: Headers, body: bytes, etag: bytes) -> Form:
    return Form(_sized([*headers, (b"etag", etag)], body), body, etag)


def _sized(headers: Headers, body: bytes) -> Headers:
    return [*headers, (b"content-length", str(len(body)).encode())]


def _others(headers: Headers) -> Headers:
    return [pair for pair in headers if pair[0].lower() not in SPREAD]


def _is_packable(kind: bytes) -> bool:
    kind = kind.partition(b";")[0].strip().lower()
    return kind.startswith(_PACKABLE) or kind.endswith(_PACKABLE_ENDS)
