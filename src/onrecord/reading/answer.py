"""A server's answer as web archives keep it: status, headers and the body without its wrappings."""

from __future__ import annotations

import re
import zlib
from dataclasses import dataclass

from onrecord.errors import InputError
from onrecord.reading.decode import LIMIT_BYTES

_HEAD_END = re.compile(rb"\r?\n\r?\n")
_SIZE = re.compile(rb"\s*([0-9A-Fa-f]{1,8})[^\n]{0,200}\n")
_WINDOWS = {"gzip": 31, "x-gzip": 31, "deflate": 15}


@dataclass(frozen=True, slots=True)
class Answer:
    """What a server answered: its status (0 where it gives none), media type, charset, and the body as it came."""

    status: int
    kind: str
    charset: str | None
    body: bytes


def read_answer(message: bytes) -> Answer:
    """The answer in an HTTP message; its body unpacked, up to one byte more than a report can have.

    Raises InputError for a body that is packed in a way that is not read.
    """
    end = _HEAD_END.search(message)
    head, body = (message[: end.start()], message[end.end() :]) if end else (message, b"")
    first, *lines = head.decode("latin-1").splitlines()
    words = first.split(maxsplit=2)
    status = int(words[1]) if len(words) > 1 and words[0].startswith("HTTP/") and words[1].isdecimal() else 0
    fields = fields_of(lines)
    if "chunked" in fields.get("transfer-encoding", "").lower():
        body = _joined(body)
    kind, charset = media_type(fields.get("content-type", ""))
    return Answer(status, kind, charset, _unpacked(body, fields.get("content-encoding", "").strip().lower()))


def fields_of(lines: list[str]) -> dict[str, str]:
    """The header fields in `lines`, by name in small letters; the first of a name counts."""
    fields: dict[str, str] = {}
    for line in lines:
        name, colon, value = line.partition(":")
        if colon:
            fields.setdefault(name.strip().lower(), value.strip())
    return fields


def media_type(value: str) -> tuple[str, str | None]:
    """The media type and the charset that a Content-Type names.

    >>> media_type('Text/HTML; charset="UTF-8"')
    ('text/html', 'utf-8')
    """
    kind, _, rest = value.lower().partition(";")
    charset = rest.partition("charset=")[2].partition(";")[0].strip(" \"'")
    return kind.strip(), charset or None


def _joined(body: bytes) -> bytes:
    """The chunks of a body joined; the body itself where its crawler joined them before."""
    parts: list[bytes] = []
    at = 0
    while size := _SIZE.match(body, at):
        length = int(size[1], 16)
        if length == 0:
            return b"".join(parts)
        parts.append(body[size.end() : size.end() + length])
        at = size.end() + length
    return b"".join(parts) if parts and at >= len(body) else body


def _unpacked(body: bytes, packing: str) -> bytes:
    if packing in ("", "identity"):
        return body
    if packing not in _WINDOWS:
        raise InputError("binary", f"the page is packed with {packing[:40]}, which is not read")
    for window in (_WINDOWS[packing], -15):
        try:
            return zlib.decompressobj(wbits=window).decompress(body, LIMIT_BYTES + 1)
        except zlib.error:
            continue
    # Crawlers unpack pages and often leave the header as it was.
    return body
