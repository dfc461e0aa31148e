"""A stream of records, plain or packed one by one with gzip, that knows where each record starts."""

from __future__ import annotations

import zlib
from collections.abc import Iterator

from onrecord.reading.bounded import HEAD_BYTES, Reads, check_ratio

GZIP = b"\x1f\x8b\x08"


class FaultError(Exception):
    """The packed bytes are broken here; the tape goes on after them."""


class CutError(Exception):
    """The tape ends before what was asked for."""


class Tape:
    """Reads lines and blocks; `packed` says that each record is a gzip member of its own."""

    def __init__(self, file: Reads, *, packed: bool) -> None:
        self.packed = packed
        self._blocks = _members(file) if packed else _plain(file)
        self._start, self._block, self._at = 0, b"", 0

    @property
    def offset(self) -> int:
        """Where in the file the next byte lies; of a packed tape, where its member starts."""
        return self._start if self.packed else self._start + self._at

    def ready(self) -> bool:
        """Whether anything is left; raises FaultError once for each place where the packed bytes are broken."""
        while self._at >= len(self._block):
            start, block = next(self._blocks, (self._start + self._at, b""))
            if block is None:
                self._start, self._block, self._at = start, b"", 0
                raise FaultError
            if not block:
                return False
            self._start, self._block, self._at = start, block, 0
        return True

    def starts_with(self, mark: bytes) -> bool:
        """Whether the bytes that lie ready start with `mark`, or may."""
        part = self._block[self._at : self._at + len(mark)]
        return mark.startswith(part) and bool(part)

    def read(self, size: int) -> bytes:
        """Exactly `size` bytes; raises CutError where the tape ends before."""
        got = bytearray()
        while len(got) < size:
            if not self.ready():
                raise CutError
            part = self._block[self._at : self._at + size - len(got)]
            self._at += len(part)
            got += part
        return bytes(got)

    def skip(self, size: int) -> None:
        """Passes over `size` bytes; raises CutError where the tape ends before."""
        while size > 0:
            size -= len(self.read(min(size, HEAD_BYTES)))

    def line(self) -> bytes:
        """The next line with its end, b"" at the end of the tape; of an endless line, a part."""
        got = bytearray()
        while len(got) < HEAD_BYTES and not got.endswith(b"\n") and self.ready():
            end = self._block.find(b"\n", self._at) + 1 or len(self._block)
            got += self._block[self._at : end]
            self._at = end
        return bytes(got)


def _plain(file: Reads) -> Iterator[tuple[int, bytes | None]]:
    at = 0
    while block := file.read1(HEAD_BYTES):
        yield at, block
        at += len(block)


def _members(file: Reads) -> Iterator[tuple[int, bytes | None]]:
    """The unpacked blocks with the offset of their gzip member; None for a member that is broken; raises CutError for one that is cut."""
    pending, read, count = b"", 0, 0
    while True:
        while not pending.startswith(GZIP):
            # Between members there is nothing, or padding, or what a fault has left.
            found = pending.find(GZIP)
            pending = pending[found:] if found >= 0 else pending[-len(GZIP) + 1 :]
            if found < 0:
                block = file.read1(HEAD_BYTES)
                if not block:
                    return
                pending, read = pending + block, read + len(block)
        start, unpack = read - len(pending), zlib.decompressobj(wbits=31)
        try:
            while not unpack.eof:
                out = unpack.decompress(pending, HEAD_BYTES)
                pending = unpack.unconsumed_tail
                count += len(out)
                check_ratio(count, read)
                if out:
                    yield start, out
                elif not pending and not unpack.eof:
                    pending = file.read1(HEAD_BYTES)
                    read += len(pending)
                    if not pending:
                        raise CutError
            pending = unpack.unused_data
        except zlib.error:
            yield start, None
            pending = pending[1:] if pending.startswith(GZIP) else pending
