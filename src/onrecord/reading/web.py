"""A news page in HTML to an article: body, title, byline, date and outlet, without what stands around them."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from html import unescape
from typing import Any

from onrecord.errors import InputError
from onrecord.model import Article, Section, Span, content_id
from onrecord.model.codes import SectionKind
from onrecord.reading.dates import day_in, plausible
from onrecord.reading.decode import whole
from onrecord.reading.incoming import Hints

_LD = re.compile(
    r"<script[^>]{0,200}application/ld\+json[^>]{0,200}>(.*?)</script>", re.IGNORECASE | re.DOTALL
)
_META = re.compile(r"<meta\s[^>]{0,2000}>", re.IGNORECASE)
_ATTRIBUTE = re.compile(r"""([\w:-]{1,40})\s*=\s*(?:"([^"]*)"|'([^']*)')""")
_SITE = re.compile(r"\s+[|–—-]\s+[^|–—-]{2,40}$")
ARTICLE_TYPES = frozenset(
    {"NewsArticle", "Article", "ReportageNewsArticle", "BlogPosting", "AnalysisNewsArticle"}
)
# More open tags in a row than any page has: such a page is made to exhaust a parser.
DEEP = 5000


@dataclass(frozen=True, slots=True)
class Page:
    """What a page says of itself, best source first."""

    title: str | None = None
    published: str | None = None
    authors: tuple[str, ...] = ()
    outlet: str | None = None
    summary: str | None = None
    url: str | None = None


def is_html(text: str) -> bool:
    """Whether the text is an HTML page rather than prose."""
    head = text[:2000].lower()
    return any(
        mark in head for mark in ("<!doctype html", "<html", "<head", "<body", "<article", "<div", "<script")
    ) or (head.lstrip().startswith("<") and "</" in text)


def read_html(text: str, hints: Hints = Hints()) -> Article:
    """The article of a page: its title, a blank line and the body; raises InputError when no text is found."""
    _check_depth(text)
    body, page = _body(text), _described(text)
    if not body:
        raise InputError("no-text", "no text of a report is found in the page")
    title = hints.title or page.title
    parts: list[tuple[SectionKind, str]] = [("title", title)] if title else []
    paragraphs = [p for p in body.split("\n") if p.strip()]
    if title and paragraphs and _same(paragraphs[0], title):
        paragraphs.pop(0)
    parts += [("body", p) for p in paragraphs]
    joined = whole("\n\n".join(p for _, p in parts))
    sections = tuple(_sections(parts))
    return Article(
        id=content_id(joined), url=hints.url or page.url, outlet=hints.outlet or page.outlet, byline=page.authors,
        title=title, summary=page.summary, published=hints.date or plausible(page.published), text=joined, sections=sections,
    )  # fmt: skip


def _sections(parts: list[tuple[SectionKind, str]]) -> Iterator[Section]:
    at = 0
    for kind, text in parts:
        yield Section(kind=kind, span=Span(at, at + len(text)))
        at += len(text) + 2


def _same(one: str, other: str) -> bool:
    return re.sub(r"\W+", "", one).lower() == re.sub(r"\W+", "", other).lower()


def _check_depth(text: str) -> None:
    """Raises InputError for a page nested deeper than parsers bear."""
    depth = deepest = 0
    for tag in re.finditer(
        r"<(/?)(?:div|span|b|i|p|a|ul|ol|li|table|tr|td|section|font|em|blockquote)\b", text, re.IGNORECASE
    ):
        depth += -1 if tag[1] else 1
        deepest = max(deepest, depth)
    if deepest > DEEP:
        raise InputError("no-text", f"its tags are nested {deepest:,} deep; no page of news is")


def _body(text: str) -> str:
    from trafilatura import extract

    found = extract(
        text, include_comments=False, include_tables=False, favor_precision=False, output_format="txt"
    )
    return unescape(found or "")


def _described(text: str) -> Page:
    """What JSON-LD, meta tags and trafilatura tell of the page, in this order of trust."""
    from trafilatura import extract_metadata

    data, meta = _linked_data(text), _meta(text)
    guess = extract_metadata(text)
    authors = tuple(_names(data.get("author"))) or tuple(_split_names(guess.author if guess else None))
    title = _text(data.get("headline")) or meta.get("og:title") or (guess.title if guess else None)
    published = (
        _text(data.get("datePublished"))
        or meta.get("article:published_time")
        or (guess.date if guess else None)
    )
    return Page(
        title=_SITE.sub("", " ".join(unescape(title).split())) if title else None,
        published=day_in(published) if published else None,
        authors=authors,
        outlet=next(iter(_names(data.get("publisher"))), None) or meta.get("og:site_name") or (guess.sitename if guess else None),
        summary=_text(data.get("description")) or meta.get("og:description"),
        url=meta.get("og:url") or (guess.url if guess else None),
    )  # fmt: skip


def _linked_data(text: str) -> Mapping[str, Any]:
    """The first news article in the page's JSON-LD; {} when there is none."""
    for block in _LD.findall(text):
        try:
            found = list(_articles(json.loads(block.strip())))
        except (ValueError, RecursionError):
            continue
        if found:
            return found[0]
    return {}


def _articles(data: Any) -> Iterator[Mapping[str, Any]]:
    if isinstance(data, list):
        for item in data:
            yield from _articles(item)
    elif isinstance(data, dict):
        kinds = data.get("@type")
        if ARTICLE_TYPES & set(kinds if isinstance(kinds, list) else [kinds]):
            yield data
        yield from _articles(data.get("@graph"))


def _meta(text: str) -> Mapping[str, str]:
    found: dict[str, str] = {}
    for tag in _META.findall(text[:200_000]):
        attributes = {m[1].lower(): unescape(m[2] or m[3] or "") for m in _ATTRIBUTE.finditer(tag)}
        name = attributes.get("property") or attributes.get("name")
        if name and attributes.get("content"):
            found.setdefault(name.lower(), attributes["content"])
    return found


def _text(value: Any) -> str | None:
    return unescape(value) if isinstance(value, str) and value.strip() else None


def _names(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield from _split_names(value)
    elif isinstance(value, list):
        for item in value:
            yield from _names(item)
    elif isinstance(value, dict):
        yield from _names(value.get("name"))


def _split_names(value: str | None) -> Iterator[str]:
    for name in re.split(r";|,| and ", value or ""):
        if name.strip() and not name.strip().startswith("http"):
            yield name.strip()
