"""A timeline for TimelineJS (Knight Lab), as its JSON format has it. Its texts are HTML: all that was read is escaped."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape
from typing import TYPE_CHECKING, Any

from onrecord.export.linked import Node, document
from onrecord.export.wording import Item, chosen_items, days_of, evidence, headline, layer_of, web_address

if TYPE_CHECKING:
    from onrecord.store.selection import Chosen


def timelinejs(chosen: Iterable[Chosen]) -> Iterator[str]:
    """The timeline: one event of it for each item that has a day."""
    title = {"title": {"text": {"headline": "On record"}}}
    slides = (_slide(report, item) for report in chosen for item in chosen_items(report))
    return document(title, "events", (slide for slide in slides if slide))


def _slide(report: Chosen, item: Item) -> Node | None:
    first, last = days_of(report, item)
    if first is None:
        return None
    return {
        "start_date": _date(first),
        "end_date": _date(last) if last and last != first else None,
        "text": {
            "headline": escape(headline(report, item)),
            "text": f"<p>{escape(evidence(report, item))}</p><p>{_source(report)}</p>",
        },
        "group": f"{layer_of(item)}s",
        "unique_id": f"{report.article}-{item.id}",
    }


def _source(report: Chosen) -> str:
    article = report.record.article
    words = escape(", ".join(part for part in (article.outlet, article.published, article.title) if part))
    address = web_address(article.url)
    return f'<a href="{escape(address)}">{words or "source"}</a>' if address else words


def _date(day: str) -> dict[str, Any]:
    year, month, of_month = (int(part) for part in day.split("-"))
    return {"year": year, "month": month, "day": of_month}
