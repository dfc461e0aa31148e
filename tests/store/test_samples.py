"""Names of what is on record, and how much there is."""

from __future__ import annotations

from onrecord.store import Filter, Store, ask, open_store
from onrecord.store.samples import extent, samples


def test_each_names_something_on_record(store: Store):
    found = samples(store)
    assert {"article", "id", "kind", "name", "one", "other"} <= found.keys()
    assert any(
        row["id"] == found["id"]
        for row in ask(store, "events", Filter(article=found["article"])).to_arrow().to_pylist()
    )
    assert len(ask(store, "actors", Filter(actor=f"{found['kind']}/{found['name']}"))) == 1
    assert len(ask(store, "events", Filter(dyad=(found["one"], found["other"])))) > 0


def test_an_empty_store_has_nothing_to_name(tmp_path):
    empty = open_store(tmp_path / "empty.duckdb", create=True)
    assert samples(empty) == {}
    assert (extent(empty).articles, extent(empty).latest, extent(empty).added) == (0, 0, None)


def test_how_much_is_on_record(store: Store):
    assert (extent(store).articles, extent(store).latest) == (3, 3)
