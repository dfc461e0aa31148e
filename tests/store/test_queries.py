from __future__ import annotations

import datetime

import pytest

from onrecord.errors import QueryError, StoreError
from onrecord.model import Event, Position
from onrecord.store import Filter, Store, ask, open_store
from onrecord.store.bulk import arrow_schema
from onrecord.store.parquet import write_file
from onrecord.store.series import agenda, days, deeds
from onrecord.store.sql import run
from onrecord.store.tables import TABLES


def words(store: Store, table: str, **wanted: object) -> list[str]:
    return [found.evidence for found in ask(store, table, Filter(**wanted))]  # type: ignore[arg-type]


def test_items_come_back_typed_with_their_source(store: Store, read_records):
    (demand,) = ask(store, "positions", Filter(type="demand", actor="norway"))
    assert isinstance(demand.item, Position)
    assert demand.item in read_records[0].positions
    assert (demand.outlet, demand.published, demand.acts) == ("Harbour Post", "2031-03-05", ("Norway",))
    assert demand.evidence == demand.item.proposition.of(read_records[0].article.text)


@pytest.mark.parametrize(
    ("table", "wanted", "some"),
    [
        ("events", {"country": "MLI"}, None), ("events", {"type": "assault"}, True), ("events", {"type": "AID"}, False),
        ("events", {"dyad": ("NOR", "ISL")}, True), ("events", {"dyad": ("MLI", "ISL")}, False),
        ("events", {"since": datetime.date(2031, 3, 8)}, None),
        ("events", {"until": datetime.date(2030, 1, 1)}, False),
        ("statements", {"outlet": "meridian"}, True), ("statements", {"outlet": "bugle"}, False),
        ("events", {"confidence": 1.0}, False), ("events", {"text": "convoy attacked"}, True),
        ("events", {"status": "no such"}, False),
        ("statements", {"actor": "Anna"}, True), ("statements", {"actor": "person/anna-jonsdottir"}, True),
        ("positions", {"country": "ISL", "type": "refusal"}, True),
        ("forecasts", {"text": "compromise"}, True), ("forecasts", {"actor": "nobody at all"}, False),
        ("articles", {"country": "NOR"}, True), ("articles", {"actor": "rebels"}, True),
        ("actors", {"type": "person"}, True), ("actors", {"since": datetime.date(2031, 3, 6)}, True),
        ("actors", {"until": datetime.date(2031, 3, 4)}, False), ("actors", {"outlet": "post"}, True), ("stories", {"actor": "Norway"}, False),
    ],
)  # fmt: skip
def test_every_condition_is_met_by_every_row(store: Store, table: str, wanted: dict, some: bool | None):
    everything = ask(store, table).to_arrow().num_rows
    rows = ask(store, table, Filter(**wanted)).to_arrow()
    assert rows.num_rows <= everything
    if some is not None:
        assert (rows.num_rows > 0) is some


def test_a_condition_that_a_table_cannot_meet_is_refused(store: Store):
    with pytest.raises(StoreError, match="actors have no dyad"):
        ask(store, "actors", Filter(dyad=("NOR", "ISL")))


def test_limit_offset_and_order(store: Store):
    everything = [(f.article, f.item.id) for f in ask(store, "events")]
    assert [(f.article, f.item.id) for f in ask(store, "events", limit=2, offset=1)] == everything[1:3]
    ordered = ask(store, "statements", newest=True).to_arrow().column("day").to_pylist()
    assert ordered == sorted(ordered, reverse=True)
    assert len(set(ordered)) > 1


def test_answers_in_the_tables_of_others(store: Store):
    answer = ask(store, "events")
    pandas, polars = pytest.importorskip("pandas"), pytest.importorskip("polars")
    assert isinstance(answer.to_pandas(), pandas.DataFrame)
    assert isinstance(answer.to_polars(), polars.DataFrame)
    assert len(answer.to_pandas()) == len(answer.to_polars()) == len(answer) > 0


def test_a_folder_of_parquet_answers_as_the_file_does(store: Store, tmp_path):
    folder = tmp_path / "parts"
    for table in TABLES:
        rows = store.query(f"SELECT * FROM kept.{table.name}").cast(arrow_schema(table.name))
        half = rows.num_rows // 2
        write_file(folder / table.name / "1.parquet", rows.slice(0, half))
        write_file(folder / table.name / "2.parquet", rows.slice(half))
    (folder / "events" / ".3.parquet.unfinished").write_bytes(b"half")
    other = open_store(folder)
    for table in ("articles", "statements", "events", "positions", "forecasts", "actors"):
        assert ask(other, table).to_arrow().to_pylist() == ask(store, table).to_arrow().to_pylist()
    assert len(days(other)) == len(days(store)) > 0
    with pytest.raises(StoreError, match="can only be read"), other.writing():
        pass


def test_half_a_parquet_file_is_named(store: Store, tmp_path):
    file = tmp_path / "parts" / "events.parquet"
    write_file(file, store.query("SELECT * FROM kept.events"))
    file.write_bytes(file.read_bytes()[:-20])
    with pytest.raises(StoreError, match=r"events\.parquet: it is no whole Parquet file"):
        ask(open_store(file.parent), "events").to_arrow()


def test_a_folder_without_parquet_is_no_store(tmp_path):
    with pytest.raises(StoreError, match="no Parquet files of a store"):
        ask(open_store(tmp_path), "events").to_arrow()


@pytest.mark.parametrize(
    "query",
    ["DROP TABLE kept.events", "INSERT INTO kept.feeds (url) VALUES ('a')", "COPY events TO '/tmp/out.csv'", "ATTACH 'x.db'",
     "SELECT 1; SELECT 2", "SELECT * FROM read_csv('/etc/passwd')", "SELECT * FROM '/etc/passwd'", "SELEC 1", "",
     "SET enable_external_access = true", "SELECT repeat('x', 1_000_000_000) FROM range(1_000)", "INSTALL fts", "PRAGMA database_list"],
)  # fmt: skip
def test_sql_reads_the_store_and_nothing_else(store: Store, query: str):
    with pytest.raises(QueryError):
        run(store, query)


def test_sql_answers_and_is_cut(store: Store):
    assert run(store, "SELECT count(*) AS n FROM articles").to_pylist() == [{"n": 3}]
    assert run(store, "SELECT * FROM range(1000)", limit=10).num_rows == 10
    with pytest.raises(QueryError, match="longer than"):
        run(store, "SELECT count(*) FROM range(10000000) a, range(1000000) b", seconds=0.2)


def test_what_is_due(store: Store):
    rows = agenda(store, datetime.date(2031, 3, 9)).to_pylist()
    (deadline,) = [row for row in rows if row["state"] in ("due", "overdue")]
    assert (deadline["state"], deadline["day"], deadline["who"]) == (
        "due",
        datetime.date(2031, 3, 10),
        "Norway",
    )
    later = agenda(store, datetime.date(2031, 4, 1)).to_pylist()
    assert [row["state"] for row in later] == ["overdue"]


def test_deeds_between_two_sides_count_once(store: Store):
    rows = deeds(store, ("isl", "nor"))
    assert rows
    assert {"NOR", "ISL"} >= {party for row in rows for party in row["acts"]}
    found = ask(store, "events", Filter(dyad=("NOR", "ISL")))
    assert all(isinstance(item.item, Event) for item in found)
