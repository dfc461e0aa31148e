"""A stream of bytes on its way to be split, and what comes out of it."""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from tempfile import TemporaryFile
from typing import BinaryIO, TypeAlias

from onrecord.errors import InputError
from onrecord.model import Dropped
from onrecord.reading.incoming import Hints, Link, Raw

Found: TypeAlias = Raw | Link | Dropped
"""What a container holds at one place."""

# What is no file is copied to the disk up to this size, where its format must be read from the end.
COPY_BYTES = 4_000_000_000
BLOCK_BYTES = 1 << 20


@dataclass(frozen=True, slots=True)
class Lot:
    """A file, member or answer that holds one input or many.

    `name` is its origin; `label` the name that tells its format, without ".gz"; `head` its first bytes, which
    `stream` gives again. `file` is the file itself where it can be read from any place. With `lines` it is
    JSON lines, whatever it is called. `depth` counts the archives and packings around it.
    """

    name: str
    label: str
    head: bytes
    stream: io.BufferedReader
    hints: Hints
    file: BinaryIO | None = None
    lines: bool = False
    depth: int = 0


@contextmanager
def seekable(lot: Lot) -> Iterator[BinaryIO]:
    """The bytes of `lot` as a file that can be read from any place; raises InputError when they are too many to copy."""
    if lot.file is not None:
        lot.file.seek(0)
        yield lot.file
        return
    with TemporaryFile() as copy:
        while block := lot.stream.read(BLOCK_BYTES):
            copy.write(block)
            if copy.tell() > COPY_BYTES:
                raise InputError(
                    "too-large", f"more than {COPY_BYTES:,} bytes; save it as a file and read that"
                )
        copy.seek(0)
        yield copy
