"""Queries that people write: whatever the type of a value, the answer has a form in JSON."""

from __future__ import annotations

import json

import pytest

from onrecord.errors import QueryError
from onrecord.export.rows import csv_rows, json_rows
from onrecord.store import Store
from onrecord.store.sql import run

CASES = [
    ("sum of numbers", "SELECT sum(n) AS x FROM range(4) t(n)", 6),
    ("money", "SELECT 1.50::DECIMAL(4, 2) AS x", 1.5),
    ("a span of time", "SELECT INTERVAL 3 DAY AS x", "3 days"),
    ("a time of day", "SELECT TIME '10:00' AS x", "10:00:00"),
    ("bytes", "SELECT 'a'::BLOB AS x", "a"),
    ("a mapping", "SELECT MAP {'a': 1} AS x", "{a=1}"),
    ("a list of sums", "SELECT [sum(n)] AS x FROM range(4) t(n)", [6]),
    ("a number beyond all", "SELECT 1e308 * 10 AS x", None),
    ("not a number, inside", "SELECT {'a': ['nan'::DOUBLE, 1.5]} AS x", {"a": [None, 1.5]}),
    ("a moment", "SELECT TIMESTAMP '2031-03-07 10:00:00' AS x", "2031-03-07T10:00:00"),
    ("nothing", "SELECT NULL AS x", None),
]


@pytest.mark.parametrize(("query", "expected"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_every_value_has_a_form(store: Store, query: str, expected: object):
    rows = run(store, query)
    text = "".join(json_rows(rows))
    assert json.loads(text, parse_constant=lambda name: pytest.fail(f"{name} is no JSON")) == [
        {"x": expected}
    ]
    assert len(list(csv_rows(rows))) == 2


def test_columns_of_one_name_stay_apart(store: Store):
    assert run(store, "SELECT 1 AS x, 2 AS x, INTERVAL 3 DAY AS x").to_pylist() == [
        {"x": 1, "x_1": 2, "x_2": "3 days"}
    ]


def test_an_answer_that_is_too_large(store: Store):
    with pytest.raises(QueryError, match="larger than 1 MiB"):
        run(store, "SELECT repeat('x', 2000000) AS x", most_bytes=1 << 20)


def test_names_with_quotation_marks(store: Store):
    assert run(store, 'SELECT INTERVAL 1 DAY AS "a ""b"""').to_pylist() == [{'a "b"': "1 day"}]
