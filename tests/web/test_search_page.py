"""The search page: hits with their words marked, narrowed down, as data; and in words where it cannot work."""

from __future__ import annotations

import shutil

import pytest
from lxml import html
from starlette.testclient import TestClient

from onrecord.store import open_store
from onrecord.web import make_app


def page(client, **asked):
    answer = client.get("/search", params=asked)
    assert answer.status_code == 200
    return html.document_fromstring(answer.text)


def test_words_are_marked_and_hits_lead_to_their_evidence(client):
    tree = page(client, q="trawlers")
    assert {mark.text.lower() for mark in tree.xpath("//mark")} == {"trawler", "trawlers"}
    links = tree.xpath("//ol[@class='items']/li//a/@href")
    assert links
    assert all(link.startswith("/articles/") for link in links)
    item = tree.xpath("//li[contains(@class, 'event')]//blockquote/a")[0]
    key, _, id = item.get("href").removeprefix("/articles/").partition("#")
    (row,) = client.get("/events.json", params={"article": key}).json()[:1]
    assert id.startswith(row["id"][0])


def test_it_is_narrowed_down_by_links_that_count(client):
    tree = page(client, q="trawlers")
    for link in tree.xpath("//aside//a"):
        name, number = (part.text_content() for part in link)
        narrowed = html.document_fromstring(client.get(link.get("href")).text)
        assert narrowed.xpath("string(//p[@class='order']/strong)") == number, name


def test_by_meaning(client):
    tree = page(client, q="fishing boats were held", how="meaning")
    assert "seize" in tree.xpath("string(//ol)")
    assert not tree.xpath("//mark")


def test_the_same_as_data(client):
    (hit,) = client.get("/search.json", params={"q": "trawlers", "kind": "article", "limit": 1}).json()
    assert (hit["kind"], hit["id"]) == ("article", None)
    assert client.get("/search.csv").text == "kind,article,id,title,text,day,outlet,score\n"


def test_pages_follow_one_another(client):
    first = client.get("/search.json", params={"q": "Norway", "limit": 5}).json()
    second = client.get("/search.json", params={"q": "Norway", "limit": 5, "offset": 5}).json()
    assert len(first) == len(second) == 5
    assert not [hit for hit in second if hit in first]
    assert "offset=5" in page(client, q="Norway", limit=5).xpath("string(//a[@rel='next']/@href)")


def test_nothing_found_says_what_to_do(client):
    assert "Search by meaning" in page(client, q="zzz").xpath("string(//p[@class='none'])")
    narrow = page(client, q="Norway", month="1999-01").xpath("string(//p[@class='none'])")
    assert "within these conditions. Without them" in narrow


def test_without_words_it_says_how_to_search(client):
    for link in page(client).xpath("//section//a/@href"):
        assert "hit" in client.get(link).text


@pytest.mark.parametrize("wrong", ["how=guess", "kind=rumour", "month=soon", "limit=0"])
def test_what_cannot_be_asked(client, wrong):
    assert client.get(f"/search?q=a&{wrong}").status_code == 422


def test_an_index_that_cannot_be_written(story_store, tmp_path):
    path = tmp_path / "story.duckdb"
    shutil.copy(story_store.path, path)
    (tmp_path / "story.duckdb.index").write_text("in the way")
    tree = page(TestClient(make_app(open_store(path))), q="trawlers")
    assert "cannot be written" in tree.xpath("string(//*[@role='alert'])")
    assert tree.xpath("//a/@href[. = '/articles?text=trawlers']")
