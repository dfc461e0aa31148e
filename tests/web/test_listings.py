"""The lists: how they are narrowed down, counted, ordered and drawn."""

from __future__ import annotations

import datetime

import pytest
from paged import charts, find, page

from onrecord.store import Facets, counts, facets
from onrecord.store.facets import Count, DayCount
from onrecord.web import narrowing
from onrecord.web.asked import Listing
from onrecord.web.figures.bars import by_day, last_of_month


@pytest.mark.parametrize(
    "table", ["articles", "statements", "events", "positions", "forecasts", "actors", "stories"]
)
def test_a_list_says_how_many_there_are(client, story_store, table):
    total = counts(story_store, table)
    (line,) = find(page(client, f"/{table}"), "p.order")
    assert line.text_content().startswith(f"{total} ")


def test_a_facet_leads_to_as_many_as_it_says(client, story_store):
    tree = page(client, "/events")
    groups = {find(group, "h2")[0].text: group for group in find(tree, ".facet")}
    assert set(groups) == {"Type", "Status", "Outlet", "Party", "Month"}
    for group in groups.values():
        link = find(group, "a")[0]
        narrowed = page(client, link.get("href"))
        assert find(narrowed, "p.order strong")[0].text == find(link, "small")[0].text


def test_a_chosen_facet_is_marked_and_is_taken_back(client):
    tree = page(client, "/events?type=request&country=norway")
    chosen = find(tree, ".facet a[@aria-current]")
    assert [find(link, "span")[0].text for link in chosen] == ["request", "Norway"]
    assert [link.get("href") for link in chosen] == ["/events?country=norway", "/events?type=request"]


def test_a_month_is_a_span_of_days():
    found = Facets(month=(Count("2024-02", 3), Count("2024-03", 1)))
    (group,) = narrowing.groups(
        "events", found, Listing.model_validate({"since": "2024-02", "until": "2024-02"})
    )
    assert [(one.name, one.chosen, one.sets["since"]) for one in group.values] == [
        ("Mar 2024", False, "2024-03"), ("Feb 2024", True, None),
    ]  # fmt: skip


def test_the_other_end_comes_first_when_asked(client):
    newest, oldest = page(client, "/events?type=RETREAT"), page(client, "/events?type=RETREAT&newest=false")
    days = [[one.text for one in find(tree, ".item time")] for tree in (newest, oldest)]
    assert days[0] == days[1][::-1] != days[1]
    assert find(oldest, ".order a")[0].get("href") == "/events?type=RETREAT"
    assert find(newest, ".order a")[0].get("href") == "/events?type=RETREAT&newest=false"
    assert find(oldest, 'form input[@name="newest"]')[0].get("value") == "false"


def test_what_has_no_order_of_days_offers_none(client):
    assert find(page(client, "/actors"), ".order a") == []


def test_the_form_holds_what_was_asked_and_only_what_can_be_asked(client):
    tree = page(client, "/positions?actor=Haugen&type=Promise&since=2024-03&confidence=0.5&story=")
    fields = {field.get("name"): field for field in find(tree, ".narrow label *[@name]")}
    assert fields["actor"].get("value") == "Haugen"
    assert fields["since"].get("value") == "2024-03-01"
    assert fields["type"].value == "promise"
    assert fields["confidence"].value == "0.5"
    assert all(field.getparent().tag == "label" for field in fields.values())
    stories = find(page(client, "/stories"), ".narrow label *[@name]")
    assert [field.get("name") for field in stories] == ["text", "actor", "country", "since", "until"]


def test_what_the_form_cannot_say_goes_along(client, story_store):
    story = story_store.query("SELECT max(story) AS story FROM stories").column("story")[0].as_py()
    (hidden,) = find(page(client, f"/events?story={story}"), ".narrow input[@type='hidden']")
    assert (hidden.get("name"), hidden.get("value")) == ("story", story)


def test_bars_count_what_the_list_has(client, story_store):
    tree = page(client, "/events?country=NOR")
    (drawn,) = charts(tree, "bars")
    bars = drawn["rows"]
    wanted = Listing.model_validate({"country": "NOR"}).filter
    assert sum(bar["n"] for bar in bars) == counts(story_store, "events", wanted)
    first = page(client, bars[0]["href"])
    assert find(first, "p.order strong")[0].text == str(bars[0]["n"])
    assert len(find(tree, "figure .twin tbody tr")) == len(bars)


def test_one_day_is_not_drawn(client):
    assert find(page(client, "/statements?since=2024-03-15"), "figure") == []


@pytest.mark.parametrize(
    ("every", "number", "grain", "bars"), [(1, 30, "Day", 30), (7, 100, "Week", 100), (31, 90, "Month", 90)]
)  # fmt: skip
def test_many_days_are_counted_by_week_or_month(every, number, grain, bars):
    first = datetime.date(2020, 1, 1)
    days = [DayCount(first + datetime.timedelta(every * n), 2) for n in range(number)]
    drawn = by_day(days, "events", lambda since, until: f"{since}..{until}")
    assert drawn is not None
    assert (drawn.columns[0], len(drawn.rows)) == (grain, bars)
    assert sum(row["n"] for row in drawn.data["rows"]) == 2 * number
    for row, day in ((drawn.data["rows"][0], first), (drawn.data["rows"][-1], days[-1].day)):
        since, until = map(datetime.date.fromisoformat, row["href"].split(".."))
        assert since <= day <= until


def test_the_last_of_a_month():
    assert last_of_month(datetime.date(2024, 2, 3)) == datetime.date(2024, 2, 29)
    assert last_of_month(datetime.date(2023, 12, 31)) == datetime.date(2023, 12, 31)


def test_positions_tell_first_how_many_ended_how(client, story_store):
    found = facets(story_store, "positions").status
    shown = find(page(client, "/positions"), "dl.figures div")
    assert len(shown) == (len(found) if len(found) > 1 else 0)


def test_past_the_end_it_says_so(client):
    tree = page(client, "/events?offset=5000")
    assert "There are only" in find(tree, "p.none")[0].text_content()
