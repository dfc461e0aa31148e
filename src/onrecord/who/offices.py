"""Who held which office when."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import TypeVar

from onrecord.who.entries import Office, Spell

_Value = TypeVar("_Value")
# Offices whose holder leads a state, the one that decides first; what "the German leader" means.
# Roles from the highest down: by which of several offices a person is called.
RANKS = (
    "head-of-state",
    "head-of-government",
    "head-of-organisation",
    "vice",
    "foreign-minister",
    "defence-minister",
)
LEADING = ("head-of-government", "head-of-state")


@dataclass(frozen=True, eq=False)
class Holders:
    """The terms of office, by person and by office."""

    spells: tuple[Spell, ...]
    offices: tuple[Office, ...]
    _by_person: Mapping[str, tuple[Spell, ...]] = field(init=False, repr=False)
    _by_party: Mapping[str, tuple[Spell, ...]] = field(init=False, repr=False)
    _offices: Mapping[tuple[str, str], Office] = field(init=False, repr=False)
    _titles: Mapping[str, tuple[Office, ...]] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        ordered = sorted(self.spells, key=lambda spell: spell.held.begin)
        object.__setattr__(self, "_by_person", _grouped((s.person, s) for s in ordered))
        object.__setattr__(self, "_by_party", _grouped((s.of, s) for s in ordered))
        object.__setattr__(self, "_offices", {(o.key, o.of): o for o in self.offices})
        titles = ((title.lower(), office) for office in self.offices for title in office.titles)
        object.__setattr__(self, "_titles", _grouped(titles))

    def of_person(self, person: str) -> tuple[Spell, ...]:
        """The terms of a person, by their first day."""
        return self._by_person.get(person, ())

    def held(self, person: str, date: str | None) -> tuple[Spell, ...]:
        """The terms of a person that cover the date, the highest office first; the later one of two that are equal."""
        held = [spell for spell in reversed(self.of_person(person)) if spell.held.covers(date)]
        return tuple(sorted(held, key=self._rank))

    def _rank(self, spell: Spell) -> int:
        office = self.office(spell)
        return RANKS.index(office.role) if office is not None and office.role in RANKS else len(RANKS)

    def office(self, spell: Spell) -> Office | None:
        """The office of a term: the state's or organisation's own, else the one of any state."""
        return self._offices.get((spell.office, spell.of)) or self._offices.get((spell.office, ""))

    def titled(self, title: str, of: str | None = None) -> tuple[Office, ...]:
        """The offices that a title (lower case) can mean: where the party is known, its own before those of any state."""
        found = self._titles.get(title, ())
        if of is None:
            return found
        return tuple(o for o in found if o.of == of) or tuple(o for o in found if not o.of)

    def holders(self, of: str, title: str, date: str | None) -> tuple[str, ...]:
        """The ids of those who may have held the office at the date; without a date, of those who hold it still.

        `title` is a way to write an office, or "leader" for whoever leads the state. A term whose office has the
        same role counts too, so that "the British foreign minister" is the foreign secretary. On the day of a
        handover only the new holder counts.
        """
        offices = self.titled(title, of)
        keys = {office.key for office in offices} or {title}
        roles = {office.role for office in offices} - {"minister", "head-of-organisation", "legislator", ""}
        terms = self._by_party.get(of, ())
        exact = [s for s in terms if s.office in keys and s.held.covers(date)]
        alike = [s for s in terms if (o := self.office(s)) and o.role in roles and s.held.covers(date)]
        return _people(exact or alike, date)

    def leaders(self, of: str, date: str | None) -> tuple[str, ...]:
        """The ids of those who may lead the state at the date: the head of government, and a head of state beside."""
        terms = [s for s in self._by_party.get(of, ()) if s.held.covers(date)]
        leading = [s for s in terms if (o := self.office(s)) and o.role in LEADING]
        return _people(leading, date)

    def holder(self, of: str, title: str, date: str | None) -> str | None:
        """The id of the one holder of the office at the date; null when unknown or when it may be more than one."""
        found = self.holders(of, title, date)
        return found[0] if len(found) == 1 else None


def _people(terms: Iterable[Spell], date: str | None) -> tuple[str, ...]:
    """The people of the terms, less those whose term ends on the day on which another's begins."""
    terms = tuple(terms)
    if date is not None and len(date) == 10 and any(s.held.begin == date for s in terms):
        terms = tuple(s for s in terms if s.held.end != date)
    return tuple(dict.fromkeys(spell.person for spell in terms))


def _grouped(pairs: Iterable[tuple[str, _Value]]) -> dict[str, tuple[_Value, ...]]:
    found: dict[str, list[_Value]] = {}
    for key, value in pairs:
        found.setdefault(key, []).append(value)
    return {key: tuple(values) for key, values in found.items()}
