"""A report as it is shown: in the self-contained page, and in the web app."""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.model import Record
from onrecord.show.page.segments import Passage, passages
from onrecord.show.page.tables import NOWHERE, Addresses, Table, tables
from onrecord.show.page.timeline import Timeline, timeline


@dataclass(frozen=True, slots=True)
class Shown:
    """A report with its record, cut and worded for a page."""

    title: str
    language: str
    outlet: str
    published: str
    byline: str
    dateline: str
    url: str
    passages: tuple[Passage, ...]
    tables: tuple[Table, ...]
    timeline: Timeline | None
    engine: str
    model: str
    article_id: str


def shown(record: Record, addresses: Addresses = NOWHERE) -> Shown:
    """The report of a record as it is shown; names of actors lead to their `addresses`, by their ids in the record."""
    article = record.article
    return Shown(
        title=article.title or "Untitled report",
        language=article.language or "en",
        outlet=article.outlet or "",
        published=article.published or "",
        byline=", ".join(article.byline),
        dateline=article.dateline.place or "",
        url=article.url if article.url and article.url.startswith(("http://", "https://")) else "",
        passages=passages(record),
        tables=tables(record, addresses),
        timeline=timeline(record),
        engine=record.provenance.engine,
        model=record.provenance.model,
        article_id=article.id,
    )
