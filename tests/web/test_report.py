"""The reading page in the app: the whole record, and what the report stands among."""

from __future__ import annotations

import re

import pytest
from lxml import html
from starlette.testclient import TestClient

from onrecord.archive import open_archive
from onrecord.model import from_json
from onrecord.store import Store, Verdict, decide, records
from onrecord.web import make_app
from onrecord.web.views.report import between

FIRST = "9d0e4f57f918f4b3"
COPY = "81ac881c9d82e461"


@pytest.fixture(scope="module")
def page(client):
    return html.document_fromstring(client.get(f"/articles/{FIRST}").text)


def words(node) -> str:
    return " ".join(node.text_content().split())


def links(node) -> set[str]:
    return set(node.xpath(".//a/@href"))


def test_every_item_has_its_evidence_and_its_row(page):
    rows = set(page.xpath("//tr/@id"))
    marked = {item for items in page.xpath("//@data-items") for item in items.split()}
    assert {"p1", "s1", "e1", "f1", "a1"} <= rows
    assert marked == rows
    assert page.xpath("//h1")[0].text_content().startswith("Norway gives Iceland")


def test_it_says_where_the_report_stands(page):
    (around,) = page.xpath("//ul[@class='around']")
    assert words(around).startswith("Story: Norway gives Iceland until March 15")
    assert "10 reports, 9 independent" in words(around)
    assert "First of 2 copies in 2 outlets: they count as one" in words(around)
    assert {f"/stories/{FIRST}", f"/articles/{FIRST}/copies", "/dyads/ISL/NOR"} <= links(around)


def test_a_copy_names_the_first(client):
    page = html.document_fromstring(client.get(f"/articles/{COPY}").text)
    (around,) = page.xpath("//ul[@class='around']")
    assert "Copy of a report by Meridian Wire, one of 2 in 2 outlets" in words(around)


def test_names_lead_to_actors_and_events_to_happenings(client):
    page = html.document_fromstring(client.get(f"/articles/{COPY}").text)
    (table,) = page.xpath("//section[contains(@class, 'event')]")
    assert {"/actors/state/NOR", "/actors/state/ISL"} <= links(table)
    told = [words(cell) for cell in table.xpath(".//td[@data-label='Told by']")]
    assert "2 reports" in told
    assert any(link.startswith("/happenings/") for link in links(table))


def test_each_layer_leads_to_its_review_and_its_list(page):
    assert {f"/review?layer=events&article={FIRST}", f"/events?article={FIRST}"} <= links(page)


def test_the_page_runs_files_of_ours_only(client):
    text = client.get(f"/articles/{FIRST}").text
    sources = set(re.findall(r'<script[^>]*src="([^"]+)"', text))
    assert sources == {"/static/app.js", "/static/reading/reading.js"}
    assert re.findall(r"<script(?![^>]*src=)|<style|style=", text) == []
    for path in (*sources, *re.findall(r'<link rel="stylesheet" href="([^"]+)"', text)):
        assert client.get(path).status_code == 200, path


def test_nothing_but_styles_and_scripts_is_served_of_the_reading_page(client):
    assert client.get("/static/reading/reading.css").status_code == 200
    assert client.get("/static/reading/render.py").status_code == 404
    assert client.get("/static/reading/../render.py").status_code == 404


def test_json_is_the_whole_record(client, story_store):
    answer = client.get(f"/articles/{FIRST}.json")
    assert answer.headers["content-type"] == "application/json"
    assert from_json(answer.content) == next(records(story_store, [FIRST]))[1]


def test_csv_is_its_items_by_day(client):
    lines = client.get(f"/articles/{FIRST}.csv").text.splitlines()
    assert lines[0].startswith("day,layer,what,who")
    assert {line.split(",")[1] for line in lines[1:]} == {"event", "statement", "position", "forecast"}


@pytest.mark.parametrize("ending", ["", ".json", ".csv"])
def test_what_is_not_on_record_says_so(client, ending):
    answer = client.get(f"/articles/0000{ending}")
    assert answer.status_code == 404
    assert "There is no report 0000 on record." in answer.text


def test_the_json_is_described_as_an_object(client):
    described = client.get("/openapi.json").json()["paths"]["/articles/{article}.json"]["get"]
    assert described["responses"]["200"]["content"]["application/json"]["schema"] == {"type": "object"}


@pytest.fixture
def changing(tmp_path) -> Store:
    """Two versions of one report, of which people decided on an item."""
    archive = open_archive(tmp_path / "two.duckdb", create=True)
    for number, end in enumerate(("The talks go on.", "The talks failed.")):
        report = tmp_path / f"{number}.json"
        text = f"OSLO - Norway threatened to sanction Iceland on Monday. {end}"
        report.write_text(
            f'{{"url": "https://news.example/a", "title": "A threat", "text": "{text}"}}', "utf-8"
        )
        archive.add(str(report))
    newest = archive.store.query("SELECT article FROM articles").column("article")[0].as_py()
    decide(archive.store, Verdict(article=newest, layer="events", id="e1", decision="rejected"))
    return archive.store


def test_versions_and_decisions_are_told(changing):
    old, new = (
        changing.query("SELECT article FROM kept.articles ORDER BY version").column("article").to_pylist()
    )
    client = TestClient(make_app(changing))
    page = html.document_fromstring(client.get(f"/articles/{new}").text)
    assert "Version 2 of this report. What changed" in words(page)
    assert [words(cell) for cell in page.xpath("//tr[@id='e1']/td[@data-label='Review']")] == ["rejected"]
    replaced = html.document_fromstring(client.get(f"/articles/{old}").text)
    assert "This is version 1; a later one has replaced it." in words(replaced)
    assert f"/articles/{new}" in links(replaced)
    assert not any(link.startswith("/review?") for link in links(replaced))


def test_pairs_of_parties_are_told_once_the_most_told_first(story_store):
    record = next(records(story_store, [FIRST]))[1]
    assert [(pair.one, pair.other, pair.href) for pair in between(record)] == [
        ("Iceland", "Norway", "/dyads/ISL/NOR")
    ]
