"""Who deals with whom: pairs of parties or actors, by what happened between them, whoever acted.

What counts is what is told as a fact on a day of its own, as in the series: each happening once, as its first report
tells it, however many tell it.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import Literal, TypeAlias

from onrecord.store.filters import Filter, met
from onrecord.store.series import LONGEST_DAYS
from onrecord.store.store import Store
from onrecord.who.parties import party_name

Kind: TypeAlias = Literal["parties", "actors"]
Order: TypeAlias = Literal["deeds", "tension", "change", "latest"]
# Tension is compared between the last so many days of the data and as many before.
WINDOW_DAYS = 7

# Rows lie in the order in which reports were put on record, so the first row of a happening is its first report. They
# are found by narrow columns, and sides that are the same are counted together before they are paired.
_PAIRS = """
WITH told AS MATERIALIZED (
    SELECT t.rowid AS place, t.day, m.happening
    FROM kept.events t LEFT JOIN kept.tellings m ON m.article = t.article AND m.id = t.id {frame}
    WHERE NOT t.withdrawn AND t.status IN ('actual', 'ongoing') AND t.day IS NOT NULL
      AND coalesce(t.when_end - t.when_begin, 0) < {longest} AND len({acts}) > 0 AND len({meets}) > 0 AND {where}
), firsts AS (
    SELECT day, place FROM told WHERE happening IS NULL
    UNION ALL SELECT min(day), min(place) FROM told WHERE happening IS NOT NULL GROUP BY happening
), present AS (
    SELECT least(max(day), (SELECT max(published) FROM articles)) AS day FROM firsts
), sides AS (
    SELECT {acts} AS acts, {meets} AS meets, count(*) AS deeds, sum(t.intensity) AS total,
           count(*) FILTER (ends_with(t.quad, 'conflict')) AS conflicts, min(f.day) AS first, max(f.day) AS last,
           sum(-t.intensity) FILTER (p.day - f.day BETWEEN 0 AND {window} - 1) AS recent,
           sum(-t.intensity) FILTER (p.day - f.day BETWEEN {window} AND 2 * {window} - 1) AS before
    FROM firsts f JOIN kept.events t ON t.rowid = f.place CROSS JOIN present p GROUP BY ALL
), ends AS (
    SELECT *, unnest(meets) AS right_end FROM (SELECT *, unnest(acts) AS left_end FROM sides)
), pairs AS (
    SELECT DISTINCT * EXCLUDE (left_end, right_end), least(left_end, right_end) AS one, greatest(left_end, right_end) AS other
    FROM ends WHERE left_end <> right_end AND NOT starts_with(left_end, '~') AND NOT starts_with(right_end, '~')
)
SELECT * FROM (SELECT one, other, sum(deeds)::BIGINT AS deeds, sum(total) / sum(deeds) AS mean, sum(total) AS total,
       sum(conflicts) / sum(deeds) AS conflict, min(first) AS first, max(last) AS last,
       coalesce(sum(recent), 0) AS recent, coalesce(sum(before), 0) AS before
FROM pairs {among} GROUP BY one, other)
ORDER BY {order}, one, other LIMIT {limit} OFFSET {offset}
"""
_COLUMNS = {"parties": ("t.source_parties", "t.target_parties"), "actors": ("t.source_keys", "t.target_keys")}
_ORDERS = {"deeds": "deeds DESC", "tension": "total", "change": "recent - before DESC, deeds DESC",
           "latest": "last DESC, deeds DESC"}  # fmt: skip
_LOOKS = """
SELECT key, max_by(name, (n, name)) AS name, max_by(kind, (n, kind)) AS kind, max_by(party, (n, party)) AS party
FROM (SELECT key, name, kind, party, count(*) AS n FROM actors WHERE key IN (SELECT unnest($1::VARCHAR[])) GROUP BY ALL)
GROUP BY key
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Dyad:
    """Two sides, in order of their codes, and what happened between them.

    `mean` and `total` are of PLOVER intensities (-10 conflict ... +10 cooperation), `conflict` is the share of verbal
    and material conflict; `recent` and `before` are the tension of the last WINDOW_DAYS days of the data and of those before.
    """

    one: str
    other: str
    deeds: int
    mean: float
    total: float
    conflict: float
    first: datetime.date
    last: datetime.date
    recent: float
    before: float

    @property
    def change(self) -> float:
        """How much the tension grew."""
        return self.recent - self.before

    @property
    def names(self) -> tuple[str, str]:
        """What the two sides are called, where they are parties."""
        return party_name(self.one), party_name(self.other)


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """A party or an actor of a network: `deeds` is the number of happenings of the links shown."""

    key: str
    name: str
    kind: str | None
    party: str | None
    deeds: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Network:
    """Who deals with whom: the links, the strongest first, and their ends, the busiest first."""

    nodes: tuple[Node, ...]
    links: tuple[Dyad, ...]


def dyads(
    store: Store,
    wanted: Filter = Filter(),
    *,
    kind: Kind = "parties",
    by: Order = "deeds",
    side: str | None = None,
    limit: int = 50,
    offset: int = 0,
) -> list[Dyad]:
    """The pairs with an event that meets the filter: those that deal with each other most, first.

    By "tension" those with the most conflict come first, by "change" those between whom tension grew most, by "latest"
    those that dealt with each other last. With `side` only its own pairs come.
    """
    condition = met(store, "events", wanted)
    acts, meets = _COLUMNS[kind]
    sql = _PAIRS.format(
        acts=acts, meets=meets, where=condition.sql, longest=LONGEST_DAYS, window=WINDOW_DAYS, order=_ORDERS[by],
        frame="JOIN articles a ON a.article = t.article" if condition.of_article else "",
        among="WHERE $side IN (one, other)" if side else "", limit=int(limit), offset=int(offset),
    )  # fmt: skip
    values = {**condition.values, "side": side} if side else condition.values
    return [Dyad(**row) for row in store.rows(sql, values)]


def network(store: Store, wanted: Filter = Filter(), *, kind: Kind = "parties", limit: int = 60) -> Network:
    """The strongest relations among parties or actors, at most `limit` of them, with who is in them."""
    with store.one_state():
        links = tuple(dyads(store, wanted, kind=kind, limit=limit))
        deeds: dict[str, int] = {}
        for link in links:
            for end in (link.one, link.other):
                deeds[end] = deeds.get(end, 0) + link.deeds
        busiest = sorted(deeds, key=lambda key: (-deeds[key], key))
        looks = {} if kind == "parties" else {row["key"]: row for row in store.rows(_LOOKS, [busiest])}
    nodes = (
        Node(**looks[key], deeds=deeds[key]) if key in looks
        else Node(key=key, name=party_name(key), kind=None, party=key, deeds=deeds[key])
        for key in busiest
    )  # fmt: skip
    return Network(nodes=tuple(nodes), links=links)
