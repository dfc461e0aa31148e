"""What the reports of a story hold, read once in narrow columns, for everything that is shown of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias

from onrecord.store.store import Store

Row: TypeAlias = Mapping[str, Any]

# A page shows the latest reports of a story; so many are read at once.
MOST_REPORTS = 400
LEAD_CHARS = 300

_REPORTS = """
SELECT * FROM (
    SELECT a.article, a.title, a.outlet, a.published, a.url, a.version, a.serial, c.family, left(a.text, {lead}) AS text
    FROM story_articles s JOIN articles a USING (article) LEFT JOIN wire_copies c USING (article)
    WHERE s.story = $1 ORDER BY a.published DESC NULLS LAST, a.serial DESC LIMIT {most}
) ORDER BY published NULLS FIRST, serial
"""
_EVENTS = """
SELECT t.article, t.id, t.day, t.when_begin, t.when_end, t.type, t.mode, t.status, t.intensity, t.where_name, t.where_country,
       t.source_names, t.source_keys, t.source_parties, t.target_names, t.target_keys, t.text, t.confidence, m.happening
FROM events t LEFT JOIN tellings m ON m.article = t.article AND m.id = t.id
"""
_STATEMENTS = """
SELECT t.article, t.id, t.day, t.mode, t.polarity, t.speaker_name, t.speaker_key, t.speaker_party, t.addressee_names, t.addressee_keys,
       t.text, t.confidence FROM statements t
"""
_POSITIONS = """
SELECT t.article, t.id, t.day, t.kind, t.outcome, t.deadline, t.holder_name, t.holder_key, t.holder_party, t.toward_names,
       t.toward_keys, t.text, t.condition_text, t.confidence FROM positions t
"""
_FORECASTS = """
SELECT t.article, t.id, t.day, t.low, t.high, t.entry, t.phrase_text, t.forecaster_name, t.forecaster_key,
       t.forecaster_party, t.text, t.confidence FROM forecasts t
"""
_AMONG = " WHERE t.article IN (SELECT unnest($1::VARCHAR[])) ORDER BY length(t.id), t.id"
_HAPPENINGS = """
SELECT * FROM happenings WHERE happening IN (SELECT unnest($1::VARCHAR[]))
ORDER BY independent DESC, reports DESC, first, happening
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Contents:
    """A story, its latest reports in order of publication, and their items, each with title, outlet, published, url,
    serial and family of its report. `happenings` are those of its events, the best told first."""

    story: Row
    reports: tuple[Row, ...]
    events: tuple[Row, ...]
    statements: tuple[Row, ...]
    positions: tuple[Row, ...]
    forecasts: tuple[Row, ...]
    happenings: tuple[Row, ...]

    @property
    def is_cut(self) -> bool:
        """Whether the story has more reports than were read."""
        return len(self.reports) < int(self.story["articles"])


def contents(store: Store, story: str) -> Contents | None:
    """What the story holds; null where there is no such story."""
    with store.one_state():
        found = store.rows("SELECT * FROM stories WHERE story = $1", [story])
        if not found:
            return None
        reports = store.rows(_REPORTS.format(lead=LEAD_CHARS, most=MOST_REPORTS), [story])
        items = {
            layer: _items(store, sql, reports)
            for layer, sql in (
                ("events", _EVENTS), ("statements", _STATEMENTS), ("positions", _POSITIONS), ("forecasts", _FORECASTS),
            )
        }  # fmt: skip
        names = list(dict.fromkeys(row["happening"] for row in items["events"] if row["happening"]))
        happenings = tuple(store.rows(_HAPPENINGS, [names]))
    return Contents(story=found[0], reports=tuple(reports), happenings=happenings, **items)


def _items(store: Store, sql: str, reports: list[dict[str, Any]]) -> tuple[Row, ...]:
    """The items of these reports in the order in which the reports came in."""
    frames = {
        row["article"]: {
            name: row[name] for name in ("title", "outlet", "published", "url", "serial", "family")
        }
        for row in reports
    }
    rows = ({**row, **frames[row["article"]]} for row in store.rows(sql + _AMONG, [list(frames)]))
    return tuple(sorted(rows, key=lambda row: row["serial"]))
