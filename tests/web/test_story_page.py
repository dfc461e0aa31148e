"""The page of a story and the data behind it."""

from __future__ import annotations

import csv
import io
import json
import re

import pytest
from lxml import html

STORY = "/stories/9d0e4f57f918f4b3"


@pytest.fixture(scope="module")
def page(client) -> html.HtmlElement:
    answer = client.get(STORY)
    assert answer.status_code == 200
    return html.document_fromstring(answer.text)


def section(page: html.HtmlElement, name: str) -> html.HtmlElement:
    (found,) = page.xpath(f"//section[@id='{name}']")
    return found


def chart(page: html.HtmlElement, name: str) -> dict:
    (block,) = page.xpath(f"//figure[@data-chart='{name}']/script")
    return json.loads(block.text)


def test_the_head_says_how_well_it_is_known(page):
    assert page.findtext(".//h1") == "Norway gives Iceland until March 15 to withdraw its trawlers"
    (about,) = page.xpath("//header[@class='head']/p[@class='about']")
    assert about.text_content() == "4–15 Mar 2024 · 10 reports in 4 outlets, 9 of them independent"


def test_the_table_of_contents_leads_to_every_section(page):
    links = page.xpath("//nav[@class='contents']//a/@href")
    assert links == [f"#{name}" for name in page.xpath("//main//section[h2]/@id")]
    assert "#reports" in links


def test_each_chief_actor_has_a_lane_and_acts_for_a_party_are_in_its_lane(page):
    drawn = chart(page, "lanes")
    names = [lane["name"] for lane in drawn["lanes"]]
    assert names[:3] == ["Iceland", "Norway", "Ingrid Haugen"]
    seizure = next(item for item in drawn["items"] if "coast guard seizes" in item["text"])
    assert names[seizure["lane"]] == "Norway"
    assert {item["layer"] for item in drawn["items"]} == {"event", "statement", "position", "forecast"}


def test_what_several_reports_tell_is_one_mark(client, page):
    rows = client.get(f"{STORY}.json").json()
    told = [row for row in rows if row["layer"] == "event" and row["what"].startswith("coerce seize")]
    marks = [item for item in chart(page, "lanes")["items"] if item["what"] == "coerce seize"]
    assert len(told) > len(marks) == 1


def test_charts_have_the_same_as_a_table(page):
    for name in ("lanes", "escalation", "map"):
        (figure,) = page.xpath(f"//figure[@data-chart='{name}']")
        assert figure.xpath(".//details//table/tbody/tr")
    days = chart(page, "escalation")["days"]
    assert all(day["href"] for day in days if day["tension"])
    assert any(day["href"] is None for day in days)
    assert days[0]["href"] == "/events?story=9d0e4f57f918f4b3&since=2024-03-04&until=2024-03-04"


def test_positions_stand_under_who_holds_them(page):
    holders = {
        holder.find("h3").text_content().split(" ")[0]: holder.text_content()
        for holder in section(page, "positions").xpath(".//section")
    }
    assert "by 15 Mar 2024" in holders["Norway"]
    assert "demand" in holders["Norway"]
    assert "Iceland withdraw its trawlers" not in holders["Iceland"]


def test_happenings_say_who_tells_them_and_where_reports_differ(page):
    told = section(page, "happenings")
    assert (
        "Told by 4 reports in 4 outlets, all independent: Capital Ledger, Harbour Post, Meridian Wire, The Northern Star"
        in told.xpath(".//p[@class='source']/text()")
    )
    assert [
        line for line in told.xpath(".//div[@class='differ']//li/text()") if line.startswith("sailor")
    ] == ["sailor: 9 (Capital Ledger), 12 (The Northern Star)"] * 2


def test_only_what_was_said_in_these_words_is_quoted(page):
    said = section(page, "statements")
    quoted = said.xpath(".//li[@class='quoted']//a/text()")
    assert "We welcome this step" in quoted
    assert "Norway promised to lift its port restrictions on Monday" in said.xpath(
        ".//li[@class='indirect']//a/text()"
    )


def test_a_copy_names_what_it_copies(page):
    copies = [p for p in section(page, "reports").xpath(".//p") if "a copy of" in p.text_content()]
    assert len(copies) == 1
    assert copies[0].text_content().startswith("Harbour Post")


def test_sections_lead_to_the_whole_lists_under_the_same_condition(client, page):
    links = page.xpath("//p[@class='more']/a/@href")
    assert "/statements?story=9d0e4f57f918f4b3" in links
    for link in links:
        assert client.get(link).status_code == 200, link


def test_data_is_the_timeline_of_the_story(client):
    rows = client.get(f"{STORY}.json").json()
    read = list(csv.DictReader(io.StringIO(client.get(f"{STORY}.csv").text)))
    assert len(rows) == len(read) > 90
    assert [row["day"] for row in rows] == sorted(row["day"] for row in rows)
    assert not any("Kenya" in (row["text"] or "") for row in rows)
    assert client.get(f"{STORY}.json?limit=2&offset=1").json() == rows[1:3]


@pytest.mark.parametrize("form", ["atom", "ics", "geojson"])
def test_feeds_calendars_and_maps_are_of_the_story_alone(client, form):
    answer = client.get(f"{STORY}.{form}")
    assert answer.status_code == 200
    assert "Svalbard" in answer.text
    assert "Kenya" not in answer.text


@pytest.mark.parametrize("form", ["", ".json"])
def test_an_unknown_story_is_not_on_record(client, form):
    answer = client.get(f"/stories/nonesuch{form}")
    assert answer.status_code == 404
    assert re.search("No story nonesuch is on record", answer.text)
