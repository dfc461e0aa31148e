"""Bad input at the command line: one clear line, an exit code, and the rest of the batch goes on."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from onrecord.cli.main import main

GOOD = "Iran rejected the offer on Monday, Foreign Minister Abbas Araghchi said."
GERMAN = (
    "Der Bundeskanzler hat am Montag in Berlin erklärt, dass die Regierung die Sanktionen verschärfen werde, falls es keine Fortschritte gebe. "
    * 3
)
BOMB = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;">]><html><body>&c;</body></html>'
CASES = [  # id, file name, content, reason
    ("empty", "a.txt", b"", "empty"),
    ("white space", "a.txt", b" \n\t\n", "empty"),
    ("binary", "a.bin", bytes(range(256)) * 40, "binary"),
    ("pdf", "a.pdf", b"%PDF-1.7\n" + b"x" * 500, "binary"),
    ("50 MB", "a.txt", b"word " * 10_000_000, "too-large"),
    (
        "nested tags",
        "a.html",
        b"<html><body>" + b"<div>" * 100_000 + b"deep" + b"</div>" * 100_000,
        "no-text",
    ),
    ("entity bomb", "a.html", BOMB.encode(), "no-text"),
    ("JSON without text", "a.json", b'{"title": "A title"}', "no-text"),
    ("broken JSON", "a.json", b'{"text": "cut off', "bad-json"),
    ("another language", "a.txt", GERMAN.encode(), "language"),
]


@pytest.mark.parametrize(("name", "content", "reason"), [c[1:] for c in CASES], ids=[c[0] for c in CASES])
def test_a_bad_file_is_dropped_and_the_next_one_read(tmp_path, name, content, reason):
    bad, good = tmp_path / name, tmp_path / "good.txt"
    bad.write_bytes(content)
    good.write_text(GOOD, "utf-8")
    done = CliRunner().invoke(main, ["read", "--json", str(bad), str(good)])
    assert done.exit_code == 1
    assert json.loads(done.stdout)["article"]["text"] == GOOD
    assert f"/{reason})" in done.stderr.splitlines()[0]


READABLE = [  # id, content, what of it stands in the text
    ("invalid UTF-8", b"Iran\xe9 rejected the offer, " + b"the minister said. " * 3, "rejected the offer"),
    ("NUL bytes inside", b"Iran\x00 rejected the offer, the minister said.", "rejected"),
    ("a lone quotation mark", b'"', '"'),
    ("UTF-16", "Iran rejected the offer.".encode("utf-16"), "Iran rejected"),
    ("Windows line ends", b"Iran rejected it.\r\n\r\nIraq agreed.\r\n", "Iraq agreed"),
]


@pytest.mark.parametrize(("content", "kept"), [c[1:] for c in READABLE], ids=[c[0] for c in READABLE])
def test_odd_text_is_read(tmp_path, content, kept):
    path = tmp_path / "odd.txt"
    path.write_bytes(content)
    done = CliRunner().invoke(main, ["read", "--json", str(path)])
    assert (done.exit_code, done.stderr) == (0, "")
    assert kept in json.loads(done.stdout)["article"]["text"]


@pytest.mark.parametrize(
    ("source", "reason"), [("nowhere.txt", "missing"), (".", "empty"), ("*.txt", "missing")]
)
def test_what_is_no_file(tmp_path, monkeypatch, source, reason):
    monkeypatch.chdir(tmp_path)
    done = CliRunner().invoke(main, ["read", source])
    assert done.exit_code == 3
    assert f"/{reason})" in done.stderr


def test_a_date_in_the_future_is_refused(tmp_path):
    path = tmp_path / "good.txt"
    path.write_text(GOOD, "utf-8")
    done = CliRunner().invoke(main, ["read", "--date", "2199-01-01", str(path)])
    assert done.exit_code == 2
    assert "future" in done.stderr


def test_a_page_from_the_future_has_no_date(tmp_path):
    path = tmp_path / "page.html"
    body = "".join(f"<p>{GOOD} {GOOD}</p>" for _ in range(4))
    path.write_text(
        f'<html><head><meta property="article:published_time" content="2199-05-05"><title>T</title></head><body><article>{body}</article></body></html>'
    )
    done = CliRunner().invoke(main, ["read", "--json", str(path)])
    assert json.loads(done.stdout)["article"]["published"] is None


def test_a_reader_that_stops_early_ends_it_quietly():
    examples = Path(__file__).parents[2] / "examples"
    code = "import sys; sys.argv[0] = 'onrecord'; from onrecord.cli.main import main; main()"
    command = [sys.executable, "-c", code, "read", "--jsonl", str(examples / "briefs.jsonl")]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert process.stdout is not None
    assert process.stderr is not None
    process.stdout.close()
    assert process.stderr.read() == b""
    process.stderr.close()
    assert process.wait() in (0, 141)
