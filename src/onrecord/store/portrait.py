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
WITH mine AS (SELECT DISTINCT article FROM actors WHERE key = $key),
     beside AS (
        SELECT p.key, count(DISTINCT p.article) AS articles FROM kept.actors p JOIN mine USING (article)
        WHERE NOT p.withdrawn AND p.key <> $key AND NOT starts_with(p.key, '~')
        GROUP BY 1 ORDER BY articles DESC, p.key LIMIT {companions}
     )
SELECT b.key, max_by(l.name, (l.n, l.name)) AS name, any_value(b.articles) AS articles
FROM beside b JOIN (SELECT key, name, count(*) AS n FROM kept.actors WHERE key IN (SELECT key FROM beside) GROUP BY ALL) l USING (key)
GROUP BY b.key ORDER BY articles DESC, b.key
"""
# Each happening once, as its first report tells it; what counts is what is told as a fact on a day of its own.
_TIES = """
WITH told AS MATERIALIZED (
    SELECT t.rowid AS place, m.happening FROM kept.events t LEFT JOIN kept.tellings m ON m.article = t.article AND m.id = t.id
    WHERE NOT t.withdrawn AND t.status IN ('actual', 'ongoing') AND t.day IS NOT NULL
      AND coalesce(t.when_end - t.when_begin, 0) < {longest}
      AND (list_contains(t.source_keys, $key) OR list_contains(t.target_keys, $key))
), firsts AS (
    SELECT min(place) AS place FROM told GROUP BY coalesce(happening, place::VARCHAR)
), ends AS (
    SELECT t.day, t.intensity, list_contains(t.source_keys, $key) AS did,
           unnest(list_distinct(CASE WHEN list_contains(t.source_keys, $key) AND list_contains(t.target_keys, $key) THEN list_concat(t.source_keys, t.target_keys)
                                     WHEN list_contains(t.source_keys, $key) THEN t.target_keys ELSE t.source_keys END)) AS key
    FROM firsts f JOIN kept.events t ON t.rowid = f.place
), others AS (
    SELECT key, count(*) AS deeds, count(*) FILTER (did) AS did, avg(intensity) AS mean, max(day) AS last
    FROM ends WHERE key <> $key AND NOT starts_with(key, '~') GROUP BY key ORDER BY deeds DESC, key LIMIT {limit}
)
SELECT o.key, max_by(l.name, (l.n, l.name)) AS name, max_by(l.kind, (l.n, l.kind)) AS kind,
       max_by(l.party, (l.n, l.party)) AS party, any_value(o.deeds) AS deeds, any_value(o.did) AS did,
       any_value(o.mean) AS mean, any_value(o.last) AS last
FROM others o JOIN (SELECT key, name, kind, party, count(*) AS n FROM kept.actors WHERE key IN (SELECT key FROM others) GROUP BY ALL) l
USING (key) GROUP BY o.key ORDER BY deeds DESC, o.key
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
    kind: str
    party: str | None
    deeds: int
    did: int
    mean: float
    last: datetime.date


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
    with store.reading():
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


def companions(store: Store, key: str) -> tuple[Companion, ...]:
    """Who is told of in most reports that tell of the actor."""
    rows = store.rows(_COMPANIONS.format(companions=COMPANIONS), {"key": key})
    return tuple(Companion(**row) for row in rows)


def ties(store: Store, key: str, *, limit: int = 24) -> tuple[Tie, ...]:
    """Whom the actor deals with, those with the most deeds first, each happening once."""
    rows = store.rows(_TIES.format(longest=LONGEST_DAYS, limit=int(limit)), {"key": key})
    return tuple(Tie(**row) for row in rows)
