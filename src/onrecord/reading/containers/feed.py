"""Feeds: RSS, Atom and JSON Feed, entry by entry."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from onrecord.errors import InputError
from onrecord.reading.containers.entry import Entry, address_of, day_of, found_in, line_of, read_whole
from onrecord.reading.containers.lot import Found, Lot
from onrecord.reading.decode import decode, is_wide

JSON_FEED = b"jsonfeed.org/version"
_AROUND = re.compile(r"\s+|<\?.*?\?>|<!--.*?-->|<!DOCTYPE[^\[>]*(?:\[.*?\]\s*)?>", re.DOTALL | re.IGNORECASE)
_ROOT = re.compile(r"<(?:[\w.-]+:)?([\w.-]+)")
_END = re.compile(rb"</(?:[\w.-]+:)?(?:rss|rdf|feed)\s*>(?:\s|\x00|<!--.*?-->)*$", re.DOTALL | re.IGNORECASE)


def root_of(head: bytes) -> str | None:
    """The name of the outermost element of XML that starts with `head`, in small letters and without its prefix."""
    text = head.decode("utf-16" if is_wide(head) else "utf-8-sig", "ignore")
    at = 0
    while around := _AROUND.match(text, at):
        at = around.end()
    root = _ROOT.match(text, at)
    return root[1].lower() if root else None


def split_feed(lot: Lot) -> Iterator[Found]:
    """The entries of an RSS or Atom feed; of a feed that is cut, those before the cut."""
    import feedparser

    data = read_whole(lot)
    if is_wide(data):
        data = re.sub(
            r"^(<\?xml[^>]*?) encoding=[\"'][^\"']*[\"']", r"\1", decode(data).lstrip("\ufeff")
        ).encode()
    # A stream, since feedparser takes other things for addresses and names of files.
    parsed = feedparser.parse(io.BytesIO(data), sanitize_html=False, resolve_relative_uris=False)
    if not parsed.entries and not parsed.version:
        raise InputError(
            "bad-feed", f"no feed that can be read: {parsed.get('bozo_exception', 'it is empty')}"[:300]
        )
    whole = _END.search(data[-2000:]) is not None
    base = address_of(lot.name, None) or address_of(parsed.feed.get("link"), None)
    outlet = line_of(parsed.feed.get("title"))
    last = None if whole else len(parsed.entries) - 1
    yield from found_in((_entry(e, base, outlet, cut=n == last) for n, e in enumerate(parsed.entries)), lot)
    if not whole:
        raise InputError("truncated", "the feed ends in the middle; the entries before are read")


def _entry(entry: Mapping[str, Any], base: str | None, outlet: str | None, *, cut: bool) -> Entry:
    """An entry as feedparser gives it; the text of one that is `cut` is left out, since it may lack its end."""
    bodies = [part.get("value") or "" for part in entry.get("content", ())] + [entry.get("summary") or ""]
    source = entry.get("source") or {}
    return Entry(
        id=entry.get("id") or None,
        url=address_of(entry.get("link"), base),
        title=line_of(entry.get("title")),
        published=day_of(entry.get("published") or entry.get("updated")),
        outlet=line_of(source.get("title")) or outlet,
        body="" if cut else max(bodies, key=len),
    )


def split_json_feed(lot: Lot) -> Iterator[Found]:
    """The items of a JSON Feed."""
    try:
        feed = json.loads(decode_feed(read_whole(lot)))
    except (ValueError, RecursionError) as error:
        raise InputError("bad-json", f"not valid JSON: {error}") from error
    items = feed.get("items") if isinstance(feed, dict) else None
    if not isinstance(items, list):
        raise InputError("bad-feed", "the JSON Feed has no list of items")
    base = address_of(lot.name, None) or address_of(feed.get("home_page_url"), None)
    outlet = line_of(feed.get("title"))
    yield from found_in((_item(item if isinstance(item, dict) else {}, base, outlet) for item in items), lot)


def decode_feed(data: bytes) -> str:
    """The text of a JSON Feed, which is UTF-8 by its own rule."""
    return data.decode("utf-8-sig", "replace")


def _item(item: Mapping[str, Any], base: str | None, outlet: str | None) -> Entry:
    bodies = [text for name in ("content_html", "content_text") if isinstance(text := item.get(name), str)]
    name = item.get("id")
    return Entry(
        id=None if name is None else str(name),
        url=address_of(item.get("url") or item.get("external_url"), base),
        title=line_of(item.get("title")),
        published=day_of(item.get("date_published")),
        outlet=outlet,
        body=bodies[0] if bodies else "",
    )
