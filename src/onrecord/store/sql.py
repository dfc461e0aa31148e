"""Queries that people write themselves: read-only, for so long and so many rows."""

from __future__ import annotations

import threading

import duckdb
import pyarrow as pa
from duckdb.sqltypes import DuckDBPyType

from onrecord.errors import QueryError
from onrecord.store.store import Store

READS = (duckdb.StatementType.SELECT, duckdb.StatementType.EXPLAIN)
# Types that Python, JSON and Parquet all have a form for; values of other types come as DuckDB writes them.
PLAIN = frozenset({
    "boolean", "tinyint", "smallint", "integer", "bigint", "utinyint", "usmallint", "uinteger", "ubigint", "hugeint",
    "float", "double", "decimal", "varchar", "enum", "uuid", "date", "timestamp", "timestamp with time zone",
    "timestamp_s", "timestamp_ms", "timestamp_ns", "null",
})  # fmt: skip
NO_LIMIT = 2**62


def run(
    store: Store,
    query: str,
    *,
    limit: int | None = None,
    offset: int = 0,
    seconds: float = 30.0,
    most_bytes: int | None = None,
) -> pa.Table:
    """The answer to a SELECT, DESCRIBE, SHOW, SUMMARIZE or EXPLAIN; raises QueryError for anything else, for what
    is wrong or takes longer than `seconds`, and for an answer larger than `most_bytes`.

    The connection sees the store and no other file, and cannot write. Values of types that others do not have, such as
    intervals, come as text.
    """
    with store.reading() as connection:
        alarm = threading.Timer(seconds, connection.interrupt)
        alarm.start()
        try:
            statements = connection.extract_statements(query)
            if len(statements) != 1:
                raise QueryError(f"one statement is needed, not {len(statements)}")
            if statements[0].type not in READS:
                raise QueryError(
                    "only reading is possible here: SELECT, DESCRIBE, SHOW, SUMMARIZE or EXPLAIN"
                )
            answer = connection.sql(statements[0].query)
            if answer is None:
                raise QueryError("the statement answers nothing; only reading is possible here")
            rows = _plain(answer.limit(NO_LIMIT if limit is None else limit, offset)).to_arrow_table()
            if most_bytes is not None and rows.nbytes > most_bytes:
                raise QueryError(f"the answer is larger than {most_bytes >> 20} MiB; ask for less of it")
            return rows
        except duckdb.InterruptException as error:
            raise QueryError(
                f"it took longer than {seconds:g} seconds; narrow it down or give it more"
            ) from error
        except duckdb.Error as error:
            raise QueryError(str(error).strip()) from error
        finally:
            alarm.cancel()


def _plain(answer: duckdb.DuckDBPyRelation) -> duckdb.DuckDBPyRelation:
    """The answer with columns of unusual types as text."""
    if all(map(_is_plain, answer.types)):
        return answer
    names = [f'"{name.replace(chr(34), chr(34) * 2)}"' for name in answer.columns]
    return answer.project(", ".join(
        name if _is_plain(kind) else f"CAST({name} AS VARCHAR) AS {name}"
        for name, kind in zip(names, answer.types, strict=True)
    ))  # fmt: skip


def _is_plain(kind: DuckDBPyType) -> bool:
    if kind.id in ("list", "array", "struct"):
        return all(_is_plain(part) for _, part in kind.children if isinstance(part, DuckDBPyType))
    return kind.id in PLAIN
