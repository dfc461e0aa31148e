"""Escalation curves of the web app: between two parties, or of all that one actor takes part in."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any
from urllib.parse import urlencode

from onrecord.across.escalation import FORMULA, Day, Deed, curve
from onrecord.store import Filter
from onrecord.store.series import deeds
from onrecord.web import addresses
from onrecord.web.desk import Desk
from onrecord.web.drawing import day as in_words
from onrecord.web.drawing import signed
from onrecord.web.figures.figure import Figure
from onrecord.who.parties import party_name

# A page draws the latest days; the data behind it has all. What happened so many days before them has faded from the index.
MOST_DAYS = 366
FADED_DAYS = 60


def between(desk: Desk, one: str, other: str) -> tuple[Day, ...]:
    """The latest days between two parties, whoever acted."""
    return latest(deeds(desk.store, (one, other)))


def around(desk: Desk, key: str) -> tuple[Day, ...]:
    """The latest days of all that an actor did and met with."""
    return latest(deeds(desk.store, None, Filter(actor=key)))


def latest(rows: Sequence[Mapping[str, Any]]) -> tuple[Day, ...]:
    """The latest MOST_DAYS days of the curve of some deeds, which are in order of day."""
    if not rows:
        return ()
    start = rows[-1]["day"] - datetime.timedelta(MOST_DAYS + FADED_DAYS - 1)
    return curve(counted(row for row in rows if row["day"] >= start))[-MOST_DAYS:]


def counted(rows: Iterable[Mapping[str, Any]]) -> Iterator[Deed]:
    """Rows of `deeds` as the curve counts them."""
    return (Deed(row["day"], row["event"], row["intensity"]) for row in rows)


def of_dyad(points: Sequence[Day], one: str, other: str) -> Figure | None:
    """The curve between two parties; each day leads to what happened on it, a day of one event to that."""
    alone = {point.day: point.events[0] for point in points if len(point.events) == 1}
    listed = _events_of(pair=f"{one},{other}")
    return _drawn(
        points, f"Escalation between {party_name(one)} and {party_name(other)}",
        lambda day: addresses.event(alone[day]) if day in alone else listed(day),
    )  # fmt: skip


def of_actor(points: Sequence[Day], key: str, name: str) -> Figure | None:
    """The curve of all that an actor took part in."""
    return _drawn(points, f"Escalation in what {name} takes part in", _events_of(actor=key))


def of_story(points: Sequence[Day], story: str) -> Figure | None:
    """The curve of all that a story tells."""
    return _drawn(points, "Escalation in this story", _events_of(story=story))


def _events_of(**whose: str) -> Callable[[datetime.date], str]:
    """Gives the address of the list of what happened on a day."""
    query = urlencode(whose)
    return lambda day: f"/events?{query}&since={day}&until={day}"


def shifts(points: Sequence[Day]) -> list[str]:
    """The days on which a new level of tension began, in words."""
    found = []
    levels = [number for number, point in enumerate(points) if point.change]
    for number, at in enumerate(levels):
        until = levels[number + 1] if number + 1 < len(levels) else len(points)
        since = levels[number - 1] if number else 0
        before, after = _mean(points[since:at]), _mean(points[at:until])
        found.append(
            f"From {in_words(points[at].day)} the days were {'tenser' if after > before else 'calmer'}:"
            f" {signed(after)} a day on average, after {signed(before)}."
        )
    return found


def _mean(points: Sequence[Day]) -> float:
    return sum(point.tension for point in points) / len(points) if points else 0.0


def _drawn(points: Sequence[Day], title: str, events_of: Callable[[datetime.date], str]) -> Figure | None:
    """The escalation curve; `events_of` gives the address of the events of a day. Null where there are no days."""
    if not points:
        return None
    days = [
        {"day": point.day.isoformat(), "tension": round(point.tension, 2), "index": round(point.index, 2),
         "change": point.change, "href": events_of(point.day) if point.events else None}
        for point in points
    ]  # fmt: skip
    return Figure(
        name="escalation", title=title,
        about="Tension of each day from what happened on it, and the index that adds it up and fades by half in a week.",
        data={"formula": FORMULA, "days": days}, columns=("Day", "Tension", "Index", "Events", "New level"),
        rows=tuple(
            ({"name": in_words(point.day), "href": events_of(point.day)}, round(point.tension, 2), round(point.index, 2),
             len(point.events), "begins" if point.change else "")
            for point in points if point.events or point.change
        ),
    )  # fmt: skip
