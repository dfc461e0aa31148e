"""Sitemaps, sitemap indexes and OPML: lists of addresses. Entities are never resolved, nothing is fetched."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from onrecord.errors import InputError
from onrecord.model import Dropped
from onrecord.reading.containers.entry import address_of, day_of, line_of, read_whole
from onrecord.reading.containers.lot import Found, Lot
from onrecord.reading.incoming import Link
from onrecord.reading.parse import dropped

# What keeps hostile XML harmless: no entity bombs, no foreign files, no addresses, no huge trees.
_SAFE: Mapping[str, Any] = {
    "resolve_entities": False,
    "no_network": True,
    "huge_tree": False,
    "load_dtd": False,
}
# An entry has about ten elements; what has many more is made to fill memory.
PARTS = 10_000


def split_sitemap(lot: Lot) -> Iterator[Found]:
    """The pages of a sitemap, or the sitemaps of an index, one by one; the tree is never held whole."""
    from lxml import etree

    number = parts = 0
    try:
        for _, element in etree.iterparse(lot.stream, events=("end",), **_SAFE):
            parts += 1
            if parts > PARTS:
                raise InputError(
                    "bad-feed", f"entry {number + 1} has more than {PARTS:,} parts, as no sitemap has"
                )
            parent = element.getparent()
            if parent is None or parent.getparent() is not None:
                continue
            if _name(element) in ("url", "sitemap"):
                number += 1
                yield _listed(_texts(element), _name(element), f"{lot.name}:{number}", lot)
            parts = 0
            element.clear()
            while element.getprevious() is not None:
                del parent[0]
    except etree.XMLSyntaxError as error:
        reason = "truncated" if "Premature end" in str(error) or "EndTag" in str(error) else "bad-feed"
        raise InputError(reason, f"the sitemap breaks off after {number} addresses: {error.msg}") from error


def _listed(texts: Mapping[str, str], kind: str, origin: str, lot: Lot) -> Link | Dropped:
    url = address_of(texts.get("loc"), address_of(lot.name, None))
    if url is None:
        return dropped(InputError("no-text", "the entry has no address"), origin)
    if kind == "sitemap":
        return Link(url=url, origin=origin, kind="sitemap")
    return Link(
        url=url, origin=origin, title=line_of(texts.get("title")), published=day_of(texts.get("publication_date")),
        outlet=line_of(texts.get("name")),
    )  # fmt: skip


def split_opml(lot: Lot) -> Iterator[Found]:
    """The feeds of an OPML list, each once."""
    from lxml import etree

    root = etree.fromstring(read_whole(lot), etree.XMLParser(recover=True, **_SAFE))
    if root is None:
        raise InputError("bad-feed", "the OPML list cannot be read")
    taken: set[str] = set()
    for number, outline in enumerate((e for e in root.iter() if _name(e) == "outline"), start=1):
        given = {str(name).lower(): value for name, value in outline.attrib.items()}
        url = address_of(given.get("xmlurl"), None)
        if url is not None and url not in taken:
            taken.add(url)
            title = line_of(given.get("title") or given.get("text"))
            yield Link(url=url, origin=f"{lot.name}:{number}", kind="feed", title=title)
    if not taken:
        raise InputError("bad-feed", "the OPML list names no feed")


def _texts(element: Any) -> dict[str, str]:
    """The texts below an element by the names of their elements; the first of a name counts."""
    texts: dict[str, str] = {}
    for child in element.iterdescendants():
        if child.text and child.text.strip():
            texts.setdefault(_name(child), child.text.strip())
    return texts


def _name(element: Any) -> str:
    return element.tag.rpartition("}")[2].lower() if isinstance(element.tag, str) else ""
