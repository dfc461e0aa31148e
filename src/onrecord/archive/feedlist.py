"""Which feeds to watch: addresses as they are named, and files that list them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from onrecord.errors import InputError
from onrecord.reading import Link, entries
from onrecord.reading.containers.entry import address_of

# A list of a hundred thousand feeds has some 10 million bytes.
LIST_BYTES = 16_000_000


def feeds_in(sources: Iterable[str]) -> tuple[str, ...]:
    """The addresses that the sources name, each once, in order.

    A source is an http(s) address, an OPML file, or a text file with one address a line, where "#" begins a remark.
    Raises InputError for a file that is missing or names none, and for a line that is no address.
    """
    found: dict[str, None] = {}
    for source in sources:
        found.update(dict.fromkeys([source] if _is_address(source) else _listed(source)))
    return tuple(found)


def _listed(path: str) -> list[str]:
    try:
        with open(path, "rb") as file:
            data = file.read(LIST_BYTES + 1)
    except OSError as error:
        raise InputError(
            "missing",
            f"{path}: {error.strerror}; name an address that begins with https://, or a file that lists some",
        ) from error
    if len(data) > LIST_BYTES:
        raise InputError("too-large", f"{path}: a list of feeds has at most {LIST_BYTES:,} bytes")
    found = list(
        _outlined(path) if data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<") else _lines(path, data)
    )
    if not found:
        raise InputError("empty", f"{path}: it names no feed; write one address a line, or give an OPML file")
    return found


def _lines(path: str, data: bytes) -> Iterator[str]:
    for number, line in enumerate(data.decode("utf-8-sig", "replace").splitlines(), start=1):
        address = line.partition(" #")[0].strip()
        if not address or address.startswith("#"):
            continue
        if not _is_address(address):
            raise InputError(
                "bad-feed",
                f"{path}:{number}: {address[:200]!r} is no address that begins with https:// or http://",
            )
        yield address


def _outlined(path: str) -> Iterator[str]:
    for found in entries(str(Path(path))):
        if isinstance(found, Link) and found.kind == "feed":
            yield found.url
        else:
            message = getattr(found, "message", "it holds reports and is no list of feeds")
            raise InputError("bad-feed", f"{path}: {message}; an OPML file or a file of addresses is needed")


def _is_address(source: str) -> bool:
    return address_of(source, None) is not None
