"""What a program that is stopped leaves behind, and what it does when it is started again."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import dying
import pytest
from click.testing import CliRunner

import onrecord
from onrecord.archive import workers
from onrecord.archive.taking import BATCH, take_in
from onrecord.archive.workers import Coder
from onrecord.cli.main import main
from onrecord.errors import StoreError
from onrecord.model import Dropped
from onrecord.reading import Hints, Raw, raws
from onrecord.store import Store, open_store

PLACES = ("Norway", "Iceland", "Peru", "Chile", "Kenya", "Ghana", "Japan", "Malta")


def reports(path: Path, count: int) -> Path:
    """A file with so many different reports, a blank line and one that is no JSON."""
    lines = [
        json.dumps({
            "id": f"r{n}", "date": "2021-03-05", "url": f"https://news.example/{n}",
            "text": f"{PLACES[n % 8]} recalled its envoy number {n} from {PLACES[(n + 3) % 8]} on Monday, officials said.",
        })
        for n in range(count)
    ]  # fmt: skip
    path.write_text("\n".join([*lines, "", "{broken"]) + "\n", "utf-8")
    return path


def count(store: Store, what: str) -> int:
    (row,) = store.query(f"SELECT count(*) AS n FROM {what}").to_pylist()
    return int(row["n"])


def test_killed_in_the_middle_it_goes_on_without_loss_or_doubles(tmp_path):
    source, path = reports(tmp_path / "many.jsonl", 5 * BATCH), tmp_path / "news.duckdb"
    command = [
        sys.executable, "-m", "onrecord", "add", str(source), "--store", str(path), "--workers", "1", "--no-relate"
    ]  # fmt: skip
    process = subprocess.Popen(
        command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
    )
    seen = 0
    for _ in range(3_000):
        time.sleep(0.02)
        if path.exists() and path.stat().st_size:
            seen = count(open_store(path), "articles")
        if seen or process.poll() is not None:
            break
    os.killpg(process.pid, signal.SIGKILL)
    assert process.wait() == -signal.SIGKILL
    there = count(open_store(path), "articles")
    assert 0 < seen <= there < 5 * BATCH
    assert there == count(open_store(path), "inputs WHERE article IS NOT NULL")

    done = subprocess.run(command, capture_output=True, text=True, timeout=300)
    assert f"{there} known from before" in done.stderr
    store = open_store(path)
    assert count(store, "articles") == count(store, "(SELECT DISTINCT url FROM articles)") == 5 * BATCH
    assert count(store, "inputs") == 5 * BATCH + 1
    assert count(store, "dropped") == 1
    assert count(store, "(SELECT article, id FROM events GROUP BY ALL HAVING count(*) > 1)") == 0


def test_workers_end_with_the_process_that_started_them(tmp_path):
    code = (
        "import os, sys; from onrecord.archive.workers import _pool; pool = _pool(1);"
        "print(pool.submit(os.getpid).result(), flush=True); sys.stdin.read()"
    )
    process = subprocess.Popen(
        [sys.executable, "-c", code], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    worker = int(process.stdout.readline())
    process.kill()
    process.communicate()
    for _ in range(500):
        try:
            os.kill(worker, 0)
        except ProcessLookupError:
            return
        time.sleep(0.02)
    pytest.fail("the worker is still there")


def test_read_is_kept_and_dropped(tmp_path):
    store = open_store(tmp_path / "news.duckdb", create=True)
    tally = take_in(store, [str(reports(tmp_path / "few.jsonl", 3)), str(tmp_path / "missing.txt")])
    assert (tally.read, tally.kept, dict(tally.dropped)) == (5, 3, {"bad-json": 1, "missing": 1})
    again = take_in(store, [str(tmp_path / "few.jsonl"), str(tmp_path / "missing.txt")])
    assert (again.known, again.kept, again.dropped.total()) == (5, 0, 0)
    tally.read += 1
    with pytest.raises(StoreError, match="do not balance"):
        tally.check()


def test_what_was_dropped_is_listed_and_tried_again(tmp_path):
    path = str(tmp_path / "news.duckdb")
    late = tmp_path / "late.txt"
    first = CliRunner().invoke(main, ["add", str(late), "--store", path])
    assert "1 dropped (1 missing)" in first.stderr
    late.write_text("Peru recalled its envoy to Chile on Monday.", "utf-8")
    rows = json.loads(CliRunner().invoke(main, ["dropped", "--format", "json", "--store", path]).stdout)
    assert [(row["reason"], row["origin"]) for row in rows] == [("missing", str(late))]
    again = CliRunner().invoke(main, ["dropped", "--retry", "--store", path])
    assert "1 kept" in again.stderr, again.output
    assert count(open_store(path), "dropped") == 0


def test_a_process_that_dies_takes_only_its_own_input(tmp_path, monkeypatch):
    monkeypatch.setattr(workers, "outcomes", dying.outcomes)
    monkeypatch.setenv("PYTHONPATH", str(Path(__file__).parent))
    found = [raw for raw in raws(str(reports(tmp_path / "few.jsonl", 3))) if isinstance(raw, Raw)]
    with Coder(2) as coder:
        (batch,) = coder.code([[("s", raw.key, raw) for raw in found]])
    assert [taken.outcome.reason for taken in batch if isinstance(taken.outcome, Dropped)] == [
        "fine",
        "crashed",
        "fine",
        "fine",
    ]


def test_a_program_adds_and_asks(tmp_path):
    archive = onrecord.open(tmp_path / "news.duckdb", create=True)
    tally = archive.add(str(reports(tmp_path / "few.jsonl", 4)), workers=1)
    assert tally.kept == 4
    assert len(archive.articles(outlet="nobody")) == 0
    assert {found.published for found in archive.statements()} == {"2021-03-05"}
    assert archive.statements(limit=2).to_arrow().num_rows == 2
    assert archive.sql("SELECT count(*) AS n FROM articles").to_pylist() == [{"n": 4}]
    assert {story["articles"] for story in archive.stories()} <= {1, 2, 3, 4}
    assert sum(story["articles"] for story in archive.stories()) == 4


def test_a_date_that_is_none_is_refused_before_anything_is_read(tmp_path):
    store = open_store(tmp_path / "news.duckdb", create=True)
    with pytest.raises(onrecord.InputError):
        take_in(store, [str(reports(tmp_path / "few.jsonl", 1))], Hints(date="yesterday"))
    assert count(store, "inputs") == 0
