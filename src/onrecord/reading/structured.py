"""JSON objects that hold a report: our own form, news-please, trafilatura, NGEC and ninjs."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from onrecord.errors import InputError
from onrecord.model import Article
from onrecord.reading.dates import day_in, plausible
from onrecord.reading.decode import whole
from onrecord.reading.incoming import Hints
from onrecord.reading.plain import read_plain
from onrecord.reading.web import read_html

# The names that each form gives to the same thing, in the order in which they are looked up.
TEXT = ("text", "maintext", "body_text", "event_text", "raw_text", "content", "body")
HTML = ("body_html", "content_html")
TITLE = ("title", "headline", "title_page")
DATE = ("date", "date_publish", "published", "versioncreated", "firstcreated", "dct")
OUTLET = ("outlet", "source_domain", "sitename", "hostname", "provider", "source", "publication")
URL = ("url", "uri")
ID = ("id", "doc_id")
FIELDS = frozenset({*TEXT, *HTML, *TITLE, *DATE, *OUTLET, *URL, *ID, "pubstatus", "embargoed", "embargo"})
"""Every field that a report is read from."""
CANCELLED = frozenset({"withheld", "canceled", "cancelled"})


def row_id(row: Mapping[str, Any]) -> str | None:
    """The caller's own id of the report, as text."""
    value = row.get("id", row.get("doc_id"))
    return None if value is None else str(value)


def read_row(row: Mapping[str, Any], hints: Hints = Hints()) -> Article:
    """The article in a JSON object; raises InputError when it holds no text or its publisher took it back."""
    _check_released(row)
    known = Hints(
        title=hints.title or _string(row, TITLE),
        date=hints.date or plausible(day_in(_string(row, DATE) or "")),
        outlet=hints.outlet or _string(row, OUTLET),
        url=hints.url or _string(row, URL),
    )
    text = _string(row, TEXT)
    page = _string(row, HTML)
    if text is None and page is not None:
        return read_html(page, known)
    if text is None:
        raise InputError("no-text", f"the object has none of the fields {', '.join(TEXT)}")
    if known.title and text.lstrip().startswith(known.title):
        known = Hints(date=known.date, outlet=known.outlet, url=known.url)
    return read_plain(whole(text), known)


def _check_released(row: Mapping[str, Any]) -> None:
    """Raises InputError for what a ninjs publisher withholds, cancels or embargoes."""
    if str(row.get("pubstatus", "")).lower() in CANCELLED:
        raise InputError("withheld", f"its publisher marked it {row['pubstatus']}")
    embargo = row.get("embargoed") or row.get("embargo")
    if isinstance(embargo, str):
        try:
            until = datetime.fromisoformat(embargo)
        except ValueError:
            raise InputError("withheld", f"it is embargoed until {embargo!r}") from None
        if until.replace(tzinfo=until.tzinfo or UTC) > datetime.now(UTC):
            raise InputError("withheld", f"it is embargoed until {embargo}")


def _string(row: Mapping[str, Any], names: tuple[str, ...]) -> str | None:
    return next((row[name] for name in names if isinstance(row.get(name), str) and row[name].strip()), None)
