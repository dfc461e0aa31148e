"""A reading within a reading joins it: nobody waits for himself, and a block sees one state of the store."""

from __future__ import annotations

import threading
import time
from pathlib import Path

import pytest

from onrecord.errors import QueryError, StoreError
from onrecord.store import Store, ask, open_store
from onrecord.store.gate import Gate
from onrecord.store.parquet import write_file
from onrecord.store.sql import run

FEEDS = "SELECT count(*) AS n FROM kept.feeds"


class CountingGate(Gate):
    """Counts how often somebody comes in to read."""

    entered = 0

    def reading(self):
        self.entered += 1
        return super().reading()


def feeds(store: Store) -> int:
    return store.query(FEEDS).to_pylist()[0]["n"]


def put_feed(store: Store) -> None:
    with store.writing() as connection:
        connection.execute("INSERT INTO kept.feeds (url) VALUES ('feed')")


def waiting_writer(store: Store) -> threading.Thread:
    """A thread that waits to write, and has the turn."""
    writer = threading.Thread(target=put_feed, args=[Store(store.path)])
    writer.start()
    turn = Gate(store.path, wait_s=0)
    while True:
        try:
            with turn.reading():
                time.sleep(0.001)
        except StoreError:
            return writer


def test_questions_within_a_reading_do_not_wait_for_a_writer_that_waits(store: Store):
    patient = Store(store.path, wait_s=0.5)
    with patient.reading():
        writer = waiting_writer(store)
        assert feeds(patient) == 0
        assert len(ask(store, "articles")) == 3
        assert feeds(patient) == 0
        assert writer.is_alive()
    writer.join(20)
    assert not writer.is_alive()
    assert feeds(patient) == 1


def test_a_block_opens_the_store_once(store: Store):
    store._gate = gate = CountingGate(store.path)
    with store.reading():
        for _ in range(5):
            feeds(store)
        assert gate.entered == 1
    feeds(store)
    assert gate.entered == 2


def test_one_state_is_opened_by_the_first_question_and_by_no_other(store: Store):
    store._gate = gate = CountingGate(store.path)
    with store.one_state():
        assert gate.entered == 0
        assert feeds(store) == 0
        writer = waiting_writer(store)
        assert feeds(store) == 0
        assert gate.entered == 1
    writer.join(20)
    with store.one_state():
        pass
    assert gate.entered == 1
    assert feeds(store) == 1


def test_each_block_has_answers_of_its_own(store: Store):
    with store.reading() as outer:
        rows = outer.execute("SELECT * FROM range(3)")
        with store.reading() as inner:
            inner.execute("SELECT 7").fetchall()
        assert rows.fetchall() == [(0,), (1,), (2,)]


def test_a_block_asks_with_what_an_earlier_one_is_done_with(store: Store):
    with store.reading() as outer:
        with store.reading() as first:
            first.execute("SELECT * FROM range(100000)").fetchone()
        with store.reading() as second, store.reading() as third:
            assert second is first
            assert second.sql("SELECT 7").fetchall() == [(7,)]
            assert third not in (outer, second)
        with pytest.raises(RuntimeError), store.reading() as broken:
            raise RuntimeError("the plug")
        with store.reading() as next_one:
            assert next_one is not broken


def test_writing_within_a_reading_is_refused_at_once(store: Store):
    with store.reading(), pytest.raises(StoreError, match="end the reading first"):
        put_feed(Store(store.path.parent / "." / store.path.name))
    put_feed(store)
    assert feeds(store) == 1


def test_an_error_ends_the_reading(store: Store):
    with pytest.raises(QueryError), store.reading():
        run(store, "SELECT nothing FROM nowhere")
    with pytest.raises(RuntimeError), store.reading(), store.reading():
        raise RuntimeError("the plug")
    put_feed(store)
    assert feeds(store) == 1


def test_blocks_may_end_in_any_order(store: Store):
    first, second = store.reading(), store.reading()
    one = first.__enter__()
    other = second.__enter__()
    first.__exit__(None, None, None)
    assert other is not one
    assert other.execute(FEEDS).fetchall() == [(0,)]
    second.__exit__(None, None, None)
    put_feed(store)


def test_other_threads_read_for_themselves(store: Store):
    seen: list[int] = []
    with store.reading():
        thread = threading.Thread(target=lambda: seen.append(feeds(store)))
        thread.start()
        thread.join(20)
    assert seen == [0]


def test_a_folder_is_joined_too_and_its_empty_tables_are_there(store: Store, tmp_path: Path):
    folder = tmp_path / "parts"
    write_file(folder / "events.parquet", store.query("SELECT * FROM kept.events"))
    other = open_store(folder)
    with other.reading() as outer:
        assert len(ask(other, "actors")) == 0
        for file in folder.iterdir():
            file.rename(tmp_path / file.name)
        assert feeds(other) == 0
        assert outer.execute("SELECT count(*) FROM articles").fetchall() == [(0,)]
    with pytest.raises(StoreError, match="no Parquet files"):
        feeds(other)
