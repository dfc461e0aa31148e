"""The overview: what is new, and the welcome of an empty store."""

from __future__ import annotations

import pytest
from lxml import html
from starlette.testclient import TestClient

from onrecord.store import open_store
from onrecord.web import make_app


def main(client, path: str = "/") -> str:
    answer = client.get(path)
    assert answer.status_code == 200
    return " ".join(html.document_fromstring(answer.text).xpath("string(//main)").split())


def test_it_says_what_came_since_yesterday(client):
    page = main(client)
    assert page.startswith("Since 15 Mar 2024 11 new reports, 2 new forecasts.")
    assert "Norway gives Iceland until March 15 to withdraw its trawlers 10 reports in 4 outlets" in page
    assert "reports11" in page


def test_it_falls_back_to_the_latest_day_and_says_so(client):
    page = main(client, "/?since=2998-12-31")
    assert "Nothing came on record since 31 Dec 2998; this is what came on the latest day." in page
    assert "11 new reports" in page


def test_every_link_leads_somewhere(client):
    page = html.document_fromstring(client.get("/").text)
    served = (
        "/stories",
        "/happenings",
        "/calendar",
        "/dropped",
        "/events",
        "/statements",
        "/positions",
        "/forecasts",
    )
    links = [link for link in page.xpath("//main//a/@href") if link.startswith(served)]
    assert len(links) > 8
    for link in links:
        assert client.get(link).status_code == 200, link


def test_data_has_a_row_for_each_line(client):
    rows = client.get("/overview.json").json()
    kinds = [row["kind"] for row in rows]
    assert kinds.count("report") == 10
    assert kinds.count("story") == 2
    assert {"due", "overdue", "forecast"} <= set(kinds)
    assert client.get("/overview.csv").text.startswith("kind,day,what,n,address")
    assert client.get("/overview.atom").status_code == 200


@pytest.fixture(scope="module")
def empty(tmp_path_factory) -> TestClient:
    store = open_store(tmp_path_factory.mktemp("empty") / "none.duckdb", create=True)
    return TestClient(make_app(store))


def test_an_empty_store_gets_a_welcome(empty):
    page = main(empty)
    assert page.startswith("Nothing is on record yet")
    assert "onrecord add reports/" in page
    assert empty.get("/overview.json").json() == []


@pytest.mark.parametrize("path", ["/calendar", "/happenings", "/timeline", "/dropped"])
def test_an_empty_page_says_what_to_do(empty, path):
    answer = empty.get(path)
    (words,) = html.document_fromstring(answer.text).xpath("//p[@class='none']")
    assert len(words.text_content()) > 30
