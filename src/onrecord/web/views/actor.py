"""The page of an actor: who it is, what it did, said and wants, whom it deals with, and how well it foretells."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any

import pyarrow as pa
from pydantic import Field

from onrecord.archive.forecasting import forecasting
from onrecord.store import Filter, per_day
from onrecord.store.once import Who, once
from onrecord.store.outcomes import Moves, moves
from onrecord.store.portrait import Portrait, Tie, circle, portrait
from onrecord.store.series import days
from onrecord.web import addresses
from onrecord.web.asked import FURTHEST, MOST_ROWS, Asked
from onrecord.web.desk import Desk
from onrecord.web.figures import Figure, escalation, network
from onrecord.web.figures.bars import by_day
from onrecord.web.view import Names, Page, Part, View

# What a section shows before it leads on to the whole list.
EACH = 6
SECTIONS = (
    ("deeds", "What happened"), ("statements", "What was said"), ("positions", "Positions"), ("forecasts", "Forecasts"),
    ("network", "Relations"), ("escalation", "Escalation"), ("company", "In the same reports"),
)  # fmt: skip
# The outcomes of a promise, as a reader asks for them.
KEPT = (
    ("kept", ("met",)), ("partly kept", ("partly-met",)), ("broken", ("broken", "refused", "withdrawn")),
    ("lapsed", ("lapsed",)), ("open", ("open",)),
)  # fmt: skip


class Portion(Asked):
    """Which of the rows of an actor."""

    limit: int = Field(100, ge=1, le=MOST_ROWS, description="At most so many rows")
    offset: int = Field(0, ge=0, le=FURTHEST, description="Leave out the first so many")


def _key(names: Names) -> str:
    return f"{names['kind']}/{names['name']}"


def _narrowed(_asked: Any, names: Names) -> Filter:
    return Filter(actor=_key(names))


def _data(desk: Desk, asked: Portion, names: Names) -> pa.Table:
    with desk.store.one_state():
        _found(desk, names)
        return days(desk.store, _narrowed(asked, names), limit=asked.limit, offset=asked.offset, newest=True)


def _found(desk: Desk, names: Names) -> Portrait:
    actor = portrait(desk.store, _key(names))
    if actor is None:
        raise LookupError(
            f"No actor {_key(names)} is on record; see the list of actors, or search for a name."
        )
    return actor


def _page(desk: Desk, _asked: Portion, names: Names) -> Page:
    actor = _found(desk, names)
    around = circle(desk.store, actor.key)
    sides = (Who(acts=actor.key), Who(meets=actor.key))
    items = once(desk.store, ("events", "statements", "positions", "forecasts"), sides, limit=EACH)
    (did, met), (said, told), (wants, wanted_of), (foretold, _) = items.values()
    shown: dict[str, Any] = {
        "deeds": did.total + met.total > 0,
        "statements": said.total + told.total > 0,
        "positions": wants.total + wanted_of.total > 0,
        "forecasts": foretold.total > 0,
        "network": network.around(actor, around.ties),
        "escalation": _escalation(desk, actor, around.ties),
        "company": around.companions,
    }
    return {
        "actor": actor, "did": did, "met": met, "said": said, "told": told, "wants": wants, "wanted_of": wanted_of,
        "foretold": foretold, "moves": _moves(desk, actor) if wants.total else None, "shown": shown,
        "score": _score(desk, actor) if foretold.total else None, "days": _days(desk, actor),
        "sections": [(name, title) for name, title in SECTIONS if shown[name]], "within": f"?actor={actor.key}",
    }  # fmt: skip


def _escalation(desk: Desk, actor: Portrait, known: tuple[Tie, ...]) -> Mapping[str, Any] | None:
    """The curve between a party and the one it deals with most; of anybody else, of all it takes part in."""
    if network.is_party(actor.key):
        for tie in known:
            if network.is_party(tie.key):
                one, other = (key.partition("/")[2] for key in (actor.key, tie.key))
                points = escalation.between(desk, one, other)
                chart = escalation.of_dyad(points, one, other)
                if chart:
                    return {
                        "chart": chart,
                        "shifts": escalation.shifts(points),
                        "dyad": addresses.dyad(one, other),
                        "with": tie.name,
                        "embed": addresses.embedded("escalation", dyad=f"{one},{other}"),
                    }
    points = escalation.around(desk, actor.key)
    chart = escalation.of_actor(points, actor.key, actor.name)
    return (
        {"chart": chart, "shifts": escalation.shifts(points), "dyad": None, "with": None, "embed": None}
        if chart
        else None
    )


def _moves(desk: Desk, actor: Portrait) -> Mapping[str, Any] | None:
    """The moves of the actor by kind and outcome, and what became of its promises."""
    of_it = moves(desk.store, Filter(actor=actor.key), holder=actor.key)
    if not of_it:
        return None
    (mine,) = of_it
    kinds = sorted({kind for kind, _, _ in mine.by_outcome}, key=lambda kind: (-mine.number(kind), kind))
    outcomes = sorted({outcome for _, outcome, _ in mine.by_outcome})
    return {
        "kinds": [(kind, mine.number(kind), [mine.number(kind, one) for one in outcomes]) for kind in kinds],
        "outcomes": outcomes, "promises": _promises(mine),
    }  # fmt: skip


def _promises(mine: Moves) -> list[tuple[str, int]]:
    found = [(words, mine.number("promise", *outcomes)) for words, outcomes in KEPT]
    return [(words, n) for words, n in found if n]


def _score(desk: Desk, actor: Portrait) -> Any:
    """How good the forecasts of the actor were, where people said what came about."""
    judged = forecasting(desk.store, Filter(actor=actor.key)).forecasters
    return next((one.calibration for one in judged if one.key == actor.key), None)


def _days(desk: Desk, actor: Portrait) -> Figure | None:
    def between(first: datetime.date, last: datetime.date) -> str:
        return f"/articles?actor={actor.key}&since={first}&until={last}"

    return by_day(per_day(desk.store, "articles", Filter(actor=actor.key)), "reports", between, low=True)


ACTOR = View(
    path="/actors/{kind}/{name}", name="actor", title="Actor",
    about="Who somebody is, and everything they did, said, want and foretell, the latest first.", page=_page, data=_data,
    takes=Portion, narrowed=_narrowed, template="actor.html.j2", exports={"atom": "atom", "ics": "icalendar"},
    parts=(
        Part("kind", "The first part of an actor's key", "state"), Part("name", "The second part of an actor's key", "NOR"),
    ),
)  # fmt: skip
