"""`onrecord access`: tokens and the password of a store."""

from __future__ import annotations

import json

import pytest
from click.testing import CliRunner

from onrecord.cli.exits import Exit
from onrecord.cli.main import main


@pytest.fixture
def path(tmp_path):
    made = tmp_path / "news.duckdb"
    made.touch()
    return made


@pytest.fixture
def run(path):
    return lambda *words, given="": CliRunner().invoke(main, ["access", str(path), *words], input=given)


def test_a_token_is_shown_once_and_only_it_goes_to_standard_output(run, path):
    made = run("--new-token", "desk")
    assert made.exit_code == Exit.KEPT, made.stderr
    token = made.stdout.strip()
    assert len(token) == 43
    assert "shown only now" in made.stderr
    listed = run("--list")
    assert "desk" in listed.stdout
    assert token not in listed.output
    assert token not in (path.parent / "news.duckdb.access.json").read_text()


def test_a_password_is_read_from_a_pipe(run, path):
    assert run("--set-password", given="nine herons over the weir\n").exit_code == Exit.KEPT
    kept = json.loads((path.parent / "news.duckdb.access.json").read_text())
    assert kept["password"]["n"] >= 1 << 14
    assert run().stdout.startswith("password  20")
    assert run("--revoke", "password").exit_code == Exit.KEPT
    assert "no token and no password" in run().stderr


def test_a_short_password_is_refused_and_nothing_written(run, path):
    done = run("--set-password", given="short\n")
    assert (done.exit_code, done.stderr) == (
        Exit.USAGE, "onrecord: a password needs at least 12 characters; a sentence is a good one\n",
    )  # fmt: skip
    assert [file.name for file in path.parent.iterdir()] == ["news.duckdb"]


def test_what_is_not_there_cannot_be_revoked(run):
    assert run("--revoke", "lamp").exit_code == Exit.USAGE


def test_one_thing_at_a_time(run):
    assert run("--list", "--set-password").exit_code == Exit.USAGE


def test_a_store_that_is_not_there(run, path):
    path.unlink()
    done = run("--new-token", "desk")
    assert (done.exit_code, done.stdout) == (Exit.STORE, "")
    assert list(path.parent.iterdir()) == []


def test_the_store_of_the_environment(run, path, monkeypatch):
    monkeypatch.setenv("ONRECORD_STORE", str(path))
    assert CliRunner().invoke(main, ["access", "--new-token", "desk"]).exit_code == Exit.KEPT
    assert "desk" in run("--list").stdout
