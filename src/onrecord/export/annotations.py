"""Items as annotations of the report's text (W3C Web Annotation Data Model, JSON-LD).

Each target has two selectors: the position in characters of the text as it was read, and the words themselves with
those around them, which find the place again in the page. The second body holds the item as the record has it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

import msgspec

from onrecord.export.linked import Node, document, known
from onrecord.export.wording import (
    NAMESPACE,
    Item,
    article_iri,
    chosen_items,
    headline,
    item_iri,
    layer_of,
    web_address,
)
from onrecord.model import Event, Forecast, Position, Span, Statement

if TYPE_CHECKING:
    from onrecord.store.selection import Chosen

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
# So many characters before and after tell the same words at two places apart.
AROUND = 32


def web_annotations(chosen: Iterable[Chosen]) -> Iterator[str]:
    """An annotation page with one annotation an item."""
    head = {"@context": CONTEXT, "id": f"{NAMESPACE}annotations", "type": "AnnotationPage"}
    return document(
        head, "items", (_annotation(report, item) for report in chosen for item in chosen_items(report))
    )


def _annotation(report: Chosen, item: Item) -> Node:
    made = report.record.provenance
    return {
        "id": item_iri(report, item.id),
        "type": "Annotation",
        "motivation": "describing",
        "created": f"{report.added:%Y-%m-%dT%H:%M:%SZ}",
        "creator": {"id": f"{NAMESPACE}engine:{made.engine}", "type": "Software", "name": f"OnRecord {made.engine}"},
        "body": [
            {"type": "TextualBody", "value": f"{layer_of(item)}: {headline(report, item)}", "format": "text/plain",
             "purpose": "describing"},
            {"type": "TextualBody", "value": msgspec.json.encode(item).decode(), "format": "application/json",
             "purpose": "describing"},
        ],
        "target": [_target(report, span) for span in _spans(item)],
    }  # fmt: skip


def _spans(item: Item) -> tuple[Span, ...]:
    match item:
        case Statement():
            return item.content
        case Event():
            return (item.span,)
        case Position() | Forecast():
            return (item.proposition,)


def _target(report: Chosen, span: Span) -> dict[str, Any]:
    text, article = report.record.article.text, report.record.article
    before, after = text[max(0, span.start - AROUND) : span.start], text[span.end : span.end + AROUND]
    words = {"type": "TextQuoteSelector", "exact": span.of(text), "prefix": before, "suffix": after}
    return known({
        "source": web_address(article.url) or article_iri(report.article),
        "selector": [{"type": "TextPositionSelector", "start": span.start, "end": span.end}, known(words)],
    })  # fmt: skip
