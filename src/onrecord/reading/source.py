"""Files, addresses and standard input to articles, one outcome for each input."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from onrecord.errors import InputError
from onrecord.model import Article, Dropped
from onrecord.reading.dates import given, plausible
from onrecord.reading.decode import LIMIT, check_size, decode
from onrecord.reading.fetch import fetch
from onrecord.reading.incoming import Hints, Incoming
from onrecord.reading.language import language_of
from onrecord.reading.plain import read_plain
from onrecord.reading.structured import read_row, row_id
from onrecord.reading.web import is_html, read_html


def incoming(source: str, hints: Hints = Hints()) -> Iterator[Incoming | Dropped]:
    """The reports at a path, at an http(s) address, or on standard input ("-").

    A file of JSON lines gives one outcome a line, anything else exactly one. What cannot be read is a
    Dropped; only a date in `hints` that is none raises InputError.
    """
    hints = replace(hints, date=given(hints.date))
    if source.endswith((".jsonl", ".ndjson")) and Path(source).is_file():
        with Path(source).open("rb") as lines:
            yield from read_rows(lines, hints)
        return
    name = hints.id
    try:
        yield from _read(_bytes(source), replace(hints, url=hints.url or _address(source)))
    except InputError as error:
        yield Dropped(id=name, step=error.step, reason=error.reason, message=f"{source}: {error}")


def read_rows(lines: Iterable[bytes | str], hints: Hints = Hints()) -> Iterator[Incoming | Dropped]:
    """The reports in JSON lines, one outcome for each line that is not blank; holds one line at a time."""
    hints = replace(hints, date=given(hints.date))
    for number, line in enumerate(lines, start=1):
        if line.strip():
            yield _row(line, f"line {number}", hints)


def admit(article: Article, name: str | None) -> Incoming:
    """The article with its language, as English reports go on; raises InputError for one in another language."""
    language = language_of(article.text)
    if language != "en":
        raise InputError(
            "language",
            f"the report is in another language ({language}); only English is coded",
            step="language",
        )
    return Incoming(replace(article, language=language, published=plausible(article.published)), name)


def article_of(text: str, hints: Hints = Hints()) -> Article:
    """The article in a text of unknown form: an HTML page, a JSON object or plain text."""
    if is_html(text):
        return read_html(text, hints)
    if text.lstrip("\ufeff \t\r\n").startswith("{"):
        return read_row(_object(text), hints)
    return read_plain(text, hints)


def _read(data: bytes, hints: Hints) -> Iterator[Incoming | Dropped]:
    text = decode(data)
    start = text.lstrip("\ufeff \t\r\n")[:1]
    if start == "[":
        for row in _array(text):
            yield _admitted(row, hints)
    elif start == "{":
        first = text.strip().split("\n", 1)
        if len(first) > 1 and first[0].rstrip().endswith("}") and first[1].lstrip().startswith("{"):
            yield from read_rows(text.splitlines(), hints)
        else:
            row = _object(text)
            yield admit(read_row(row, hints), row_id(row) or hints.id)
    else:
        yield admit(article_of(text, hints), hints.id)


def _row(line: bytes | str, place: str, hints: Hints) -> Incoming | Dropped:
    try:
        if len(line) > 4 * LIMIT:
            check_size(len(line))
        row = _object(decode(line) if isinstance(line, bytes) else line)
    except InputError as error:
        return Dropped(id=None, step=error.step, reason=error.reason, message=f"{place}: {error}")
    outcome = _admitted(row, hints)
    return (
        replace(outcome, message=f"{place}: {outcome.message}") if isinstance(outcome, Dropped) else outcome
    )


def _admitted(row: Mapping[str, Any], hints: Hints) -> Incoming | Dropped:
    name = row_id(row)
    try:
        return admit(read_row(row, hints), name)
    except InputError as error:
        return Dropped(id=name, step=error.step, reason=error.reason, message=str(error))


def _object(text: str) -> Mapping[str, Any]:
    try:
        row = json.loads(text.strip("\ufeff \t\r\n"))
    except (ValueError, RecursionError) as error:
        raise InputError("bad-json", f"not valid JSON: {error}") from error
    if not isinstance(row, dict):
        raise InputError("bad-json", f"a JSON object is needed, not {type(row).__name__}")
    return row


def _array(text: str) -> Iterator[Mapping[str, Any]]:
    try:
        rows = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise InputError("bad-json", f"not valid JSON: {error}") from error
    for row in rows:
        if not isinstance(row, dict):
            raise InputError("bad-json", f"the array holds {type(row).__name__}, not objects")
        yield row


def _address(source: str) -> str | None:
    return source if source.startswith(("http://", "https://")) else None


def _bytes(source: str) -> bytes:
    """The bytes of the source, never more than one report can have."""
    if source == "-":
        return sys.stdin.buffer.read(4 * LIMIT + 1)
    if _address(source):
        return fetch(source)
    path = Path(source)
    if path.is_dir():
        raise InputError(
            "directory", f"it is a folder; name the files in it, such as {source.rstrip('/')}/*.txt"
        )
    try:
        with path.open("rb") as file:
            return file.read(4 * LIMIT + 1)
    except FileNotFoundError as error:
        raise InputError("missing", "there is no such file") from error
    except (OSError, ValueError) as error:
        raise InputError(
            "unreadable", f"it cannot be opened: {getattr(error, 'strerror', None) or error}"
        ) from error
