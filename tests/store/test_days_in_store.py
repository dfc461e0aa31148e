"""All layers in one list, in order of day."""

from __future__ import annotations

import pytest

from onrecord.store import Filter, Store
from onrecord.store.series import days


def test_newest_first_is_the_other_way_round(store: Store):
    rows = days(store).to_pylist()
    newest = days(store, newest=True).to_pylist()
    assert {row["layer"] for row in rows} == {"event", "statement", "position", "forecast"}
    assert [row["day"] for row in newest] == [row["day"] for row in rows][::-1]
    names = {(row["article"], row["id"]): row for row in rows}
    assert all(names[row["article"], row["id"]] == row for row in newest)


@pytest.mark.parametrize("newest", [False, True])
def test_pages_make_up_the_whole(store: Store, newest: bool):
    rows = days(store, newest=newest).to_pylist()
    parts = [
        days(store, newest=newest, limit=4, offset=at).to_pylist()
        for at in range(0, len(rows), 4)
    ]  # fmt: skip
    assert [row for part in parts for row in part] == rows


def test_a_layer_that_cannot_meet_a_condition_gives_none(store: Store):
    rows = days(store, Filter(dyad=("Norway", "Iceland"))).to_pylist()
    assert rows
    assert "forecast" not in {row["layer"] for row in rows}


def test_each_row_says_who_and_what(store: Store):
    (row,) = (row for row in days(store, Filter(type="demand")).to_pylist() if row["layer"] == "position")
    assert (row["what"], row["who"], row["outlet"]) == ("demand", "Norway", "Harbour Post")
