"""What is chosen out of a store: each report with those of its items that meet a filter."""

from __future__ import annotations

import datetime
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from itertools import islice
from typing import Any

from onrecord.errors import StoreError
from onrecord.model import Actor, Event, Forecast, Position, Record, Statement
from onrecord.model.identity import actor_key, party
from onrecord.store.filters import Condition, Filter, met
from onrecord.store.records import AT_ONCE, records
from onrecord.store.reviews import Review, standing
from onrecord.store.store import Store

LAYERS = ("statements", "events", "positions", "forecasts")
# Conditions that a report itself can meet; the others are about its items.
OF_REPORTS = frozenset({"since", "until", "outlet", "article", "story"})

_ORDER = """
WITH chosen AS ({chosen})
SELECT a.article FROM articles a SEMI JOIN chosen USING (article) {decided} ORDER BY a.published {order} NULLS LAST, a.article
"""
_ITEMS = "SELECT '{table}' AS layer, t.article, t.id FROM {table} t JOIN articles a USING (article)"
_HEADS = """
SELECT a.article, a.added, a.version, a.replaces, s.story, s.title AS story_title
FROM articles a LEFT JOIN story_articles m USING (article) LEFT JOIN stories s USING (story)
WHERE a.article IN (SELECT unnest($articles))
"""
_TOLD = """
SELECT m.article, m.id, m.happening, h.reports, h.outlets
FROM tellings m JOIN happenings h USING (happening) WHERE m.article IN (SELECT unnest($articles))
"""
_EARLIER = """
SELECT article, id, now_article, now_id FROM revisions
WHERE now_id IS NOT NULL AND now_article IN (SELECT unnest($articles)) ORDER BY article, length(id) DESC, id DESC
"""
_STATUSES = "SELECT t.status, count(*) AS n FROM events t JOIN articles a USING (article) WHERE {where} GROUP BY 1 ORDER BY 1"


@dataclass(frozen=True, slots=True)
class Telling:
    """The event that an item tells, as all reports tell it: its id, by how many reports and outlets."""

    happening: str
    reports: int
    outlets: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Chosen:
    """A report with those of its items that meet the filter.

    `article` is its id in the store, `added` when it was put on record (UTC, no zone), `replaces` the version before
    this one. `first` gives for an item of a later version its name (article#id) in the first version that had it.
    `reviews` are people's decisions on what is chosen, by item, `read` the older versions in which some were made.
    """

    article: str
    record: Record
    added: datetime.datetime
    version: int = 1
    replaces: str | None = None
    story: str | None = None
    story_title: str | None = None
    statements: tuple[Statement, ...] = ()
    events: tuple[Event, ...] = ()
    positions: tuple[Position, ...] = ()
    forecasts: tuple[Forecast, ...] = ()
    actors: tuple[Actor, ...] = ()
    tellings: Mapping[str, Telling]
    first: Mapping[str, str]
    reviews: Mapping[str, Review]
    read: Mapping[str, Record]

    @property
    def cast(self) -> Mapping[str, Actor]:
        """All actors of the report by id."""
        return {actor.id: actor for actor in self.record.actors}

    def key(self, actor: str | None) -> str | None:
        """Who an actor of the report is across reports; null for nobody."""
        return actor_key(self.cast[actor]) if actor else None

    def party(self, actor: str | None) -> str | None:
        """The state or organisation that an actor of the report is or acts for; null where unknown."""
        return party(self.cast[actor]) if actor else None

    def named(self, item: str) -> str:
        """An item's name across the store: article#id."""
        return f"{self.article}#{item}"


def select(
    store: Store,
    wanted: Filter = Filter(),
    layers: Collection[str] = LAYERS,
    *,
    newest: bool = False,
    decided: bool = False,
) -> Iterator[Chosen]:
    """The reports with items of these layers that meet the filter, in order of publication; holds AT_ONCE at a time.

    `decided` leaves only reports on whose items people decided. Where nothing is asked of items, reports without any come too. A layer that cannot meet a condition (a dyad of
    forecasts) gives nothing; raises StoreError where none of the layers can.
    """
    conditions = _conditions(store, wanted, layers)
    parts = [f"SELECT article FROM ({_ITEMS.format(table=t)} WHERE {c.sql})" for t, c in conditions.items()]
    values = {name: value for c in conditions.values() for name, value in c.values.items()}
    if asks_reports_only(wanted):
        whole = met(store, "articles", wanted)
        parts.append(f"SELECT t.article FROM articles t JOIN articles a USING (article) WHERE {whole.sql}")
        values |= whole.values
    sql = _ORDER.format(
        chosen=" UNION ".join(parts), order="DESC" if newest else "ASC",
        decided="SEMI JOIN reviewed USING (article)" if decided else "",
    )  # fmt: skip
    waiting = iter(store.query(sql, values).column("article").to_pylist())
    while some := list(islice(waiting, AT_ONCE)):
        yield from _chosen(store, some, conditions, wanted)


