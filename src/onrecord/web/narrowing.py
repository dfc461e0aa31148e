"""How a list is narrowed down: what to choose from beside it, and the form above it."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from onrecord.model import codes
from onrecord.store.facets import Count, Facets
from onrecord.store.filters import SEARCHABLE
from onrecord.web.asked import Wanted
from onrecord.web.figures.bars import last_of_month, month
from onrecord.who.parties import party_code, party_name

LABELS = {"type": "Type", "status": "Status", "outlet": "Outlet", "party": "Party", "month": "Month"}
# What the columns of type and status are called where that is not their name.
CALLED = {
    "statements": {"type": "Mode", "status": "Polarity"}, "positions": {"type": "Kind", "status": "Outcome"},
    "forecasts": {"type": "Likelihood"}, "actors": {"type": "Kind"}, "stories": {"month": "Begun in"},
}  # fmt: skip
CLOSED: Mapping[tuple[str, str], object] = {
    ("events", "type"): codes.EventType, ("events", "status"): codes.EventStatus,
    ("statements", "type"): codes.StatementMode, ("statements", "status"): codes.Polarity,
    ("positions", "type"): codes.PositionKind, ("positions", "status"): codes.Outcome,
    ("actors", "type"): codes.ActorKind,
}  # fmt: skip
SURENESS = ("0.5", "0.7", "0.9")


@dataclass(frozen=True, slots=True)
class Choice:
    """A value to narrow down to: `sets` are the conditions that choose it, or take it back where it is chosen."""

    name: str
    n: int
    chosen: bool
    sets: Mapping[str, str | None]


@dataclass(frozen=True, slots=True)
class Group:
    """Choices of one kind, the most frequent first; months the latest first."""

    label: str
    values: tuple[Choice, ...]


@dataclass(frozen=True, slots=True)
class Field:
    """A field of the form: `options` to choose from, as value and words, or none where it takes words."""

    name: str
    label: str
    kind: str
    value: str
    options: tuple[tuple[str, str], ...] = ()
    example: str = ""


def label(table: str, facet: str) -> str:
    """What a facet is called in a table."""
    return CALLED.get(table, {}).get(facet, LABELS[facet])


def groups(table: str, found: Facets, asked: Wanted) -> tuple[Group, ...]:
    """The facets as choices; a facet that has only one value and is not chosen leaves no choice and is left out."""
    made = (
        Group(label(table, facet), tuple(_choice(facet, count, asked) for count in _ordered(facet, found)))
        for facet in LABELS
    )
    return tuple(
        group for group in made if len(group.values) > 1 or any(choice.chosen for choice in group.values)
    )


def _ordered(facet: str, found: Facets) -> tuple[Count, ...]:
    counted: tuple[Count, ...] = getattr(found, facet)
    if facet == "month":
        return tuple(sorted(counted, key=lambda count: count.value, reverse=True))
    return counted


def _choice(facet: str, count: Count, asked: Wanted) -> Choice:
    if facet == "month":
        return _month(count, asked)
    field = "country" if facet == "party" else facet
    given = getattr(asked, field)
    if facet == "party":
        chosen = given is not None and party_code(given) == count.value
    else:
        chosen = given is not None and given.lower() == count.value.lower()
    return Choice(words_of(facet, count.value), count.n, chosen, {field: None if chosen else count.value})


def _month(count: Count, asked: Wanted) -> Choice:
    first = datetime.date.fromisoformat(f"{count.value}-01")
    chosen = (asked.since, asked.until) == (first, last_of_month(first))
    value = None if chosen else count.value
    return Choice(month(first), count.n, chosen, {"since": value, "until": value})


def words_of(facet: str, value: str) -> str:
    """A value of a facet as people read it."""
    if facet == "party":
        return party_name(value)
    return value.lower() if facet in ("type", "status") else value


def form(table: str, found: Facets, asked: Wanted) -> tuple[Field, ...]:
    """The fields of the conditions that the table can meet, filled in as asked."""
    known = SEARCHABLE[table]
    fields = [_words(asked, "text", "Words", "ceasefire"), _words(asked, "actor", "Who", "part of a name")]
    for name, column in (("type", known.type), ("status", known.status)):
        if column:
            values = codes.values(CLOSED[table, name]) if (table, name) in CLOSED else _values(found, name)
            fields.append(
                _select(asked, name, label(table, name), [(value, value.lower()) for value in values])
            )
    fields.append(_words(asked, "country", "Party", "NOR or Norway"))
    if known.sides.acts and known.sides.meets:
        fields.append(_words(asked, "dyad", "Who to whom", "NOR,ISL"))
    if table == "events":
        fields.append(_words(asked, "place", "Where", "Brussels or BEL"))
    fields += (
        Field(name, words, "date", _written(getattr(asked, name)))
        for name, words in (("since", "From"), ("until", "To"))
    )
    if table != "stories":
        fields.append(_words(asked, "outlet", "Outlet", "part of its name"))
    if table not in ("articles", "stories"):
        fields.append(
            _select(asked, "confidence", "Trust", [(one, f"at least {float(one):.0%}") for one in SURENESS])
        )
    return tuple(fields)


def kept(asked: Wanted) -> Mapping[str, str]:
    """What was asked and has no field of its own in the form: it goes along."""
    hidden = {name: _written(getattr(asked, name)) for name in ("article", "story", "pair")}
    found = {name: value for name, value in hidden.items() if value}
    return found if getattr(asked, "newest", True) else {**found, "newest": "false"}


def _values(found: Facets, name: str) -> tuple[str, ...]:
    return tuple(count.value for count in getattr(found, name))


def _words(asked: Wanted, name: str, label: str, example: str) -> Field:
    return Field(name, label, "text", _written(getattr(asked, name)), example=example)


def _select(asked: Wanted, name: str, label: str, options: list[tuple[str, str]]) -> Field:
    given = _written(getattr(asked, name))
    chosen = next((value for value, _ in options if value.lower() == given.lower()), given)
    if chosen and chosen not in dict(options):
        options = [(chosen, chosen), *options]
    return Field(name, label, "select", chosen, tuple(options))


def _written(value: Any) -> str:
    return "" if value is None else str(value)
