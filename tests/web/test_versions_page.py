"""Versions and copies: two texts side by side, and what became of what was read."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import pytest
from lxml import html
from starlette.testclient import TestClient

from onrecord.across.differences import differences
from onrecord.archive import open_archive
from onrecord.web import make_app
from onrecord.web.sides import Changed, changed

FIRST = "9d0e4f57f918f4b3"
COPY = "81ac881c9d82e461"
TEXTS = (
    "OSLO - Norway threatened to sanction Iceland on Monday.\n\nIceland called it unlikely that talks fail.",
    "OSLO - Norway threatened to sanction Iceland on Monday.\n\nThe talks went on.",
    "OSLO - Norway threatened to sanction Iceland on Tuesday.\n\nThe talks went on.",
)


@pytest.fixture(scope="module")
def three(tmp_path_factory) -> tuple[TestClient, Sequence[str]]:
    """The app over a report of three versions, and their ids."""
    folder: Path = tmp_path_factory.mktemp("versions")
    archive = open_archive(folder / "three.duckdb", create=True)
    for number, text in enumerate(TEXTS):
        report = folder / f"{number}.json"
        report.write_text(
            json.dumps({"url": "https://news.example/a", "title": "A threat", "text": text}), "utf-8"
        )
        archive.add(str(report))
    ids = (
        archive.store.query("SELECT article FROM kept.articles ORDER BY version")
        .column("article")
        .to_pylist()
    )
    return TestClient(make_app(archive.store)), ids


def page(client: TestClient, path: str):
    answer = client.get(path)
    assert answer.status_code == 200
    return html.document_fromstring(answer.text)


def said(tree, path: str) -> list[str]:
    return [" ".join(node.text_content().split()) for node in tree.xpath(path)]


def test_the_last_two_versions_are_compared_unless_others_are_asked_for(three):
    client, ids = three
    tree = page(client, f"/articles/{ids[0]}/versions")
    assert said(tree, "//del") == ["[left out: Monday]"]
    assert said(tree, "//ins") == ["[added: Tuesday]"]
    assert said(tree, "//option[@selected]/@value/..")[0].startswith("Version 2")


def test_two_versions_are_chosen_in_any_order(three):
    client, ids = three
    for query in ("one=1&other=2", "one=2&other=1"):
        tree = page(client, f"/articles/{ids[2]}/versions?{query}")
        assert said(tree, "//del") == ["[left out: Iceland called it unlikely that talks fail.]"]


def test_what_became_of_items_is_told_over_several_versions(three):
    client, ids = three
    tree = page(client, f"/articles/{ids[2]}/versions?one=1&other=3")
    states = set(tree.xpath("//table[@class='fates']/tbody/tr/@class"))
    assert {"withdrawn"} <= states <= {"kept", "withdrawn", "reread"}
    gone = said(tree, "//table[@class='fates']/tbody/tr[@class='withdrawn']/td[2]")
    assert any("Norway threatened" in words or "sanction Iceland on Monday" in words for words in gone)


def test_kept_items_lead_to_their_place_in_the_later_version(three):
    client, ids = three
    tree = page(client, f"/articles/{ids[1]}/versions?one=1&other=2")
    kept = tree.xpath("//table[@class='fates']/tbody/tr[@class='kept']/td/a/@href")
    assert kept
    assert all(href.startswith(f"/articles/{ids[1]}#") for href in kept)


@pytest.mark.parametrize(("query", "status", "words"), [
    ("one=9", 404, "There is no version 9 of this report; there are 3."),
    ("one=two", 422, "one: "),
    ("one=2&other=2", 200, "compared with itself"),
])  # fmt: skip
def test_what_cannot_be_compared_says_so(three, query, status, words):
    client, ids = three
    answer = client.get(f"/articles/{ids[0]}/versions?{query}")
    assert (answer.status_code, words in answer.text) == (status, True)


def test_one_version_is_told_in_words(client):
    assert "There is one version of this report" in client.get(f"/articles/{FIRST}/versions").text


def test_versions_as_data(three):
    client, ids = three
    rows = client.get(f"/articles/{ids[1]}/versions.json").json()
    assert [(row["version"], row["article"], row["withdrawn"]) for row in rows] == [
        (1, ids[0], True), (2, ids[1], True), (3, ids[2], False),
    ]  # fmt: skip


def test_copies_say_who_was_first_and_why(client):
    tree = page(client, f"/articles/{COPY}/copies")
    text = " ".join(said(tree, "//main"))
    assert "One text in 2 reports by 2 outlets, which count as one independent report." in text
    assert "First: Meridian Wire, because 1 of the others credits Meridian Wire." in text
    assert "92 %" in text
    assert "[added: Oslo sets deadline for Icelandic boats]" in said(tree, "//ins")


def test_a_report_without_copies_says_so(client, story_store):
    (alone,) = (
        story_store.query(
            "SELECT article FROM articles ANTI JOIN wire_copies USING (article) ORDER BY serial LIMIT 1"
        )
        .column("article")
        .to_pylist()
    )
    assert "No other report on record has the text" in client.get(f"/articles/{alone}/copies").text
    assert client.get(f"/articles/{alone}/copies.json").json() == []


@pytest.mark.parametrize("path", ["/articles/0000/versions", "/articles/0000/copies", "/articles/0000/copies.csv",
                                  "/articles/0000/versions.json", f"/articles/{COPY}/copies?other=0000"])  # fmt: skip
def test_what_is_not_on_record_is_not_found(client, path):
    assert client.get(path).status_code == 404


def test_how_much_changed_is_counted():
    pairs = differences("It rained.\n\nTwo men left on Monday.", "It rained.\n\nThree men left.")
    assert changed(pairs) == Changed(paragraphs=2, changed=1, gone=3, new=1)
