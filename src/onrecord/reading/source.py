"""Files, folders, patterns, addresses and standard input to raw inputs and articles; every input is accounted for."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import cast

from onrecord.errors import InputError
from onrecord.model import Dropped
from onrecord.reading.bounded import Reads
from onrecord.reading.containers.lot import Found
from onrecord.reading.containers.rows import rows_in
from onrecord.reading.containers.split import split
from onrecord.reading.dates import given
from onrecord.reading.fetch import fetch
from onrecord.reading.incoming import Hints, Incoming, Link, Raw
from onrecord.reading.parse import dropped, parse
from onrecord.reading.walk import expanded, is_pattern, printable, walk

# What holds many inputs by its name; ".gz" may follow.
MANY = (
    ".jsonl", ".ndjson", ".csv", ".tsv", ".tab", ".parquet", ".zip", ".tar", ".tgz", ".warc", ".rss", ".atom", ".xml", ".opml",
)  # fmt: skip


def entries(source: str, hints: Hints = Hints(), *, lines: bool = False) -> Iterator[Found]:
    """What lies at a path, pattern or http(s) address, below a folder, or on standard input ("-"), in order.

    A Link is an address that a feed or sitemap gives without the text; it is for the caller to fetch.
    With `lines` every file is read as JSON lines. What cannot be read is a Dropped; only a date in `hints`
    that is none raises InputError.
    """
    hints = replace(hints, date=given(hints.date))
    if source == "-":
        yield from split(cast(Reads, sys.stdin.buffer), "-", hints, lines=lines)
    elif _is_address(source):
        yield from _fetched(source, hints, lines)
    elif is_pattern(source):
        try:
            for path in expanded(source):
                yield from _below(path, hints, lines)
        except InputError as error:
            yield dropped(error, source, hints.id)
    else:
        yield from _below(source, hints, lines)


def raws(source: str, hints: Hints = Hints(), *, lines: bool = False) -> Iterator[Raw | Dropped]:
    """The inputs that `entries` finds, opened and taken apart but not parsed; a link is a Dropped, nothing is fetched for it."""
    for found in entries(source, hints, lines=lines):
        yield not_followed(found) if isinstance(found, Link) else found


def incoming(source: str, hints: Hints = Hints(), *, lines: bool = False) -> Iterator[Incoming | Dropped]:
    """The reports that `raws` finds at a source, each as one article or one Dropped."""
    for raw in raws(source, hints, lines=lines):
        yield raw if isinstance(raw, Dropped) else parse(raw)


def read_rows(lines: Iterable[bytes | str], hints: Hints = Hints()) -> Iterator[Incoming | Dropped]:
    """The reports in JSON lines, one outcome for each line that is not blank; holds one line at a time."""
    for raw in rows_in(lines, None, replace(hints, date=given(hints.date))):
        yield raw if isinstance(raw, Dropped) else parse(raw)


def holds_many(source: str) -> bool:
    """Whether a source may hold more than one input, as far as its name tells."""
    return os.path.isdir(source) or is_pattern(source) or source.lower().removesuffix(".gz").endswith(MANY)


def not_followed(link: Link) -> Dropped:
    """The outcome of a link that nobody fetches."""
    what = {"page": "a report that it does not hold", "feed": "a feed", "sitemap": "a sitemap"}[link.kind]
    message = f"it only links to {what}: {link.url}"
    return Dropped(id=link.id, step="read", reason="link-only", message=message, origin=link.origin)


def _below(source: str, hints: Hints, lines: bool) -> Iterator[Found]:
    """What a file holds, or all files below a folder."""
    if not os.path.isdir(source):
        yield from _file(source, hints, lines)
        return
    empty = True
    for path, error in walk(source):
        empty = False
        if error is None:
            yield from _file(path, hints, lines)
        else:
            yield dropped(error, printable(path), hints.id)
    if empty:
        yield dropped(InputError("empty", "the folder holds no files"), printable(source), hints.id)


def _file(path: str, hints: Hints, lines: bool) -> Iterator[Found]:
    name = printable(path)
    try:
        file = open(path, "rb")  # noqa: SIM115 - closed below, after the generator has run
    except FileNotFoundError:
        yield dropped(InputError("missing", "there is no such file"), name, hints.id)
        return
    except (OSError, ValueError) as error:
        message = f"it cannot be opened: {getattr(error, 'strerror', None) or error}"
        yield dropped(InputError("unreadable", message), name, hints.id)
        return
    with file:
        yield from split(file, name, hints, seekable=file if file.seekable() else None, lines=lines)


def _fetched(address: str, hints: Hints, lines: bool) -> Iterator[Found]:
    try:
        data = io.BytesIO(fetch(address).body())
    except InputError as error:
        yield dropped(error, address, hints.id)
        return
    yield from split(data, address, hints, seekable=data, lines=lines)


def _is_address(source: str) -> bool:
    return source.lower().startswith(("http://", "https://"))
