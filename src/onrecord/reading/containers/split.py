"""Tells what a stream of bytes is and takes it apart into its inputs."""

from __future__ import annotations

import gzip
import io
import re
import zlib
from collections.abc import Iterator
from typing import BinaryIO

from onrecord.errors import InputError
from onrecord.reading.bounded import Counted, Reads, Unpacked, with_head
from onrecord.reading.containers.lot import Found, Lot
from onrecord.reading.containers.rows import split_array, split_lines, split_objects
from onrecord.reading.decode import LIMIT_BYTES, check_magic, decode, is_wide
from onrecord.reading.incoming import Hints, Raw
from onrecord.reading.parse import dropped

LINES = (".jsonl", ".ndjson")
GZIP = b"\x1f\x8b"
_ARRAY = re.compile(rb"\[\s*[{\]]")


def split(
    file: Reads, name: str, hints: Hints, *, label: str | None = None, seekable: BinaryIO | None = None,
    lines: bool = False, inside: bool = False,
) -> Iterator[Found]:  # fmt: skip
    """The inputs in a stream of bytes whose origin is `name`, in order; what cannot be read is a Dropped.

    `label` is the name that tells the format, `seekable` the file itself where it is one; see Lot.
    """
    try:
        head, stream = with_head(file)
        lot = Lot(name, (label or name).lower(), head, stream, hints, seekable, lines, inside)
        yield from _apart(lot)
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
    if lot.head.startswith(GZIP):
        yield from _gunzipped(lot)
    elif lot.lines or lot.label.endswith(LINES):
        yield from split_lines(lot)
    else:
        yield from _document(lot)


def _gunzipped(lot: Lot) -> Iterator[Found]:
    packed = Counted(lot.stream)
    with gzip.GzipFile(fileobj=packed) as unpacked:
        yield from split(
            Unpacked(unpacked, packed), lot.name, lot.hints, label=lot.label.removesuffix(".gz"),
            lines=lot.lines, inside=lot.inside,
        )  # fmt: skip


def _document(lot: Lot) -> Iterator[Found]:
    """A file that holds one report, or JSON objects with one report each."""
    check_magic(lot.head)
    start = lot.head.removeprefix(b"\xef\xbb\xbf").lstrip()
    if start.startswith(b"{"):
        yield from split_objects(lot)
    elif start.startswith(b"[") and (lot.label.endswith(".json") or _ARRAY.match(start)):
        yield from split_array(lot)
    else:
        data = lot.stream.read(LIMIT_BYTES + 1)
        if (
            is_wide(lot.head)
            and len(data) <= LIMIT_BYTES
            and decode(data).lstrip("\ufeff \t\r\n")[:1] in ("{", "[")
        ):
            narrow = io.BytesIO(decode(data).encode())
            yield from split(narrow, lot.name, lot.hints, label=lot.label, inside=lot.inside)
        else:
            yield Raw(lot.name, data, None, lot.hints)
