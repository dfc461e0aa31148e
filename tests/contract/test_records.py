"""Every record of the examples keeps the contract: evidence inside the text, ids that resolve, a byte-exact round trip."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from onrecord import Reader, Record, from_json, to_json
from onrecord.model import Span
from onrecord.reading import Hints, Incoming, incoming, read_plain

EXAMPLES = sorted((Path(__file__).parents[2] / "examples").iterdir())


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader()


def spans(value: object) -> Iterator[Span]:
    if isinstance(value, Span):
        yield value
    elif isinstance(value, tuple):
        for part in value:
            yield from spans(part)
    elif dataclasses.is_dataclass(value):
        for field in dataclasses.fields(value):
            yield from spans(getattr(value, field.name))


def check(record: Record) -> None:
    length = len(record.article.text)
    assert [s for s in spans(record) if not 0 <= s.start < s.end <= length] == []
    actors = {actor.id for actor in record.actors}
    used = [i for e in record.events for i in (*e.sources, *e.targets)]
    used += [i for s in record.statements for i in (s.speaker, *s.via, *s.addressees) if i]
    used += [i for p in record.positions for i in (p.holder, *p.toward) if i]
    used += [f.forecaster for f in record.forecasts if f.forecaster]
    assert set(used) <= actors
    for layer in (
        record.actors,
        record.times,
        record.statements,
        record.events,
        record.positions,
        record.forecasts,
    ):
        assert len({item.id for item in layer}) == len(layer)
        assert [item for item in layer if not 0 <= item.confidence <= 1 or "/" not in item.reason] == []
    assert [t for t in record.times if t.begin and t.end and t.begin > t.end] == []
    again = from_json(to_json(record))
    assert again == record
    assert to_json(again) == to_json(record)


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.name)
def test_examples_keep_the_contract(reader, path):
    records = list(reader.read_many(incoming(str(path))))
    assert records
    for record in records:
        assert isinstance(record, Record)
        assert record.statements
        assert record.events
        check(record)
    assert records == list(reader.read_many(incoming(str(path))))


ALPHABET = st.text(
    st.sampled_from("abcdeE ABC \n\n.,\"'“”‘’—-%$0123456789é\u00a0\u200b\U0001f600"), max_size=300
)
WORDS = st.lists(
    st.sampled_from(
        ["Putin", "Macron", "said", "he", "\"", "“", "”", "that", "will", "not", "attack", "Iran", ",", ".", "if", "unless",
         "\n\n", "by Friday", "on 31 February", "the", "president", "of", "chance", "70 percent", "talks", "'", "demanded"]
    ),
    max_size=60,
).map(" ".join)  # fmt: skip


@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.one_of(ALPHABET, WORDS))
def test_no_text_breaks_the_engine(reader, text):
    for outcome in reader.read_many([Incoming(read_plain(text, Hints(date="2024-02-29")))]):
        assert isinstance(outcome, Record)
        check(outcome)


def test_outcomes_keep_their_order_and_bad_inputs_their_place(reader):
    rows = [b'{"id": 1, "text": "Iran rejected the offer on Monday."}', b"{broken", b'{"id": "x", "title": "no text"}',
            b'{"id": 4, "text": "Iran and Iraq agreed to talk."}']  # fmt: skip
    from onrecord.reading import read_rows

    found = [o.id if isinstance(o, Record) else o.reason for o in reader.read_many(read_rows(rows))]
    assert found == ["1", "bad-json", "no-text", "4"]


def test_layers_asked_for_are_the_layers_given():
    (record,) = Reader(layers=["times"]).read_many(
        [Incoming(read_plain("Iran attacked Iraq on Monday, it said."))]
    )
    assert isinstance(record, Record)
    assert (len(record.times), record.actors, record.events) == (1, (), ())
