"""The timeline: all layers in order of day."""

from __future__ import annotations

from lxml import html


def test_days_stand_newest_first_each_once(client):
    page = html.document_fromstring(client.get("/timeline?limit=1000").text)
    days = page.xpath("//ol[@class='days']/li/h2/time/@datetime")
    assert days == sorted(set(days), reverse=True)
    tags = {tag.text for tag in page.xpath("//p[@class='what']/span")}
    assert tags == {"event", "statement", "position", "forecast"}


def test_the_other_way_round_and_in_pages(client):
    newest = client.get("/timeline.json?limit=1000").json()
    oldest = client.get("/timeline.json?limit=1000&newest=false").json()
    assert [row["day"] for row in oldest] == sorted(row["day"] for row in newest)
    assert client.get("/timeline.json?limit=5&offset=3").json() == newest[3:8]


def test_conditions_hold_and_stay_in_the_form(client):
    rows = client.get("/timeline.json?actor=Haugen&type=direct").json()
    assert {row["who"] for row in rows} == {"Ingrid Haugen"}
    page = html.document_fromstring(client.get("/timeline?actor=Haugen&type=direct").text)
    assert page.xpath("//form//input[@type='hidden']/@name") == ["type"]
    assert page.xpath("//form//input[@name='actor']/@value") == ["Haugen"]
    assert "Nothing on record meets these conditions" in client.get("/timeline?actor=nobody").text
