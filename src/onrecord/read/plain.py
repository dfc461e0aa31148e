"""Plain text as people paste it, to an article with its sections."""

from __future__ import annotations

from onrecord.model import Article, Section, Span, content_id
from onrecord.read.incoming import Hints


def read_plain(text: str, hints: Hints = Hints()) -> Article:
    """The article in `text`, verbatim; a title given apart is put before it with one blank line between."""
    whole = f"{hints.title}\n\n{text}" if hints.title else text
    cut = len(hints.title) if hints.title else 0
    sections = [Section(kind="title", span=Span(0, cut))] if cut else []
    sections.append(Section(kind="body", span=Span(cut + 2 if cut else 0, len(whole))))
    return Article(
        id=content_id(whole), url=hints.url, outlet=hints.outlet, title=hints.title, published=hints.date,
        text=whole, sections=tuple(sections),
    )  # fmt: skip
