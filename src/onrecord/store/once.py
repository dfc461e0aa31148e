"""What one side did, said, wants or foretold, to whom; what is told many times stands once.

Tellings of one happening are one event; what copies of one wire report say alike is one statement, position or forecast.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal, TypeAlias

from onrecord.store.filters import SEARCHABLE
from onrecord.store.store import Store, mappings
from onrecord.store.tables import TABLES

By: TypeAlias = Literal["key", "party"]

# The rows of a side are found by narrow columns; rows lie in the order in which reports were put on record, so the first
# of several is that of the first report. Only those shown are read in full, which most sides of most tables have none of.
_ONCE = """
WITH once AS (
    SELECT min(place) AS place, min(day) AS day, count(*) AS tellings
    FROM (SELECT t.rowid AS place, t.day, {same} AS same FROM kept.{table} t {frame} WHERE NOT t.withdrawn AND {where})
    GROUP BY same
)
SELECT place, tellings, count(*) OVER () AS total FROM once ORDER BY day DESC NULLS LAST, place DESC LIMIT {limit}
"""
_WHOLE = """
SELECT t.rowid AS place, {columns}, a.published, a.outlet, a.title, a.url
FROM kept.{table} t JOIN articles a USING (article) WHERE t.rowid IN (SELECT unnest($1::BIGINT[]))
"""
_TOLD = ("coalesce(m.happening, t.article || '#' || t.id)",
         "LEFT JOIN kept.tellings m ON m.article = t.article AND m.id = t.id")  # fmt: skip
_COPIED = "LEFT JOIN kept.wire_copies c ON c.article = t.article"
_SAME: Mapping[str, tuple[str, str]] = {
    "events": _TOLD,
    "statements": ("row(coalesce(c.family, t.article), t.text)", _COPIED),
    "positions": ("row(coalesce(c.family, t.article), t.kind, t.text)", _COPIED),
    "forecasts": ("row(coalesce(c.family, t.article), t.text)", _COPIED),
}


@dataclass(frozen=True, slots=True)
class Once:
    """Some items, the latest first, each with `tellings`, how often it is told; `total` is how many there are."""

    rows: Sequence[Mapping[str, Any]]
    total: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Who:
    """Who acts and who is acted upon, named by their actor keys or their parties, as `by` says.

    `meets` is whom events are done to, statements addressed to, positions taken toward; forecasts have nobody.
    """

    acts: str | None = None
    meets: str | None = None
    by: By = "key"


def once(store: Store, table: str, wanted: Who, *, limit: int = 10) -> Once:
    """The items of a table in which these sides act and are acted upon."""
    known = SEARCHABLE[table].sides
    where: list[str] = []
    values: dict[str, Any] = {}
    for name, side, given in (("acts", known.acts, wanted.acts), ("meets", known.meets, wanted.meets)):
        if given is None:
            continue
        if side is None:
            return Once((), 0)
        stem, many = side
        column = (
            f"t.{stem}_{'keys' if wanted.by == 'key' else 'parties'}" if many else f"t.{stem}_{wanted.by}"
        )
        where.append(f"list_contains({column}, ${name})" if many else f"{column} = ${name}")
        values[name] = given
    same, frame = _SAME[table]
    sql = _ONCE.format(
        table=table, same=same, frame=frame, where=" AND ".join(where) or "true", limit=int(limit)
    )
    with store.reading():
        found = mappings(store.query(sql, values))
        if not found:
            return Once((), 0)
        whole = _WHOLE.format(table=table, columns=_columns(table))
        rows = mappings(store.query(whole, [[one["place"] for one in found]]))
    by_place = {row.pop("place"): row for row in rows}
    return Once([{**by_place[one["place"]], "tellings": one["tellings"]} for one in found], found[0]["total"])


def _columns(table: str) -> str:
    (known,) = (one for one in TABLES if one.name == table)
    return ", ".join(f't."{column.name}"' for column in known.columns if column.name != "withdrawn")
