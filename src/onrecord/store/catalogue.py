"""What there is to ask for in SQL: the tables and views of the store, what they mean, and their columns."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from onrecord.store.columns import Column
from onrecord.store.store import Store
from onrecord.store.tables import TABLES

# Views that are made from several tables have no meanings of their own columns; those are named as in the tables.
VIEWS: Mapping[str, str] = {
    "identities": "Each name under which somebody acts, with who that is across reports.",
    "dropped": "The inputs that are not on record, each with the reason.",
    "reviewed": "The decision that holds on each item.",
}
_COLUMNS = """
SELECT table_name AS name, column_name AS "column", data_type AS type FROM duckdb_columns()
WHERE schema_name = 'main' AND table_name IN (SELECT unnest($1::VARCHAR[])) ORDER BY table_name, column_index
"""


@dataclass(frozen=True, slots=True)
class Listed:
    """A table or view: what a row of it is, what tells its rows apart, and its columns."""

    name: str
    about: str
    key: tuple[str, ...]
    columns: tuple[Column, ...]


def catalogue(store: Store) -> tuple[Listed, ...]:
    """The tables in the order of the schema, then the views made from others."""
    tables = tuple(
        Listed(
            table.name, table.about, table.key,
            tuple(column for column in table.columns if column.name not in (*table.hidden, "withdrawn")),
        )
        for table in TABLES
    )  # fmt: skip
    found: dict[str, list[Column]] = {name: [] for name in VIEWS}
    for row in store.rows(_COLUMNS, [list(VIEWS)]):
        found[row["name"]].append(Column(row["column"], row["type"], ""))
    return (*tables, *(Listed(name, about, (), tuple(found[name])) for name, about in VIEWS.items()))
