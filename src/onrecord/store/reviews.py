"""People's decisions on items: accepted, rejected, edited, and taken back. Nothing is ever overwritten."""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import duckdb
import msgspec

from onrecord.errors import StoreError
from onrecord.model import Span
from onrecord.model.codes import Decision, values
from onrecord.store.bulk import insert
from onrecord.store.corrections import REVIEWABLE, Item, checked, corrected, evidence_of, item_of
from onrecord.store.records import record_in
from onrecord.store.store import Store, mappings, rows_of, utc_now

# The history of an item begins with that of the item in older versions of the article that it comes from.
_HISTORY = """
WITH RECURSIVE same(article, id) AS (
    SELECT $article::VARCHAR, $id::VARCHAR
    UNION SELECT v.article, v.id FROM same s JOIN kept.revisions v ON v.now_article = s.article AND v.now_id = s.id
    WHERE v.state = 'kept'
)
SELECT * FROM reviews r WHERE $article::VARCHAR IS NULL OR EXISTS (
    SELECT 1 FROM same s WHERE s.article = r.article AND ($id::VARCHAR IS NULL OR s.id = r.id)
) ORDER BY serial DESC
"""
_STANDING = "SELECT * FROM reviewed WHERE article IN (SELECT unnest($1::VARCHAR[])) ORDER BY serial"
_NAMES = "SELECT article, id, name FROM kept.actors WHERE article IN (SELECT unnest($1::VARCHAR[]))"
_SAME = "SELECT * FROM reviewed WHERE article = $1 AND layer = $2 AND id = $3"


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What a person decides on an item, before it is kept.

    `change` has the fields that are set, by name, where the decision is "edited"; a forecast can be given the outcome
    "true" or "false". `key` tells the same decision sent twice from two decisions.
    """

    article: str
    layer: str
    id: str
    decision: Decision
    change: Mapping[str, Any] = field(default_factory=dict)
    note: str | None = None
    reviewer: str | None = None
    key: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    """A decision as it is kept: `item` is what was read when it was made, `text` and `span` the evidence.

    A decision that followed its item into a newer version stands under the `article` and `id` of that version; the ids
    and places inside `item` and `change` are those of the article `read_in`, where it was made.
    """

    key: str
    serial: int
    article: str
    layer: str
    id: str
    decision: Decision
    change: Mapping[str, Any]
    note: str | None
    reviewer: str | None
    decided: datetime.datetime
    undoes: str | None
    read_in: str
    item: Item
    text: str
    span: Span

    @property
    def corrected(self) -> Item | None:
        """The item as the person says it is; null where it is none."""
        return None if self.decision == "rejected" else corrected(self.layer, self.item, self.change)


def decide(store: Store, verdict: Verdict) -> Review:
    """Keeps a decision and gives it back as kept; one that was sent before is given back as it is.

    An edit adds to the edit that stands. Raises StoreError where there is no such item, and ValueError in words for a
    decision, field or value that cannot be.
    """
    if verdict.decision not in values(Decision) or verdict.decision == "undone":
        raise ValueError(f"{verdict.decision!r} is no decision; it is one of accepted, rejected, edited")
    if verdict.decision != "edited" and verdict.change:
        raise ValueError(f"an item that is {verdict.decision} is not changed; edit it instead")
    with store.writing() as connection:
        known = _sent_before(connection, verdict)
        if known is not None:
            return known
        record = record_in(connection, verdict.article)
        item = item_of(record, verdict.layer, verdict.id)
        change: dict[str, Any] = {}
        if verdict.decision == "edited":
            change = checked(record, verdict.layer, item, {**_edit(connection, verdict), **verdict.change})
            if not change:
                raise ValueError("nothing is changed; accept the item instead")
        span = evidence_of(item)
        return _kept(connection, {
            "key": verdict.key or uuid.uuid4().hex, "article": verdict.article, "layer": verdict.layer,
            "id": verdict.id, "decision": verdict.decision, "change": _json(change), "note": verdict.note,
            "reviewer": verdict.reviewer, "item": _json(item), "text": span.of(record.article.text),
            "span_start": span.start, "span_end": span.end,
        })  # fmt: skip


def undo(store: Store, key: str, *, reviewer: str | None = None, note: str | None = None) -> Review:
    """Takes back the decision of this key, so that the one before it holds again; gives what was kept of that.

    Taking it back again changes nothing. Raises StoreError where there is no such decision.
    """
    with store.writing() as connection:
        done = _rows(connection, "SELECT * FROM kept.reviews WHERE undoes = $1", [key])
        if done:
            return review_of(done[0])
        found = _rows(connection, "SELECT * FROM kept.reviews WHERE key = $1 AND decision <> 'undone'", [key])
        if not found:
            raise StoreError(f"there is no decision {key} to take back")
        undone = {"key": uuid.uuid4().hex, "decision": "undone", "change": "{}", "undoes": key}
        return _kept(connection, {**found[0], **undone, "note": note, "reviewer": reviewer})


def decisions(
    store: Store,
    article: str | None = None,
    item: str | None = None,
    *,
    limit: int | None = None,
    offset: int = 0,
) -> list[Review]:
    """Every decision ever made, the latest first: on an item with all its earlier versions, on an article, on all."""
    cut = (f" LIMIT {int(limit)}" if limit is not None else "") + f" OFFSET {int(offset)}"
    rows = store.query(_HISTORY + cut, {"article": article, "id": item})
    return [review_of(row) for row in mappings(rows)]


def find_review(store: Store, key: str) -> Review | None:
    """The decision of this key; null where there is none."""
    rows = store.rows("SELECT * FROM kept.reviews WHERE key = $1", [key])
    return review_of(rows[0]) if rows else None


def names_in(store: Store, articles: Sequence[str]) -> dict[str, dict[str, str]]:
    """The names of all actors of these articles, older versions too, by article and id."""
    found: dict[str, dict[str, str]] = {article: {} for article in articles}
    for row in store.rows(_NAMES, [list(articles)]):
        found[row["article"]][row["id"]] = row["name"]
    return found


def standing(store: Store, articles: Sequence[str]) -> dict[str, dict[str, Review]]:
    """The decisions that hold on the items of these articles, by article and item."""
    found: dict[str, dict[str, Review]] = {article: {} for article in articles}
    for row in store.rows(_STANDING, [list(articles)]):
        found[row["article"]][row["id"]] = review_of(row)
    return found


def _sent_before(connection: duckdb.DuckDBPyConnection, verdict: Verdict) -> Review | None:
    rows = _rows(connection, "SELECT * FROM kept.reviews WHERE key = $1", [verdict.key])
    if not rows:
        return None
    known = review_of(rows[0])
    if (known.article, known.layer, known.id) != (verdict.article, verdict.layer, verdict.id):
        raise ValueError(f"the key {verdict.key} is that of another decision; give each its own")
    return known


def _edit(connection: duckdb.DuckDBPyConnection, verdict: Verdict) -> dict[str, Any]:
    """What the edit that stands has set; one made in an older version of the article names other actors and places."""
    rows = _rows(connection, _SAME, [verdict.article, verdict.layer, verdict.id])
    mine = [row for row in rows if row["decision"] == "edited" and row["read_in"] == verdict.article]
    change: dict[str, Any] = msgspec.json.decode(mine[0]["change"]) if mine else {}
    return change


def _kept(connection: duckdb.DuckDBPyConnection, row: dict[str, Any]) -> Review:
    (last,) = _rows(connection, "SELECT coalesce(max(serial), 0) AS serial FROM kept.reviews", [])
    row = {**row, "serial": last["serial"] + 1, "decided": utc_now()}
    insert(connection, "reviews", [row])
    return review_of(row)


def _rows(connection: duckdb.DuckDBPyConnection, sql: str, values: Sequence[Any]) -> list[dict[str, Any]]:
    return rows_of(connection, sql, values)


def review_of(row: Mapping[str, Any]) -> Review:
    """The decision that a row of `reviews` or `reviewed` holds."""
    same = {
        name: row[name]
        for name in ("key", "serial", "article", "layer", "id", "decision", "note", "reviewer", "decided", "text")
    }  # fmt: skip
    return Review(
        **same, undoes=row.get("undoes"), read_in=row.get("read_in") or row["article"],
        change=msgspec.json.decode(row["change"]), span=Span(row["span_start"], row["span_end"]),
        item=msgspec.json.decode(row["item"], type=REVIEWABLE[row["layer"]]),
    )  # fmt: skip


def _json(value: object) -> str:
    return msgspec.json.encode(value).decode()
