"""Charts alone, for the pages of others: without navigation, each with its table and a way back."""

from __future__ import annotations

from typing import Any

from pydantic import Field

from onrecord.store import dyads, places
from onrecord.store.contents import contents
from onrecord.store.portrait import circle, portrait
from onrecord.web import addresses, drawing
from onrecord.web.asked import Asked, Wanted, Words
from onrecord.web.desk import Desk
from onrecord.web.figures import Figure, escalation, network, worldmap
from onrecord.web.figures.lanes import lanes
from onrecord.web.view import Names, Page, View
from onrecord.who.parties import party_code, party_name

MOST_PLACES, MOST_TIES = 300, 40


class OfDyad(Asked):
    """Between whom: the pair with the most deeds where none is named."""

    dyad: Words | None = Field(None, description="Two parties by name or code", examples=["NOR,ISL"])


class OfStory(Asked):
    """Which story: the latest where none is named."""

    story: Words | None = Field(None, description="The id of a story")


class OfActor(Asked):
    """Around whom: the parties on record where none is named."""

    actor: Words | None = Field(None, description="The key of an actor", examples=["state/NOR"])


def _escalation(desk: Desk, asked: OfDyad, _names: Names) -> Page:
    if asked.dyad:
        one, _, other = (party_code(side) for side in asked.dyad.partition(","))
    else:
        busiest = dyads(desk.store, limit=1)
        one, other = (busiest[0].one, busiest[0].other) if busiest else ("", "")
    chart = escalation.of_dyad(escalation.between(desk, one, other), one, other)
    if asked.dyad and chart is None:
        raise LookupError(
            f"Nothing that happened between {party_name(one)} and {party_name(other)} is on record."
        )
    return _alone(chart, "Escalation", addresses.dyad(one, other) if chart else "/dyads")


def _lanes(desk: Desk, asked: OfStory, _names: Names) -> Page:
    latest = None if asked.story else next(iter(desk.rows("stories", limit=1)), None)
    key = asked.story or (latest["story"] if latest else None)
    story = contents(desk.store, key) if key else None
    if asked.story and story is None:
        raise LookupError(f"No story {asked.story} is on record.")
    if story is None:
        return _alone(None, "Timeline", "/stories")
    return _alone(
        lanes(story), drawing.short(story.story["title"], 120), addresses.story(story.story["story"])
    )


def _map(desk: Desk, asked: Wanted, _names: Names) -> Page:
    chart = worldmap.drawn(
        places(desk.store, asked.filter, limit=MOST_PLACES),
        lambda place: f"/events{asked.query(place=place)}",
    )
    return _alone(chart, "Where events were", f"/map{asked.query()}")


def _network(desk: Desk, asked: OfActor, _names: Names) -> Page:
    if asked.actor is None:
        chart = network.among(dyads(desk.store, limit=MOST_TIES))
        return _alone(chart, "Who deals with whom", "/dyads")
    actor = portrait(desk.store, asked.actor)
    if actor is None:
        raise LookupError(f"No actor {asked.actor} is on record.")
    chart = network.around(actor, circle(desk.store, actor.key).ties)
    return _alone(chart, f"Whom {actor.name} deals with", addresses.actor(actor.key) or "/actors")


def _alone(chart: Figure | None, heading: str, back: str) -> Page:
    return {
        "chart": chart,
        "heading": chart.title if chart and chart.name != "lanes" else heading,
        "back": back,
    }


def _view(name: str, title: str, about: str, page: Any, takes: type[Asked]) -> View:
    return View(
        path=f"/embed/{name}", name=f"embed-{name}", title=title, about=about, page=page, takes=takes,
        template="embed.html.j2",
    )  # fmt: skip


EMBEDS = (
    _view(
        "escalation", "Escalation", "The escalation curve between two parties, alone.", _escalation, OfDyad
    ),
    _view("lanes", "Timeline", "The timeline of a story, alone.", _lanes, OfStory),
    _view("map", "Map", "The map of events, alone.", _map, Wanted),
    _view("network", "Network", "Whom an actor deals with, alone.", _network, OfActor),
)