def statuses(store: Store, wanted: Filter = Filter()) -> dict[str, int]:
    """How many events that meet the filter are told as what: actual, planned, denied ..."""
    condition = met(store, "events", wanted)
    rows = store.query(_STATUSES.format(where=condition.sql), condition.values).to_pylist()
    return {row["status"]: row["n"] for row in rows}


def asks_reports_only(wanted: Filter) -> bool:
    """Whether the filter asks nothing of items, so that a report without any can meet it."""
    asked = {field.name for field in fields(wanted) if getattr(wanted, field.name) is not None}
    return asked <= OF_REPORTS


def _conditions(store: Store, wanted: Filter, layers: Collection[str]) -> dict[str, Condition]:
    found: dict[str, Condition] = {}
    refused: StoreError | None = None
    for layer in layers:
        try:
            found[layer] = met(store, layer, wanted)
        except StoreError as error:
            refused = refused or error
    if not found and refused is not None:
        raise refused
    return found


def _chosen(
    store: Store, articles: Sequence[str], conditions: Mapping[str, Condition], wanted: Filter
) -> Iterator[Chosen]:
    everyone, whole = wanted == Filter(), asks_reports_only(wanted)
    ids = _ids(store, articles, conditions)
    given = {"articles": list(articles)}
    heads = {row["article"]: row for row in store.rows(_HEADS, given)}
    tellings: dict[str, dict[str, Telling]] = {article: {} for article in articles}
    for row in store.rows(_TOLD, given):
        tellings[row["article"]][row["id"]] = Telling(row["happening"], row["reports"], row["outlets"])
    first = _first(store, [article for article, head in heads.items() if head["replaces"]])
    reviews = standing(store, articles)
    older = {review.read_in for mine in reviews.values() for review in mine.values()} - set(articles)
    read = dict(records(store, sorted(older)))
    for article, record in records(store, [article for article in articles if article in heads]):
        mine: dict[str, Any] = {
            layer: tuple(i for i in getattr(record, layer) if (article, layer, i.id) in ids)
            for layer in LAYERS
        }
        named = {actor for items in mine.values() for item in items for actor in parties_to(item)}
        mine["actors"] = tuple(actor for actor in record.actors if everyone or actor.id in named)
        ids_of = {item.id for items in (*mine.values(), record.times if whole else ()) for item in items}
        decided = {item: review for item, review in reviews[article].items() if item in ids_of}
        yield Chosen(
            record=record, **heads[article], **mine, tellings=tellings[article], first=first.get(article, {}),
            reviews=decided, read={r.read_in: read[r.read_in] for r in decided.values() if r.read_in in read},
        )  # fmt: skip


def _ids(
    store: Store, articles: Sequence[str], conditions: Mapping[str, Condition]
) -> set[tuple[str, str, str]]:
    parts = [
        f"{_ITEMS.format(table=layer)} WHERE t.article IN (SELECT unnest($articles)) AND {condition.sql}"
        for layer, condition in conditions.items()
    ]
    values: dict[str, Any] = {"articles": list(articles)}
    for condition in conditions.values():
        values |= condition.values
    rows = store.query(" UNION ALL ".join(parts), values).to_pylist() if parts else []
    return {(row["article"], row["layer"], row["id"]) for row in rows}


def parties_to(item: Statement | Event | Position | Forecast) -> tuple[str, ...]:
    """The ids of the actors that take part in an item."""
    match item:
        case Statement():
            found: tuple[str | None, ...] = (item.speaker, *item.via, *item.addressees)
        case Event():
            found = (*item.sources, *item.targets)
        case Position():
            found = (item.holder, *item.toward)
        case Forecast():
            found = (item.forecaster,)
    return tuple(actor for actor in found if actor)


def _first(store: Store, articles: Sequence[str]) -> dict[str, dict[str, str]]:
    """For the items of these articles, each a later version, their name in the first version that had them."""
    back: dict[tuple[str, str], tuple[str, str]] = {}
    asked = list(articles)
    while asked:
        rows = store.rows(_EARLIER, {"articles": asked})
        fresh = {(row["now_article"], row["now_id"]): (row["article"], row["id"]) for row in rows}
        asked = sorted(
            {article for article, _ in fresh.values()} - {article for article, _ in back} - set(asked)
        )
        back |= fresh
    found: dict[str, dict[str, str]] = {article: {} for article in articles}
    for article, item in back:
        if article in found:
            at = (article, item)
            while at in back:
                at = back[at]
            found[article][item] = f"{at[0]}#{at[1]}"
    return found
