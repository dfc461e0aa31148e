"""Byte streams that never hand out more than is good: pushed back, bounded in lines, guarded against bombs."""

from __future__ import annotations

import io
import zlib
from collections.abc import Iterator
from typing import BinaryIO, Protocol

from onrecord.errors import InputError
from onrecord.reading.decode import LIMIT_BYTES

# Enough to tell a format by, and to see the first lines of a file of JSON lines.
HEAD_BYTES = 65_536
# Packed news unpacks to 3 to 20 times its size; deflate can reach 1,030 times, and only on purpose.
RATIO = 200
# Below this size even a bomb does no harm.
HARMLESS_BYTES = 32_000_000


class Reads(Protocol):
    """A stream of bytes that gives what it has at once."""

    def read1(self, size: int = -1, /) -> bytes:
        """At most `size` bytes, as many as lie ready; b"" at the end."""
        ...


class _Pushed(io.RawIOBase):
    """The head that was read before, then the rest of the stream, then the error that ended it, if any."""

    def __init__(self, head: bytes, file: Reads, error: Exception | None) -> None:
        self._head, self._file, self._error = memoryview(head), file, error

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        if self._head:
            size = min(len(buffer), len(self._head))
            buffer[:size], self._head = self._head[:size], self._head[size:]
            return size
        if self._error is not None:
            raise self._error
        got = self._file.read1(len(buffer))
        buffer[: len(got)] = got
        return len(got)


def with_head(file: Reads, size: int = HEAD_BYTES) -> tuple[bytes, io.BufferedReader]:
    """The first `size` bytes of a stream, and the stream from its start.

    An error inside these bytes is raised where the stream reaches it, so that what lies before it is read.
    """
    head = bytearray()
    error: Exception | None = None
    try:
        while len(head) < size and (got := file.read1(size - len(head))):
            head += got
    except (EOFError, OSError, ValueError, zlib.error, InputError) as met:
        error = met
    return bytes(head), io.BufferedReader(_Pushed(bytes(head), file, error), HEAD_BYTES)


class Counted(io.RawIOBase):
    """A stream that knows how many of its bytes were read."""

    def __init__(self, file: Reads) -> None:
        self._file, self.count = file, 0

    def readable(self) -> bool:
        """True."""
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        """Fills `buffer` with what lies ready; gives back how many bytes that is."""
        got = self._file.read1(len(buffer))
        buffer[: len(got)] = got
        self.count += len(got)
        return len(got)


class Unpacked:
    """The unpacked bytes of a packed stream; raises InputError where they outgrow what they came from."""

    def __init__(self, file: Reads, packed: Counted) -> None:
        self._file, self._packed, self._count = file, packed, 0

    def read1(self, size: int = -1, /) -> bytes:
        """At most `size` unpacked bytes; raises InputError for a bomb."""
        got = self._file.read1(size)
        self._count += len(got)
        check_ratio(self._count, self._packed.count)
        return got


def check_ratio(unpacked: int, packed: int) -> None:
    """Raises InputError when `packed` bytes unpack to `unpacked` and no text does so."""
    if unpacked > HARMLESS_BYTES and unpacked > RATIO * max(packed, 1):
        raise InputError(
            "bomb", f"it unpacks to more than {RATIO} times its size, as archives made to fill memory do"
        )


def lines_of(file: BinaryIO, limit: int = LIMIT_BYTES) -> Iterator[bytes]:
    """The lines of a stream with their ends; of a line longer than `limit` bytes only that many and one more."""
    while line := file.readline(limit + 1):
        yield line
        if len(line) > limit:
            while line and not line.endswith(b"\n"):
                line = file.readline(HEAD_BYTES)
