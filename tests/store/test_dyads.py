"""Pairs of sides agree with the series of deeds, however many sides an event has and however many reports tell it."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from making import day, event_store

from onrecord.store import Filter, Store, dyads, network
from onrecord.store.series import deeds

PARTIES = ("NOR", "ISL", "DNK", "FRO", "EU")


@pytest.fixture
def made(tmp_path: Path) -> Store:
    """Two hundred events of up to three sides each, many of them told twice or more, some not told as facts."""
    chance = random.Random(7)
    return event_store(tmp_path, [
        {"on": chance.randrange(40), "acts": chance.sample(PARTIES, chance.randrange(4)),
         "meets": chance.sample(PARTIES, chance.randrange(4)), "intensity": chance.choice([-7.0, -2.0, 2.5, 4.0]),
         "status": chance.choice(["actual", "actual", "ongoing", "denied"]),
         "outlet": chance.choice(["Harbour Post", "Meridian"])}
        for _ in range(200)
    ])  # fmt: skip


def told_together(store: Store) -> None:
    """Makes of every three events of the same sides one happening."""
    with store.writing() as connection:
        connection.execute(
            "INSERT INTO kept.tellings BY NAME SELECT article, id, []::VARCHAR[] AS counts, first_value(article || '#e1')"
            " OVER (PARTITION BY source_parties, target_parties, n // 3 ORDER BY n) AS happening FROM"
            " (SELECT *, row_number() OVER (PARTITION BY source_parties, target_parties ORDER BY article) AS n FROM kept.events)"
        )


@pytest.mark.parametrize("wanted", [Filter(), Filter(outlet="merid"), Filter(since=day(20))], ids=str)
@pytest.mark.parametrize("joined", [False, True])
def test_a_dyad_is_the_sum_of_its_deeds(made: Store, wanted: Filter, joined: bool):
    if joined:
        told_together(made)
    found = dyads(made, wanted, limit=100)
    assert len(found) == 10
    assert [one.deeds for one in found] == sorted((one.deeds for one in found), reverse=True)
    for one in found:
        assert one.one < one.other
        rows = deeds(made, (one.one, one.other), wanted)
        assert one.deeds == len(rows)
        assert one.total == pytest.approx(sum(row["intensity"] for row in rows))
        assert one.mean == pytest.approx(one.total / len(rows))
        assert one.conflict == pytest.approx(sum(row["intensity"] < 0 for row in rows) / len(rows))
        assert (one.first, one.last) == (rows[0]["day"], rows[-1]["day"])
        latest = max(row["day"] for row in deeds(made, None, wanted))
        for tension, after, upto in ((one.recent, -1, 6), (one.before, 6, 13)):
            ago = [(latest - row["day"]).days for row in rows]
            assert tension == pytest.approx(
                sum(-row["intensity"] for row, n in zip(rows, ago, strict=True) if after < n <= upto)
            )


def test_the_orders(made: Store):
    changes = [one.change for one in dyads(made, by="change")]
    assert changes == sorted(changes, reverse=True)
    totals = [one.total for one in dyads(made, by="tension")]
    assert totals == sorted(totals)
    assert dyads(made, limit=3, offset=2) == dyads(made)[2:5]


def test_one_happening_told_by_many_is_one_deed(tmp_path: Path):
    twice = {"tells": "x#e1", "meets": ["ISL"]}
    store = event_store(tmp_path, [
        {**twice, "on": 2, "intensity": -7.0}, {**twice, "on": 1, "intensity": -2.0}, {"on": 9, "acts": ["ISL"], "meets": ["NOR"]},
        {"acts": ["NOR"], "meets": ["NOR"]}, {"acts": ["NOR"], "meets": []}, {"status": "planned"},
    ])  # fmt: skip
    (one,) = dyads(store)
    assert (one.one, one.other, one.names, one.deeds, one.total) == (
        "ISL",
        "NOR",
        ("Iceland", "Norway"),
        2,
        -12.0,
    )
    assert (one.first, one.last) == (day(1), day(9))
    assert (one.recent, one.before, one.change) == (5.0, 7.0, -2.0)
    assert dyads(store, Filter(type="AID")) == []


def test_a_network_of_parties_and_of_actors(made: Store, store: Store):
    found = network(made, limit=4)
    assert found.links == tuple(dyads(made, limit=4))
    assert {node.key for node in found.nodes} == {
        end for link in found.links for end in (link.one, link.other)
    }
    assert [node.deeds for node in found.nodes] == sorted((node.deeds for node in found.nodes), reverse=True)
    assert {node.key: node.name for node in found.nodes}.get("ISL", "Iceland") == "Iceland"
    actors = network(store, kind="actors")
    assert actors.links
    assert not [node for node in actors.nodes if node.key.startswith("~")]
    anna = [node for node in actors.nodes if node.key == "person/anna-jonsdottir"]
    assert [(node.name, node.kind, node.party) for node in anna] == [("Anna Jonsdottir", "person", "ISL")]


def test_withdrawn_events_are_no_deeds(made: Store):
    with made.writing() as connection:
        connection.execute("UPDATE kept.events SET withdrawn = true")
    assert dyads(made) == []
    assert network(made).nodes == ()
