"""Tells what a stream of bytes is and takes it apart into its inputs."""

from __future__ import annotations

import gzip
import io
import re
import zlib
from collections.abc import Iterator
from dataclasses import replace
from typing import BinaryIO

from onrecord.errors import InputError
from onrecord.reading.bounded import Counted, Reads, Unpacked, with_head
from onrecord.reading.containers.archive import TAR, TAR_AT, ZIP, split_tar, split_zip
from onrecord.reading.containers.feed import JSON_FEED, root_of, split_feed, split_json_feed
from onrecord.reading.containers.lot import Found, Lot
from onrecord.reading.containers.parquet import MAGIC as PARQUET
from onrecord.reading.containers.parquet import split_parquet
from onrecord.reading.containers.rows import split_array, split_lines, split_objects
from onrecord.reading.containers.sitemap import split_opml, split_sitemap
from onrecord.reading.containers.table import SUFFIXES, split_table
from onrecord.reading.containers.warc import MAGIC as WARC
from onrecord.reading.containers.warc import packs_records, split_warc
from onrecord.reading.decode import LIMIT_BYTES, check_magic, decode, is_wide
from onrecord.reading.incoming import Hints, Raw
from onrecord.reading.parse import dropped

LINES = (".jsonl", ".ndjson")
XML = {
    "rss": split_feed, "rdf": split_feed, "feed": split_feed, "urlset": split_sitemap, "sitemapindex": split_sitemap,
    "opml": split_opml,
}  # fmt: skip
GZIP = b"\x1f\x8b"
# A packed file in an archive is common; more layers are made to fill memory.
DEPTH = 2
_ARRAY = re.compile(rb"\[\s*[{\]]")


def split(
    file: Reads, name: str, hints: Hints, *, label: str | None = None, seekable: BinaryIO | None = None,
    lines: bool = False, depth: int = 0,
) -> Iterator[Found]:  # fmt: skip
    """The inputs in a stream of bytes whose origin is `name`, in order; what cannot be read is a Dropped.

    `label` is the name that tells the format, `seekable` the file itself where it is one; see Lot.
    """
    try:
        head, stream = with_head(file)
        yield from _apart(Lot(name, (label or name).lower(), head, stream, hints, seekable, lines, depth))
    except InputError as error:
        yield dropped(error, name, hints.id)
    except EOFError:
        cut = InputError("truncated", "it ends in the middle; what lies before is read")
        yield dropped(cut, name, hints.id)
    except (OSError, zlib.error) as error:
        broken = InputError(
            "unreadable", f"it cannot be read on: {getattr(error, 'strerror', None) or error}"
        )
        yield dropped(broken, name, hints.id)


def _apart(lot: Lot) -> Iterator[Found]:
    head = lot.head
    if head.startswith(GZIP) and not packs_records(head):
        yield from _gunzipped(lot)
    elif lot.lines or lot.label.endswith(LINES):
        yield from split_lines(lot)
    elif head.startswith(GZIP) or head.startswith(WARC):
        yield from split_warc(lot)
    elif head.startswith(PARQUET):
        yield from split_parquet(lot)
    elif head.startswith(ZIP):
        _check_depth(lot, limit=0)
        yield from split_zip(lot, _member)
    elif head[TAR_AT:].startswith(TAR):
        _check_depth(lot, limit=1)
        yield from split_tar(lot, _member)
    elif lot.label.endswith(SUFFIXES) and head.strip():
        yield from split_table(lot)
    else:
        yield from _document(lot)


def _check_depth(lot: Lot, limit: int) -> None:
    if lot.depth > limit:
        raise InputError("nested", "it is an archive inside an archive; unpack the outer one")


def _member(file: Reads, name: str, lot: Lot) -> Iterator[Found]:
    return split(file, name, lot.hints, depth=lot.depth + 1)


def _gunzipped(lot: Lot) -> Iterator[Found]:
    _check_depth(lot, limit=DEPTH - 1)
    packed = Counted(lot.stream)
    label = lot.label.removesuffix(".gz")
    with gzip.GzipFile(fileobj=packed) as unpacked:
        bytes_ = Unpacked(unpacked, packed)
        yield from split(bytes_, lot.name, lot.hints, label=label, lines=lot.lines, depth=lot.depth + 1)


def _document(lot: Lot) -> Iterator[Found]:
    """A file that holds one report, a feed, or JSON objects with one report each."""
    check_magic(lot.head)
    start = lot.head.removeprefix(b"\xef\xbb\xbf").lstrip()
    if start.startswith(b"<") or is_wide(lot.head):
        apart = XML.get(root_of(lot.head) or "", _single)
        yield from apart(lot)
    elif start.startswith(b"{") and JSON_FEED in lot.head[:1000]:
        yield from split_json_feed(lot)
    elif start.startswith(b"{"):
        yield from split_objects(lot)
    elif start.startswith(b"[") and (lot.label.endswith(".json") or _ARRAY.match(start)):
        yield from split_array(lot)
    else:
        yield from _single(lot)


def _single(lot: Lot) -> Iterator[Found]:
    """A file that is one report, unless it holds JSON in UTF-16, which is split like any other."""
    data = lot.stream.read(LIMIT_BYTES + 1)
    text = decode(data) if is_wide(lot.head) and len(data) <= LIMIT_BYTES else ""
    if text.lstrip("\ufeff \t\r\n")[:1] in ("{", "["):
        yield from split(io.BytesIO(text.encode()), lot.name, lot.hints, label=lot.label, depth=lot.depth)
    else:
        address = lot.name if lot.name.startswith(("http://", "https://")) else None
        yield Raw(lot.name, data, None, replace(lot.hints, url=lot.hints.url or address))
