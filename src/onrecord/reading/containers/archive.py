"""Zip archives and tar balls, member by member; nothing is ever unpacked to the disk under a member's name."""

from __future__ import annotations

import lzma
import tarfile
import zipfile
import zlib
from collections.abc import Callable, Iterator
from typing import Any

from onrecord.errors import InputError
from onrecord.reading.bounded import Reads, check_ratio
from onrecord.reading.containers.lot import Found, Lot, seekable
from onrecord.reading.parse import dropped

ZIP = (b"PK\x03\x04", b"PK\x05\x06")
TAR_AT, TAR = 257, b"ustar"
OFFICE = frozenset({"[Content_Types].xml", "mimetype", "META-INF/MANIFEST.MF"})
SplitMember = Callable[[Reads, str, Lot], Iterator[Found]]
"""Takes a member apart: its bytes, its origin, and the archive it lies in."""


class _Member:
    """The bytes of one member; raises InputError for a broken one and for a bomb."""

    def __init__(self, file: Any, packed: int, before: int = 0) -> None:
        self._file, self._packed, self.count = file, packed, before

    def read1(self, size: int = -1, /) -> bytes:
        """At most `size` bytes of the member."""
        try:
            got: bytes = self._file.read1(size) if hasattr(self._file, "read1") else self._file.read(size)
        except EOFError as error:
            raise InputError("truncated", "the member ends in the middle") from error
        except (
            zipfile.BadZipFile,
            tarfile.TarError,
            zlib.error,
            lzma.LZMAError,
            OSError,
            ValueError,
        ) as error:
            raise InputError("unreadable", f"the member is broken: {error}") from error
        self.count += len(got)
        check_ratio(self.count, self._packed)
        return got


def split_zip(lot: Lot, apart: SplitMember) -> Iterator[Found]:
    """The members of a zip archive in its own order; hidden ones are left out, encrypted ones dropped."""
    with seekable(lot) as file:
        size = file.seek(0, 2)
        try:
            archive = zipfile.ZipFile(file)
        except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:
            message = f"the archive lacks its list of members, as one that is cut off does: {error}"
            raise InputError("truncated", message) from error
        with archive:
            members = [
                member
                for member in archive.infolist()
                if not member.is_dir() and not _hidden(member.filename)
            ]
            if members and members[0].filename in OFFICE:
                raise InputError("binary", "it is an office document or program, not text")
            if not members:
                raise InputError("empty", "the archive holds no files")
            total = 0
            for member in members:
                origin = f"{lot.name}!{_shown(member.filename)}"
                if member.flag_bits & 1:
                    yield dropped(
                        InputError("encrypted", "the member is encrypted; unpack it with its password"),
                        origin,
                    )
                    continue
                try:
                    opened = archive.open(member)
                except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError, RuntimeError) as error:
                    yield dropped(InputError("unreadable", f"the member cannot be opened: {error}"), origin)
                    continue
                with opened:
                    bytes_ = _Member(opened, size, total)
                    yield from apart(bytes_, origin, lot)
                    total = bytes_.count


def split_tar(lot: Lot, apart: SplitMember) -> Iterator[Found]:
    """The files of a tar ball in its own order; links, devices and hidden files are left out."""
    number = 0
    try:
        with tarfile.open(fileobj=lot.stream, mode="r|") as archive:
            for member in archive:
                if not member.isreg() or _hidden(member.name):
                    continue
                number += 1
                origin = f"{lot.name}!{_shown(member.name)}"
                opened = archive.extractfile(member)
                if opened is None or member.issparse():
                    error = InputError("unreadable", "the member has holes, as files made to fill memory do")
                    yield dropped(error, origin)
                    continue
                with opened:
                    yield from apart(_Member(opened, member.size), origin, lot)
    except tarfile.TarError as met:
        reason = "truncated" if "unexpected end" in str(met) else "unreadable"
        raise InputError(reason, f"the archive breaks off after {number} files: {met}") from met
    if number == 0:
        raise InputError("empty", "the archive holds no files")


def _hidden(name: str) -> bool:
    parts = name.replace("\\", "/").split("/")
    return "__MACOSX" in parts or any(part.startswith(".") and part not in (".", "..") for part in parts)


def _shown(name: str) -> str:
    """The name of a member without what could upset a terminal."""
    return "".join(c if c.isprintable() else "\ufffd" for c in name)
