"""JSON lines and JSON arrays, one raw input for each object; only one is held at a time."""

from __future__ import annotations

import codecs
import io
import json
import re
from collections.abc import Iterable, Iterator
from itertools import chain

from onrecord.errors import InputError
from onrecord.model import Dropped
from onrecord.reading.bounded import HEAD_BYTES, lines_of
from onrecord.reading.containers.lot import Lot
from onrecord.reading.decode import LIMIT_BYTES, check_size
from onrecord.reading.incoming import Hints, Raw
from onrecord.reading.parse import dropped

_SPACE = b"\xef\xbb\xbf \t\r\n"
_GAP = re.compile(r"[\ufeff\s,]*")
_DECODER = json.JSONDecoder()
# A fault this near to the end of what is read may be an escape that is cut in two ("\\ud83d\\ude00").
ESCAPE_CHARS = 12
# More empty lines than this do not stand between two objects.
BLANK_LINES = 100


def split_lines(lot: Lot) -> Iterator[Raw | Dropped]:
    """The objects of a file of JSON lines."""
    return rows_in(lines_of(lot.stream), lot.name, lot.hints)


def rows_in(lines: Iterable[bytes | str], name: str | None, hints: Hints) -> Iterator[Raw | Dropped]:
    """One raw input for each line that is not blank; its origin is `name` with the number of the line."""
    for number, line in enumerate(lines, start=1):
        if line.strip():
            origin = f"line {number}" if name is None else f"{name}:{number}"
            data = line.encode("utf-8", "replace") if isinstance(line, str) else line
            try:
                if len(data) > LIMIT_BYTES:
                    check_size(len(data))
                yield Raw(origin, data, "json", hints)
            except InputError as error:
                yield dropped(error, origin)


def split_objects(lot: Lot) -> Iterator[Raw | Dropped]:
    """A file that starts with "{": JSON lines where its second line starts with one too, else one object."""
    lines = lines_of(lot.stream)
    ahead: list[bytes] = []
    for line in lines:
        ahead.append(line)
        if sum(bool(seen.strip(_SPACE)) for seen in ahead) == 2 or len(ahead) > BLANK_LINES:
            break
    filled = [line for line in ahead if line.strip(_SPACE)]
    if len(filled) == 2 and filled[0].rstrip().endswith(b"}") and filled[1].lstrip().startswith(b"{"):
        yield from rows_in(chain(ahead, lines), lot.name, lot.hints)
    else:
        start = b"".join(ahead)
        yield Raw(lot.name, start + lot.stream.read(max(0, LIMIT_BYTES + 1 - len(start))), "json", lot.hints)


def split_array(lot: Lot) -> Iterator[Raw | Dropped]:
    """The objects of a JSON array, read bit by bit; what follows a fault in its grammar is lost, and said so."""
    number = 0
    try:
        for number, (kind, text) in enumerate(_Elements(lot.stream), start=1):
            origin = f"{lot.name}:{number}"
            if kind is dict:
                yield Raw(origin, text.encode("utf-8", "replace"), "json", lot.hints)
            else:
                error = InputError("bad-json", f"the array holds {kind.__name__}, not objects")
                yield dropped(error, origin)
    except (ValueError, RecursionError) as error:
        raise InputError("bad-json", f"not valid JSON after {number} objects: {error}") from error


class _Elements:
    """The elements of a JSON array with their types and their own text; raises ValueError for what is none."""

    def __init__(self, stream: io.BufferedReader) -> None:
        self._stream = stream
        self._utf8 = codecs.getincrementaldecoder("utf-8")("replace")
        self._held, self._at, self._ended = "", 0, False

    def __iter__(self) -> Iterator[tuple[type, str]]:
        while "[" not in self._held and self._more():
            pass
        self._at = self._held.index("[") + 1
        while self._skip_gap() != "]":
            value, end = self._decoded()
            yield type(value), self._held[self._at : end]
            self._at = end

    def _more(self, size: int = HEAD_BYTES) -> bool:
        block = self._stream.read(size)
        self._held = self._held[self._at :] + self._utf8.decode(block, final=not block)
        self._at, self._ended = 0, not block
        return not self._ended

    def _skip_gap(self) -> str:
        """The next character that is no space and no comma, or "" at the end."""
        while True:
            gap = _GAP.match(self._held, self._at)
            self._at = gap.end() if gap else self._at
            if self._at < len(self._held) or not self._more():
                return self._held[self._at : self._at + 1]

    def _decoded(self) -> tuple[object, int]:
        """The element that starts here and where it ends; reads on while it may be incomplete."""
        while True:
            try:
                value, end = _DECODER.raw_decode(self._held, self._at)
            except json.JSONDecodeError as error:
                cut = error.msg.startswith("Unterminated") or error.pos >= len(self._held) - ESCAPE_CHARS
                if self._ended or not cut:
                    raise
                check_size(len(self._held) - self._at)
                self._more(max(HEAD_BYTES, len(self._held) - self._at))
                continue
            if end < len(self._held) or self._ended:
                return value, end
            self._more()
