"""The versions of a report and its copies, given any one of them."""

from __future__ import annotations

from pathlib import Path

import pytest
from storing import taken

from onrecord.pipeline import Reader
from onrecord.reading import Hints
from onrecord.store import Store, ask, family_of, open_store, versions_of
from onrecord.store.add import add
from onrecord.store.links import put
from onrecord.store.relatives import standing_version

TEXTS = (
    "Norway stopped a trawler.", "Norway stopped two trawlers.", "Norway stopped three trawlers on Tuesday.",
)  # fmt: skip


@pytest.fixture
def changed(tmp_path: Path) -> Store:
    """A report in three versions, and another one."""
    reader, store = Reader(), open_store(tmp_path / "s.duckdb", create=True)
    for number, text in enumerate(TEXTS):
        add(store, [taken(reader.read(text, Hints(url="https://news.example/1")), f"v{number}")])
    add(store, [taken(reader.read("Oslo is calm.", Hints(url="https://news.example/2")), "other")])
    return store


def test_all_versions_in_order_from_any_of_them(changed: Store):
    (newest,) = (row["article"] for row in ask(changed, "articles") if row["version"] == 3)
    found = versions_of(changed, newest)
    assert [one.text for one in found] == list(TEXTS)
    assert [(one.version, one.withdrawn) for one in found] == [(1, True), (2, True), (3, False)]
    assert all(versions_of(changed, one.article) == found for one in found)
    assert [standing_version(changed, one.article) for one in found] == [None, None, 3]


def test_a_report_without_others(changed: Store):
    (alone,) = (row["article"] for row in ask(changed, "articles") if row["version"] == 1)
    assert [one.text for one in versions_of(changed, alone)] == ["Oslo is calm."]
    assert versions_of(changed, "0" * 16) == []
    assert family_of(changed, alone) == []


def test_a_family_has_its_first_report_first(store: Store):
    one, two, three = [row["article"] for row in ask(store, "articles")]
    put(store, "wire_copies", [
        {"family": two, "article": one, "likeness": 0.9, "credit": None},
        {"family": two, "article": two, "likeness": 1.0, "credit": "The Wire"},
    ])  # fmt: skip
    found = family_of(store, one)
    assert [(copy.article, copy.first, copy.likeness, copy.credit) for copy in found] == [
        (two, True, 1.0, "The Wire"), (one, False, 0.9, None),
    ]  # fmt: skip
    assert found == family_of(store, two)
    assert found[1].text.startswith("Norway demanded")
    assert family_of(store, three) == []
