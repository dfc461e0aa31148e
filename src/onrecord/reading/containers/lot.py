"""A stream of bytes on its way to be split, and what comes out of it."""

from __future__ import annotations

import io
from dataclasses import dataclass
from typing import BinaryIO, TypeAlias

from onrecord.model import Dropped
from onrecord.reading.incoming import Hints, Link, Raw

Found: TypeAlias = Raw | Link | Dropped
"""What a container holds at one place."""


@dataclass(frozen=True, slots=True)
class Lot:
    """A file, member or answer that holds one input or many.

    `name` is its origin; `label` the name that tells its format, without ".gz"; `head` its first bytes, which
    `stream` gives again. `seekable` is the file itself where it can be read from any place. With `lines` it is
    JSON lines, whatever it is called. `inside` says that it lies in an archive.
    """

    name: str
    label: str
    head: bytes
    stream: io.BufferedReader
    hints: Hints
    seekable: BinaryIO | None = None
    lines: bool = False
    inside: bool = False
