"""`onrecord corpus`."""

from __future__ import annotations

import json

import pytest
from click.testing import CliRunner

from onrecord.cli.main import main

TEXT = "Peru warned Chile on Monday. Chile may yield."
SHEET = """T | Monday | 2031-03-03
A | Peru | state | PER | GOV | Peru
E | THREATEN | PER | CHL | actual | 2031-03-03 | Peru warned Chile
F | The Andean | 0.3 0.7 | may | Chile may yield | Chile yields
"""


@pytest.fixture
def run():
    return lambda *args: CliRunner().invoke(main, ["corpus", *map(str, args)])


@pytest.fixture
def own(tmp_path, run):
    """A corpus of one report, taken from a sheet, with its text."""
    (tmp_path / "texts.jsonl").write_text(
        json.dumps({"id": "port", "text": TEXT, "date": "2031-03-05", "outlet": "The Andean"}) + "\n", "utf-8"
    )
    (tmp_path / "port.sheet").write_text(SHEET, "utf-8")
    given = (
        "--form",
        "sheet",
        "--source",
        "tests",
        "--texts",
        tmp_path / "texts.jsonl",
        "--into",
        tmp_path / "own",
    )
    for more in ((), ("--second",)):
        done = run("import", tmp_path / "port.sheet", *given, *more)
        assert (done.exit_code, done.stdout) == (
            0,
            f"1 annotations written to {tmp_path / 'own'}, 0 left out\n",
        )
    (tmp_path / "own" / "splits.tsv").write_text("id\tpart\nport\ttrain\n", "utf-8")
    return tmp_path


def test_check_says_what_is_there_and_what_is_not(own, run):
    done = run("check", "--corpus", own / "own")
    assert (done.exit_code, done.stdout) == (
        0,
        "1 reports, 1 of them annotated twice; 0 with their texts; 0 faults\n",
    )
    assert "give --texts" in done.stderr
    done = run("check", "--corpus", own / "own", "--texts", own / "texts.jsonl")
    assert done.stdout == "1 reports, 1 of them annotated twice; 1 with their texts; 0 faults\n"


def test_check_fails_on_a_fault(own, run):
    (own / "own" / "splits.tsv").unlink()
    done = run("check", "--corpus", own / "own")
    assert done.exit_code == 2
    assert "splits.tsv: port belongs to no part" in done.stderr


def test_stats_counts(own, run):
    counts = json.loads(run("stats", "--corpus", own / "own", "--json").stdout)
    assert counts["sizes"]["tests"]["events"] == 1
    assert counts["labels"]["event type"] == {"THREATEN": 1}
    assert "THREATEN 1" in run("stats", "--corpus", own / "own").stdout


def test_agree_and_score(own, run):
    given = ("--corpus", own / "own", "--texts", own / "texts.jsonl", "--json")
    assert json.loads(run("agree", *given).stdout)["events: type + actors f1"] == 1.0
    assert json.loads(run("score", *given).stdout)["times: span + value f1"] == 1.0
    assert json.loads(run("score", *given, "--part", "validation").stdout) == {"record score": 0.0}


@pytest.mark.parametrize("form", ["brat", "webanno"])
def test_what_other_tools_get_can_be_taken_back(own, run, form):
    given = ("--texts", own / "texts.jsonl")
    done = run("export", "--corpus", own / "own", *given, "--form", form, "--out", own / "out")
    assert done.exit_code == 0, done.output
    (file,) = [path for path in (own / "out").iterdir() if path.suffix in (".ann", ".tsv")]
    done = run("import", file, *given, "--form", form, "--source", "tests", "--into", own / "again")
    assert done.exit_code == 0, done.output
    again, before = (own / folder / "annotations" / "port.json" for folder in ("again", "own"))
    assert again.read_text("utf-8") == before.read_text("utf-8")


def test_gold_is_what_the_evaluation_reads(own, run):
    run(
        "export",
        "--corpus",
        own / "own",
        "--texts",
        own / "texts.jsonl",
        "--form",
        "gold",
        "--out",
        own / "out",
    )
    done = CliRunner().invoke(main, ["eval", "record", "--data", str(own / "out"), "--json"])
    assert json.loads(done.stdout)["times: span + value f1"] == 1.0


def test_sheets_with_faults_are_left_out_and_named(own, run):
    (own / "port.sheet").write_text(SHEET + "E | SHOUT | PER | - | actual | - | Chile may yield\n", "utf-8")
    (own / "nowhere.sheet").write_text(SHEET, "utf-8")
    (own / "port.ann").write_bytes(b"\xff\x00")
    done = run(
        "import", own / "port.sheet", own / "nowhere.sheet", "--form", "sheet", "--source", "tests", "--texts",
        own / "texts.jsonl", "--into", own / "again",
    )  # fmt: skip
    assert done.exit_code == 1
    assert "type of an event: 'SHOUT'" in done.stderr
    assert "no text has the id nowhere" in done.stderr
    assert not (own / "again").exists()
    done = run(
        "import", own / "port.ann", "--form", "brat", "--source", "tests", "--texts", own / "texts.jsonl", "--into",
        own / "again",
    )  # fmt: skip
    assert (done.exit_code, done.stdout) == (1, f"0 annotations written to {own / 'again'}, 1 left out\n")
    assert "can't decode" in done.stderr
