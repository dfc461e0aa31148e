"""Tables are read by pandas, pyarrow and Polars, cell by cell as they were."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from pathlib import Path

import pandas as pd
import polars as pl
import pyarrow.parquet as pq
from exporting import HOSTILE, exported, hostile_record

from onrecord.export import find_format
from onrecord.export.items import COLUMNS
from onrecord.store import Filter, Store, ask


def test_csv_jsonl_and_parquet_have_the_same_rows(full: Store, tmp_path: Path):
    find_format("parquet").write(full, Filter(), tmp_path / "items.parquet")
    parquet = pq.read_table(tmp_path / "items.parquet").to_pylist()
    lines = [json.loads(line) for line in exported(full, "jsonl").splitlines()]
    rows = list(csv.DictReader(io.StringIO(exported(full, "csv"))))
    assert tuple(rows[0]) == tuple(lines[0]) == tuple(parquet[0]) == COLUMNS
    assert [row["id"] for row in rows] == [row["id"] for row in lines] == [row["id"] for row in parquet]
    assert [row["text"] for row in rows] == [row["text"] for row in lines] == [row["text"] for row in parquet]
    counts = {t: len(ask(full, t)) for t in ("statements", "events", "positions", "forecasts")}
    assert {
        f"{layer}s": n for layer, n in pd.Series([r["layer"] for r in rows]).value_counts().items()
    } == counts


def test_hostile_cells_come_back_as_they_were(hostile: Store):
    frame = pd.read_csv(io.StringIO(exported(hostile, "csv")), keep_default_na=False)
    record = hostile_record()
    assert set(frame["outlet"]) == {record.article.outlet}
    assert set(frame["title"]) == {record.article.title}
    assert record.actors[0].name in set(frame["who"])
    assert frame["text"].tolist()[1] == "talks – in Oslo, on Friday"


def test_evidence_stands_where_the_row_says(hostile: Store):
    for row in map(json.loads, exported(hostile, "jsonl").splitlines()):
        framed = HOSTILE[row["start"] : row["stop"]]
        assert all(part in framed for part in row["text"].split(" … "))


def test_polars_reads_the_parquet_with_types(full: Store, tmp_path: Path):
    find_format("parquet").write(full, Filter(), tmp_path / "items.parquet")
    frame = pl.read_parquet(tmp_path / "items.parquet")
    assert frame.schema["day"] == pl.Date
    assert frame.schema["who"] == pl.List(pl.String)
    assert frame.schema["confidence"] == pl.Float64


def test_quotes_index_the_text(hostile: Store):
    frame = pd.read_csv(io.StringIO(exported(hostile, "quotes")), keep_default_na=False)
    (row,) = frame.to_dict("records")
    for column in ("speaker_index", "verb_index"):
        start, end = (int(part) for part in row[column].strip("()").split(","))
        assert HOSTILE[start:end] == row[column.replace("_index", "")]
    parts = [tuple(int(n) for n in part.strip("()").split(",")) for part in row["content_indices"].split()]
    assert " ".join(HOSTILE[start:end] for start, end in parts) == row["quote"]
    assert (row["quote_token_count"], row["quote_type"], row["is_floating_quote"]) == (3, "mixed", False)
    assert (row["via"], row["addressees"]) == ("NATO", "Iceland")


def test_a_data_package_keeps_its_types_and_keys(full: Store, tmp_path: Path):
    find_format("frictionless").write(full, Filter(), tmp_path / "package.zip")
    find_format("frictionless").write(full, Filter(), tmp_path / "package")
    with zipfile.ZipFile(tmp_path / "package.zip") as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    assert files == {path.name: path.read_bytes() for path in (tmp_path / "package").iterdir()}
    package = json.loads(files["datapackage.json"])
    rows = {}
    for resource in package["resources"]:
        schema = resource["schema"]
        table = list(csv.DictReader(io.StringIO(files[resource["path"]].decode())))
        rows[resource["name"]] = table
        assert list(table[0]) == [field["name"] for field in schema["fields"]]
        keys = [tuple(row[name] for name in schema["primaryKey"]) for row in table]
        assert len(set(keys)) == len(keys)
        for field in schema["fields"]:
            if field["type"] == "array":
                assert all(
                    isinstance(json.loads(row[field["name"]]), list) for row in table if row[field["name"]]
                )
    for resource in package["resources"]:
        for key in resource["schema"].get("foreignKeys", ()):
            there = {
                tuple(row[f] for f in key["reference"]["fields"])
                for row in rows[key["reference"]["resource"]]
            }
            here = [tuple(row[f] for f in key["fields"]) for row in rows[resource["name"]]]
            assert all(one in there for one in here if all(one))
    assert HOSTILE in {row["text"] for row in rows["articles"]}


def test_a_data_package_of_a_filter_holds_only_who_takes_part(full: Store, tmp_path: Path):
    find_format("frictionless").write(full, Filter(type="ASSAULT"), tmp_path / "package")
    actors = (tmp_path / "package" / "actors.csv").read_text("utf-8")
    names = {row["name"] for row in csv.DictReader(io.StringIO(actors))}
    assert names
    assert not names & {"Norway"}
    assert (tmp_path / "package" / "positions.csv").read_text("utf-8").count("\n") == 1
