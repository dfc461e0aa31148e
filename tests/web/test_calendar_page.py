"""The calendar: what is due, day by day, and its grid."""

from __future__ import annotations

import datetime

import pytest
from lxml import html
from starlette.testclient import TestClient

from onrecord.web import make_app
from onrecord.web.views.calendar import months


def words(client, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200
    return " ".join(html.document_fromstring(answer.text).xpath("string(//main)").split())


def test_what_is_to_come_stands_before_what_is_overdue(client):
    page = words(client, "/calendar")
    assert "Today is 16 Mar 2024" in page
    assert page.index("30 Apr 2024") < page.index("Overdue The day is past")
    assert page.index("15 Mar 2024 overdue demand Norway") < page.index("11 Mar 2024 overdue warning")


def test_the_grid_leads_to_the_days(client):
    page = html.document_fromstring(client.get("/calendar?since=2024-03&past=true").text)
    assert [caption.text_content() for caption in page.xpath("//caption")] == ["March 2024", "April 2024"]
    links = page.xpath("//table[@class='grid']//td/a/@href")
    assert "#d2024-04-30" in links
    assert all(page.xpath(f"//li[@id='{link[1:]}']") for link in links)
    assert [cell.text_content() for cell in page.xpath("//td[@aria-current='date']")] == ["16"]


def test_days_are_those_of_the_entries_and_not_of_the_reports(client):
    rows = client.get("/calendar.json?since=2024-04-01").json()
    assert [(row["day"], row["who"]) for row in rows] == [("2024-04-30", "World Food Programme")]
    assert client.get("/calendar.json?until=2024-03-11").json()[0]["state"] == "overdue"


def test_conditions_hold(client):
    assert {row["who"] for row in client.get("/calendar.json?actor=Norway&type=demand").json()} == {"Norway"}
    assert "Kenya" not in client.get("/calendar.ics?story=9d0e4f57f918f4b3").text
    assert "No deadline or plan on record meets these conditions" in words(client, "/calendar?since=2031")
    assert client.get("/calendar?since=someday").status_code == 422


def test_an_old_archive_shows_its_latest_dates(story_store):
    late = TestClient(make_app(story_store, clock=lambda: datetime.date(2031, 1, 1)))
    page = words(late, "/calendar?story=9d0e4f57f918f4b3")
    assert "Nothing is due or planned from today on. These were the latest dates on record." in page
    assert "15 Mar 2024" in page


@pytest.mark.parametrize(("days", "expected"), [
    ([], []),
    ([datetime.date(2024, 2, 29)], [(2024, 2, 5)]),
    ([datetime.date(2023, 12, 31), datetime.date(2024, 1, 1)], [(2023, 12, 5), (2024, 1, 5)]),
])  # fmt: skip
def test_months_have_whole_weeks(days, expected):
    found = months([{"day": day} for day in days])
    assert [(month.first.year, month.first.month, len(month.weeks)) for month in found] == expected
    for month in found:
        assert all(len(week) == 7 for week in month.weeks)
        marked = {cell[0] for week in month.weeks for cell in week if cell and cell[1]}
        assert marked == {day for day in days if day.month == month.first.month}
