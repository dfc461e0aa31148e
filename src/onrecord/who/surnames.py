"""People by family name, as reports call them after the first mention."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property

from onrecord.lexicon import load_table
from onrecord.who.entries import Actor, Alias
from onrecord.who.offices import Holders
from onrecord.who.words import words

# A surname alone means somebody in office on the day, or so many years before or after.
YEARS_BEFORE, YEARS_AFTER = 1, 2


def _class(name: str) -> frozenset[str]:
    return frozenset(row["word"] for row in load_table("name_words") if row["class"] == name)


class Surnames:
    """Family names and who may be meant by them on a date."""

    def __init__(self, actors: Mapping[str, Actor], aliases: tuple[Alias, ...], holders: Holders) -> None:
        self._actors = actors
        self._aliases = aliases
        self._holders = holders

    @cached_property
    def _people(self) -> Mapping[str, tuple[str, ...]]:
        found: dict[str, dict[str, int]] = {}
        for actor in self._actors.values():
            if actor.kind == "person":
                found.setdefault(family_name(actor), {})[actor.id] = 0
        for alias in self._aliases:
            if alias.type == "surname":
                key = " ".join(word.key for word in words(alias.text))
                found.setdefault(key, {})[alias.actor] = 0
        return {name: tuple(ids) for name, ids in found.items()}

    def __contains__(self, key: str) -> bool:
        return key in self._people

    def all(self, key: str) -> tuple[str, ...]:
        """The ids of everybody of a family name (lower case, no accents)."""
        return self._people.get(key, ())

    def on(self, key: str, date: str | None) -> tuple[str, ...]:
        """The ids of those of a family name who may be meant on a date: in office then, else shortly before or after.

        Without a date, everybody of the name.
        """
        people = self.all(key)
        if date is None or not people:
            return people
        terms = {person: [s.held for s in self._holders.of_person(person)] for person in people}
        now = tuple(p for p in people if any(held.covers(date) for held in terms[p]))
        if now:
            return now
        first, last = str(int(date[:4]) - YEARS_AFTER), str(int(date[:4]) + YEARS_BEFORE)
        return tuple(
            p
            for p in people
            if not terms[p] or any(not held.before(first) and not held.after(last) for held in terms[p])
        )


def family_name(person: Actor) -> str:
    """The family name of a person as a key: the first word where the family comes first, else the last, particles off.

    >>> family_name(Actor("person/xi", "person", "Xi Jinping", "CHN"))
    'xi'
    >>> family_name(Actor("person/b", "person", "Bashar al-Assad", "SYR"))
    'assad'
    """
    parts = [word.key for word in words(person.name)]
    if not parts:
        return ""
    if person.country in _class("surname-first") and len(parts) > 1:
        return parts[0]
    while len(parts) > 1 and parts[-1] in _class("suffix"):
        parts.pop()
    return parts[-1]
