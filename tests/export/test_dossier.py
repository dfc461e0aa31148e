"""A dossier stands by itself, lets nothing run, and says for every line where it is from."""

from __future__ import annotations

import re
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pytest
from click.testing import CliRunner
from exporting import HOSTILE
from storing import taken

from onrecord.cli.main import main
from onrecord.export.dossier import Subject, as_html, as_markdown, compile_dossier
from onrecord.store import Filter, Store, ask, open_store
from onrecord.store.add import add
from onrecord.store.selection import select


class Page(HTMLParser):
    """The tags, ids, links and text of a page."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.ids: list[str] = []
        self.links: list[str] = []
        self.text = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        given = dict(attrs)
        assert not [name for name in given if name.startswith("on") or name in ("src", "srcset", "action")]
        self.ids += [given["id"]] if given.get("id") else []
        self.links += [given["href"]] if given.get("href") else []

    def handle_data(self, data: str) -> None:
        self.text += data


def run(store: Store, *args: str) -> str:
    done = CliRunner().invoke(main, ["dossier", *args, "--store", str(store.path)])
    assert done.exit_code == 0, done.output
    return done.stdout


def test_an_actor_as_a_page(full: Store):
    page = Page(run(full, "person/anna-jonsdottir"))
    assert {"script", "link", "iframe", "img", "form"} & page.tags == set()
    assert len(set(page.ids)) == len(page.ids)
    assert all(link[1:] in page.ids for link in page.links if link.startswith("#"))
    assert [link for link in page.links if not link.startswith(("#", "https://news.example/"))] == []
    for heading in (
        "Threats and warnings",
        "What they did",
        "What they said",
        "What was expected",
        "Sources",
    ):
        assert heading in page.text
    for found in ask(full, "statements", Filter(actor="person/anna-jonsdottir")):
        assert " ".join(found.evidence.split()) in " ".join(page.text.split())


def test_hostile_text_stays_text(full: Store):
    html = run(full, "Bob, the")
    page = Page(html)
    assert "script" not in page.tags
    assert 'minister "Bob, the <b>builder</b>"' in page.text
    assert "<script>alert(1)</script>" in page.text
    assert "talks … may fail" in page.text
    assert "https://news.example/?a=1&b=%22%3Cscript%3E%22" in page.links


def test_the_policy_lets_nothing_in(full: Store):
    html = run(full, "NOR", "ISL")
    policy = re.search(r'Content-Security-Policy" content="([^"]*)"', html)
    assert policy is not None
    assert "default-src &#39;none&#39;" in policy[1]
    assert policy[1].count("sha256-") == html.count("<style>")


def test_two_sides_whoever_acts(full: Store):
    one, other = run(full, "NOR", "ISL"), run(full, "ISL", "NOR")
    assert "Norway and Iceland" in one
    assert "Iceland and Norway" in other
    words = [re.findall(r"<blockquote>(.*?)</blockquote>", html) for html in (one, other)]
    assert sorted(words[0]) == sorted(words[1])
    assert any("withdraw its trawlers" in line for line in words[0])
    assert run(full, "--dyad", "NOR,ISL") == one


def test_markdown_tables_keep_their_columns(full: Store):
    text = run(full, "Bob, the", "--format", "markdown")
    rows = [line for line in text.splitlines() if line.startswith("|")]
    assert {len(re.findall(r"(?<!\\)\|", row)) for row in rows} == {8, 6}
    assert "<script>" not in text
    assert HOSTILE not in text


def test_filters_narrow_a_dossier(full: Store):
    assert "withdraw its trawlers" in run(full, "Norway")
    assert "withdraw its trawlers" not in run(full, "Norway", "--since", "2031-03-11")
    assert "No deed of theirs" in run(full, "Norway", "--type", "demand")


def test_a_subject_is_named_once(full: Store, tmp_path: Path):
    for wrong in ([], ["a", "b", "c"], ["a", "--actor", "b"]):
        assert CliRunner().invoke(main, ["dossier", *wrong, "--store", str(full.path)]).exit_code == 2
    target = tmp_path / "new" / "nobody.html"
    done = CliRunner().invoke(
        main, ["dossier", "nobody at all", "-o", str(target), "--store", str(full.path)]
    )
    assert done.exit_code == 0
    assert "nothing on record meets that" in done.stderr
    assert "No word of theirs is on record." in target.read_text("utf-8")


@pytest.mark.parametrize("write", [as_html, as_markdown])
def test_a_report_that_comes_twice_is_told_once(hostile: Store, write):
    subject = Subject("All", keys=frozenset())
    once = compile_dossier(subject, select(hostile))
    twice = compile_dossier(subject, [*select(hostile), *select(hostile)])
    assert once == twice
    assert write(once) == write(twice)


def test_what_copies_tell_in_the_same_words_stands_once(tmp_path, read_records):
    store = open_store(tmp_path / "copies.duckdb", create=True)
    record = read_records[0]
    copy = replace(record, article=replace(record.article, url="https://copy.example/1", outlet="The Copy"))
    add(store, [taken(record, "one"), taken(copy, "two")])
    made = compile_dossier(Subject("Norway"), select(store, Filter(type="demand")))
    (demands,) = [section for section in made.sections if section.anchor == "demands"]
    assert [line.sources for line in demands.lines] == [(1, 2)]
    assert "source 1</a>, <a" in as_html(made)
