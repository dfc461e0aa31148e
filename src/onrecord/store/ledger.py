"""The inputs that did not get on record, and how to try them again."""

from __future__ import annotations

import pyarrow as pa

from onrecord.store.store import Store


def dropped_rows(
    store: Store, reason: str | None = None, *, limit: int | None = None, offset: int = 0
) -> pa.Table:
    """The dropped inputs, the latest first, as an Arrow table."""
    sql = "SELECT taken, origin, source_id, step, reason, message, source, key FROM dropped"
    sql += " WHERE $1 IS NULL OR reason = $1 ORDER BY taken DESC, origin"
    return store.query(sql + (f" LIMIT {int(limit)}" if limit else "") + f" OFFSET {int(offset)}", [reason])


def forget(store: Store, reason: str | None = None) -> list[str]:
    """Strikes the dropped inputs from the ledger, so that they are new again; gives the sources they came from."""
    with store.writing() as connection:
        where = "reason IS NOT NULL AND reason <> 'duplicate' AND ($1 IS NULL OR reason = $1)"
        found = connection.execute(
            f"SELECT DISTINCT source FROM kept.inputs WHERE {where} ORDER BY 1", [reason]
        )
        sources = [source for (source,) in found.fetchall()]
        connection.execute(f"DELETE FROM kept.inputs WHERE {where}", [reason])
    return sources
