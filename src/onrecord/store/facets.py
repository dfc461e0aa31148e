"""How many rows meet a filter: in all, by day, and by what they are, who published them and whom they concern."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from onrecord.store.filters import SEARCHABLE, Filter, met
from onrecord.store.store import Store

# So many values of each kind, the most frequent ones.
TOP = 12

_FACETS = """
WITH met AS MATERIALIZED (SELECT {columns} {source})
SELECT * FROM ({facets}) WHERE value <> ''
QUALIFY row_number() OVER (PARTITION BY facet ORDER BY n DESC, value) <= {top} ORDER BY facet, n DESC, value
"""
# Rows are counted by the columns as they are, of which there are few, and only then shown, list by list.
_ONE = """SELECT '{facet}' AS facet, {shown} AS value, n FROM (SELECT {by}, {count} AS n FROM met GROUP BY {by})"""
_MANY = """SELECT '{facet}' AS facet, value, sum(n)::BIGINT AS n FROM (
    SELECT unnest(list_distinct({shown})) AS value, n FROM (SELECT {by}, {count} AS n FROM met GROUP BY {by})
) GROUP BY value"""


@dataclass(frozen=True, slots=True)
class _Facet:
    """A facet: the columns to count by, how they are shown, and whether as a list of values."""

    by: Mapping[str, str]
    shown: str
    many: bool = False


@dataclass(frozen=True, slots=True)
class _Counted:
    """How the rows of a table are counted: which stand, each how, and the outlets and parties of one."""

    outlet: _Facet | None = _Facet({"outlet": "a.outlet"}, "outlet")
    party: _Facet | None = None
    standing: str = "NOT t.withdrawn"
    count: str = "count(*)"


def _sides(acts: str, meets: str, both: str) -> _Facet:
    return _Facet({"acts": f"t.{acts}", "meets": f"t.{meets}"}, both, many=True)


def _of_reports(column: str, reports: str) -> _Facet:
    """The values of a column of reports or their actors, as one list a row."""
    return _Facet({column: f"(SELECT list(DISTINCT p.{column}) FROM {reports})"}, column, many=True)


_COUNTED: Mapping[str, _Counted] = {
    "articles": _Counted(party=_of_reports("party", "actors p WHERE p.article = t.article")),
    "statements": _Counted(party=_sides("speaker_party", "addressee_parties", "list_append(meets, acts)")),
    "events": _Counted(party=_sides("source_parties", "target_parties", "list_concat(acts, meets)")),
    "positions": _Counted(party=_sides("holder_party", "toward_parties", "list_append(meets, acts)")),
    "forecasts": _Counted(party=_Facet({"acts": "t.forecaster_party"}, "acts")),
    "times": _Counted(),
    "actors": _Counted(
        party=_Facet({"party": "coalesce(t.party, t.country)"}, "party"), count="count(DISTINCT key)",
        standing="NOT t.withdrawn AND NOT starts_with(t.key, '~')",
    ),
    "stories": _Counted(
        outlet=_of_reports("outlet", "story_articles m JOIN articles p USING (article) WHERE m.story = t.story"),
        party=_of_reports("party", "story_articles m JOIN actors p USING (article) WHERE m.story = t.story"),
        standing="true",
    ),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Count:
    """A value and how many rows have it."""

    value: str
    n: int


@dataclass(frozen=True, slots=True)
class DayCount:
    """A day and how many rows are filed under it."""

    day: datetime.date
    n: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Facets:
    """The most frequent values of what meets a filter, each the most frequent first; empty where a table has none.

    `type` and `status` are the columns that the filter means by these, `party` the states and organisations that take
    part, `month` months as "2031-03".
    """

    type: tuple[Count, ...] = ()
    status: tuple[Count, ...] = ()
    outlet: tuple[Count, ...] = ()
    party: tuple[Count, ...] = ()
    month: tuple[Count, ...] = ()


def counts(store: Store, table: str, wanted: Filter = Filter()) -> int:
    """How many rows `ask` gives for the filter; raises StoreError for a condition that the table cannot meet."""
    source, values = _source(store, table, wanted)
    found = store.rows(f"SELECT {_COUNTED[table].count} AS n {source}", values)
    return int(found[0]["n"])


def per_day(store: Store, table: str, wanted: Filter = Filter()) -> list[DayCount]:
    """How many rows that meet the filter are filed under each day, in order of day; those without a day are left out."""
    day, count = SEARCHABLE[table].first_day, _COUNTED[table].count
    source, values = _source(store, table, wanted, framed=SEARCHABLE[table].dated_by_article)
    sql = f"SELECT {day} AS day, {count} AS n {source} AND {day} IS NOT NULL GROUP BY 1 ORDER BY 1"
    return [DayCount(**row) for row in store.rows(sql, values)]


def facets(store: Store, table: str, wanted: Filter = Filter()) -> Facets:
    """The TOP values of each kind among the rows that meet the filter."""
    known, counted = SEARCHABLE[table], _COUNTED[table]
    asked = {
        "type": known.type and _Facet({"type": known.type}, "type"),
        "status": known.status and _Facet({"status": known.status}, "status"),
        "outlet": counted.outlet,
        "party": counted.party,
        "month": _Facet({"month": f"datetrunc('month', {known.first_day})"}, "strftime(month, '%Y-%m')"),
    }
    present = {name: facet for name, facet in asked.items() if isinstance(facet, _Facet)}
    columns = {name: column for facet in present.values() for name, column in facet.by.items()}
    source, values = _source(store, table, wanted, framed=table != "stories")
    parts = (
        (_MANY if facet.many else _ONE).format(
            facet=name, shown=facet.shown, by=", ".join(facet.by), count=counted.count
        )
        for name, facet in present.items()
    )
    if table == "actors":
        columns["key"] = "t.key"
    sql = _FACETS.format(
        columns=", ".join(f"{column} AS {name}" for name, column in columns.items()), source=source,
        facets=" UNION ALL ".join(parts), top=TOP,
    )  # fmt: skip
    found: dict[str, list[Count]] = {name: [] for name in present}
    for row in store.rows(sql, values):
        found[row["facet"]].append(Count(row["value"], row["n"]))
    return Facets(**{name: tuple(rows) for name, rows in found.items()})


def _source(store: Store, table: str, wanted: Filter, *, framed: bool = False) -> tuple[str, dict[str, Any]]:
    """The rows of a table that meet the filter, as the end of a query, with its parameters."""
    condition = met(store, table, wanted)
    frame = "JOIN articles a USING (article)" if framed or condition.of_article else ""
    where = f"{_COUNTED[table].standing} AND {condition.sql}"
    return f"FROM kept.{table} t {frame} WHERE {where}", dict(condition.values)
