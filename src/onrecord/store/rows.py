"""Records as rows of the store's tables, and back."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, TypeVar

from onrecord.model import (
    Actor,
    Article,
    Dropped,
    Event,
    Forecast,
    Mention,
    Position,
    Provenance,
    ReadOutcome,
    Record,
    Span,
    Statement,
    Time,
    content_id,
)  # fmt: skip
from onrecord.model.identity import actor_key, party
from onrecord.store.columns import flatten, restore

T = TypeVar("T")
Row = dict[str, Any]
Rows = dict[str, list[Row]]

# The layers of a record, with the table of the same name and the type of its rows.
LAYERS: Mapping[str, type] = {
    "times": Time, "statements": Statement, "events": Event, "positions": Position, "forecasts": Forecast,
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """One input with its outcome: `key` tells it from every other, `source` is what the user named."""

    key: str
    source: str
    origin: str
    outcome: ReadOutcome


def article_key(record: Record) -> str:
    """The article's id in the store: the same text published at two addresses is two articles.

    Where the address is unknown, the outlet and the caller's own id stand for it.
    """
    article = record.article
    place = article.url or f"{article.outlet or ''} {record.id or ''}"
    return content_id(f"{place}\n{article.id}")


def record_rows(record: Record, key: str) -> Rows:
    """The rows of a record, all but that of its article and its place in the ledger, by table."""
    text, published = record.article.text, record.article.published
    cast = _Cast(record.actors)
    rows: Rows = {
        "actors": [],
        "mentions": [],
        "times": [{**flatten(t), "text": t.span.of(text)} for t in record.times],
    }
    for actor in record.actors:
        rows["actors"].append(
            {**flatten(actor, ("mentions",)), "key": cast.keys[actor.id], "party": cast.parties[actor.id]}
        )
        for mention in actor.mentions:
            start, end = mention.span
            rows["mentions"].append(
                {
                    "actor": actor.id,
                    "span_start": start,
                    "span_end": end,
                    "form": mention.form,
                    "text": text[start:end],
                }
            )
    rows["statements"] = [
        {**flatten(s), **cast.one("speaker", s.speaker), **cast.many("addressee", s.addressees),
         "via_keys": [cast.keys[a] for a in s.via], "text": " … ".join(span.of(text) for span in s.content),
         "day": _day(s.said.begin if s.said else None, published)}
        for s in record.statements
    ]  # fmt: skip
    rows["events"] = [
        {**flatten(e), **cast.many("source", e.sources), **cast.many("target", e.targets), "text": e.span.of(text),
         "day": _day(e.when.begin if e.when else None, published)}
        for e in record.events
    ]  # fmt: skip
    rows["positions"] = [
        {**flatten(p), **cast.one("holder", p.holder), **cast.many("toward", p.toward),
         "text": p.proposition.of(text), "condition_text": p.condition.of(text) if p.condition else None,
         "day": _day(None, published)}
        for p in record.positions
    ]  # fmt: skip
    rows["forecasts"] = [
        {**flatten(f), **cast.one("forecaster", f.forecaster), "text": f.proposition.of(text),
         "phrase_text": f.phrase.of(text), "day": _day(None, published)}
        for f in record.forecasts
    ]  # fmt: skip
    for table in rows.values():
        for row in table:
            row.update(article=key, withdrawn=False)
    return rows


def article_row(record: Record, key: str, origin: str, now: datetime.datetime) -> Row:
    """The row of the article; its serial number and version are set when it is written."""
    made = record.provenance
    return {
        **flatten(record.article), "article": key, "source_id": record.id, "origin": origin, "added": now,
        "engine": made.engine, "model": made.model, "steps": list(made.steps), "withdrawn": False,
        "version": 1, "replaces": None,
    }  # fmt: skip


def input_row(taken: Taken, article: str | None, now: datetime.datetime) -> Row:
    """The line of the ledger for an input that became `article`, or was dropped."""
    outcome = taken.outcome
    dropped = outcome if isinstance(outcome, Dropped) else None
    return {
        "key": taken.key, "source": taken.source, "origin": taken.origin, "source_id": outcome.id, "article": article,
        "step": dropped and dropped.step, "reason": dropped and dropped.reason,
        "message": dropped and dropped.message, "taken": now,
    }  # fmt: skip


def record_of(article: Row, layers: Mapping[str, Sequence[Row]]) -> Record:
    """The record that these rows were made from."""
    mentions: dict[str, list[Mention]] = {}
    for row in layers["mentions"]:
        mentions.setdefault(row["actor"], []).append(
            Mention(span=Span(row["span_start"], row["span_end"]), form=row["form"])
        )
    actors = tuple(
        restore(Actor, row, {"mentions": tuple(mentions.get(row["id"], ()))}) for row in layers["actors"]
    )
    found: dict[str, Any] = {
        name: tuple(restore(kind, row) for row in layers[name]) for name, kind in LAYERS.items()
    }
    made = Provenance(engine=article["engine"], model=article["model"], steps=tuple(article["steps"]))
    return Record(
        id=article["source_id"], article=restore(Article, article), actors=actors, provenance=made, **found
    )


class _Cast:
    """The actors of a record by id: names, keys and parties for the rows that refer to them."""

    def __init__(self, actors: Sequence[Actor]) -> None:
        self.names = {actor.id: actor.name for actor in actors}
        self.keys = {actor.id: actor_key(actor) for actor in actors}
        self.parties = {actor.id: party(actor) for actor in actors}

    def one(self, role: str, actor: str | None) -> Row:
        if actor is None:
            return {f"{role}_name": None, f"{role}_key": None, f"{role}_party": None}
        return {
            f"{role}_name": self.names[actor], f"{role}_key": self.keys[actor], f"{role}_party": self.parties[actor]
        }  # fmt: skip

    def many(self, role: str, actors: Sequence[str]) -> Row:
        parties = dict.fromkeys(self.parties[actor] for actor in actors)
        return {
            f"{role}_names": [self.names[actor] for actor in actors],
            f"{role}_keys": [self.keys[actor] for actor in actors],
            f"{role}_parties": [party for party in parties if party],
        }


def _day(own: str | None, published: str | None) -> datetime.date | None:
    day = own or published
    return datetime.date.fromisoformat(day) if day else None


def dropped_as(taken: Taken, reason: str, message: str) -> Taken:
    """The same input, dropped."""
    outcome = Dropped(id=taken.outcome.id, step="store", reason=reason, message=f"{taken.origin}: {message}")
    return replace(taken, outcome=outcome)
