from __future__ import annotations

import pytest
from exporting import hostile_record
from storing import taken

from onrecord.model import Record
from onrecord.store import Store, open_store
from onrecord.store.add import add


@pytest.fixture(scope="session")
def full(tmp_path_factory: pytest.TempPathFactory, read_records: tuple[Record, ...]) -> Store:
    """The reports of all tests with the hostile one, in a store that no test changes."""
    made = open_store(tmp_path_factory.mktemp("full") / "full.duckdb", create=True)
    add(
        made,
        [taken(record, f"in{number}") for number, record in enumerate((*read_records, hostile_record()))],
    )
    return made


@pytest.fixture(scope="session")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Store:
    """A store with the hostile report alone, that no test changes."""
    made = open_store(tmp_path_factory.mktemp("hostile") / "hostile.duckdb", create=True)
    add(made, [taken(hostile_record(), "hostile")])
    return made
