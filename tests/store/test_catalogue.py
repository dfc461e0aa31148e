"""What there is to ask for in SQL."""

from __future__ import annotations

from onrecord.store import Store
from onrecord.store.catalogue import catalogue


def test_it_lists_what_a_query_sees(store: Store):
    for table in catalogue(store):
        shown = store.query(f"SELECT * FROM {table.name} LIMIT 0").column_names
        assert [column.name for column in table.columns] == shown


def test_it_lists_every_table_and_view(store: Store):
    shown = {name for (name,) in store.query("SHOW TABLES").to_pandas().itertuples(index=False)}
    assert {table.name for table in catalogue(store)} == shown
    assert all(table.about for table in catalogue(store))
