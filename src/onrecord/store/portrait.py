"""Who an actor is across reports: what it is called, the offices it holds, with whom it is told of and deals."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from onrecord.store.series import LONGEST_DAYS
from onrecord.store.store import Store

# So many names, offices and companions are told.
NAMES, OFFICES, COMPANIONS = 10, 8, 16

_WHO = """
SELECT max_by(name, (n, name)) AS name, max_by(kind, (n, kind)) AS kind, max_by(country, (n, country)) AS country,
       max_by(party, (n, party)) AS party
FROM (SELECT name, kind, country, party, count(*) AS n FROM actors WHERE key = $key GROUP BY ALL) HAVING count(*) > 0
"""
_TOLD = """
SELECT count(*) AS articles, count(DISTINCT outlet) AS outlets, min(published) AS first, max(published) AS last
FROM articles WHERE article IN (SELECT article FROM actors WHERE key = $key)
"""
_NAMES = """
SELECT m.text AS name, count(*) AS n
FROM kept.mentions m JOIN (SELECT article, id FROM actors WHERE key = $key) p ON m.article = p.article AND m.actor = p.id
WHERE NOT m.withdrawn AND m.form IN ('name', 'metonym') GROUP BY 1 ORDER BY n DESC, name LIMIT {names}
"""
_OFFICES = """
SELECT p.office AS name, count(DISTINCT p.article) AS articles, min(a.published) AS first, max(a.published) AS last
FROM actors p JOIN articles a USING (article) WHERE p.key = $key AND p.office <> ''
GROUP BY 1 ORDER BY articles DESC, name LIMIT {offices}
"""
_COMPANIONS = """
SELECT key, count(DISTINCT article) AS articles FROM actors
WHERE article IN (SELECT article FROM actors WHERE key = $key) AND key <> $key AND NOT starts_with(key, '~')
GROUP BY key ORDER BY articles DESC, key LIMIT {companions}
"""
_CALLED = """
SELECT key, max_by(name, (n, name)) AS name FROM (
    SELECT key, name, count(*) AS n FROM actors WHERE key IN (SELECT unnest($1::VARCHAR[])) GROUP BY ALL
) GROUP BY key
"""
# Each happening once, as its first report tells it; what counts is what is told as a fact on a day of its own. Sides that
# are the same are counted together before it is asked who is at the other end.
_TIES = """
WITH told AS MATERIALIZED (
    SELECT t.rowid AS place, m.happening, t.day, t.intensity, t.source_keys AS acts, t.target_keys AS meets
    FROM kept.events t LEFT JOIN kept.tellings m ON m.article = t.article AND m.id = t.id
    WHERE NOT t.withdrawn AND t.status IN ('actual', 'ongoing') AND t.day IS NOT NULL
      AND coalesce(t.when_end - t.when_begin, 0) < {longest}
      AND (list_contains(t.source_keys, $key) OR list_contains(t.target_keys, $key))
), sides AS (
    SELECT acts, meets, list_contains(acts, $key) AS did, list_contains(meets, $key) AS met,
           count(*) AS deeds, sum(intensity) AS total, max(day) AS last
    FROM told WHERE happening IS NULL OR place IN (SELECT min(place) FROM told GROUP BY happening) GROUP BY ALL
), ends AS (
    SELECT *, unnest(list_distinct(list_concat(CASE WHEN did THEN meets END, CASE WHEN met THEN acts END))) AS key FROM sides
)
SELECT key, sum(deeds)::BIGINT AS deeds, coalesce(sum(deeds) FILTER (did), 0)::BIGINT AS did,
       sum(total) / sum(deeds) AS mean, max(last) AS last
FROM ends WHERE key <> $key AND NOT starts_with(key, '~') GROUP BY key ORDER BY deeds DESC, key LIMIT {limit}
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Office:
    """An office that an actor is told to hold, with the days of the first and last report that say so."""

    name: str
    articles: int
    first: datetime.date | None
    last: datetime.date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Companion:
    """Somebody who is told of in the same reports."""

    key: str
    name: str
    articles: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Tie:
    """Somebody an actor deals with: in how many deeds, in how many of them the actor acted, of which mean intensity."""

    key: str
    name: str
    deeds: int
    did: int
    mean: float
    last: datetime.date


@dataclass(frozen=True, slots=True, kw_only=True)
class Circle:
    """Those around an actor: whom it deals with, each happening once, and who is told of in the same reports."""

    ties: tuple[Tie, ...]
    companions: tuple[Companion, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Portrait:
    """An actor as all reports have it: `names` is what it is called there, the most frequent first, with how often."""

    key: str
    name: str
    kind: str
    country: str | None
    party: str | None
    names: tuple[tuple[str, int], ...]
    offices: tuple[Office, ...]
    articles: int
    outlets: int
    first: datetime.date | None
    last: datetime.date | None


def portrait(store: Store, key: str) -> Portrait | None:
    """Who the actor of a key is; null where no report names it."""
    given = {"key": key}
    with store.one_state():
        found = store.rows(_WHO, given)
        if not found:
            return None
        (told,) = store.rows(_TOLD, given)
        names = store.rows(_NAMES.format(names=NAMES), given)
        offices = store.rows(_OFFICES.format(offices=OFFICES), given)
    return Portrait(
        key=key, **found[0], **told, names=tuple((row["name"], row["n"]) for row in names),
        offices=tuple(Office(**row) for row in offices),
    )  # fmt: skip


def circle(store: Store, key: str, *, limit: int = 24) -> Circle:
    """Whom the actor deals with and who is told of with it, those most often first."""
    given = {"key": key}
    with store.one_state():
        ties = store.rows(_TIES.format(longest=LONGEST_DAYS, limit=int(limit)), given)
        beside = store.rows(_COMPANIONS.format(companions=COMPANIONS), given)
        keys = {row["key"] for row in (*ties, *beside)}
        names = {row["key"]: row["name"] for row in store.rows(_CALLED, [list(keys)])} if keys else {}
    return Circle(
        ties=tuple(Tie(name=names[row["key"]], **row) for row in ties if row["key"] in names),
        companions=tuple(Companion(name=names[row["key"]], **row) for row in beside),
    )
