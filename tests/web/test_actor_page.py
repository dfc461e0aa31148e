"""The page of an actor says who it is, what it did and wants, and leads to the evidence."""

from __future__ import annotations

import pytest
from paged import charts, find, page, words

from onrecord.store import Filter, ask
from onrecord.store.once import Who, once


def test_it_says_who_it_is(client):
    tree = page(client, "/actors/person/ingrid-haugen")
    assert words(find(tree, "h1")[0]) == "Ingrid Haugen"
    assert "Foreign Minister of Norway as 5 reports say, 4 Mar 2024 to 15 Mar 2024" in words(
        find(tree, "ul.offices")[0]
    )
    assert words(find(tree, "dl.figures div")[0]) == "reports 6"


def test_what_it_did_and_what_was_done_to_it_stand_apart(client, story_store):
    did, met = find(page(client, "/actors/state/NOR"), "section[@id='deeds'] section.column")
    sides = (Who(acts="state/NOR"), Who(meets="state/NOR"))
    for column, found in zip(
        (did, met), once(story_store, ["events"], sides, limit=6)["events"], strict=True
    ):
        links = [link.get("href") for link in find(column, "blockquote a")]
        assert links == [f"/articles/{row['article']}#{row['id']}" for row in found.rows]
        assert links
    assert words(find(did, "h3")[0]) == "What Norway did"


def test_what_several_reports_tell_is_told_once(client):
    column = find(page(client, "/actors/state/NOR"), "section[@id='deeds'] section.column")[0]
    assert any("told 2 times" in words(line) for line in find(column, "p.source"))


def test_charts_have_their_tables(client):
    tree = page(client, "/actors/state/NOR")
    (network,) = charts(tree, "network")
    assert {node["key"] for node in network["nodes"]} > {"state/NOR", "state/ISL"}
    assert {link["href"] for link in network["links"] if link["target"] == "state/ISL"} == {"/dyads/NOR/ISL"}
    (escalation,) = charts(tree, "escalation")
    assert escalation["days"][0]["day"] == "2024-03-04"
    assert len(find(tree, "figure[@data-chart='network'] tbody tr")) == len(network["links"])
    (embed,) = find(tree, "section[@id='network'] details.embed a")
    assert client.get(embed.get("href")).status_code == 200


def test_a_person_has_the_curve_of_all_it_takes_part_in(client):
    tree = page(client, "/actors/person/jon-einarsson")
    titles = [figure.get("aria-label") for figure in find(tree, "figure[@data-chart='escalation']")]
    assert titles == ["Escalation in what Jon Einarsson takes part in"]


def test_every_link_of_the_page_that_stays_on_its_subject_works(client):
    tree = page(client, "/actors/state/NOR")
    links = {
        link.get("href")
        for link in find(tree, "main a")
        if link.get("href", "").startswith(("/actors", "/dyads", "/events", "/positions"))
    }
    assert len(links) > 8
    assert [link for link in links if client.get(link).status_code != 200] == []


def test_its_data_are_its_items(client, story_store):
    rows = client.get("/actors/state/NOR.json").json()
    assert rows == sorted(rows, key=lambda row: row["day"] or "", reverse=True)
    events = ask(story_store, "events", Filter(actor="state/NOR"))
    assert sum(row["layer"] == "event" for row in rows) == len(events)
    for form in ("csv", "atom", "ics"):
        assert client.get(f"/actors/state/NOR.{form}").status_code == 200


@pytest.mark.parametrize("form", ["", ".json"])
def test_who_is_not_on_record_is_not_found(client, form):
    answer = client.get(f"/actors/person/nobody-at-all{form}")
    assert answer.status_code == 404
    assert "person/nobody-at-all" in answer.text
