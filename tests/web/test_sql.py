"""The page for queries: the answer as a table and as data, errors in words, examples that work."""

from __future__ import annotations

import pytest
from lxml import html

from onrecord.web.views.sql import CELL_CHARS, EXAMPLES


def table(client, q: str) -> list[list[str]]:
    tree = html.document_fromstring(client.get("/sql", params={"q": q}).text)
    return [[cell.text_content() for cell in row] for row in tree.xpath("//table//tr")]


def test_it_answers_as_a_table(client):
    assert table(client, "SELECT type, count(*) AS n FROM events GROUP BY type ORDER BY n DESC LIMIT 2")[0] == [
        "type", "n"
    ]  # fmt: skip
    assert table(client, "SELECT count(*) AS n, NULL AS m, 1234567.5::DOUBLE AS x FROM articles") == [
        ["n", "m", "x"], ["11", "null", "1234567.5"]
    ]  # fmt: skip


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.title)
def test_the_examples_work(client, example):
    assert client.get("/sql.json", params={"q": example.q}).status_code == 200
    page = client.get("/sql", params={"q": example.q})
    assert 'role="alert"' not in page.text
    assert len(table(client, example.q)) > 1


def test_the_same_as_data(client):
    asked = {"q": "SELECT 1 AS one, INTERVAL 2 DAY AS two"}
    assert client.get("/sql.json", params=asked).json() == [{"one": 1, "two": "2 days"}]
    assert client.get("/sql.csv", params=asked).text == "one,two\n1,2 days\n"


@pytest.mark.parametrize(
    ("q", "why"),
    [
        ("SELECT nothing", "nothing"),
        ("DROP TABLE kept.events", "only reading is possible here"),
        ("SELECT 1; SELECT 2", "one statement is needed, not 2"),
        ("SELECT * FROM read_text('/etc/hostname')", "file system operations are disabled"),
        ("SELECT DATE '20000-01-01'", "outside of the years 1 to 9999"),
    ],
)
def test_what_cannot_be_answered_is_told_and_the_query_kept(client, q, why):
    page = html.document_fromstring(client.get("/sql", params={"q": q}).text)
    assert why in page.xpath("string(//*[@role='alert'])")
    assert page.xpath("string(//textarea)").strip() == q
    answer = client.get("/sql.json", params={"q": q})
    assert (answer.status_code, why in answer.json()["problem"]) == (400, True)


def test_without_a_query(client):
    assert client.get("/sql").status_code == 200
    assert client.get("/sql.json").status_code == 400


def test_it_is_cut_and_goes_on(client):
    asked = {"q": "SELECT * FROM range(2500) t(n)"}
    first = client.get("/sql", params=asked).text
    assert "Rows 1–1,000" in first
    assert "offset=1000" in first
    last = client.get("/sql", params={**asked, "offset": 2000}).text
    assert "Rows 2,001–2,500" in last
    assert "Rows after" not in last


def test_ids_lead_to_what_they_name(client):
    page = html.document_fromstring(client.get("/sql", params={"q": "SELECT article FROM articles LIMIT 1"}).text)  # fmt: skip
    (link,) = page.xpath("//td/a")
    assert link.get("href") == f"/articles/{link.text}"


def test_long_texts_are_cut_on_the_page_only(client):
    asked = {"q": "SELECT repeat('word ', 1000) AS x"}
    assert len(table(client, asked["q"])[1][0]) < CELL_CHARS + 10
    assert len(client.get("/sql.json", params=asked).json()[0]["x"]) == 5000


def test_the_tables_are_listed_with_what_they_mean(client):
    page = client.get("/sql").text
    assert "Who did what to whom." in page
    assert "the PLOVER type" in page
