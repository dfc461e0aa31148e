"""What nobody has decided on yet, and how far people have come."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from onrecord.errors import StoreError
from onrecord.model import Actor, Record, Span
from onrecord.store.corrections import REVIEWABLE, Item, evidence_of, item_of
from onrecord.store.filters import Filter, met
from onrecord.store.records import records
from onrecord.store.store import Store
from onrecord.text import sentence_around

_QUEUE = """
SELECT t.article, t.id FROM {layer} t {frame}
ANTI JOIN (SELECT article, id FROM reviewed WHERE layer = '{layer}') r ON r.article = t.article AND r.id = t.id
WHERE {where} ORDER BY t.confidence, t.article, length(t.id), t.id LIMIT {limit} OFFSET {offset}
"""
_ITEMS = "SELECT '{layer}' AS layer, count(*) AS items FROM {layer}"
_TALLY = """
SELECT layer, any_value(items) AS items, count(*) FILTER (decision = 'accepted') AS accepted,
       count(*) FILTER (decision = 'rejected') AS rejected, count(*) FILTER (decision = 'edited') AS edited
FROM ({items}) LEFT JOIN (SELECT layer, decision FROM reviewed SEMI JOIN articles USING (article)) USING (layer) GROUP BY layer
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Undecided:
    """An item that waits for a decision, in its report: `span` is its evidence, `around` the sentence it stands in."""

    article: str
    layer: str
    item: Item
    record: Record
    span: Span
    around: Span

    @property
    def evidence(self) -> str:
        """The words on which the item rests."""
        return self.span.of(self.record.article.text)

    @property
    def sentence(self) -> tuple[str, str, str]:
        """The sentence around the evidence: what stands before it, the evidence, and what comes after."""
        text = self.record.article.text
        return text[self.around.start : self.span.start], self.evidence, text[self.span.end : self.around.end]

    @property
    def cast(self) -> Mapping[str, Actor]:
        """All actors of the report by id."""
        return {actor.id: actor for actor in self.record.actors}


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """How many items of a layer there are, and how many of them were decided on as what."""

    layer: str
    items: int
    accepted: int
    rejected: int
    edited: int

    @property
    def undecided(self) -> int:
        """How many wait."""
        return self.items - self.accepted - self.rejected - self.edited


def queue(
    store: Store, wanted: Filter = Filter(), layer: str = "events", *, limit: int = 50, offset: int = 0
) -> list[Undecided]:
    """The items of a layer that meet the filter and were not decided on, the least confident first.

    Raises StoreError for a condition that the layer cannot meet.
    """
    if layer not in REVIEWABLE:
        raise StoreError(f"there is no layer {layer!r}; the layers are {', '.join(REVIEWABLE)}")
    condition = met(store, layer, wanted)
    sql = _QUEUE.format(
        layer=layer, where=condition.sql, limit=int(limit), offset=int(offset),
        frame="JOIN articles a USING (article)" if condition.of_article else "",
    )  # fmt: skip
    with store.one_state():
        rows = store.rows(sql, condition.values)
        found = dict(records(store, list(dict.fromkeys(row["article"] for row in rows))))
    return [_undecided(row["article"], layer, row["id"], found[row["article"]]) for row in rows]


def item_at(store: Store, layer: str, article: str, item: str) -> Undecided | None:
    """One item in its report, whatever was decided on it; null where the store has none of that name."""
    with store.reading() as connection:
        sql = "SELECT 1 FROM kept.articles WHERE article = $1"
        if layer not in REVIEWABLE or connection.execute(sql, [article]).fetchone() is None:
            return None
        ((_, record),) = records(store, [article])
    if all(one.id != item for one in getattr(record, layer)):
        return None
    return _undecided(article, layer, item, record)


def tally(store: Store) -> tuple[Tally, ...]:
    """How far people have come with each layer, in the order of the layers."""
    items = " UNION ALL ".join(_ITEMS.format(layer=layer) for layer in REVIEWABLE)
    rows = {row["layer"]: row for row in store.rows(_TALLY.format(items=items))}
    return tuple(Tally(**rows[layer]) for layer in REVIEWABLE)


def _undecided(article: str, layer: str, item: str, record: Record) -> Undecided:
    known = item_of(record, layer, item)
    span = evidence_of(known)
    return Undecided(
        article=article, layer=layer, item=known, record=record, span=span,
        around=sentence_around(record.article.text, span),
    )  # fmt: skip
