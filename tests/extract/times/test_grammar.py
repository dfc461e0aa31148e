"""The grammar of temporal expressions: every rule proves itself by its own example."""

from __future__ import annotations

import pytest

from onrecord import Reader, Record
from onrecord.extract.times.calendar import covered
from onrecord.lexicon import load_table
from onrecord.reading import Hints, Incoming, read_plain

PUBLISHED = "2021-12-09"  # a Thursday


@pytest.fixture(scope="module")
def values():
    reader = Reader(layers=["times"])

    def find(text: str, published: str | None = PUBLISHED) -> list[tuple[str, str]]:
        (record,) = reader.read_many([Incoming(read_plain(text, Hints(date=published)))])
        assert isinstance(record, Record)
        return [(t.span.of(record.article.text), t.value) for t in record.times]

    return find


@pytest.mark.parametrize("rule", load_table("time_rules"), ids=lambda rule: rule["name"])
def test_every_rule_reads_its_example(values, rule):
    assert rule["value"] in [
        value for _, value in values(f"It was said that trade {rule['example']}, officials said.")
    ]


CASES = [  # id, text, expressions with values
    ("past weekday", "The envoy left on Monday.", [("Monday", "2021-12-06")]),
    ("today's weekday", "The court ruled on Thursday.", [("Thursday", "2021-12-09")]),
    ("future weekday", "The ministers will meet on Monday.", [("Monday", "2021-12-13")]),
    ("the next day follows the story", "They met on December 1 and signed the next day.", [("December 1", "2021-12-01"), ("the next day", "2021-12-02")]),
    ("month of last year", "The offensive began in December 2020 and ended in March.", [("December 2020", "2020-12"), ("March", "2021-03")]),
    ("no such day", "The deal lapses on 31 February.", [("31 February", "2021-02")]),
    ("modal verb", "They may talk and march on.", []),
    ("age", "The 34-year-old soldier was freed.", []),
    ("money", "It cost $1999 and 2,000 jobs.", []),
    ("range of days", "A truce of 10-14 days was agreed.", [("10-14 days", "P10D/P14D")]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), [c[1:] for c in CASES], ids=[c[0] for c in CASES])
def test_expressions(values, text, expected):
    assert values(text) == expected


def test_without_a_publication_date_nothing_is_guessed(values):
    assert values("The envoy left on Monday and returns next week.", None) == [
        ("Monday", "XXXX-WXX-1"),
        ("next week", "XXXX-WXX"),
    ]


@pytest.mark.parametrize(
    ("value", "days"),
    [
        ("2021-W49", ("2021-12-06", "2021-12-12")),
        ("2021-Q1", ("2021-01-01", "2021-03-31")),
        ("2020-02", ("2020-02-01", "2020-02-29")),
        ("199", ("1990-01-01", "1999-12-31")),
        ("2021-WI", ("2021-12-01", "2022-02-28")),
        ("2021-02-31", (None, None)),
        ("PRESENT_REF", (None, None)),
    ],
)
def test_days_covered(value, days):
    assert covered(value) == days
