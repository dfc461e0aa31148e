from __future__ import annotations

import os
import subprocess
import sys
import textwrap
import threading
import time
from pathlib import Path

import duckdb
import pytest
from storing import taken

from onrecord.errors import StoreError
from onrecord.model import Dropped, Record
from onrecord.store.add import add
from onrecord.store.gate import Gate
from onrecord.store.migrate import LEDGER, newest
from onrecord.store.records import records
from onrecord.store.rows import Taken
from onrecord.store.store import Store, open_store
from onrecord.store.tables import TABLES


def keys(store: Store) -> list[str]:
    return store.query("SELECT article FROM articles ORDER BY serial").column("article").to_pylist()


def test_a_record_comes_back_as_it_went_in(store: Store, read_records):
    assert [record for _, record in records(store, keys(store))] == list(read_records)


def test_the_schema_is_that_of_the_types(store: Store):
    for table in TABLES:
        with store.reading() as connection:
            there = connection.execute(f"DESCRIBE kept.{table.name}").fetchall()
        assert [(name, kind.replace('"', "")) for name, kind, *_ in there] == [
            (column.name, column.type.replace('"', "")) for column in table.columns
        ]


def test_an_input_is_taken_once_and_a_text_at_one_address_once(store: Store, read_records):
    again = add(store, [taken(read_records[0], "in0")])
    assert again == []
    (duplicate,) = add(store, [taken(read_records[0], "elsewhere")])
    assert isinstance(duplicate.outcome, Dropped)
    assert duplicate.outcome.reason == "duplicate"
    assert len(keys(store)) == len(read_records)
    ledger = store.query(
        "SELECT count(*) n, count(article) kept, count(reason) dropped FROM inputs"
    ).to_pylist()
    assert ledger == [{"n": 4, "kept": 3, "dropped": 1}]


def test_duplicates_within_one_batch_are_seen(tmp_path: Path, read_records):
    made = open_store(tmp_path / "s.duckdb", create=True)
    done = add(made, [taken(read_records[0], "a"), taken(read_records[0], "b"), taken(read_records[0], "a")])
    assert [isinstance(t.outcome, Record) for t in done] == [True, False]


def test_a_batch_that_fails_leaves_nothing(store: Store, read_records, monkeypatch):
    from onrecord.store import add as module

    def broken(connection, table, rows):
        if table == "inputs":
            raise RuntimeError("the plug")
        original(connection, table, rows)

    original = module.insert
    monkeypatch.setattr(module, "insert", broken)
    other = Taken(key="new", source="s", origin="o", outcome=read_records[0])
    before = store.query("SELECT count(*) n FROM kept.actors").to_pylist()
    with pytest.raises(RuntimeError):
        add(store, [other])
    assert store.query("SELECT count(*) n FROM kept.actors").to_pylist() == before


def test_readers_and_writers_take_turns(store: Store, read_records):
    """While one process writes again and again, threads of this one read; nobody fails."""
    writer = textwrap.dedent(f"""
        from onrecord.store.store import open_store
        store = open_store({str(store.path)!r})
        for number in range(15):
            with store.writing() as connection:
                connection.execute("INSERT INTO kept.feeds (url) VALUES (?)", [f"f{{number}}"])
    """)
    process = subprocess.Popen([sys.executable, "-c", writer], stderr=subprocess.PIPE)
    seen: list[int] = []
    failed: list[Exception] = []

    def read() -> None:
        try:
            while process.poll() is None:
                seen.append(store.query("SELECT count(*) n FROM feeds").to_pylist()[0]["n"])
        except Exception as error:
            failed.append(error)

    threads = [threading.Thread(target=read) for _ in range(3)]
    for thread in threads:
        thread.start()
    _, error = process.communicate(timeout=120)
    for thread in threads:
        thread.join()
    assert (process.returncode, error, failed) == (0, b"", [])
    assert store.query("SELECT count(*) n FROM feeds").to_pylist() == [{"n": 15}]
    assert seen == sorted(seen) or len(set(seen)) > 1


