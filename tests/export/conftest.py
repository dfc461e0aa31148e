from __future__ import annotations

from pathlib import Path

import pytest
from exporting import hostile_record
from storing import taken

from onrecord.store import Store, open_store
from onrecord.store.add import add


@pytest.fixture
def full(store: Store) -> Store:
    """The store of all tests with the hostile report."""
    add(store, [taken(hostile_record(), "hostile")])
    return store


@pytest.fixture
def hostile(tmp_path: Path) -> Store:
    """A store with the hostile report alone."""
    made = open_store(tmp_path / "hostile.duckdb", create=True)
    add(made, [taken(hostile_record(), "hostile")])
    return made
