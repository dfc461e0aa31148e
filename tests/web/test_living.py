"""The app while others write: new reports are seen, nobody is locked out, and what a person decided is safe."""

from __future__ import annotations

import signal
import subprocess
import sys
import time

import httpx
import pytest
from storing import taken

from onrecord.model import Record
from onrecord.store import Verdict, decide, decisions, open_store
from onrecord.store.add import add

PATIENCE_S = 30.0


@pytest.fixture
def server(store):
    """The app over the store in a process of its own: its address and the process."""
    process = subprocess.Popen(
        [sys.executable, "-m", "onrecord", "serve", str(store.path), "--port", "0", "--no-open"],
        stderr=subprocess.PIPE, text=True,
    )  # fmt: skip
    assert process.stderr is not None
    address = process.stderr.readline().split(" is shown at ")[1].split()[0].rstrip("/")
    yield address, process
    process.kill()
    process.wait()
    process.stderr.close()


def seen(address: str) -> int:
    answer = httpx.get(f"{address}/articles.json?limit=1000", timeout=PATIENCE_S)
    answer.raise_for_status()
    return len(answer.json())


def copy_of(record: Record, number: int) -> Record:
    from dataclasses import replace

    article = replace(record.article, url=f"https://news.example/later/{number}")
    return replace(record, id=f"later {number}", article=article)


def test_reports_that_are_added_meanwhile_are_seen(server, store, read_records):
    address, _ = server
    before = seen(address)
    for number in range(5):
        add(store, [taken(copy_of(read_records[0], number), f"later {number}")])
        until = time.monotonic() + PATIENCE_S
        while seen(address) < before + number + 1:
            assert time.monotonic() < until, "the page does not show the new report"
            time.sleep(0.05)


def test_readers_and_a_writer_do_not_lock_each_other_out(server, store, read_records, tmp_path):
    address, _ = server
    script = tmp_path / "write.py"
    script.write_text(
        "import sys\n"
        "from onrecord.store import open_store\n"
        "store = open_store(sys.argv[1])\n"
        "for number in range(40):\n"
        "    with store.writing() as connection:\n"
        "        connection.execute('CREATE TABLE IF NOT EXISTS kept.more (n INTEGER)')\n"
        "        connection.execute('INSERT INTO kept.more VALUES (1)')\n",
        "utf-8",
    )
    writer = subprocess.Popen([sys.executable, str(script), str(store.path)])
    codes = []
    with httpx.Client(timeout=PATIENCE_S) as client:
        while writer.poll() is None or len(codes) < 20:
            codes.append(client.get(f"{address}/events?confidence=0.{len(codes) % 90 + 10}").status_code)
    assert writer.wait() == 0
    assert set(codes) == {200}


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="no way to kill a process outright here")
def test_a_decision_outlives_a_killed_server_and_a_killed_writer(server, store, tmp_path):
    address, process = server
    (row, *_) = httpx.get(f"{address}/events.json").json()
    answer = httpx.post(
        f"{address}/review.json", headers={"authorization": "Bearer none"}, timeout=PATIENCE_S,
        json={"article": row["article"], "layer": "events", "id": row["id"], "decision": "accepted"},
    )  # fmt: skip
    assert answer.status_code in (200, 201), answer.text
    process.send_signal(signal.SIGKILL)
    process.wait()
    script = tmp_path / "dies.py"
    script.write_text(
        "import os, signal, sys\n"
        "from onrecord.store import open_store\n"
        "with open_store(sys.argv[1]).writing() as connection:\n"
        "    connection.execute('DELETE FROM kept.reviews')\n"
        "    os.kill(os.getpid(), signal.SIGKILL)\n",
        "utf-8",
    )
    died = subprocess.run([sys.executable, str(script), str(store.path)])
    assert died.returncode == -signal.SIGKILL
    (kept,) = decisions(open_store(store.path), row["article"], row["id"])
    assert kept.decision == "accepted"
    again = decide(store, Verdict(article=row["article"], layer="events", id=row["id"], decision="rejected"))
    assert again.decision == "rejected"
