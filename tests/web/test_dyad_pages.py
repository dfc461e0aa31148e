"""Pairs of parties: their list, and what each did to the other."""

from __future__ import annotations

import pytest
from paged import charts, find, page, words
from starlette.testclient import TestClient
from storing import taken

from onrecord import read
from onrecord.store import dyads, open_store
from onrecord.store.add import add
from onrecord.web import make_app
from onrecord.web.views.dyads import EACH


def test_the_list_has_the_pairs_in_the_order_that_is_asked(client, story_store):
    for order, by in (("most", "deeds"), ("hottest", "change"), ("tense", "tension"), ("latest", "latest")):
        rows = find(page(client, f"/dyads?order={order}"), "table.pairs tbody tr")
        assert [words(find(row, "th")[0]) for row in rows] == [
            " and ".join(one.names) for one in dyads(story_store, by=by)
        ]


def test_a_pair_leads_to_its_page(client):
    link = find(page(client, "/dyads"), "table.pairs tbody th a")[0]
    assert words(find(page(client, link.get("href")), "h1")[0]) == "Iceland and Norway"


def test_only_the_pairs_of_one_side(client):
    rows = find(page(client, "/dyads?party=norway"), "table.pairs tbody tr th")
    assert [words(row) for row in rows] == ["Iceland and Norway"]
    assert "No pair" in words(find(page(client, "/dyads?party=Chad"), "p.none")[0])


def test_pages_of_pairs(tmp_path):
    store = open_store(tmp_path / "pairs.duckdb", create=True)
    texts = ("Norway accused Iceland of theft on Monday.", "Chad attacked Kenya on Monday.")
    found = [read(text, date="2031-03-05") for text in texts]
    add(store, [taken(record, f"report {number}") for number, record in enumerate(found)])
    client = TestClient(make_app(store))
    tree = page(client, "/dyads?limit=1")
    assert len(find(tree, "table.pairs tbody tr")) == 1
    (following,) = find(tree, "nav.pages a[@rel='next']")
    last = page(client, following.get("href"))
    assert len(find(last, "table.pairs tbody tr")) == 1
    assert find(last, "nav.pages a[@rel='next']") == []


def test_each_side_has_its_column(client):
    tree = page(client, "/dyads/NOR/ISL")
    left, right = find(tree, "section[@id='deeds'] section.column")
    assert [words(find(side, "h3")[0]) for side in (left, right)] == [
        "Norway to Iceland",
        "Iceland to Norway",
    ]
    figures = [words(one) for one in find(tree, "dl.figures div")][:2]
    assert [figure.rpartition(" ")[0] for figure in figures] == ["deeds of Norway", "deeds of Iceland"]
    counts = [int(figure.rpartition(" ")[2]) for figure in figures]
    assert [len(find(side, "li")) for side in (left, right)] == [min(EACH, count) for count in counts]


def test_every_day_with_events_opens_them(client):
    (curve,) = charts(page(client, "/dyads/NOR/ISL"), "escalation")
    days = [day for day in curve["days"] if day["href"]]
    assert days
    for day in days:
        if "#" in day["href"]:
            key, _, id = day["href"].removeprefix("/articles/").partition("#")
            rows = client.get(f"/events.json?article={key}").json()
            assert day["day"] in {row["day"] for row in rows if row["id"] == id}
        else:
            tree = page(client, day["href"])
            assert len(find(tree, "ol.items li.event")) > 1


def test_the_formula_is_shown(client):
    assert "E(d) = T(d)" in words(find(page(client, "/dyads/NOR/ISL"), "section[@id='escalation'] code")[0])


def test_names_and_codes_are_one_page(client):
    named = page(client, "/dyads/norway/Iceland")
    assert words(find(named, "h1")[0]) == "Norway and Iceland"


def test_the_data_is_the_curve_with_its_events(client):
    rows = client.get("/dyads/NOR/ISL.json").json()
    (curve,) = charts(page(client, "/dyads/NOR/ISL"), "escalation")
    assert [row["day"] for row in rows] == [day["day"] for day in curve["days"]]
    # The curve is rounded to two places.
    assert [row["index"] for row in rows] == pytest.approx(
        [day["index"] for day in curve["days"]], abs=0.0051
    )
    assert all("#" in event for row in rows for event in row["events"])
    assert client.get("/dyads/NOR/ISL.csv").text.startswith("day,tension,index,change,events\n")


def test_the_feed_has_both_directions(client):
    feed = client.get("/dyads/NOR/ISL.atom").text
    assert "Norwegian coast guard seizes Icelandic trawler" in feed
    assert feed.count("<entry>") == client.get("/dyads/ISL/NOR.atom").text.count("<entry>")


@pytest.mark.parametrize("path", ["/dyads/NOR/NOR", "/dyads/NOR/KEN", "/dyads/Nowhere/NOR.json"])
def test_what_has_nothing_between_it_is_not_found(client, path):
    answer = client.get(path)
    assert answer.status_code == 404
    assert "Nothing between" in answer.text