def test_a_waiting_writer_is_not_starved(tmp_path: Path):
    gate = Gate(tmp_path / "s.duckdb", wait_s=20)
    stop = threading.Event()

    def keep_reading() -> None:
        while not stop.is_set():
            with gate.reading():
                time.sleep(0.01)

    readers = [threading.Thread(target=keep_reading) for _ in range(4)]
    for reader in readers:
        reader.start()
    with gate.writing():
        stop.set()
    for reader in readers:
        reader.join()


def test_a_store_that_stays_held_says_so(store: Store):
    held = Store(store.path, wait_s=0.1)
    with store.writing(), pytest.raises(StoreError, match="another process is still at work"):
        held.query("SELECT 1")


def test_a_foreign_program_that_holds_the_file_is_named(store: Store):
    code = f"import duckdb, sys; c = duckdb.connect({str(store.path)!r}); print('held', flush=True); sys.stdin.read()"
    foreign = subprocess.Popen([sys.executable, "-c", code], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    assert foreign.stdout is not None
    assert foreign.stdout.readline() == b"held\n"
    try:
        with pytest.raises(StoreError, match="another program holds it open"):
            Store(store.path, wait_s=0.2).query("SELECT 1")
    finally:
        foreign.communicate()
    assert Store(store.path).query("SELECT 1 AS one").to_pylist() == [{"one": 1}]


def test_a_file_that_is_no_store_is_refused(tmp_path: Path):
    path = tmp_path / "bad.duckdb"
    path.write_bytes(b"no database at all " * 500)
    with pytest.raises(StoreError, match=r"bad\.duckdb: it is damaged or no store"):
        open_store(path)


def test_an_empty_file_is_no_store_yet(tmp_path: Path):
    path = tmp_path / "empty.duckdb"
    path.touch()
    with pytest.raises(StoreError, match="onrecord add"):
        open_store(path)
    assert open_store(path, create=True).query("SELECT count(*) AS n FROM articles").to_pylist() == [{"n": 0}]


def test_a_truncated_store_is_refused(store: Store):
    whole = store.path.read_bytes()
    store.path.write_bytes(whole[: len(whole) // 2])
    with pytest.raises(StoreError, match=r"news\.duckdb: "):
        [Store(store.path).query(f"SELECT * FROM kept.{table.name}") for table in TABLES]


def test_a_missing_store_says_how_to_make_one(tmp_path: Path):
    with pytest.raises(StoreError, match="onrecord add"):
        open_store(tmp_path / "none.duckdb")


def test_another_duckdb_file_is_left_alone(tmp_path: Path):
    path = tmp_path / "other.duckdb"
    with duckdb.connect(str(path)) as connection:
        connection.execute("CREATE TABLE mine (a INTEGER)")
    with pytest.raises(StoreError, match="no store of OnRecord"):
        open_store(path)


def test_a_store_of_a_later_version_is_left_alone(store: Store):
    with store.writing() as connection:
        connection.execute(
            "INSERT INTO kept.migrations VALUES (?, 'later', now()::TIMESTAMP)", [newest() + 1]
        )
    with pytest.raises(StoreError, match="later version"):
        open_store(store.path)


def test_an_empty_database_with_the_ledger_only_is_migrated(tmp_path: Path):
    path = tmp_path / "s.duckdb"
    with duckdb.connect(str(path)) as connection:
        connection.execute(LEDGER)
    assert open_store(path).query("SELECT count(*) AS n FROM events").to_pylist() == [{"n": 0}]


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs limits on the size of files")
def test_a_full_disk_keeps_the_store_whole(store: Store):
    """A limit on the size of files stands for the disk that is full."""
    code = textwrap.dedent(f"""
        import resource, signal
        from onrecord.errors import StoreError
        from onrecord.store.store import open_store
        store = open_store({str(store.path)!r})
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        size = store.path.stat().st_size
        resource.setrlimit(resource.RLIMIT_FSIZE, (size + 50_000, size + 50_000))
        try:
            store.replace({{"feeds": [{{"url": f"{{n:064}}" * 30, "etag": str(hash(n)) * 40}} for n in range(20_000)]}})
        except StoreError as error:
            print(error)
    """)
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=120)
    assert "disk is full" in done.stdout, done
    assert store.query("SELECT count(*) AS n FROM articles").to_pylist() == [{"n": 3}]
    assert store.query("SELECT count(*) AS n FROM feeds").to_pylist() == [{"n": 0}]
