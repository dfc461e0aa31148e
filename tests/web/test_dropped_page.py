"""Dropped inputs: every reason has a word of advice."""

from __future__ import annotations

import pytest
from lxml import html
from starlette.testclient import TestClient

from onrecord.model import Dropped
from onrecord.reading.reasons import REASONS
from onrecord.store import open_store
from onrecord.store.add import add
from onrecord.store.ledger import dropped_reasons
from onrecord.store.rows import Taken
from onrecord.web import make_app
from onrecord.web.views.dropped import ADVICE

INPUTS = (
    ("a.txt", "empty", "there is nothing in it"),
    ("b.txt", "empty", "there is nothing in it"),
    ("https://news.example/c", "language", "it is in French"),
    ("javascript:alert(1)", "crashed", "<b>it broke</b>"),
)


@pytest.fixture(scope="module")
def dropping(tmp_path_factory) -> TestClient:
    store = open_store(tmp_path_factory.mktemp("dropped") / "news.duckdb", create=True)
    add(store, [
        Taken(key=f"{origin}#{n}", source="here", origin=origin,
              outcome=Dropped(id=None, step="read", reason=reason, message=message))
        for n, (origin, reason, message) in enumerate(INPUTS)
    ])  # fmt: skip
    assert dropped_reasons(store) == [("empty", 2), ("crashed", 1), ("language", 1)]
    return TestClient(make_app(store))


def test_every_reason_has_advice():
    assert set(ADVICE) == set(REASONS)


def test_reasons_are_counted_and_explained(dropping):
    page = html.document_fromstring(dropping.get("/dropped").text)
    rows = [[cell.text_content() for cell in row] for row in page.xpath("//tbody/tr")]
    assert [row[:2] for row in rows] == [["empty", "2"], ["crashed", "1"], ["language", "1"]]
    assert rows[0][2:] == [REASONS["empty"], ADVICE["empty"]]


def test_one_reason_by_itself(dropping):
    page = html.document_fromstring(dropping.get("/dropped?reason=empty").text)
    assert page.xpath("//code/text()") == ["b.txt", "a.txt"] or page.xpath("//code/text()") == [
        "a.txt",
        "b.txt",
    ]
    assert ADVICE["empty"] in page.text_content()
    assert [row["origin"] for row in dropping.get("/dropped.json?reason=language").json()] == [
        "https://news.example/c"
    ]
    assert "No input was dropped for this reason" in dropping.get("/dropped?reason=nonesuch").text


def test_only_web_addresses_are_links(dropping):
    page = html.document_fromstring(dropping.get("/dropped").text)
    (link,) = page.xpath("//p[@class='where']/a")
    assert (link.get("href"), link.get("rel")) == ("https://news.example/c", "noreferrer noopener")
    assert not page.xpath("//p[@class='lead']//b")
