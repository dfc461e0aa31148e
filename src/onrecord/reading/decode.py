"""Bytes to text: encodings are guessed here and nowhere else."""

from __future__ import annotations

import codecs
import re

from onrecord.errors import InputError

# Longer than any report: 2 million characters is a book of 350,000 words.
LIMIT = 2_000_000
# No encoding takes more than four bytes for a character.
LIMIT_BYTES = 4 * LIMIT
_MAGIC = {
    b"%PDF": "a PDF file", b"\x89PNG": "a PNG picture", b"\xff\xd8\xff": "a JPEG picture", b"GIF8": "a GIF picture",
    b"PK\x03\x04": "a zip archive or office document", b"\x1f\x8b": "a gzip archive", b"\x7fELF": "a program",
    b"SQLite format 3": "a database", b"\xd0\xcf\x11\xe0": "an office document", b"RIFF": "a sound or video file",
}  # fmt: skip
_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF32_LE, "utf-32"), (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"),
)  # fmt: skip
_META = re.compile(rb"""<meta[^>]{0,200}charset=["']?\s*([\w-]{2,40})""", re.IGNORECASE)
_SURROGATE = re.compile("[\ud800-\udfff]")


def decode(data: bytes) -> str:
    """The text of `data`: by byte order mark, as UTF-8, by an HTML declaration, else by detection.

    Raises InputError for what is empty, too large or not text. Lone surrogates become U+FFFD.
    """
    if len(data) > LIMIT_BYTES:
        check_size(len(data))
    check_magic(data)
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return whole(data.decode(encoding, errors="replace"))
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        text = _declared(data) or _detected(data)
    control = sum(1 for c in text[:4000] if c < " " and c not in "\n\r\t\f\v")
    if control > 0.02 * min(len(text), 4000) + 2:
        raise InputError("binary", "it holds control characters as programs and pictures do, not text")
    return whole(text)


def check_magic(head: bytes) -> None:
    """Raises InputError when `head`, the first bytes of an input, are those of a known format that is not text."""
    for magic, what in _MAGIC.items():
        if head.startswith(magic):
            raise InputError("binary", f"it is {what}, not text")


def is_wide(head: bytes) -> bool:
    """Whether `head` starts with the byte order mark of UTF-16 or UTF-32."""
    return any(head.startswith(bom) for bom, encoding in _BOMS if encoding != "utf-8-sig")


def encoding_of(head: bytes) -> str:
    """The encoding of a stream that starts with `head`, where a byte order mark, UTF-8 or detection tells it."""
    for bom, encoding in _BOMS:
        if head.startswith(bom):
            return encoding
    try:
        # A cut inside the last character is no fault.
        codecs.getincrementaldecoder("utf-8")().decode(head)
        return "utf-8"
    except UnicodeDecodeError:
        return _guessed(head)


def in_utf8(data: bytes, charset: str | None) -> bytes:
    """`data` in UTF-8 where it is none and the `charset` that its server names fits; else as it is."""
    if charset is None or any(data.startswith(bom) for bom, _ in _BOMS):
        return data
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        try:
            return data.decode(charset).encode("utf-8")
        except (UnicodeError, LookupError, ValueError):
            return data
    return data


def whole(text: str) -> str:
    """`text` when it holds anything to read, lone surrogates replaced; raises InputError when it is empty or too long."""
    check_size(len(text))
    if not text.strip("\ufeff \t\r\n\f\v\x00\u200b"):
        raise InputError("empty", "there is nothing to read in it")
    return _SURROGATE.sub("\ufffd", text)


def check_size(size: int) -> None:
    """Raises InputError when `size` characters are more than one report can be."""
    if size > LIMIT:
        raise InputError(
            "too-large",
            f"{size:,} characters are more than one report can be; the limit is {LIMIT:,} characters",
        )


def _declared(data: bytes) -> str | None:
    found = _META.search(data[:4096])
    if not found:
        return None
    try:
        return data.decode(found[1].decode("ascii"), errors="replace")
    except LookupError:
        return None


def _detected(data: bytes) -> str:
    return data.decode(_guessed(data), errors="replace")


def _guessed(data: bytes) -> str:
    from charset_normalizer import from_bytes

    best = from_bytes(data[:200_000]).best()
    return best.encoding if best else "cp1252"
