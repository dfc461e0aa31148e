"""What one side does to another stands once, however often it is told."""

from __future__ import annotations

from pathlib import Path

import pytest
from making import day, event_store

from onrecord.store import Store
from onrecord.store.bulk import insert
from onrecord.store.once import Once, Who, once


@pytest.fixture
def made(tmp_path: Path) -> Store:
    return event_store(tmp_path, [
        {"on": 0, "tells": "h1"}, {"on": 1, "tells": "h1"}, {"on": 2, "tells": "h2"},
        {"on": 3}, {"on": 4, "acts": ["ISL"], "meets": ["NOR"]}, {"on": 5, "acts": ["DNK"], "meets": ["ISL", "NOR"]},
    ])  # fmt: skip


def of(store: Store, table: str, who: Who, limit: int = 10) -> Once:
    """The items of one table in which one side takes part."""
    ((found,),) = once(store, [table], [who], limit=limit).values()
    return found


def test_a_happening_is_its_first_telling(made: Store):
    found = of(made, "events", Who(acts="NOR", meets="ISL", by="party"))
    assert [(row["day"], row["tellings"]) for row in found.rows] == [(day(3), 1), (day(2), 1), (day(0), 2)]
    assert found.total == 3


def test_the_latest_come_first_and_are_cut(made: Store):
    found = of(made, "events", Who(acts="state/NOR"), limit=1)
    assert [row["day"] for row in found.rows] == [day(3)]
    assert found.total == 3


@pytest.mark.parametrize(
    ("who", "days"),
    [
        (Who(meets="state/NOR"), [5, 4]), (Who(acts="state/ISL"), [4]), (Who(acts="ISL"), []),
        (Who(acts="ISL", by="party"), [4]), (Who(acts="DNK", meets="NOR", by="party"), [5]), (Who(acts="state/XYZ"), []),
    ],
    ids=str,
)  # fmt: skip
def test_a_side_is_a_key_or_a_party(made: Store, who: Who, days: list[int]):
    found = of(made, "events", who)
    assert [row["day"] for row in found.rows] == [day(number) for number in days]
    assert found.total == len(days)


def test_what_copies_say_alike_is_said_once(made: Store):
    def said(article: int, id: str, text: str) -> dict[str, object]:
        return {
            "article": f"{article:016x}", "id": id, "mode": "direct", "text": text, "day": day(article),
            "speaker_key": "state/NOR", "speaker_party": "NOR", "addressee_keys": [], "addressee_parties": ["ISL"],
            "confidence": 0.5, "withdrawn": False,
        }  # fmt: skip

    with made.writing() as connection:
        insert(connection, "statements", [
            said(0, "s1", "Go"), said(1, "s1", "Go"), said(2, "s1", "Go"), said(2, "s2", "Stay"),
        ])  # fmt: skip
        insert(connection, "wire_copies", [
            {"family": f"{0:016x}", "article": f"{number:016x}", "likeness": 1.0} for number in (0, 1)
        ])  # fmt: skip
    found = of(made, "statements", Who(acts="NOR", meets="ISL", by="party"))
    assert [(row["text"], row["article"][-1], row["tellings"]) for row in found.rows] == [
        ("Stay", "2", 1), ("Go", "2", 1), ("Go", "0", 2),
    ]  # fmt: skip


def test_forecasts_are_about_nobody(made: Store):
    assert of(made, "forecasts", Who(meets="state/NOR")).total == 0
