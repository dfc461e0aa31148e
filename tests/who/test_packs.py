"""Packs of tables: merged, replaced, and checked to the line and column."""

from __future__ import annotations

import json

import pytest
from click.testing import CliRunner

from onrecord.cli.main import main
from onrecord.errors import LexiconError
from onrecord.who import Resolver
from onrecord.who.base import PACKS, load
from onrecord.who.check import check_folder

ACTOR = "id\tkind\tname\tcountry\tsectors\tparent\tfrom\tto\twikidata\n"
ALIAS = "actor\ttexts\ttype\tcase\tfrom\tto\n"
SPELL = "person\tof\toffice\tfrom\tto\tgender\n"


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "actor.tsv").write_text(
        ACTOR + "party/orchard\tparty\tOrchard Party\tNZL\tPTY\n", encoding="utf-8"
    )
    (tmp_path / "alias.tsv").write_text(ALIAS + "party/orchard\tThe Orchardists\tname\n", encoding="utf-8")
    (tmp_path / "spell.tsv").write_text(
        SPELL + "Ada Orchard\tPCN\tprime minister\t2031-02-01\t2034\tf\n", encoding="utf-8"
    )
    return tmp_path


@pytest.mark.parametrize("pack", sorted(path.name for path in PACKS.iterdir()))
def test_own_packs_have_no_fault(pack):
    faults, counts = check_folder(PACKS / pack)
    assert [str(fault) for fault in faults] == []
    assert sum(counts.values()) > 0


@pytest.mark.parametrize(
    "path", sorted(PACKS.glob("*/*.tsv")), ids=lambda path: f"{path.parent.name}/{path.name}"
)
def test_own_tables_name_source_and_licence_and_repeat_nothing(path):
    lines = path.read_text("utf-8").splitlines()
    assert any(line.startswith("# source: ") for line in lines)
    assert any(line.startswith("# licence: ") for line in lines)
    rows = [line for line in lines if not line.startswith("#")]
    assert len(rows) == len(set(rows))


def test_users_rows_join_and_replace(folder):
    base = load((folder,))
    resolver = Resolver(base)
    assert resolver.resolve("the Orchard Party").kb == "party/orchard"
    assert (
        resolver.resolve("the prime minister of the Pitcairn Islands", "2032-05-05").kb
        == "person/ada-orchard"
    )
    assert resolver.resolve("the German chancellor", "2012-05-05").kb == "person/angela-merkel"


@pytest.mark.parametrize(
    ("table", "row", "told"),
    [
        ("actor", "orchard\tparty\tOrchard", "line 2, column id"),
        ("actor", "party/x\tclub\tX", "column kind"),
        ("actor", "party/x\tparty\tX\tNew Zealand", "column country"),
        ("actor", "party/x\tparty\tX\tNZL\tXYZ", "column sectors"),
        ("actor", "party/x\tparty\tX\tNZL\tPTY\tparty/none", "column parent"),
        ("alias", "party/none\tX\tname", "column actor"),
        ("alias", "party/orchard\tX\tnick", "column type"),
        ("alias", "party/orchard\tX\tname\tall", "column case"),
        ("spell", "Ada Orchard\tNZL\tprime minister\tFebruary\t\tf", "column from"),
        ("spell", "Ada Orchard\tNZL\tprime minister\t2035\t2034\tf", "column to"),
        ("spell", "Ada Orchard\tXQX\tprime minister\t2035\t\tf", "column of"),
        ("spell", "Ada Orchard\tNZL\tgrand vizier\t2035\t\tf", "column office"),
        ("spell", "Ada Orchard\tNZL\tprime minister\t2033\t\tx", "column gender"),
        ("alias", "\t\t\t\t\t\t\t\t", "surplus tabs"),
    ],
)
def test_a_fault_is_told_with_its_place(folder, table, row, told):
    head = {"actor": ACTOR, "alias": ALIAS, "spell": SPELL}[table]
    (folder / f"{table}.tsv").write_text(f"{head}{row}\n", encoding="utf-8")
    faults = "\n".join(map(str, check_folder(folder)[0]))
    assert f"{table}.tsv:2" in faults
    assert told.removeprefix("line 2, ") in faults


def test_a_folder_with_a_fault_is_not_used(folder):
    (folder / "alias.tsv").write_text("actor\ttexts\n", encoding="utf-8")
    with pytest.raises(LexiconError, match=r"alias\.tsv:1: the columns must be"):
        load((folder,))


def test_commands_answer_every_line(folder, monkeypatch):
    monkeypatch.delenv("ONRECORD_ACTORS", raising=False)
    lines = [
        {"id": 1, "text": "the German chancellor", "date": "2012-05-05"},
        {"id": 2, "text": "the table"},
        {"id": 3, "text": "police", "context": "Police fired in Cairo.", "date": "2013-07-01"},
        {"id": 4},
        {"id": 5, "text": "Merkel", "date": "5 May"},
    ]
    sent = "\n".join(json.dumps(line) for line in lines) + "\nno json\n\n"
    done = CliRunner().invoke(main, ["actors", "resolve", "--jsonl"], input=sent)
    answers = [json.loads(line) for line in done.stdout.splitlines()]
    assert len(answers) == 6
    assert [answers[0]["name"], answers[0]["country"]] == ["Angela Merkel", "DEU"]
    assert [answers[1][key] for key in ("id", "name", "kb", "country", "sectors")] == [
        2,
        None,
        None,
        None,
        [],
    ]
    assert [answers[2]["country"], answers[2]["sectors"]] == ["EGY", ["COP"]]
    assert all("error" in answer for answer in answers[3:])
    assert done.exit_code != 0


def test_lookup_explains_each_step():
    done = CliRunner().invoke(main, ["actors", "lookup", "the Kremlin", "--date", "2021-12-08"])
    assert done.exit_code == 0
    assert "metonym of institution/kremlin" in done.stdout
    assert "kb       state/RUS" in done.stdout


def test_actors_without_a_command_lists_the_store(tmp_path):
    done = CliRunner().invoke(main, ["actors", "--store", str(tmp_path / "none.duckdb")])
    assert done.exit_code != 0
    assert "none.duckdb" in done.output


def test_check_command_prints_counts(folder):
    done = CliRunner().invoke(main, ["actors", "check", str(folder)])
    assert (done.exit_code, done.stdout) == (0, "1 actors, 1 names, 0 offices, 1 terms, 0 nouns; 0 faults\n")
