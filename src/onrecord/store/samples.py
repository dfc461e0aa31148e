"""One of each: names of things that are on record, for addresses to try; and how much is on record."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass

from onrecord.store.store import Store

_SAMPLES = """
SELECT coalesce(
    (SELECT happening FROM happenings ORDER BY reports DESC, happening LIMIT 1),
    (SELECT article || '#' || id FROM events ORDER BY article, length(id), id LIMIT 1)
) AS event, (SELECT article FROM articles ORDER BY serial LIMIT 1) AS article,
(SELECT story FROM stories ORDER BY articles DESC, story LIMIT 1) AS story,
(SELECT key FROM actors WHERE contains(key, '/') AND NOT starts_with(key, '~')
 GROUP BY key ORDER BY count(DISTINCT article) DESC, key LIMIT 1) AS actor,
(SELECT [s, t] FROM (SELECT source_parties[1] AS s, target_parties[1] AS t FROM events) WHERE s <> t
 GROUP BY s, t ORDER BY count(*) DESC, s, t LIMIT 1) AS dyad
"""
_EXTENT = (
    "SELECT count(*) AS articles, coalesce(max(serial), 0) AS latest, max(added)::DATE AS added FROM articles"
)


@dataclass(frozen=True, slots=True)
class Extent:
    """How much is on record: reports, the number of the last one, and the day on which it was put there."""

    articles: int
    latest: int
    added: datetime.date | None


def samples(store: Store) -> Mapping[str, str]:
    """Names on record, by what they stand for in an address: article, id (an event in it), story, kind and name of an
    actor, one and other party. What the store does not have is left out."""
    (row,) = store.rows(_SAMPLES)
    article, _, id = (row["event"] or "").partition("#")
    kind, _, name = (row["actor"] or "").partition("/")
    one, other = row["dyad"] or ("", "")
    found = {
        "article": article or row["article"], "id": id, "story": row["story"], "kind": kind, "name": name, "one": one,
        "other": other,
    }  # fmt: skip
    return {name: value for name, value in found.items() if value}


def extent(store: Store) -> Extent:
    """How much is on record."""
    (row,) = store.rows(_EXTENT)
    return Extent(**row)
