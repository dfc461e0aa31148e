"""What `onrecord read`, `explain` and `schema` give."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from onrecord.cli.main import main

EXAMPLES = Path(__file__).parents[2] / "examples"


def run(*arguments: str, stdin: str | None = None) -> str:
    done = CliRunner().invoke(main, list(arguments), input=stdin)
    assert done.exit_code == 0, done.stderr
    return done.stdout


def test_lines_come_back_in_order_with_their_ids():
    found = [json.loads(line) for line in run("read", "--jsonl", str(EXAMPLES / "briefs.jsonl")).splitlines()]
    assert [row["id"] for row in found] == ["brief-1", "brief-2", "brief-3"]


def test_standard_input_is_read():
    record = json.loads(
        run("read", "--json", "--date", "2024-05-01", "-", stdin="Peru recalled its envoy on Monday.")
    )
    assert record["times"][0]["value"] == "2024-04-29"


def test_the_terminal_view_has_every_table():
    shown = run("read", str(EXAMPLES / "summit-demands.txt"))
    for heading in ("Statements", "Events", "Positions", "Forecasts", "Actors", "Timeline"):
        assert f"\n{heading} (" in shown


def test_pages_are_written_one_a_report(tmp_path):
    run(
        "read",
        "--html",
        str(tmp_path / "out"),
        str(EXAMPLES / "retraction.json"),
        str(EXAMPLES / "forecasts.txt"),
    )
    pages = sorted((tmp_path / "out").glob("*.html"))
    assert len(pages) == 2
    assert all(page.read_text("utf-8").startswith("<!doctype html>") for page in pages)


def test_explain_names_rule_and_evidence(tmp_path):
    file = tmp_path / "record.json"
    file.write_text(run("read", "--json", str(EXAMPLES / "summit-demands.txt")), "utf-8")
    position = json.loads(file.read_text("utf-8"))["positions"][0]
    shown = run("explain", str(file), position["id"])
    assert position["reason"].split("/")[1] in shown


@pytest.mark.parametrize("item", ["zz9", "e999"])
def test_explain_of_what_is_not_there(tmp_path, item):
    file = tmp_path / "record.json"
    file.write_text(run("read", "--json", str(EXAMPLES / "summit-demands.txt")), "utf-8")
    done = CliRunner().invoke(main, ["explain", str(file), item])
    assert done.exit_code == 3
    assert item in done.stderr


def test_schema_describes_a_record():
    schema = json.loads(run("schema"))
    assert "Record" in schema["$defs"]
