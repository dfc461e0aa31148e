"""Questions to the store and their answers: typed one by one, or whole as Arrow, pandas or Polars."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any, Generic, TypeVar

import pyarrow as pa

from onrecord.model import Event, Forecast, Position, Statement
from onrecord.store.columns import restore
from onrecord.store.filters import SEARCHABLE, Filter, met
from onrecord.store.store import Store
from onrecord.store.tables import TABLES

if TYPE_CHECKING:
    import pandas
    import polars

T = TypeVar("T")
ITEMS: Mapping[str, type] = {
    "statements": Statement, "events": Event, "positions": Position, "forecasts": Forecast,
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Found(Generic[T]):
    """An item with the report it comes from: `article` is the report's id in the store, `evidence` the words."""

    item: T
    article: str
    published: str | None
    outlet: str | None
    title: str | None
    url: str | None
    evidence: str
    acts: tuple[str, ...] = ()
    meets: tuple[str, ...] = ()


class Answer(Generic[T]):
    """The rows that answer a question. Iterating gives typed items; `len` counts them; fetched when first used."""

    def __init__(self, store: Store, table: str, sql: str, values: Mapping[str, Any]) -> None:
        self._store, self._table = store, table
        self._sql, self._values = sql, dict(values)

    @cached_property
    def _rows(self) -> pa.Table:
        return self._store.query(self._sql, self._values)

    def to_arrow(self) -> pa.Table:
        """The rows as an Arrow table."""
        return self._rows

    def to_pandas(self) -> pandas.DataFrame:
        """The rows as a pandas DataFrame; needs pandas."""
        return self._rows.to_pandas()

    def to_polars(self) -> polars.DataFrame:
        """The rows as a Polars DataFrame; needs polars."""
        import polars

        frame = polars.from_arrow(self._rows)
        assert isinstance(frame, polars.DataFrame)
        return frame

    def __len__(self) -> int:
        return int(self._rows.num_rows)

    def __iter__(self) -> Iterator[T]:
        for row in self._rows.to_pylist():
            yield _typed(self._table, row)


def ask(
    store: Store,
    table: str,
    wanted: Filter = Filter(),
    *,
    limit: int | None = None,
    offset: int = 0,
    newest: bool = False,
) -> Answer[Any]:
    """The rows of a table that meet the filter, in order of day (`newest` first where asked).

    Statements, events, positions and forecasts come as `Found` items, the rest as mappings. Raises StoreError for
    a condition that the table cannot meet.
    """
    condition = met(store, table, wanted)
    cut = (f" LIMIT {int(limit)}" if limit is not None else "") + (f" OFFSET {int(offset)}" if offset else "")
    sql = _SQL.get(table, _ITEMS).format(
        table=table, columns=columns_of_table(table) if table in ITEMS else "*", where=condition.sql, day=SEARCHABLE[table].first_day, order="DESC" if newest else "ASC",
        limit=cut, frame="JOIN articles a USING (article)" if condition.of_article else "",
    )  # fmt: skip
    return Answer(store, table, sql, condition.values)


# The rows wanted are found by narrow columns first, joined with their articles where a condition asks for those;
# only then are they read in full, by their numbers.
_ITEMS = """
SELECT {columns}, a.published, a.outlet, a.title, a.url
FROM kept.{table} t JOIN articles a USING (article)
WHERE t.rowid IN (
    SELECT t.rowid FROM kept.{table} t {frame} WHERE NOT t.withdrawn AND {where}
    ORDER BY {day} {order} NULLS LAST, t.article, length(t.id), t.id{limit}
)
ORDER BY {day} {order} NULLS LAST, t.article, length(t.id), t.id
"""
_ARTICLES = """
SELECT t.* FROM articles t JOIN articles a USING (article) WHERE {where} ORDER BY {day} {order} NULLS LAST, t.serial{limit}
"""
_STORIES = "SELECT t.* FROM stories t WHERE {where} ORDER BY t.last DESC, t.story{limit}"
_ACTORS = """
WITH top AS (
    SELECT t.key, count(DISTINCT t.article) AS articles FROM actors t {frame}
    WHERE NOT starts_with(t.key, '~') AND {where} GROUP BY t.key ORDER BY articles DESC, t.key{limit}
), looks AS (
    SELECT t.key, t.name, t.kind, t.country, t.party, t.office, count(*) AS n
    FROM actors t JOIN top USING (key) {frame} WHERE {where} GROUP BY ALL
), told AS (
    SELECT t.key, count(DISTINCT a.outlet) AS outlets, min(a.published) AS first, max(a.published) AS last
    FROM actors t JOIN top USING (key) JOIN articles a USING (article) WHERE {where} GROUP BY t.key
)
SELECT key, max_by(name, (n, name)) AS name, max_by(kind, (n, kind)) AS kind, max_by(country, (n, country)) AS country,
       max_by(party, (n, party)) AS party, max_by(office, (n, office)) AS office, any_value(top.articles) AS articles,
       any_value(outlets) AS outlets, any_value(first) AS first, any_value(last) AS last
FROM looks JOIN top USING (key) JOIN told USING (key) GROUP BY key ORDER BY articles DESC, key
"""
_SQL = {"articles": _ARTICLES, "actors": _ACTORS, "stories": _STORIES}


def columns_of_table(table: str) -> str:
    """The columns of a table that a query gives, by name: the scan of a folder of Parquet files has one more."""
    (columns,) = (known.columns for known in TABLES if known.name == table)
    return ", ".join(f't."{column.name}"' for column in columns if column.name != "withdrawn")


def _typed(table: str, row: Mapping[str, Any]) -> Any:
    kind = ITEMS.get(table)
    if kind is None:
        return dict(row)
    day = row["published"]
    return Found(
        item=restore(kind, row), article=row["article"], published=day.isoformat() if day else None,
        outlet=row["outlet"], title=row["title"], url=row["url"], evidence=row["text"],
        acts=_names(row, SEARCHABLE[table].sides.acts), meets=_names(row, SEARCHABLE[table].sides.meets),
    )  # fmt: skip


def _names(row: Mapping[str, Any], side: tuple[str, bool] | None) -> tuple[str, ...]:
    if side is None:
        return ()
    stem, many = side
    if many:
        return tuple(row[f"{stem}_names"])
    return (row[f"{stem}_name"],) if row[f"{stem}_name"] else ()
