"""What several reports tell, and what a report told before it changed, keeps one name."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest
from exporting import exported, hostile_record
from storing import taken

from onrecord.model import Record, Span
from onrecord.store import Filter, Store, open_store
from onrecord.store.add import add
from onrecord.store.bulk import arrow_schema
from onrecord.store.links import put
from onrecord.store.parquet import write_file
from onrecord.store.selection import select
from onrecord.store.tables import TABLES


def second() -> Record:
    record = hostile_record()
    article = replace(record.article, url="https://other.example/1", outlet="The Other")
    return replace(record, id="second", article=article)


@pytest.fixture
def twice(tmp_path: Path) -> Store:
    """Two reports of one event, joined as one happening."""
    store = open_store(tmp_path / "twice.duckdb", create=True)
    add(store, [taken(hostile_record(), "one"), taken(second(), "two")])
    one, two = (report.article for report in select(store))
    put(store, "happenings", [{
        "happening": f"{one}#e1", "type": "CONSULT", "text": "", "source_keys": [], "target_keys": [], "first": None,
        "last": None, "reports": 2, "outlets": 2, "independent": 2, "contradictions": [],
    }])  # fmt: skip
    joined = {"happening": f"{one}#e1", "joined": None, "score": 1.0, "reasons": []}
    put(store, "tellings", [{**joined, "article": one, "id": "e1"}, {**joined, "article": two, "id": "e1"}])
    return store


def test_gdelt_counts_the_reports_of_one_event(twice: Store):
    events = [line.split("\t") for line in exported(twice, "gdelt1").splitlines()]
    met = [cells for cells in events if cells[26] == "042"]
    assert [cells[31:34] for cells in met] == [["2", "2", "2"]] * 2
    mentions = [line.split("\t") for line in exported(twice, "gdelt-mentions").splitlines()]
    assert len(mentions) == len([m for m in mentions if m[0] in {cells[0] for cells in events}]) == 6
    assert {m[4] for m in mentions if m[0] == met[0][0]} == {"=Evil Post; <i>Ltd</i>", "The Other"}


def changed() -> Record:
    """The hostile report with a sentence before it, as its outlet published it later."""
    record, ahead = hostile_record(), "Updated.\n\n"

    def moved(value: object) -> object:
        if isinstance(value, Span):
            return Span(value.start + len(ahead), value.end + len(ahead))
        if isinstance(value, tuple):
            return tuple(moved(part) for part in value)
        if hasattr(value, "__dataclass_fields__"):
            return replace(
                value, **{name: moved(getattr(value, name)) for name in value.__dataclass_fields__}
            )  # type: ignore[type-var]
        return value

    layers = {
        name: moved(getattr(record, name))
        for name in ("actors", "statements", "events", "positions", "forecasts")
    }
    article = replace(record.article, id="1" * 16, text=ahead + record.article.text, sections=())
    return replace(record, article=article, **layers)  # type: ignore[arg-type]


def test_an_entry_of_a_calendar_keeps_its_name_when_the_report_changes(tmp_path: Path):
    store = open_store(tmp_path / "changed.duckdb", create=True)
    add(store, [taken(hostile_record(), "one")])
    before = exported(store, "icalendar")
    add(store, [taken(changed(), "two")])
    (report,) = select(store)
    assert report.version == 2
    after = exported(store, "icalendar")
    uids = [re.findall(r"UID:(\S+)", text) for text in (before, after)]
    assert uids[0] == uids[1]
    assert re.findall(r"SEQUENCE:(\d)", before + after) == ["0", "0", "1", "1"]
    assert "prov:wasRevisionOf" in exported(store, "prov")


def test_what_is_chosen_is_what_is_in_the_record(full: Store):
    for report in select(full, Filter(actor="Norway")):
        for layer in ("statements", "events", "positions", "forecasts"):
            assert set(getattr(report, layer)) <= set(getattr(report.record, layer))
        assert set(report.actors) <= set(report.record.actors)
        assert report.actors


def test_a_folder_of_parquet_files_gives_the_same_exports(full: Store, tmp_path: Path):
    for table in TABLES:
        rows = full.query(f"SELECT * FROM kept.{table.name}").cast(arrow_schema(table.name))
        write_file(tmp_path / "parts" / f"{table.name}.parquet", rows)
    folder = open_store(tmp_path / "parts")
    for name in ("csv", "gdelt2", "icalendar", "prov", "atom"):
        assert exported(folder, name, country="NOR") == exported(full, name, country="NOR") != ""
