"""Web archives (WARC): the pages that servers gave, one raw input each.

The format is simple, and a reader of our own stays bounded and goes on after a broken record.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator, Mapping
from dataclasses import replace

from onrecord.errors import InputError
from onrecord.model import Dropped
from onrecord.reading.answer import Answer, fields_of, media_type, read_answer
from onrecord.reading.containers.lot import Lot
from onrecord.reading.containers.tape import CutError, FaultError, Tape
from onrecord.reading.decode import LIMIT_BYTES, in_utf8
from onrecord.reading.incoming import Form, Raw
from onrecord.reading.parse import dropped

MAGIC = b"WARC/"
# What the crawler tells of its own work; nobody reports in it.
SILENT = frozenset({"warcinfo", "request", "metadata", "continuation"})
FORMS: Mapping[str, Form] = {"text/html": "html", "application/xhtml+xml": "html", "text/plain": "text"}
# A record has about ten header lines; a longer head is no head.
HEAD_LINES = 200
# Room for the headers of an answer before its body.
BLOCK_BYTES = LIMIT_BYTES + 100_000


def packs_records(head: bytes) -> bool:
    """Whether `head` starts a gzip file that packs each record of a WARC by itself, so that offsets count packed bytes."""
    unpack = zlib.decompressobj(wbits=31)
    try:
        return unpack.decompress(head).startswith(MAGIC) and unpack.eof
    except zlib.error:
        return False


def split_warc(lot: Lot) -> Iterator[Raw | Dropped]:
    """The pages of a web archive; `origin` gives the offset of the record in the file.

    Answers that are no page are dropped, the crawler's own notes are passed over. A broken record costs
    itself; of an archive that is cut, everything before the cut is read.
    """
    tape = Tape(lot.stream, packed=not lot.head.startswith(MAGIC))
    while True:
        origin = f"{lot.name}@{tape.offset}"
        try:
            line = _next_start(tape)
            origin = f"{lot.name}@{tape.offset - (0 if tape.packed else len(line))}"
            if not line:
                return
            if not line.startswith(MAGIC):
                _resume(tape)
                raise InputError("unreadable", "there are bytes here that are no record of a web archive")
            found = _record(tape, origin, lot)
            if found is not None:
                yield found
        except CutError:
            yield dropped(
                InputError("truncated", "the archive ends inside this record; what lies before is read"),
                origin,
            )
            return
        except FaultError:
            yield dropped(
                InputError("unreadable", "the packed bytes of this record are broken or cut"), origin
            )
        except InputError as error:
            yield dropped(error, origin, lot.hints.id)
            if error.reason == "bomb":
                return


def _next_start(tape: Tape) -> bytes:
    """The next line that is not blank; b"" at the end."""
    line = b"\n"
    while line and not line.strip():
        line = tape.line()
    return line


def _resume(tape: Tape) -> None:
    """Goes on to the next line that starts a record, or to the end."""
    while tape.ready() and not tape.starts_with(MAGIC):
        tape.line()


def _record(tape: Tape, origin: str, lot: Lot) -> Raw | Dropped | None:
    """What the record after the line with its version holds; None for the crawler's notes."""
    lines = []
    while (line := tape.line()).strip():
        lines.append(line.decode("utf-8", "replace"))
        if len(lines) > HEAD_LINES:
            raise InputError("unreadable", "the head of the record has no end")
    if not line:
        raise CutError
    fields = fields_of(lines)
    length = fields.get("content-length", "")
    if not length.isdecimal():
        raise InputError("unreadable", "the record does not say how long it is")
    kind = fields.get("warc-type", "").lower()
    size = int(length[:18])
    held = 0 if kind in SILENT else min(size, BLOCK_BYTES)
    block = tape.read(held)
    tape.skip(size - held)
    if kind in SILENT:
        return None
    try:
        return _page(kind, fields, block, origin, lot)
    except InputError as error:
        return dropped(error, origin, lot.hints.id)


def _page(kind: str, fields: Mapping[str, str], block: bytes, origin: str, lot: Lot) -> Raw:
    """The page of a record; raises InputError when it is none."""
    if kind == "revisit":
        raise InputError("no-text", "the archive notes that the page was visited again and holds no copy")
    if kind == "response" and "http" in fields.get("content-type", "http"):
        answer = read_answer(block)
        if answer.status != 200:
            raise InputError("http-status", f"the server answered {answer.status or 'without a status'}")
    else:
        answer = Answer(200, *media_type(fields.get("content-type", "")), block)
    if answer.kind not in FORMS:
        raise InputError(
            "binary", f"the record holds {answer.kind[:60] or 'something without a type'}, not a page"
        )
    address = fields.get("warc-target-uri", "").strip("<>") or None
    hints = replace(lot.hints, url=lot.hints.url or address)
    return Raw(origin, in_utf8(answer.body[: LIMIT_BYTES + 1], answer.charset), FORMS[answer.kind], hints)
