"""People: which one a name means on a date, and what they are then."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cached_property

from onrecord.who.base import KnowledgeBase
from onrecord.who.entries import Actor, Spell
from onrecord.who.resolution import Resolution
from onrecord.who.spelling import same_name, sound
from onrecord.who.vocabulary import is_a
from onrecord.who.words import words

FORMER = ("ELI",)
"""The sector of those who held office once: PLOVER's elites."""


@dataclass(frozen=True, slots=True)
class Told:
    """What a phrase tells of a person beside the name: a title, a country, sectors, that it is over."""

    title: str = ""
    sectors: tuple[str, ...] = ()
    country: str | None = None
    former: bool = False
    generic: bool = False


@dataclass(frozen=True, eq=False)
class People:
    """The people of a knowledge base."""

    base: KnowledgeBase

    @cached_property
    def _by_sound(self) -> dict[str, list[tuple[tuple[str, ...], str]]]:
        found: dict[str, list[tuple[tuple[str, ...], str]]] = {}
        texts = [(actor.name, actor.id) for actor in self.base.actors.values() if actor.kind == "person"]
        texts += [
            (a.text, a.actor) for a in self.base.aliases if a.type == "name" and a.actor.startswith("person/")
        ]
        for text, person in texts:
            parts = _plain(text)
            if len(parts) > 1:
                found.setdefault(sound(parts[-1]), []).append((parts, person))
        return found

    def spelled_alike(self, text: str) -> tuple[str, ...]:
        """The ids of people whose names are spellings of this one: particles, initials and middle names apart."""
        parts = _plain(text)
        if len(parts) < 2:
            return ()
        near = self._by_sound.get(sound(parts[-1]), ())
        whole = dict.fromkeys(p for n, p in near if same_name(n, parts) and self._may_be_spelt(p, n, parts))
        ends = (parts[0], parts[-1])
        return tuple(whole) or tuple(
            dict.fromkeys(
                p for n, p in near
                if len(n) != len(parts) and min(len(n), len(parts)) == 2 and (n[0], n[-1]) == ends
                and not is_a(self.base.actors[p].country or "", "surname-first")
            )
        )  # fmt: skip

    def _may_be_spelt(self, person: str, name: tuple[str, ...], other: tuple[str, ...]) -> bool:
        """Whether the family name is the same, or is of a state whose names are written in several ways."""
        return name[-1] == other[-1] or not is_a(self.base.actors[person].country or "", "spelt-once")

    def choose(self, people: Iterable[str], date: str | None, told: Told) -> tuple[str, ...]:
        """Those of `people` that fit best what is told of them and the date; more than one where it stays open."""
        known = [self.base.actors[person] for person in dict.fromkeys(people) if person in self.base.actors]
        if told.country:
            known = [person for person in known if self._fits(person, told.country)]
        tests: tuple[Callable[[Actor], bool], ...] = (
            lambda person: self._holds(person, told.title, date),
            lambda person: bool(told.title) and self._held(person, told.title),
            lambda person: date is not None and any(s.held.covers(date) for s in self._terms(person)),
            lambda person: date is not None and _near(self._terms(person), date),
        )
        for fits in tests:
            better = [person for person in known if fits(person)]
            if better and len(known) > 1:
                known = better
        return tuple(person.id for person in known)

    def _fits(self, person: Actor, country: str) -> bool:
        return person.country in (None, country) or any(s.of == country for s in self._terms(person))

    def _terms(self, person: Actor) -> tuple[Spell, ...]:
        return self.base.holders.of_person(person.id)

    def _held(self, person: Actor, title: str) -> bool:
        return any(self._titled(spell, title) for spell in self._terms(person))

    def _holds(self, person: Actor, title: str, date: str | None) -> bool:
        if date is None or not title:
            return False
        return any(self._titled(s, title) and s.held.covers(date) for s in self._terms(person))

    def _titled(self, spell: Spell, title: str) -> bool:
        office = self.base.holders.office(spell)
        return title == spell.office or (office is not None and title in office.titles)

    def resolution(self, person: str, date: str | None, told: Told, steps: tuple[str, ...]) -> Resolution:
        """Who the person is on the date: the country, the office held, the sectors of it or of what is told.

        A person is a former official ("ELI") where the phrase says so, or where all terms of office are over on
        the date; without a date the sectors are those of the last office.
        """
        actor = self.base.actors[person]
        terms = self._terms(actor)
        held = self.base.holders.held(person, date) if date is not None else ()
        country = self._country(actor, held, told)
        office = self._office(held[0]) if held and not told.former else None
        sectors = self._sectors(actor, terms, held, date, told)
        if told.former or (date and terms and not held and all(s.held.before(date) for s in terms)):
            steps = (*steps, "no longer in office: coded as elite")
        elif held:
            steps = (*steps, f"{office} from {held[0].held.begin} to {held[0].held.end or 'now'}")
        return Resolution(actor.name, "person", person, country, sectors, office, (), steps)

    def _country(self, actor: Actor, held: tuple[Spell, ...], told: Told) -> str | None:
        """The state whose office the person holds, none for the head of an organisation of states; without an office the
        state that is told where it is one of theirs, else their own.
        """
        states = [state.country for spell in held if (state := self.base.state(spell.of)) is not None]
        if states and (actor.country in (None, *states) or self._gone(held[0].of)):
            return states[0]
        parties = [self.base.party(spell.of) for spell in held]
        if held and not states and all(party is not None and party.kind == "igo" for party in parties):
            return None
        if told.country and self._fits(actor, told.country):
            return told.country
        return actor.country or told.country

    def _gone(self, of: str) -> bool:
        """Whether it is a state that is no more, whose officials are at home in one that followed."""
        state = self.base.state(of)
        return state is not None and state.existed.end != ""

    def _sectors(
        self, actor: Actor, terms: tuple[Spell, ...], held: tuple[Spell, ...], date: str | None, told: Told
    ) -> tuple[str, ...]:
        if told.former:
            return FORMER
        of_office = self._of_offices(held)
        if told.sectors and not told.generic and (told.title or not of_office):
            return tuple(dict.fromkeys((*told.sectors, *(s for s in of_office if s == "IGO"))))
        if of_office:
            return tuple(dict.fromkeys((*of_office, *(() if told.generic else told.sectors))))
        if date and terms and all(s.held.before(date) for s in terms) and not actor.sectors:
            return FORMER
        return actor.sectors or told.sectors or (self._of_offices(terms[-1:]) if date is None else ())

    def _of_offices(self, spells: tuple[Spell, ...]) -> tuple[str, ...]:
        found: dict[str, None] = {}
        for spell in spells:
            party, office = self.base.party(spell.of), self.base.holders.office(spell)
            if party is not None and party.kind != "state":
                found |= dict.fromkeys(party.sectors)
            elif office is not None:
                found[office.sector] = None
            else:
                found["GOV"] = None
        return tuple(found)

    def _office(self, spell: Spell) -> str:
        party = self.base.party(spell.of)
        return f"{spell.office} of {party.name if party else spell.of}"


def _near(terms: tuple[Spell, ...], date: str) -> bool:
    """Whether a term is not long over nor long to come."""
    first, last = str(int(date[:4]) - 2), str(int(date[:4]) + 1)
    return any(not s.held.before(first) and not s.held.after(last) for s in terms)


def _plain(text: str) -> tuple[str, ...]:
    """The words of a name without particles, initials and what follows a family name."""
    keys = [word.key for word in words(text)]
    return tuple(key for key in keys if len(key) > 1 and not is_a(key, "particle", "suffix"))
