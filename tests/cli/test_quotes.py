from __future__ import annotations

import csv
import io
import json

import pytest
from click.testing import CliRunner

from onrecord.cli.main import main

TEXT = '"The door is closed," Biden said as cited by Reuters.'


@pytest.fixture
def run(tmp_path):
    (tmp_path / "report.txt").write_text(TEXT, "utf-8")

    def run(*options: str):
        return CliRunner().invoke(
            main, ["quotes", str(tmp_path / "report.txt"), "--date", "2021-12-08", *options]
        )

    return run


def test_lines(run):
    assert run().output == "Joe Biden\tsaid\tThe door is closed\tReuters\n"


def test_json(run):
    row = json.loads(run("--json").output)
    start, end = row["content"][0]
    assert (row["speaker"], row["via"], TEXT[start:end]) == ("Joe Biden", ["Reuters"], "The door is closed")


def test_columns_of_the_gender_gap_tracker(run):
    (row,) = csv.DictReader(io.StringIO(run("--format", "ggt").output))
    assert list(row)[:9] == [
        "speaker", "speaker_index", "quote", "quote_index", "verb", "verb_index", "quote_token_count", "quote_type",
        "is_floating_quote",
    ]  # fmt: skip
    assert (row["speaker"], row["quote_index"], row["via"]) == ("Joe Biden", "(1,19)", "Reuters")


def test_a_file_that_is_not_there_is_told(tmp_path):
    outcome = CliRunner().invoke(main, ["quotes", str(tmp_path / "none.txt")])
    assert outcome.exit_code != 0
