"""Pairs of parties: the list of them, and the page of one, where what each did to the other stands side by side."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from typing import Any, Literal

import pyarrow as pa
from pydantic import Field

from onrecord.across.escalation import FORMULA, HALF_LIFE_DAYS, curve
from onrecord.store import Filter, dyads
from onrecord.store.dyads import Dyad, Order
from onrecord.store.once import Who, once
from onrecord.store.series import deeds
from onrecord.web.asked import FURTHEST, MOST_ROWS, Asked, First, Last, Words
from onrecord.web.desk import Desk
from onrecord.web.figures import escalation, network
from onrecord.web.view import Names, Page, Part, View
from onrecord.who.parties import party_code, party_name

# What a column of the page of a pair shows before it leads on to the whole list.
EACH = 8
SECTIONS = (
    ("escalation", "Escalation"), ("deeds", "What each did to the other"), ("positions", "What each wants of the other"),
    ("statements", "What each told the other"),
)  # fmt: skip
# The orders of the list by the words that people use, as the store calls them.
ORDERS: Mapping[str, tuple[Order, str]] = {
    "most": ("deeds", "most deeds"), "hottest": ("change", "tension grew most"),
    "tense": ("tension", "most conflict"), "latest": ("latest", "latest deed"),
}  # fmt: skip


class Pairs(Asked):
    """Which pairs, in which order."""

    order: Literal["most", "hottest", "tense", "latest"] = Field("most", description="Which pairs come first")
    party: Words | None = Field(
        None, description="Only pairs of this state or organisation", examples=["NOR"]
    )
    type: Words | None = Field(None, description="Count only events of this PLOVER type", examples=["COERCE"])
    since: First | None = Field(None, description="Count what happened on this day or later")
    until: Last | None = Field(None, description="Count what happened on this day or earlier")
    limit: int = Field(40, ge=1, le=MOST_ROWS, description="At most so many pairs")
    offset: int = Field(0, ge=0, le=FURTHEST, description="Leave out the first so many")


def _found(desk: Desk, asked: Pairs, limit: int) -> list[Dyad]:
    wanted = Filter(country=asked.party, type=asked.type, since=asked.since, until=asked.until)
    side = party_code(asked.party) if asked.party else None
    return dyads(desk.store, wanted, by=ORDERS[asked.order][0], side=side, limit=limit, offset=asked.offset)


def _pairs_data(desk: Desk, asked: Pairs, _names: Names) -> pa.Table:
    found = _found(desk, asked, asked.limit)
    rows = [{**dataclasses.asdict(one), "change": one.change} for one in found]
    schema = None if rows else pa.schema([(field.name, pa.string()) for field in dataclasses.fields(Dyad)])
    return pa.Table.from_pylist(rows, schema=schema)


def _pairs_page(desk: Desk, asked: Pairs, _names: Names) -> Page:
    found = _found(desk, asked, asked.limit + 1)
    shown = found[: asked.limit]
    return {
        "rows": shown, "more": len(found) > asked.limit, "chart": network.among(shown) if len(shown) > 2 else None,
        "orders": [(name, words, asked.query(order=name, offset=None)) for name, (_, words) in ORDERS.items()],
    }  # fmt: skip


def _sides(names: Names) -> tuple[str, str]:
    return party_code(names["one"]), party_code(names["other"])


def _narrowed(_asked: Any, names: Names) -> Filter:
    return Filter(pair=_sides(names))


def _days(desk: Desk, _asked: Asked, names: Names) -> pa.Table:
    """The days of the curve with their events, all of them."""
    points = curve(escalation.counted(deeds(desk.store, _sides(names))))
    if not points:
        raise _unknown(names)
    return pa.Table.from_pylist([
        {"day": point.day, "tension": round(point.tension, 3), "index": round(point.index, 3), "change": point.change,
         "events": list(point.events)}
        for point in points
    ])  # fmt: skip


def _page(desk: Desk, _asked: Asked, names: Names) -> Page:
    one, other = _sides(names)
    ways = tuple(Who(acts=acts, meets=meets, by="party") for acts, meets in ((one, other), (other, one)))
    both = once(desk.store, ("events", "positions", "statements"), ways, limit=EACH)
    if one == other or not any(side.total for sides in both.values() for side in sides):
        raise _unknown(names)
    points = escalation.between(desk, one, other)
    chart = escalation.of_dyad(points, one, other)
    present = {"escalation": chart is not None} | {
        {"events": "deeds"}.get(table, table): any(side.total for side in sides)
        for table, sides in both.items()
    }
    return {
        "names": (party_name(one), party_name(other)), "codes": (one, other), "both": both, "chart": chart,
        "points": points, "shifts": escalation.shifts(points), "formula": FORMULA, "half_life": f"{HALF_LIFE_DAYS:g}",
        "longest": escalation.MOST_DAYS, "sections": [(name, title) for name, title in SECTIONS if present[name]],
    }  # fmt: skip


def _unknown(names: Names) -> LookupError:
    one, other = (party_name(code) for code in _sides(names))
    return LookupError(f"Nothing between {one} and {other} is on record; see the list of dyads.")


DYADS = View(
    path="/dyads", name="dyads", title="Dyads",
    about="Who deals with whom: states and organisations two by two, each happening counted once.", page=_pairs_page,
    data=_pairs_data, takes=Pairs, template="dyads.html.j2",
)  # fmt: skip
DYAD = View(
    path="/dyads/{one}/{other}", name="dyad", title="Dyad",
    about="Two states or organisations: tension day by day, with the events that make it.", page=_page, data=_days,
    takes=Asked, narrowed=_narrowed, template="dyad.html.j2", exports={"atom": "atom"},
    parts=(
        Part("one", "A state or organisation by code or name", "ISL"),
        Part("other", "Another", "NOR"),
    ),
)  # fmt: skip
