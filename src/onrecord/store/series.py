"""What the store knows about time: the events of two sides day by day, and what is due."""

from __future__ import annotations

import datetime
from typing import Any

import pyarrow as pa

from onrecord.errors import ConditionError
from onrecord.store.filters import Filter, met
from onrecord.store.store import Store
from onrecord.who.parties import party_code

# An event that is told to have happened within so many days has a day; of a longer span, such as a year, it has none.
LONGEST_DAYS = 7

# Rows lie in the order in which reports were put on record, so the first row of a happening is its first report.
_DEEDS = """
WITH told AS (
    SELECT t.rowid AS place, t.day, t.article || '#' || t.id AS event, t.intensity, t.source_parties,
           coalesce(m.happening, event) AS happening
    FROM kept.events t LEFT JOIN kept.tellings m ON m.article = t.article AND m.id = t.id {frame}
    WHERE NOT t.withdrawn AND t.status IN ('actual', 'ongoing') AND t.day IS NOT NULL
      AND coalesce(t.when_end - t.when_begin, 0) < {longest} AND {where}
)
SELECT min(day) AS day, arg_min(event, place) AS event, arg_min(intensity, place) AS intensity,
       arg_min(source_parties, place) AS acts, count(*) AS tellings
FROM told GROUP BY happening ORDER BY 1, min(place)
"""
_DUE = """
SELECT * EXCLUDE (serial, family) FROM (
SELECT CASE WHEN t.deadline < $today THEN 'overdue' ELSE 'due' END AS state, t.deadline AS day, t.kind AS what,
       t.holder_name AS who, t.toward_names AS toward, t.text, t.condition_text, t.outcome, t.article, t.id,
       a.published, a.outlet, a.title, a.url, a.version, a.added, a.serial
FROM positions t JOIN articles a USING (article)
WHERE t.deadline IS NOT NULL AND t.outcome = 'open' AND {positions}
UNION ALL BY NAME
SELECT CASE WHEN coalesce(t.when_end, t.when_begin) < $today THEN 'past' ELSE 'planned' END AS state,
       t.when_begin AS day, lower(t.type) AS what, list_extract(t.source_names, 1) AS who, t.target_names AS toward,
       t.text, NULL AS condition_text, 'open' AS outcome, t.article, t.id,
       a.published, a.outlet, a.title, a.url, a.version, a.added, a.serial
FROM events t JOIN articles a USING (article)
WHERE t.status = 'planned' AND t.when_begin IS NOT NULL AND NOT t.when_assumed
  AND coalesce(t.when_end - t.when_begin, 0) < {longest}
  AND ($past OR coalesce(t.when_end, t.when_begin) >= $today) AND {events}
) LEFT JOIN (SELECT article, family FROM wire_copies) USING (article)
QUALIFY row_number() OVER (PARTITION BY coalesce(family, article), what, who, text ORDER BY serial, id) = 1
ORDER BY day, serial, id
"""

# The rows wanted are found by narrow columns, whatever layer they are of, and only then read in full.
_PICKED = """
WITH picked AS MATERIALIZED (
    SELECT * FROM ({layers}) ORDER BY day {order} NULLS LAST, serial {order}, layer, length(id), id {cut}
)
SELECT p.day, p.layer, d.what, d.who, d.text, a.outlet, p.article, p.id, a.title, a.url
FROM picked p JOIN ({details}) d ON d.layer = p.layer AND d.place = p.place JOIN articles a ON a.article = p.article
ORDER BY p.day {order} NULLS LAST, p.serial {order}, p.layer, length(p.id), p.id
"""
_LAYER = """
SELECT '{layer}' AS layer, t.rowid AS place, t.day, t.article, t.id, a.serial
FROM kept.{table} t JOIN articles a USING (article) WHERE NOT t.withdrawn AND {where}
"""
_DETAILS = """
SELECT '{layer}' AS layer, t.rowid AS place, {what} AS what, {who} AS who, t.text
FROM kept.{table} t WHERE t.rowid IN (SELECT place FROM picked WHERE layer = '{layer}')
"""
_TOLD_AS = {
    "events": ("event", "concat_ws(' ', lower(t.type), t.mode)", "array_to_string(t.source_names, '; ')"),
    "statements": ("statement", "t.mode", "t.speaker_name"),
    "positions": ("position", "t.kind", "t.holder_name"),
    "forecasts": ("forecast", "t.entry", "t.forecaster_name"),
}


def deeds(store: Store, sides: tuple[str, str] | None, wanted: Filter = Filter()) -> list[dict[str, Any]]:
    """What happened, each happening once, by day: between two sides whoever acts, or all that meets the filter.

    A row has day, event (article#id), intensity, acts (the parties that did it) and the number of tellings.
    """
    condition = met(store, "events", wanted)
    where, values = condition.sql, dict(condition.values)
    if sides:
        one, other = map(party_code, sides)
        where += (
            " AND ((list_contains(t.source_parties, $one) AND list_contains(t.target_parties, $other))"
            " OR (list_contains(t.source_parties, $other) AND list_contains(t.target_parties, $one)))"
        )
        values |= {"one": one, "other": other}
    frame = "JOIN articles a ON a.article = t.article" if condition.of_article else ""
    return store.rows(_DEEDS.format(where=where, frame=frame, longest=LONGEST_DAYS), values)


def agenda(store: Store, today: datetime.date, wanted: Filter = Filter(), *, past: bool = False) -> pa.Table:
    """What is due, in order of day, as seen on the day `today`: deadlines that are due or overdue (outcome still
    open), events planned for a day to come and, where asked, those whose day is past. What several copies of one wire
    report say alike stands once."""
    return store.query(*agenda_sql(store, today, wanted, past=past))


def agenda_sql(
    store: Store, today: datetime.date, wanted: Filter, *, past: bool = False, within: str = "true"
) -> tuple[str, dict[str, Any]]:
    """What `agenda` asks, for queries over it: the SQL and its parameters; `within` is a condition on {day}, the own day
    of an entry."""
    positions, events = met(store, "positions", wanted), met(store, "events", wanted)
    sql = _DUE.format(
        positions=f"{positions.sql} AND {within.format(day='t.deadline')}",
        events=f"{events.sql} AND {within.format(day='t.when_begin')}", longest=LONGEST_DAYS,
    )  # fmt: skip
    return sql, {**positions.values, **events.values, "today": today, "past": past}


def days(
    store: Store,
    wanted: Filter = Filter(),
    *,
    limit: int | None = None,
    offset: int = 0,
    newest: bool = False,
) -> pa.Table:
    """All layers in one list, in order of day; a layer that cannot meet a condition (a dyad of forecasts) gives none.

    Raises ConditionError where no layer can.
    """
    layers: list[str] = []
    details: list[str] = []
    values: dict[str, Any] = {}
    refusal: ConditionError | None = None
    for table, (layer, what, who) in _TOLD_AS.items():
        try:
            condition = met(store, table, wanted)
        except ConditionError as error:
            refusal = error
            continue
        layers.append(_LAYER.format(layer=layer, table=table, where=condition.sql))
        details.append(_DETAILS.format(layer=layer, table=table, what=what, who=who))
        values |= condition.values
    if not layers and refusal:
        raise refusal
    cut = (f"LIMIT {int(limit)}" if limit else "") + f" OFFSET {int(offset)}"
    sql = _PICKED.format(
        layers=" UNION ALL ".join(layers), details=" UNION ALL ".join(details), cut=cut, order="DESC" if newest else "ASC"
    )  # fmt: skip
    return store.query(sql, values)
