"""One happening side by side: its tellings, the joins between them and what people said of those."""

from __future__ import annotations

import pytest

from onrecord.store import Store
from onrecord.store.links import put
from onrecord.store.retold import first_told, happening_of, joined, told
from onrecord.store.tellings import rule
from onrecord.store.totals import totals


@pytest.fixture
def pair(store: Store) -> tuple[str, str]:
    """Two events of different reports that were joined."""
    rows = store.query(
        "SELECT e.article || '#' || min(e.id) AS name FROM events e JOIN articles a USING (article)"
        " GROUP BY e.article, a.serial ORDER BY a.serial"
    )
    one, other = sorted(rows.column("name").to_pylist()[:2])
    put(store, "happenings", [{"happening": one, "type": "REQUEST", "text": "words", "reports": 2, "outlets": 2,
                               "independent": 2, "contradictions": [], "source_keys": [], "target_keys": []}])  # fmt: skip
    put(store, "tellings", [
        {"happening": one, "article": name.split("#")[0], "id": name.split("#")[1], "counts": ["trawler=2"]}
        for name in (one, other)
    ])  # fmt: skip
    put(store, "joins", [{"one": one, "other": other, "score": 0.9, "reasons": ["alike"]}])
    return one, other


def test_a_happening_is_found_by_any_event_of_it(store: Store, pair: tuple[str, str]):
    for name in pair:
        article, _, item = name.partition("#")
        found = happening_of(store, article, item)
        assert found is not None
        assert found["happening"] == pair[0]
    assert happening_of(store, "nonesuch", "e1") is None


def test_its_tellings_come_with_their_reports(store: Store, pair: tuple[str, str]):
    rows = told(store, pair[0])
    assert {f"{row['article']}#{row['id']}" for row in rows} == set(pair)
    assert [row["published"] for row in rows] == sorted(row["published"] for row in rows)
    for row in rows:
        assert row["text"][row["span_start"] : row["span_end"]] == row["evidence"]
        assert row["counts"] == ["trawler=2"]
    assert first_told(store, [pair[0]])[pair[0]]["status"] in {row["status"] for row in rows}


def test_a_ruling_stands_with_its_join_and_by_itself(store: Store, pair: tuple[str, str]):
    assert [(row["score"], row["same"]) for row in joined(store, pair)] == [(0.9, None)]
    rule(store, *pair, True)
    assert [(row["score"], row["same"]) for row in joined(store, pair)] == [(0.9, True)]
    with store.writing() as connection:
        connection.execute("DELETE FROM kept.joins")
    assert [(row["score"], row["reasons"], row["same"]) for row in joined(store, pair)] == [(None, [], True)]


def test_totals_count_what_stands(store: Store, pair: tuple[str, str]):
    found = totals(store)
    assert (found["articles"], found["happenings"], found["dropped"]) == (3, 1, 0)
    assert found["events"] == store.query("SELECT count(*) AS n FROM events").to_pylist()[0]["n"] > 0
