"""What people decided on items, as training data: each line holds the text, the item as it was read and as it is.

The ids and places in a line are those of the version of the report that was read when the decision was made.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

import msgspec

from onrecord.model import Actor, Time
from onrecord.store.selection import parties_to

if TYPE_CHECKING:
    from onrecord.store.corrections import Item
    from onrecord.store.reviews import Review
    from onrecord.store.selection import Chosen


def training(chosen: Iterable[Chosen]) -> Iterator[str]:
    """One JSON object a decided item and line."""
    for report in chosen:
        for review in report.reviews.values():
            yield msgspec.json.encode(_line(report, review)).decode() + "\n"


def _line(report: Chosen, review: Review) -> dict[str, Any]:
    record = report.read.get(review.read_in, report.record)
    corrected = review.corrected
    named = _parties(review.item) | _parties(corrected)
    return {
        "article": review.read_in, "text": record.article.text, "layer": review.layer, "item": review.item,
        "actors": [actor for actor in record.actors if actor.id in named],
        "decision": review.decision, "change": review.change, "corrected": corrected, "note": review.note,
        "reviewer": review.reviewer, "decided": f"{review.decided:%Y-%m-%dT%H:%M:%SZ}", "key": review.key,
    }  # fmt: skip


def _parties(item: Item | None) -> frozenset[str]:
    """The ids of the actors that take part in an item; for an actor its own."""
    if isinstance(item, Actor):
        return frozenset({item.id})
    return frozenset() if item is None or isinstance(item, Time) else frozenset(parties_to(item))
