"""Numbers of rows agree with the rows themselves."""

from __future__ import annotations

import datetime
from collections import Counter
from pathlib import Path

import pytest
from making import day, event_store

from onrecord.errors import StoreError
from onrecord.store import Filter, Store, ask, counts, facets, per_day
from onrecord.store.facets import TOP
from onrecord.store.filters import SEARCHABLE

TABLES = tuple(SEARCHABLE)
FILTERS = (
    Filter(), Filter(country="NOR"), Filter(actor="Anna"), Filter(since=datetime.date(2031, 3, 6)), Filter(text="talks"),
    Filter(outlet="post"), Filter(actor="nobody at all"),
)  # fmt: skip


def rows(store: Store, table: str, wanted: Filter) -> list[dict]:
    if table == "times":
        return store.query("SELECT t.*, published FROM times t JOIN articles USING (article)").to_pylist()
    return ask(store, table, wanted).to_arrow().to_pylist()


@pytest.mark.parametrize("wanted", FILTERS, ids=str)
@pytest.mark.parametrize("table", TABLES)
def test_as_many_as_there_are(store: Store, table: str, wanted: Filter):
    try:
        there = rows(store, table, wanted if table != "times" else Filter())
    except StoreError:
        with pytest.raises(StoreError):
            counts(store, table, wanted)
        return
    if table == "times" and wanted != Filter():
        return
    assert counts(store, table, wanted) == len(there)
    if table not in ("actors", "stories"):
        days = Counter(row.get("day") or row["published"] for row in there)
        assert {one.day: one.n for one in per_day(store, table, wanted)} == days
    assert sum(one.n for one in facets(store, table, wanted).type) == (
        0 if SEARCHABLE[table].type is None else len(there)
    )


def values(counted) -> dict[str, int]:
    return {one.value: one.n for one in counted}


def test_each_facet_counts_what_it_says(tmp_path: Path):
    store = event_store(tmp_path, [
        {"type": "AID", "acts": ["NOR", "DNK"], "meets": ["ISL", "NOR"], "on": 0},
        {"type": "AID", "status": "denied", "acts": ["NOR"], "meets": ["ISL"], "on": 40, "outlet": "Meridian"},
        {"type": "REQUEST", "acts": [], "meets": ["ISL"], "on": 40, "outlet": None},
    ])  # fmt: skip
    found = facets(store, "events")
    assert values(found.type) == {"AID": 2, "REQUEST": 1}
    assert values(found.status) == {"actual": 2, "denied": 1}
    assert values(found.outlet) == {"Harbour Post": 1, "Meridian": 1}
    assert values(found.party) == {"ISL": 3, "NOR": 2, "DNK": 1}
    assert values(found.month) == {"2031-04": 2, "2031-03": 1}
    assert [one.value for one in found.type] == ["AID", "REQUEST"]
    assert values(facets(store, "events", Filter(country="DNK")).party) == {"ISL": 1, "NOR": 1, "DNK": 1}


def test_only_the_most_frequent_values(tmp_path: Path):
    store = event_store(tmp_path, [{"acts": [f"P{n:02}"], "meets": ["NOR"]} for n in range(20)])
    party = facets(store, "events").party
    assert len(party) == TOP
    assert (party[0].value, party[0].n, party[1].value) == ("NOR", 20, "P00")


def test_actors_count_once_and_unnamed_ones_not_at_all(store: Store):
    named = ask(store, "actors").to_arrow().to_pylist()
    found = facets(store, "actors")
    assert values(found.type) == Counter(row["kind"] for row in named)
    assert sum(one.n for one in per_day(store, "actors")) >= len(named) > 0


def test_reports_have_the_parties_of_their_actors(store: Store):
    party = values(facets(store, "articles").party)
    assert party["NOR"] == len(ask(store, "articles", Filter(country="NOR")))


def test_days_in_order(tmp_path: Path):
    store = event_store(tmp_path, [{"on": 3}, {"on": 1}, {"on": 3}])
    assert [(one.day, one.n) for one in per_day(store, "events")] == [(day(1), 1), (day(3), 2)]


def test_what_a_table_cannot_meet_is_refused(store: Store):
    with pytest.raises(StoreError, match="forecasts have no dyad"):
        facets(store, "forecasts", Filter(dyad=("NOR", "ISL")))
