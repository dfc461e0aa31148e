"""What is new on record: reports, stories, forecasts, deadlines, dropped inputs, and where it grew hot."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from onrecord.store.due import deadlines
from onrecord.store.dyads import WINDOW_DAYS, Dyad, dyads
from onrecord.store.facets import Count
from onrecord.store.filters import Filter
from onrecord.store.store import Store

# So many of each are listed.
LISTED = 10
# Enough for both windows of the comparison, also where the latest report tells of nothing that happened for two weeks.
HOT_DAYS = 4 * WINDOW_DAYS

_LATEST = """
SELECT max(added)::DATE AS added, max(published) AS published, coalesce(max(added) >= $since, false) AS fresh FROM articles
"""
_ARTICLES = """
SELECT article, title, outlet, published, url, version, added FROM articles
WHERE added >= $since ORDER BY published DESC NULLS LAST, serial DESC LIMIT {limit}
"""
_STORIES = """
SELECT s.story, s.title, s.first, s.last, s.articles, s.outlets, n.fresh, n.begun
FROM stories s JOIN (
    SELECT m.story, count(*) FILTER (a.added >= $since) AS fresh, min(a.added) >= $since AS begun
    FROM story_articles m JOIN articles a USING (article) GROUP BY m.story HAVING max(a.added) >= $since
) n USING (story) ORDER BY n.fresh DESC, s.last DESC, s.story LIMIT {limit}
"""
_FORECASTS = """
SELECT t.article, t.id, t.forecaster_name, t.text, t.phrase_text, t.entry, t.low, t.high, t.window_end, t.confidence,
       a.title, a.outlet, a.published, a.url
FROM forecasts t JOIN articles a USING (article) WHERE a.added >= $since ORDER BY a.serial DESC, length(t.id), t.id LIMIT {limit}
"""
_NEW = """
SELECT (SELECT count(*) FROM articles WHERE added >= $since) AS articles,
       (SELECT count(*) FROM forecasts t JOIN articles a USING (article) WHERE a.added >= $since) AS forecasts
"""
_DROPPED = """
SELECT reason AS value, count(*) AS n FROM dropped WHERE taken >= $since GROUP BY reason ORDER BY n DESC, reason
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Overview:
    """What came on record since a day, the listed LISTED at most, and what is due.

    `since` is the day asked for, or the latest on which a report came on record where none came after it; `present` is
    the latest day on which a report was published, on which the deadlines are seen. Rows are mappings: `articles` and
    `forecasts` the latest first, `stories` with `fresh`, how many reports they gained, and `begun`; `due` as the
    agenda has them, deadlines only, those to come first, each the nearest first; `hottest` the dyads between which
    tension grew, counted over the last HOT_DAYS days.
    """

    since: datetime.date
    present: datetime.date
    new_articles: int
    new_forecasts: int
    articles: Sequence[Mapping[str, Any]]
    stories: Sequence[Mapping[str, Any]]
    forecasts: Sequence[Mapping[str, Any]]
    due: Sequence[Mapping[str, Any]]
    dropped: tuple[Count, ...]
    hottest: tuple[Dyad, ...]


def overview(store: Store, since: datetime.date) -> Overview:
    """What came on record on a day or later; where nothing did, what came on the latest day on which something did."""
    with store.one_state():
        (latest,) = store.rows(_LATEST, {"since": since})
        start = since if latest["fresh"] else latest["added"] or since
        present = latest["published"] or start
        given = {"since": start}
        listed = {
            name: store.rows(sql.format(limit=LISTED), given)
            for name, sql in (("articles", _ARTICLES), ("stories", _STORIES), ("forecasts", _FORECASTS))
        }
        (new,) = store.rows(_NEW, given)
        recent = Filter(since=present - datetime.timedelta(HOT_DAYS))
        return Overview(
            since=start, present=present, new_articles=new["articles"], new_forecasts=new["forecasts"], **listed,
            due=deadlines(store, present, limit=LISTED), dropped=tuple(Count(**row) for row in store.rows(_DROPPED, given)),
            hottest=tuple(one for one in dyads(store, recent, by="change", limit=LISTED) if one.change > 0),
        )  # fmt: skip
