"""What one side did, said, wants or foretold, to whom; what is told many times stands once.

Tellings of one happening are one event; what copies of one wire report say alike is one statement, position or forecast.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal, TypeAlias

from onrecord.store.answers import columns_of_table
from onrecord.store.filters import SEARCHABLE
from onrecord.store.store import Store

By: TypeAlias = Literal["key", "party"]

# The rows of a side are found by narrow columns; rows lie in the order in which reports were put on record, so the first
# of several is that of the first report. Only those shown are read in full, which most sides of most tables have none of,
# and their reports once for all tables.
_ONCE = """
SELECT {number} AS number, place, tellings, count(*) OVER () AS total FROM (
    SELECT min(place) AS place, min(day) AS day, count(*) AS tellings
    FROM (SELECT t.rowid AS place, t.day, {same} AS same FROM kept.{table} t {frame} WHERE NOT t.withdrawn AND {where})
    GROUP BY same
) ORDER BY day DESC NULLS LAST, place DESC LIMIT {limit}
"""
_WHOLE = """
SELECT t.rowid AS place, {columns} FROM kept.{table} t WHERE t.rowid IN (SELECT unnest($1::BIGINT[]))
"""
_REPORTS = """
SELECT article, published, outlet, title FROM articles WHERE article IN (SELECT unnest($1::VARCHAR[]))
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


def once(
    store: Store, tables: Sequence[str], wanted: Sequence[Who], *, limit: int = 10
) -> Mapping[str, tuple[Once, ...]]:
    """The items of each table in which each of these sides acts and is acted upon; several sides cost little more than one."""
    with store.one_state():
        found = {table: _found(store, table, wanted, limit) for table in tables}
        whole = {table: _whole(store, table, [one["place"] for one in found[table]]) for table in tables}
        told_in = list({row["article"] for rows in whole.values() for row in rows.values()})
        reports = {row["article"]: row for row in store.rows(_REPORTS, [told_in])} if told_in else {}

    def items(table: str, number: int) -> Once:
        mine = [one for one in found[table] if one["number"] == number]
        rows = [(whole[table][one["place"]], one["tellings"]) for one in mine]
        return Once(
            [{**row, **reports[row["article"]], "tellings": tellings} for row, tellings in rows],
            mine[0]["total"] if mine else 0,
        )

    return {table: tuple(items(table, number) for number in range(len(wanted))) for table in tables}


def _found(store: Store, table: str, wanted: Sequence[Who], limit: int) -> list[dict[str, Any]]:
    """The place, tellings and total of what is shown, with the number of the sides it is shown for."""
    parts: list[str] = []
    values: dict[str, Any] = {}
    same, frame = _SAME[table]
    for number, who in enumerate(wanted):
        where = _where(table, who, number, values)
        if where is not None:
            sql = _ONCE.format(
                table=table, same=same, frame=frame, where=where, limit=int(limit), number=number
            )
            parts.append(f"({sql})")
    return store.rows(" UNION ALL ".join(parts), values) if parts else []


def _whole(store: Store, table: str, places: Sequence[int]) -> Mapping[int, dict[str, Any]]:
    """The rows at these places, in full."""
    if not places:
        return {}
    rows = store.rows(_WHOLE.format(table=table, columns=columns_of_table(table)), [places])
    return {row.pop("place"): row for row in rows}


def _where(table: str, who: Who, number: int, values: dict[str, Any]) -> str | None:
    """The condition, its values put to the others; null where the table has no such side."""
    known = SEARCHABLE[table].sides
    conditions: list[str] = []
    for name, side, given in (("acts", known.acts, who.acts), ("meets", known.meets, who.meets)):
        if given is None:
            continue
        if side is None:
            return None
        stem, many = side
        column = f"t.{stem}_{'keys' if who.by == 'key' else 'parties'}" if many else f"t.{stem}_{who.by}"
        conditions.append(
            f"list_contains({column}, ${name}{number})" if many else f"{column} = ${name}{number}"
        )
        values[f"{name}{number}"] = given
    return " AND ".join(conditions) or "true"
