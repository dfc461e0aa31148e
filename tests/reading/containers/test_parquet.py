"""Parquet: rows in order, whatever the batches; broken files say so."""

from __future__ import annotations

import datetime
import gzip
import io
import random
import sys

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from reading.holding import found, told

from onrecord.model import Dropped
from onrecord.reading import Incoming, incoming, raws


def table(count: int = 3) -> pa.Table:
    return pa.table(
        {
            "ID": list(range(count)),
            "text": [f"Report {n} of the day." for n in range(count)],
            "date": [datetime.datetime(2024, 1, 2, 10)] * count,
            "outlet": ["Wire"] * count,
            "vector": [[0.5] * 8] * count,
        }
    )


def test_rows_come_in_order_with_what_their_columns_tell(tmp_path):
    pq.write_table(table(200), tmp_path / "x.parquet", row_group_size=70)
    items = list(incoming(str(tmp_path / "x.parquet")))
    assert [item.id for item in items] == [str(n) for n in range(200)]
    assert (items[199].origin, told(items[199])) == (f"{tmp_path}/x.parquet:200", "Report 199 of the day.")
    assert (items[0].article.published, items[0].article.outlet) == ("2024-01-02", "Wire")


def test_columns_that_nobody_reads_are_left_alone(tmp_path):
    pq.write_table(table(1), tmp_path / "x.parquet")
    (raw,) = raws(str(tmp_path / "x.parquet"))
    assert b"vector" not in raw.data


def test_a_column_of_bytes_and_missing_values(tmp_path):
    texts = pa.array([b"One.", None, b"\xff\xfe"], pa.binary())
    pq.write_table(pa.table({"text": texts}), tmp_path / "x.parquet")
    assert [text for _, text in found(tmp_path / "x.parquet")] == ["One.", "no-text", "\ufffd\ufffd"]


def test_a_text_that_is_no_utf_8_costs_its_row_only(tmp_path):
    texts = pa.array([b"One.", b"\xff\xfe", b"Two."], pa.binary()).view(pa.string())
    pq.write_table(pa.table({"text": texts}), tmp_path / "x.parquet")
    assert [text for _, text in found(tmp_path / "x.parquet")] == ["One.", "bad-row", "Two."]


def test_a_half_written_file(tmp_path):
    pq.write_table(table(200), tmp_path / "x.parquet")
    whole = (tmp_path / "x.parquet").read_bytes()
    for size in (5, len(whole) // 2, len(whole) - 1):
        (tmp_path / "x.parquet").write_bytes(whole[:size])
        (item,) = incoming(str(tmp_path / "x.parquet"))
        assert (item.reason, "half-written" in item.message) == ("truncated", True)


def test_no_damage_ends_in_anything_but_outcomes(tmp_path):
    pq.write_table(table(50), tmp_path / "x.parquet")
    whole, chance = (tmp_path / "x.parquet").read_bytes(), random.Random(7)
    for _ in range(60):
        damaged = bytearray(whole)
        for _ in range(3):
            damaged[chance.randrange(4, len(whole) - 4)] = chance.randrange(256)
        (tmp_path / "x.parquet").write_bytes(damaged)
        assert all(isinstance(item, Incoming | Dropped) for item in incoming(str(tmp_path / "x.parquet")))


def test_no_column_of_texts(tmp_path):
    pq.write_table(pa.table({"a": [1]}), tmp_path / "x.parquet")
    assert found(tmp_path / "x.parquet") == [("x.parquet", "bad-table")]


@pytest.mark.parametrize("packed", [False, True])
def test_from_standard_input(monkeypatch, packed):
    buffer = io.BytesIO()
    pq.write_table(table(2), buffer)
    data = gzip.compress(buffer.getvalue()) if packed else buffer.getvalue()
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))
    assert [item.origin for item in incoming("-")] == ["-:1", "-:2"]
