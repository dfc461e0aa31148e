"""Feeds of what is new on record: RSS 2.0, Atom (RFC 4287) and JSON Feed 1.1, one entry a report, the latest first.

An entry lists the chosen items of its report, as HTML in which all that was read is escaped.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Iterable, Iterator
from email.utils import format_datetime
from html import escape
from typing import TYPE_CHECKING

from onrecord.export.linked import Node, document
from onrecord.export.wording import NAMESPACE, article_iri, chosen_items, evidence, headline, web_address

if TYPE_CHECKING:
    from onrecord.store.selection import Chosen

TITLE = "On record"
ABOUT = "Who did, said, demanded and expected what, with the words that prove it."
FEED = f"{NAMESPACE}feed"
# A feed has to name when it changed; an empty one never did.
NEVER = datetime.datetime(1970, 1, 1)
# Characters that XML 1.0 cannot hold, not even escaped.
_NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def rss(chosen: Iterable[Chosen]) -> Iterator[str]:
    """An RSS 2.0 feed."""
    yield '<?xml version="1.0" encoding="UTF-8"?>\n<rss version="2.0">\n<channel>\n'
    yield _element("title", TITLE) + _element("link", FEED) + _element("description", ABOUT)
    for report in chosen:
        address = web_address(report.record.article.url)
        yield "<item>\n" + _element("title", _title(report))
        yield _element("link", address) if address else ""
        yield f'<guid isPermaLink="false">{article_iri(report.article)}</guid>\n'
        yield _element("pubDate", format_datetime(_when(report).replace(tzinfo=datetime.UTC), usegmt=True))
        yield _element("description", content(report)) + "</item>\n"
    yield "</channel>\n</rss>\n"


def atom(
    chosen: Iterable[Chosen],
    *,
    title: str = TITLE,
    address: str | None = None,
    page_of: Callable[[str], str] | None = None,
) -> Iterator[str]:
    """An Atom feed; when it was updated stands at its end, where it is known.

    `address` is where the feed lies, by which readers tell it from others; `page_of` gives the address of a report's
    page for its id in the store, the original being linked where there is none.
    """
    yield '<?xml version="1.0" encoding="UTF-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom">\n'
    yield _element("id", address or FEED) + _element("title", title) + _element("subtitle", ABOUT)
    yield f'<link rel="self" href="{_xml(address)}"/>\n' if address else ""
    yield "<author><name>OnRecord</name></author>\n"
    latest = NEVER
    for report in chosen:
        latest = max(latest, report.added)
        original = web_address(report.record.article.url)
        page = page_of(report.article) if page_of else original
        yield "<entry>\n" + _element("id", article_iri(report.article)) + _element("title", _title(report))
        yield f'<link rel="alternate" href="{_xml(page)}"/>\n' if page else ""
        yield f'<link rel="via" href="{_xml(original)}"/>\n' if original and page_of else ""
        yield _element("published", _stamp(_when(report))) + _element("updated", _stamp(report.added))
        yield f'<content type="html">{_xml(content(report))}</content>\n</entry>\n'
    yield _element("updated", _stamp(latest)) + "</feed>\n"


def json_feed(chosen: Iterable[Chosen]) -> Iterator[str]:
    """A JSON Feed."""
    head = {"version": "https://jsonfeed.org/version/1.1", "title": TITLE, "description": ABOUT}
    return document(head, "items", map(_json_entry, chosen))


def content(report: Chosen) -> str:
    """The chosen items of a report as a list in HTML, and where it was published."""
    article = report.record.article
    lines = "".join(
        f"<li><b>{escape(headline(report, item))}</b>: <q>{escape(evidence(report, item))}</q></li>"
        for item in chosen_items(report)
    )
    source = escape(", ".join(part for part in (article.outlet, article.published) if part))
    return (f"<ul>{lines}</ul>" if lines else "") + (f"<p>{source}</p>" if source else "")


def _json_entry(report: Chosen) -> Node:
    article = report.record.article
    return {
        "id": article_iri(report.article), "url": web_address(article.url), "title": _title(report),
        "content_html": content(report) or "<p></p>", "date_published": _stamp(_when(report)),
        "authors": [{"name": article.outlet}] if article.outlet else None, "language": article.language,
        "tags": sorted({actor.name for actor in report.actors}),
    }  # fmt: skip


def _title(report: Chosen) -> str:
    article = report.record.article
    return " ".join((article.title or article.text[:80]).split()) or "Untitled report"


def _when(report: Chosen) -> datetime.datetime:
    published = report.record.article.published
    return datetime.datetime.fromisoformat(published) if published else report.added


def _stamp(moment: datetime.datetime) -> str:
    return f"{moment:%Y-%m-%dT%H:%M:%SZ}"


def _element(name: str, text: str) -> str:
    return f"<{name}>{_xml(text)}</{name}>\n"


def _xml(text: str) -> str:
    return escape(_NO_XML.sub("", text))
