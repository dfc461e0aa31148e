"""One raw input to an article: decoded, taken out of its form, its language told."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from onrecord.errors import InputError
from onrecord.model import Article, Dropped
from onrecord.reading.dates import plausible
from onrecord.reading.decode import decode
from onrecord.reading.incoming import Hints, Incoming, Raw
from onrecord.reading.language import language_of
from onrecord.reading.plain import read_plain
from onrecord.reading.structured import read_row, row_id
from onrecord.reading.web import is_html, read_html


def parse(raw: Raw) -> Incoming | Dropped:
    """The article in `raw`, or why there is none. Needs nothing but its argument: it can run in any process."""
    name = raw.hints.id
    try:
        text = decode(raw.data)
        if raw.form == "json" or (raw.form is None and _starts_object(text)):
            row = json_object(text)
            name = row_id(row) or name
            article = read_row(row, raw.hints)
        elif raw.form == "html":
            article = read_html(text, raw.hints)
        elif raw.form == "text":
            article = read_plain(text, raw.hints)
        else:
            article = article_of(text, raw.hints)
        return replace(admit(article, name), origin=raw.origin)
    except InputError as error:
        return dropped(error, raw.origin, name)


def dropped(error: InputError, origin: str | None, name: str | None = None) -> Dropped:
    """The outcome of an input at `origin` that `error` ended; `name` is the caller's own id of it."""
    return Dropped(id=name, step=error.step, reason=error.reason, message=str(error), origin=origin)


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
    if _starts_object(text):
        return read_row(json_object(text), hints)
    if is_html(text):
        return read_html(text, hints)
    return read_plain(text, hints)


def json_object(text: str) -> Mapping[str, Any]:
    """The JSON object that `text` is; raises InputError when it is none."""
    try:
        row = json.loads(text.strip("\ufeff \t\r\n"))
    except (ValueError, RecursionError) as error:
        raise InputError("bad-json", f"not valid JSON: {error}") from error
    if not isinstance(row, dict):
        raise InputError("bad-json", f"a JSON object is needed, not {type(row).__name__}")
    return row


def _starts_object(text: str) -> bool:
    return text.lstrip("\ufeff \t\r\n").startswith("{")
