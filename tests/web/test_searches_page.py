"""Searches that are saved, opened again, followed as feeds, and dropped."""

from __future__ import annotations

import shutil
from urllib.parse import quote

import pytest
from lxml import html
from starlette.testclient import TestClient

from onrecord.store import open_store, searches
from onrecord.web import make_app


@pytest.fixture
def saving(story_store, tmp_path) -> TestClient:
    """A client of an app whose store may be written to."""
    path = tmp_path / "story.duckdb"
    shutil.copy(story_store.path, path)
    return TestClient(make_app(open_store(path)))


def kept(client: TestClient) -> list[tuple[str, str, str]]:
    return [(one.name, one.path, one.query) for one in searches(client.app.state.desk.store)]


def sent(client: TestClient, page: str, **filled: str):
    """What the form of a page answers, filled in."""
    (form,) = [
        form for form in html.document_fromstring(client.get(page).text).forms if form.get("method") == "post"
    ]
    form.fields = {**form.fields, **filled}
    return client.post(form.action, data=dict(form.form_values()))


def test_a_list_is_saved_by_its_own_link_and_opened_again(saving):
    tree = html.document_fromstring(saving.get("/events?type=THREATEN&offset=1&limit=1").text)
    (link,) = tree.xpath("//a[@class='save']/@href")
    answer = sent(saving, link, name=" Threats  at sea ")
    assert (answer.status_code, answer.url.path) == (200, "/searches")
    assert kept(saving) == [("Threats at sea", "/events", "type=THREATEN")]
    tree = html.document_fromstring(answer.text)
    assert tree.xpath("//h2/a/@href") == ["/events?type=THREATEN"]
    (feed,) = tree.xpath("//p[@class='feed']/a/@href")
    assert saving.get(feed).headers["content-type"].startswith("application/atom+xml")
    assert saving.get("/searches.json").json()[0]["query"] == "type=THREATEN"


def test_a_search_has_no_feed_and_says_none(saving):
    sent(saving, "/searches/new?path=/search&where=q%3Dtrawlers")
    tree = html.document_fromstring(saving.get("/searches").text)
    assert tree.xpath("string(//h2/a)") == "Search, trawlers"
    assert not tree.xpath("//p[@class='feed']/a")


def test_it_is_dropped(saving):
    saving.post("/searches", data={"name": "A & B", "path": "/events", "query": ""})
    (link,) = html.document_fromstring(saving.get("/searches").text).xpath("//p[@class='drop']/a/@href")
    assert sent(saving, link).status_code == 200
    assert kept(saving) == []
    assert saving.get(link).status_code == 404
    assert "Choose one of" in saving.get("/searches/drop").text
    assert "No search was saved yet" in saving.get("/searches").text


@pytest.mark.parametrize(
    "form",
    [
        {"name": " ", "path": "/events"},
        {"name": "A", "path": "//elsewhere.example/"},
        {"name": "A", "path": "https://elsewhere.example/"},
        {"name": "A" * 201, "path": "/events"},
        {"name": "A", "path": "/events", "query": "x" * 20_000},
        {},
    ],
)
def test_what_cannot_be_saved(saving, form):
    answer = saving.post("/searches", data=form)
    assert answer.status_code == 400
    assert kept(saving) == []


@pytest.mark.parametrize(
    ("path", "status"),
    [("//elsewhere.example", 422), ("/\\elsewhere.example", 422), ("https://elsewhere.example", 422), ("/nowhere", 404)],
)  # fmt: skip
def test_what_is_no_page_here_is_not_offered(saving, path, status):
    assert saving.get("/searches/new", params={"path": path}).status_code == status


def test_the_name_is_text(saving):
    evil = "<script>alert(1)</script>"
    saving.post("/searches", data={"name": evil, "path": "/events", "query": f"text={evil}"})
    for address in ("/searches", "/searches/drop?name=" + quote(evil)):
        page = saving.get(address).text
        assert evil not in page
        assert "&lt;script&gt;" in page
