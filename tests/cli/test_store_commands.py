"""What the commands over a store give, with the reports of one running story."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from click.testing import CliRunner, Result

from onrecord.cli.exits import Exit
from onrecord.cli.main import main

STORY = Path(__file__).parents[2] / "examples" / "story"
LISTS = ("articles", "statements", "events", "positions", "forecasts", "actors", "stories", "timeline")


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("store") / "news.duckdb"
    done = CliRunner().invoke(main, ["add", str(STORY), "--store", str(made), "--workers", "1"])
    assert done.exit_code == Exit.KEPT, done.output
    assert "11 read: 11 kept" in done.stderr
    return made


@pytest.fixture
def run(path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("ONRECORD_STORE", str(path))
    return lambda *words: CliRunner().invoke(main, list(words))


def rows(done: Result) -> list[dict]:
    assert done.exit_code == 0, done.stderr
    return json.loads(done.stdout)


@pytest.mark.parametrize("name", LISTS)
def test_every_list_in_every_format(run, name, tmp_path):
    found = rows(run(name, "--format", "json"))
    assert found
    lines = [json.loads(line) for line in run(name, "--format", "jsonl").stdout.splitlines()]
    assert lines == found
    table = list(csv.DictReader(io.StringIO(run(name, "--format", "csv").stdout)))
    assert [set(row) for row in table] == [set(row) for row in found]
    file = tmp_path / "rows.parquet"
    assert run(name, "--format", "parquet", "-o", str(file)).exit_code == 0
    assert pq.read_table(file).num_rows == len(found)
    assert run(name).stdout.count("\n") > 3
    assert len(rows(run(name, "--format", "json", "--limit", "1", "--offset", "1"))) == 1


def test_parquet_needs_a_file(run):
    done = run("events", "--format", "parquet")
    assert done.exit_code == Exit.USAGE
    assert "add -o" in done.stderr


@pytest.mark.parametrize(
    ("words", "holds"),
    [
        (["--dyad", "NOR,ISL"], lambda row: "NOR" in row["source_parties"] and "ISL" in row["target_parties"]),
        (["--type", "coerce"], lambda row: row["type"] == "COERCE"),
        (["--since", "2024-03-13", "--until", "2024-03"], lambda row: "2024-03-13" <= row["when_end"] <= "2024-04"),
        (["--outlet", "ledger"], lambda row: row["outlet"] == "Capital Ledger"),
        (["--status", "planned"], lambda row: row["status"] == "planned"),
        (["--text", "trawler seized"], lambda row: "trawler" in row["text"] and "seized" in row["text"]),
        (["--min-confidence", "0.3"], lambda row: row["confidence"] >= 0.3),
        (["--actor", "coast guard"], lambda row: "coast guard" in " ".join(row["source_names"] + row["target_names"])),
    ],
)  # fmt: skip
def test_a_filter_keeps_what_meets_it(run, words, holds):
    found = rows(run("events", *words, "--format", "json"))
    assert found
    assert all(holds(row) for row in found)
    assert len(found) < len(rows(run("events", "--format", "json")))


def test_ids_are_taken_by_their_beginnings(run):
    (kenya,) = rows(run("stories", "--actor", "Kenya", "--format", "json"))
    found = rows(run("events", "--story", kenya["story"][:8], "--format", "json"))
    assert {row["article"] for row in found} == {kenya["story"]}


def test_one_story_of_many_reports_and_one_of_one(run):
    found = rows(run("stories", "--format", "json"))
    sizes = sorted(story["articles"] for story in found)
    assert sum(sizes) == 11
    assert sizes[0] == 1
    fishery = max(found, key=lambda story: story["articles"])
    assert {"state/NOR", "state/ISL"} <= set(fishery["actors"])
    assert (fishery["outlets"], fishery["articles"] - fishery["independent"]) == (4, 1)


def test_who_copied_whom(run):
    first, copy = rows(run("copies", "--format", "json"))
    assert (first["outlet"], copy["outlet"]) == ("Meridian Wire", "Harbour Post")
    assert first["first_outlet"] == "Meridian Wire"
    assert 0.8 < copy["likeness"] < 1


def seizure(run):
    """The seizure of the trawler, on whose crew the reports differ."""
    found = rows(run("happenings", "--contradicted", "--type", "coerce", "--format", "json"))
    (one,) = [row for row in found if "seizes" in row["text"]]
    return one


def test_what_several_reports_tell_and_where_they_differ(run):
    found = rows(run("happenings", "--format", "json"))
    assert found
    assert all(row["independent"] >= 2 for row in found)
    differing = seizure(run)
    assert "sailor: 9 (Capital Ledger), 12 (The Northern Star)" in differing["contradictions"]
    told = rows(run("happenings", differing["happening"], "--format", "json"))
    assert {row["outlet"] for row in told} == set(differing["told_by"])
    assert run("happenings", "nothing#e1").exit_code == Exit.STORE


def test_a_word_on_two_events_and_its_undoing(run):
    seized = seizure(run)
    ids = [
        f"{row['article'][:8]}#{row['id']}"
        for row in rows(run("happenings", seized["happening"], "--format", "json"))
    ]
    assert run("same", ids[0], ids[-1], "--not", "--undo").exit_code == Exit.USAGE
    assert run("same", ids[0], ids[-1], "--not").exit_code == 0
    assert len(rows(run("happenings", ids[0], "--format", "json"))) < len(ids)
    assert run("same", ids[0], ids[-1], "--undo").exit_code == 0
    assert len(rows(run("happenings", ids[0], "--format", "json"))) == len(ids)


def test_what_is_due_on_a_day(run):
    found = rows(run("calendar", "--on", "2024-03-12", "--dyad", "NOR,ISL", "--format", "json"))
    demands = [row for row in found if row["what"] == "demand"]
    assert [(row["day"], row["state"], row["who"]) for row in demands] == [("2024-03-15", "due", "Norway")]
    late = rows(run("calendar", "--on", "2024-03-16", "--dyad", "NOR,ISL", "--format", "json"))
    assert [row["state"] for row in late if row["what"] == "demand"] == ["overdue"]


def test_the_curve_opens_to_its_events(run, tmp_path):
    plot = tmp_path / "curve.svg"
    found = rows(run("escalation", "NOR", "ISL", "--format", "json", "--plot", str(plot)))
    assert [row["day"] for row in found] == sorted(row["day"] for row in found)
    tense = max(found, key=lambda row: row["tension"])
    articles = {row["article"] for row in rows(run("articles", "--format", "json"))}
    assert tense["day"] == "2024-03-07"
    assert {event.partition("#")[0] for event in tense["events"]} <= articles
    assert plot.read_text("utf-8").startswith("<svg")
    assert run("escalation", "NOR").exit_code == Exit.USAGE
    assert run("escalation").exit_code == Exit.USAGE


def test_sql_answers_and_changes_nothing(run):
    assert rows(run("sql", "SELECT count(*) AS n FROM articles", "--format", "json")) == [{"n": 11}]
    assert run("sql", "DELETE FROM kept.articles").exit_code != 0
    assert rows(run("sql", "SELECT count(*) AS n FROM articles", "--format", "json")) == [{"n": 11}]


def test_search_finds_words_and_meaning(run):
    assert "drought" in rows(run("search", "drought", "--format", "json"))[0]["text"].lower()
    hungry = ("search", "hungry", "families", "--format", "json")
    assert rows(run(*hungry)) == []
    assert "drought" in rows(run(*hungry, "--meaning"))[0]["text"].lower()


@pytest.mark.parametrize(
    "command", [("events",), ("search", "x"), ("sql", "SELECT 1"), ("relate",), ("copies",), ("dropped",)]
)
def test_without_a_store_every_command_says_how_to_make_one(command, tmp_path):
    done = CliRunner().invoke(main, [*command, "--store", str(tmp_path / "none.duckdb")])
    assert done.exit_code == Exit.STORE
    assert "onrecord add" in done.stderr


def test_adding_again_adds_nothing(run, path):
    done = run("add", str(STORY))
    assert "11 known from before" in done.stderr
    assert rows(run("sql", "SELECT count(*) AS n FROM story_articles", "--format", "json")) == [{"n": 11}]


def test_a_condition_that_does_not_fit_is_named(run):
    done = run("actors", "--dyad", "NOR,ISL")
    assert "leave it out" in done.stderr
    assert run("events", "--since", "someday").exit_code == Exit.USAGE
    assert run("events", "--dyad", "NOR").exit_code == Exit.USAGE
