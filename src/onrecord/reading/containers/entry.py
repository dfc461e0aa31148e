"""An entry of a feed: the report itself where its text stands in the feed, else a link to it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from html import unescape
from urllib.parse import urljoin, urlsplit

from onrecord.errors import InputError
from onrecord.model import Dropped
from onrecord.reading.containers.lot import Found, Lot
from onrecord.reading.dates import day_in, plausible
from onrecord.reading.incoming import Link, Raw
from onrecord.reading.parse import dropped

# A teaser has one or two sentences, at most some 400 characters; a report has five and more.
FULL_CHARS = 600
# The size of a feed in memory; the longest feeds with full texts have some 5 million bytes.
FEED_BYTES = 16_000_000
_TAG = re.compile(r"<[^<>]{0,2000}>")
_TEASER = re.compile(r"(?:\.\.\.|…|\[…\]|\[\.\.\.\]|(?:read|continue reading|read the full|see) (?:more|on|story|article)?\W{0,3})\W*$", re.IGNORECASE)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """What a feed tells of a report; `body` is the longest text it gives, HTML or plain."""

    id: str | None
    url: str | None
    title: str | None
    published: str | None
    outlet: str | None
    body: str


def found_in(entries: Iterable[Entry], lot: Lot) -> Iterator[Found]:
    """Each entry as a raw input, a link or a Dropped; an entry that repeats the id of one before is a Dropped."""
    taken: set[str] = set()
    for number, entry in enumerate(entries, start=1):
        name = entry.id or entry.url
        origin = f"{lot.name}!{entry.url or entry.id or number}"
        if name is not None and name in taken:
            message = f"the feed gives the id {name[:200]} to two entries; the first is taken"
            yield dropped(InputError("duplicate", message), origin, entry.id)
            continue
        if name is not None:
            taken.add(name)
        yield _found(entry, origin, lot)


def _found(entry: Entry, origin: str, lot: Lot) -> Raw | Link | Dropped:
    if is_full(entry.body):
        html = _TAG.search(entry.body)
        row = {
            "id": entry.id, "url": entry.url, "title": entry.title, "date": entry.published, "outlet": entry.outlet,
            "body_html" if html else "text": entry.body if html else unescape(entry.body),
        }  # fmt: skip
        data = json.dumps({name: value for name, value in row.items() if value}, ensure_ascii=False)
        return Raw(origin, data.encode("utf-8", "replace"), "json", lot.hints)
    if entry.url is None:
        return dropped(InputError("no-text", "the entry has neither a text nor an address"), origin, entry.id)
    return Link(url=entry.url, origin=origin, title=entry.title, published=entry.published, outlet=entry.outlet, id=entry.id)  # fmt: skip


def is_full(body: str) -> bool:
    """Whether a text of a feed is a whole report and no teaser."""
    text = " ".join(unescape(_TAG.sub(" ", body)).split())
    return len(text) >= FULL_CHARS and not _TEASER.search(text[-60:])


def day_of(value: object) -> str | None:
    """The day that a feed writes, as ISO 8601; None for what is none or lies in the future."""
    return plausible(day_in(value)) if isinstance(value, str) else None


def line_of(value: object) -> str | None:
    """A title or name in one line without tags; None where there is none."""
    if not isinstance(value, str):
        return None
    return " ".join(_TAG.sub(" ", unescape(value)).split())[:500] or None


def address_of(value: object, base: str | None) -> str | None:
    """An http(s) address, absolute; None for anything else."""
    if not isinstance(value, str) or not value.strip():
        return None
    try:
        whole = urljoin(base or "", value.strip())
        parts = urlsplit(whole)
    except ValueError:
        return None
    return whole if parts.scheme in ("http", "https") and parts.netloc else None


def read_whole(lot: Lot) -> bytes:
    """All bytes of a feed; raises InputError when they are more than a feed can have."""
    data = lot.stream.read(FEED_BYTES + 1)
    if len(data) > FEED_BYTES:
        raise InputError("too-large", f"the feed is larger than {FEED_BYTES:,} bytes")
    return data
