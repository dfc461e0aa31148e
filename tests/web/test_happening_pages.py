"""Happenings in a list, and one of them side by side."""

from __future__ import annotations

import pytest
from lxml import html
from starlette.testclient import TestClient

from onrecord.archive.happenings import rule
from onrecord.store import Store
from onrecord.web import make_app

SEIZURE = "/happenings/37120107d6fa7707/e1"


def tree(client, path: str) -> html.HtmlElement:
    answer = client.get(path)
    assert answer.status_code == 200
    return html.document_fromstring(answer.text)


def test_the_list_has_the_best_told_first(client):
    rows = client.get("/happenings.json").json()
    assert [row["independent"] for row in rows] == sorted((row["independent"] for row in rows), reverse=True)
    assert min(row["independent"] for row in rows) == 2
    assert len(client.get("/happenings.json?least=1").json()) > len(rows)
    assert len(tree(client, "/happenings").xpath("//li[contains(@class, 'item')]")) == len(rows)


def test_only_where_reports_differ(client):
    page = tree(client, "/happenings?contradicted=true&least=1")
    assert [
        line for line in page.xpath("//div[@class='differ']//li/text()") if line.startswith("sailor")
    ] == ["sailor: 9 (Capital Ledger), 12 (The Northern Star)"] * 2


def test_each_report_stands_once_with_its_words(client):
    page = tree(client, SEIZURE)
    cards = page.xpath("//ol[@class='tellings']/li")
    assert [card.find("h3/a").text for card in cards] == [
        "Capital Ledger",
        "The Northern Star",
        "Meridian Wire",
        "Harbour Post",
    ]
    assert len(cards[0].xpath(".//blockquote")) == 2
    assert cards[1].xpath("string(.//blockquote)") == (
        "REYKJAVIK - Norway's coast guard seized an Icelandic trawler off Svalbard on Thursday and arrested twelve"
        " sailors, the boat's owner said."
    )
    assert cards[1].xpath(".//dt[.='Numbers']/following-sibling::dd/text()") == ["sailor: 12"]


def test_joins_give_their_reasons(client):
    rows = [
        row.text_content()
        for row in tree(client, SEIZURE).xpath("//section[@aria-labelledby='joins']//tbody/tr")
    ]
    assert len(rows) >= 3
    assert all(" %" in row and "mean alike" in row for row in rows)


def test_any_event_of_it_leads_there(client):
    one, other = tree(client, SEIZURE), tree(client, "/happenings/37120107d6fa7707/e2")
    assert (
        one.findtext(".//h1") == other.findtext(".//h1") == "Norwegian coast guard seizes Icelandic trawler"
    )


@pytest.mark.parametrize("path", ["/happenings/37120107d6fa7707/e99", "/happenings/nonesuch/e1.json"])
def test_an_unknown_one_is_not_on_record(client, path):
    answer = client.get(path)
    assert answer.status_code == 404
    assert "No happening has the event" in answer.text


def test_data_of_one_are_its_tellings(client):
    rows = client.get(f"{SEIZURE}.json").json()
    assert {row["outlet"] for row in rows} == {
        "Capital Ledger",
        "The Northern Star",
        "Meridian Wire",
        "Harbour Post",
    }


def test_what_a_person_says_stands_with_the_join(story_store: Store, tmp_path):
    copy = tmp_path / "story.duckdb"
    copy.write_bytes(story_store.path.read_bytes())
    store = Store(copy)
    rule(store, "37120107d6fa7707#e1", "37120107d6fa7707#e2", True)
    assert "A person says they are one." in TestClient(make_app(store)).get(SEIZURE).text
