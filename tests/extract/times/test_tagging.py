"""The tagger beside the record and inside spaCy: one set of answers."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest
import spacy
from click.testing import CliRunner

import onrecord
from onrecord.cli.main import main

ROOT = Path(__file__).parents[3]
TEXT = (
    "The envoys met on Monday. They agreed to withdraw within two weeks, and said the talks would resume in March.\n\n"
    "In 2014 the town had fallen in the night; the next day it was burnt."
)
PUBLISHED = "2021-12-09"


def test_the_record_has_the_times_of_the_tagger():
    record = onrecord.read(TEXT, date=PUBLISHED, layers=["times"])
    assert record.article.text == TEXT
    assert record.times == onrecord.times(TEXT, PUBLISHED)
    assert len(record.times) > 4


def test_what_stands_twice_counts_once_in_the_record():
    twice = "Talks resume on Friday\n\nTalks resume on Friday\n\nThe envoys met on Monday, officials said after the talks."
    record = onrecord.read(twice, date=PUBLISHED, layers=["times"])
    assert [t.span.of(record.article.text) for t in record.times] == ["Friday", "Monday"]


def test_the_tagger_loads_no_language_model():
    code = (
        "import sys, onrecord; assert onrecord.times('They met on Monday.', '2021-12-09')[0].value == '2021-12-06'; "
        "print([m for m in ('spacy', 'thinc', 'numpy', 'duckdb') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


PAGE = (ROOT / "docs/times.md").read_text("utf-8")
SHOWN = re.findall(
    r"```python\n(.*?)```\n<!-- output of the lines above -->\n```text\n(.*?)```", PAGE, re.DOTALL
)


@pytest.mark.parametrize(("code", "output"), SHOWN, ids=["library", "spacy"])
def test_the_page_on_times_shows_true_output(code, output, capsys):
    exec(code, {})
    assert capsys.readouterr().out == output


def test_the_page_on_times_shows_a_true_command(monkeypatch):
    (command, output) = re.findall(r"```console\n\$ onrecord (.*?)\n(.*?)```", PAGE, re.DOTALL)[0]
    monkeypatch.chdir(ROOT)
    assert CliRunner().invoke(main, command.split()).stdout.expandtabs(1) == output


@pytest.fixture(scope="module")
def nlp():
    import onrecord.extract.times.component  # noqa: F401

    blank = spacy.blank("en")
    blank.add_pipe("onrecord_times", config={"published": PUBLISHED})
    return blank


def test_spacy_has_the_times_as_spans(nlp):
    doc = nlp(TEXT)
    assert [span._.time for span in doc.spans["times"]] == list(onrecord.times(TEXT, PUBLISHED))
    assert doc.spans["times"][0].label_ == "DATE"


def test_a_document_that_knows_its_day_is_read_by_it(nlp):
    doc = nlp.make_doc("They met on Monday.")
    doc._.published = "2020-01-10"
    assert [span._.time.value for span in nlp(doc).spans["times"]] == ["2020-01-06"]


def test_the_command_lists_what_it_finds(tmp_path):
    file = tmp_path / "report.txt"
    file.write_text(TEXT, "utf-8")
    done = CliRunner().invoke(main, ["times", str(file), "--date", PUBLISHED])
    assert done.exit_code == 0, done.stderr
    assert done.stdout.splitlines()[0] == "18\t24\tDATE\t2021-12-06\t2021-12-06\t2021-12-06\tMonday"


def test_the_command_gives_json():
    done = CliRunner().invoke(
        main, ["times", "--json", "--date", PUBLISHED, "-"], input="They left in early March."
    )
    assert [json.loads(line)["value"] for line in done.stdout.splitlines()] == ["2021-03"]
    assert json.loads(done.stdout)["mod"] == "START"


def test_the_command_says_what_it_could_not_read(tmp_path):
    done = CliRunner().invoke(main, ["times", str(tmp_path / "absent.txt")])
    assert done.exit_code != 0
    assert "absent.txt" in done.stderr
