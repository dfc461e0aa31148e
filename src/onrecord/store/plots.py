"""Running stories as the store keeps them: what is not in one yet, the stories that are awake, and new rows."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from typing import Any

from onrecord.store.bulk import insert
from onrecord.store.store import Store, mappings

# So many reports that tell no day meet only the latest stories, so many of them.
LATEST = 5_000

_UNPLACED = """
SELECT a.article, a.title, a.text, a.published,
       list_distinct(coalesce(list(p.key) FILTER (p.key NOT LIKE '~%'), [])) AS actors
FROM articles a ANTI JOIN story_articles s USING (article) LEFT JOIN actors p USING (article)
GROUP BY a.article, a.title, a.text, a.published, a.serial ORDER BY a.published, a.serial
"""
_AWAKE = """
WITH awake AS (SELECT * FROM kept.stories WHERE {where}),
     keys AS (
        SELECT s.story, p.key, count(DISTINCT p.article) AS n FROM awake
        JOIN story_articles s USING (story) JOIN actors p USING (article)
        WHERE p.key NOT LIKE '~%' GROUP BY ALL
     )
SELECT awake.*, coalesce(list({{'key': keys.key, 'n': keys.n}}) FILTER (keys.key IS NOT NULL), []) AS counts
FROM awake LEFT JOIN keys USING (story) GROUP BY ALL ORDER BY awake.story
"""
_SIZES = """
SELECT s.story, count(*)::INTEGER AS articles, count(DISTINCT a.outlet)::INTEGER AS outlets,
       count(DISTINCT coalesce(c.family, a.article))::INTEGER AS independent,
       min(a.published) AS first, max(a.published) AS last
FROM story_articles s JOIN articles a USING (article) LEFT JOIN wire_copies c USING (article)
WHERE s.story IN (SELECT unnest($1::VARCHAR[])) GROUP BY s.story
"""


def unplaced(store: Store) -> list[dict[str, Any]]:
    """The current articles that are in no story, in order of day: article, title, text, published, actors."""
    return store.rows(_UNPLACED)


def awake(store: Store, since: datetime.date | None, until: datetime.date | None) -> list[dict[str, Any]]:
    """The stories that went on between two days, with `counts`, how many of their reports an actor acts in.

    Without days the latest ones.
    """
    if since is None or until is None:
        return mappings(
            store.query(_AWAKE.format(where=f"true ORDER BY last DESC NULLS LAST LIMIT {LATEST}"))
        )
    where = "first IS NULL OR (last >= $1 AND first <= $2)"
    return store.rows(_AWAKE.format(where=where), [since, until])


def put_stories(
    store: Store, stories: Sequence[Mapping[str, Any]], joined: Sequence[Mapping[str, Any]]
) -> None:
    """Writes the reports that joined and their stories, whose sizes and days are counted here, in one transaction."""
    names = [row["story"] for row in stories]
    with store.writing() as connection:
        insert(connection, "story_articles", joined)
        sizes = {
            row["story"]: row for row in mappings(connection.sql(_SIZES, params=[names]).to_arrow_table())
        }
        connection.execute("DELETE FROM kept.stories WHERE story IN (SELECT unnest($1::VARCHAR[]))", [names])
        insert(connection, "stories", [{**row, **sizes[row["story"]]} for row in stories])


def recount(store: Store) -> None:
    """Counts the reports of all stories again, after articles were withdrawn; a story without any is gone."""
    with store.writing() as connection:
        connection.execute(
            "DELETE FROM kept.stories WHERE story NOT IN (SELECT story FROM kept.story_articles)"
        )
        connection.execute(
            "UPDATE kept.stories AS t SET articles = n.articles, outlets = n.outlets, independent = n.independent,"
            " first = n.first, last = n.last FROM ("
            + _SIZES.replace("WHERE s.story IN (SELECT unnest($1::VARCHAR[])) ", "")
            + ") n WHERE t.story = n.story"
        )
