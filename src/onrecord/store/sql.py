"""Queries that people write themselves: read-only, for so long and so many rows."""

from __future__ import annotations

import threading

import duckdb
import pyarrow as pa

from onrecord.errors import QueryError
from onrecord.store.store import Store

READS = (duckdb.StatementType.SELECT, duckdb.StatementType.EXPLAIN)


def run(
    store: Store, query: str, *, limit: int | None = None, offset: int = 0, seconds: float = 30.0
) -> pa.Table:
    """The answer to a SELECT, DESCRIBE, SHOW, SUMMARIZE or EXPLAIN; raises QueryError for anything else and for
    what is wrong or takes longer than `seconds`.

    The connection sees the store and no other file, and cannot write.
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
            if limit is not None:
                answer = answer.limit(limit, offset)
            return answer.to_arrow_table()
        except duckdb.InterruptException as error:
            raise QueryError(
                f"it took longer than {seconds:g} seconds; narrow it down or give it more"
            ) from error
        except duckdb.Error as error:
            raise QueryError(str(error).strip()) from error
        finally:
            alarm.cancel()
