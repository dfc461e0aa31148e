"""Entries of the calendar between two days, and the open deadlines."""

from __future__ import annotations

import datetime

import pytest

from onrecord.store import Filter, Store
from onrecord.store.due import Stretch, deadlines, due
from onrecord.store.links import put
from onrecord.store.series import agenda

BEFORE, DEADLINE, LATE = (
    datetime.date(2031, 3, 6),
    datetime.date(2031, 3, 10),
    datetime.date(2031, 4, 1),
)
ONE_DAY = datetime.timedelta(1)
EARLY = DEADLINE - 3 * ONE_DAY


def again(store: Store, article: str | None = None, **changes: object) -> str:
    """Puts the position with a deadline on record once more, changed; gives the article of the first."""
    (row,) = store.query("SELECT article, id FROM positions WHERE deadline IS NOT NULL").to_pylist()
    given = {"article": article or row["article"], "id": "p99", **changes}
    columns = ", ".join(f"${name} AS {name}" for name in given)
    with store.writing() as connection:
        connection.execute(
            f"INSERT INTO kept.positions SELECT * REPLACE ({columns}) FROM kept.positions"
            " WHERE article = $from AND id = $of",
            {**given, "from": row["article"], "of": row["id"]},
        )
    return str(row["article"])


@pytest.fixture
def two(store: Store) -> Store:
    """A store with two deadlines."""
    again(store, deadline=EARLY, text="free the crew")
    return store


def test_without_ends_it_is_the_agenda(two: Store):
    rows = due(two, BEFORE, Filter(), past=True)
    assert rows.to_pylist() == agenda(two, BEFORE, past=True).to_pylist()
    assert rows.column("day").to_pylist() == [EARLY, DEADLINE]


@pytest.mark.parametrize(("stretch", "found"), [
    (Stretch(first=DEADLINE, last=DEADLINE), True),
    (Stretch(first=DEADLINE + ONE_DAY), False),
    (Stretch(last=DEADLINE - ONE_DAY), False),
    (Stretch(newest=True, limit=1), True),
    (Stretch(limit=1), False),
])  # fmt: skip
def test_only_days_of_the_stretch(two: Store, stretch: Stretch, found: bool):
    days = due(two, BEFORE, Filter(), stretch).column("day").to_pylist()
    assert (DEADLINE in days) is found
    assert len(days) <= stretch.limit
    assert days == sorted(days)


def test_deadlines_to_come_stand_first_and_past_ones_are_overdue(store: Store):
    (row,) = deadlines(store, BEFORE)
    assert (row["state"], row["day"], row["who"]) == ("due", DEADLINE, "Norway")
    assert [row["state"] for row in deadlines(store, LATE)] == ["overdue"]
    assert deadlines(store, BEFORE, limit=0) == []


def test_what_copies_have_alike_stands_once(store: Store):
    rows = store.query("SELECT article FROM articles ORDER BY serial DESC LIMIT 1")
    other = rows.column("article").to_pylist()[0]
    first = again(store, article=other)
    assert len(deadlines(store, BEFORE)) == 2
    put(store, "wire_copies", [{"family": first, "article": key, "likeness": 1.0, "credit": None}
                               for key in (first, other)])  # fmt: skip
    assert [found["article"] for found in deadlines(store, BEFORE)] == [first]
