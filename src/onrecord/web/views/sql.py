"""Questions to the store in SQL: a box to write in, the answer as a table, and what there is to ask for."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pyarrow as pa
from pydantic import Field

from onrecord.errors import QueryError
from onrecord.export.rows import cell
from onrecord.store.catalogue import catalogue
from onrecord.store.sql import run
from onrecord.web import addresses
from onrecord.web.asked import FURTHEST, MOST_ROWS, Asked
from onrecord.web.desk import Desk
from onrecord.web.view import Names, Page, View

SECONDS = 10
MOST_BYTES = 32 << 20
LONGEST_QUERY = 8_000
# Of a long text, such as that of a report, a cell shows so much; the data has all of it.
CELL_CHARS = 400
LINKS = {"article": addresses.article, "story": addresses.story}


@dataclass(frozen=True, slots=True)
class Example:
    """A query to begin with."""

    title: str
    q: str


EXAMPLES = (
    Example("Reports by outlet", "SELECT outlet, count(*) AS reports, min(published) AS first, max(published) AS last\n"
            "FROM articles GROUP BY outlet ORDER BY reports DESC"),
    Example("Who threatens whom", "SELECT day, holder_name, array_to_string(toward_names, ', ') AS toward, text, article\n"
            "FROM positions WHERE kind = 'threat' ORDER BY day DESC"),
    Example("Events by type and month", "SELECT datetrunc('month', day) AS month, type, count(*) AS events,\n"
            "       avg(intensity) AS intensity\nFROM events GROUP BY ALL ORDER BY month, events DESC"),
    Example("Who is quoted most", "SELECT speaker_name, count(*) AS statements, count(DISTINCT article) AS reports\n"
            "FROM statements WHERE speaker_name IS NOT NULL GROUP BY speaker_name ORDER BY statements DESC"),
    Example("Where reports contradict one another", "SELECT first, text, reports, contradictions\n"
            "FROM happenings WHERE len(contradictions) > 0 ORDER BY reports DESC"),
    Example("Deadlines and what became of them", "SELECT deadline, holder_name, kind, outcome, text, article\n"
            "FROM positions WHERE deadline IS NOT NULL ORDER BY deadline"),
)  # fmt: skip


class Written(Asked):
    """A query, and which rows of its answer."""

    q: str | None = Field(
        None, max_length=LONGEST_QUERY, description="One SELECT, DESCRIBE, SHOW, SUMMARIZE or EXPLAIN in DuckDB's SQL",
        examples=["SELECT outlet, count(*) AS reports FROM articles GROUP BY outlet"],
    )  # fmt: skip
    limit: int = Field(MOST_ROWS, ge=1, le=MOST_ROWS, description="At most so many rows")
    offset: int = Field(0, ge=0, le=FURTHEST, description="Leave out the first so many")


def _data(desk: Desk, asked: Written, _names: Names) -> pa.Table:
    return _answered(desk, asked, asked.limit)


def _page(desk: Desk, asked: Written, _names: Names) -> Page:
    context: dict[str, Any] = {
        "examples": EXAMPLES, "tables": [table for table in catalogue(desk.store) if table.columns],
        "columns": [], "rows": None, "more": False, "problem": None, "seconds": SECONDS, "most": MOST_ROWS,
    }  # fmt: skip
    if asked.q is None:
        return context
    try:
        # One row more than is shown tells whether there are more.
        answer = _answered(desk, asked, asked.limit + 1)
    except QueryError as error:
        return {**context, "problem": str(error)}
    numeric = [pa.types.is_integer(kind) or pa.types.is_floating(kind) or pa.types.is_decimal(kind)
               for kind in answer.schema.types]  # fmt: skip
    return {
        **context, "columns": list(zip(answer.column_names, numeric, strict=True)),
        "rows": list(_rows(answer.slice(0, asked.limit))), "more": answer.num_rows > asked.limit,
    }  # fmt: skip


def _answered(desk: Desk, asked: Written, limit: int) -> pa.Table:
    if asked.q is None:
        raise QueryError("there is no query; write one as q, such as /sql.json?q=SELECT 1")
    answer = run(
        desk.store, asked.q, limit=limit, offset=asked.offset, seconds=SECONDS, most_bytes=MOST_BYTES
    )
    try:
        answer.to_pylist()
    except OverflowError as error:
        raise QueryError(
            "a day in the answer lies outside of the years 1 to 9999; ask for it as text: CAST(... AS VARCHAR)"
        ) from error
    return answer


def _rows(answer: pa.Table) -> Iterator[list[dict[str, Any]]]:
    """The cells of each row: text to show, and where it leads."""
    for row in answer.to_pylist():
        yield [
            {"text": _text(value), "href": LINKS[name](value) if name in LINKS and isinstance(value, str) else None}
            for name, value in row.items()
        ]  # fmt: skip


def _text(value: Any) -> str | None:
    if value is None:
        return None
    if isinstance(value, str):
        # The lines of a plan, as EXPLAIN gives it, belong under one another.
        return value if len(value) <= CELL_CHARS else value[:CELL_CHARS] + " …"
    if isinstance(value, float) and 1e-4 <= abs(value) < 1e15:
        return f"{value:.6f}".rstrip("0").rstrip(".")
    return str(cell(value))


SQL = View(
    path="/sql", name="sql", title="SQL", page=_page, data=_data, takes=Written, template="sql.html.j2", shared=False,
    about="Ask the store in SQL. Nothing can be changed by a query, and it sees no other file.",
)  # fmt: skip
