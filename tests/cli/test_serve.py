"""`onrecord serve`: starts, says where, answers, and stops when it is told to."""

from __future__ import annotations

import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest
from click.testing import CliRunner

from onrecord.cli.exits import Exit
from onrecord.cli.main import main
from onrecord.cli.serve import _listening, serve
from onrecord.store import open_store


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return open_store(tmp_path / "news.duckdb", create=True).path


@contextmanager
def running(path: Path, *words: str) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """The command at work, and the address that it says."""
    command = [sys.executable, "-m", "onrecord", "serve", str(path), "--port", "0", *words]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as process:
        try:
            assert process.stderr is not None
            said = process.stderr.readline()
            assert said.endswith("(stop with Ctrl-C)\n"), said
            yield process, said.split(" is shown at ")[1].split()[0]
        finally:
            process.kill()


def test_it_says_where_it_is_answers_there_and_stops_on_ctrl_c(path):
    with running(path) as (process, address):
        assert httpx.get(f"{address}articles.json", timeout=20).json() == []
        process.send_signal(signal.SIGINT)
        assert process.wait(20) == Exit.KEPT
        assert process.stderr is not None
        assert process.stderr.read() == "stopped\n"


def test_the_guards_stand_around_it(path):
    with running(path) as (_, address):
        answer = httpx.get(address, headers={"host": "other.example", "accept": "text/html"}, timeout=20)
        assert answer.status_code == 421
        assert "This server has another name" in answer.text
        assert answer.headers["content-security-policy"].startswith("default-src 'none'")
        assert "server" not in answer.headers


def test_a_port_that_is_taken(path):
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        done = CliRunner().invoke(main, ["serve", str(path), "--port", str(port)])
    assert done.exit_code == Exit.USAGE
    assert f"port {port} is taken" in done.stderr
    assert "choose another port: --port" in done.stderr


def test_an_address_of_another_machine(path):
    done = CliRunner().invoke(main, ["serve", str(path), "--host", "192.0.2.7"])
    assert (done.exit_code, "192.0.2.7 is no address of this machine" in done.stderr) == (Exit.USAGE, True)


def test_others_are_not_let_in_without_a_password(path):
    done = CliRunner().invoke(main, ["serve", str(path), "--host", "0.0.0.0", "--port", "0"])
    assert done.exit_code == Exit.USAGE
    assert f"onrecord access {path} --set-password" in done.stderr


def test_a_store_that_is_not_there(tmp_path):
    done = CliRunner().invoke(main, ["serve", str(tmp_path / "none.duckdb")])
    assert (done.exit_code, "there is no such store" in done.stderr) == (Exit.STORE, True)


def test_it_listens_on_this_machine_only_unless_it_is_told_otherwise():
    assert {option.name: option.default for option in serve.params}["host"] == "127.0.0.1"


def test_an_answer_does_not_wait_for_what_was_sent_before_it_to_arrive():
    with _listening("127.0.0.1", 0) as listening, socket.create_connection(listening.getsockname()):
        accepted, _ = listening.accept()
        with accepted:
            assert accepted.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY)
