"""What a phrase means on a date: a known actor, a person described, people of a country, or nobody for sure."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property

from rapidfuzz.distance import OSA

from onrecord.who.base import KnowledgeBase, knowledge
from onrecord.who.described import belonging, kind_of, meant, nouns, sectors_of
from onrecord.who.descriptions import Descriptions, called
from onrecord.who.entries import Actor
from onrecord.who.names import run_key
from onrecord.who.people import FORMER, People, Told
from onrecord.who.phrase import Chunk, Part, part_of, split
from onrecord.who.resolution import Resolution
from onrecord.who.surroundings import Surroundings, surroundings
from onrecord.who.vocabulary import is_a
from onrecord.who.words import Word, words

SPELT = 7
"""Letters that a name must have before a slip of one letter is forgiven."""
LONGEST = 60
"""Words of a phrase that are read; what names an actor stands at its beginning."""


@dataclass(frozen=True, eq=False)
class Resolver:
    """Resolves phrases with a knowledge base; no parse of them is needed."""

    base: KnowledgeBase

    @cached_property
    def people(self) -> People:
        """The people of the base."""
        return People(self.base)

    @cached_property
    def described(self) -> Descriptions:
        """What nouns describe."""
        return Descriptions(
            self.base, self.people, lambda text, date: self._phrase(text, date, Surroundings(self.base))
        )

    def resolve(self, text: str, date: str | None = None, context: str | None = None) -> Resolution:
        """Who a mention or phrase means on an ISO date (any precision), in the sentences around it."""
        around = surroundings(self.base, text, context, date)
        found = self._phrase(words(text)[:LONGEST], date, around)
        for wider in around.wider() if found.kb is None and found.country is None else ():
            again = self._phrase(words(wider), date, around)
            if again.country or again.kb:
                found = replace(again, steps=(f"in the context: {wider!r}", *again.steps))
                break
        return around.complete(found, text)

    def _phrase(self, text: tuple[Word, ...], date: str | None, around: Surroundings) -> Resolution:
        loose = not any(word.capital for word in text)
        stretches = split(text, self.base.names, loose=loose)
        parts = [part for stretch in stretches if (part := part_of(stretch)) is not None]
        if not parts:
            return Resolution(steps=("no word that could name anybody",))
        found = [self._part(part, date, around) for part in parts[:3]]
        return self._joined(found, parts, date)

    def _joined(self, found: list[Resolution], parts: list[Part], date: str | None) -> Resolution:
        """The first stretch with what the others tell: "Merkel, the chancellor", "the president, Joe Biden"."""
        first = found[0]
        for other in found[1:]:
            if first.kb and other.kb and first.kb != other.kb and "person" not in (first.kind, other.kind):
                continue
            named, told = (first, other) if not (other.kind == "person" and other.kb) else (other, first)
            shared = set(named.candidates) & set(told.candidates) if named.kb is None else set()
            if len(shared) == 1:
                named = self.people.resolution(shared.pop(), date, Told(), (*named.steps, *told.steps))
            elif told.kb and told.kind == "person" and named.kb is None and told.kb in named.candidates:
                named = told
            elif named.kind == "person" or named.kind is None:
                named = replace(
                    named,
                    kind=named.kind or told.kind,
                    country=named.country or told.country,
                    sectors=FORMER if told.sectors == FORMER else named.sectors or told.sectors,
                    steps=(*named.steps, *told.steps),
                )
            first = named
        return first

    def _part(self, part: Part, date: str | None, around: Surroundings) -> Resolution:
        head = part.head
        if head.kind == "word" and not head.words[0].capital and is_a(head.key, "place"):
            bond = self.described.belongs(part, date)
            return Resolution(
                called(part, bond), "place", None, bond.country, steps=(f"{head.key!r} is a place", bond.said)
            )
        if self._thing(part):
            return Resolution(steps=(f"{head.key!r} is no actor",))
        if _forename(part):
            return Resolution(steps=(f"{head.text!r} is part of the name of somebody in no table",))
        if len(head.words) == 1 and is_a(head.key, "calendar") and not part.before:
            return Resolution(steps=(f"{head.text!r} is a time",))
        if head.names:
            return self._name(part, date, around)
        if head.noun:
            return self.described.noun(part, date)
        if head.kind == "proper":
            return self._proper(part, date, around)
        return self._other(part, date, around)

    def _thing(self, part: Part) -> bool:
        """Whether the head is a noun of things, or the name of one: "Cuban cigars", "the Berlin Wall", "Camp Bastion"."""
        head, last = part.head, part.head.words[-1]
        opening = part.before[-1].words[-1] if part.before else head.words[0]
        named = head.kind == "proper" or (head.names and bool(part.before))
        if named and opening is not last and opening.capital and is_a(opening.key, "naming"):
            return not opening.owner
        if head.kind == "known" or not is_a(last.key, "object"):
            return False
        if not last.capital:
            return True
        if len(head.words) > 1 and part.before and not part.before[-1].words[-1].capital:
            return False
        somebody = last.key in self.base.surnames or is_a(last.key, "word")
        return not (_titled(part) or (somebody and (len(head.words) > 1 or not part.before)))

    # Names that are known.

    def _name(self, part: Part, date: str | None, around: Surroundings) -> Resolution:
        head = part.head
        entry = head.entry
        assert entry is not None
        actors = meant(self.base, entry.names, date)
        if not part.before and is_a(head.key, "given") and (name := around.full_name()):
            return Resolution(steps=(f"{head.text!r} is {name} in the context",))
        if head.noun and (not head.words[0].capital or self._elsewhere(part, actors, date)):
            return self.described.noun(part, date)
        people = [actor.id for actor in actors if actor.kind == "person"]
        if people and len(people) == len(actors):
            return self._person(people, part, date, f"{head.text!r} is a known name", around)
        if part.joint and any(chunk.names for chunk in part.before):
            return self._several(part, date)
        if len(actors) > 1:
            countries = {actor.country for actor in actors}
            return Resolution(
                country=countries.pop() if len(countries) == 1 else None,
                candidates=tuple(actor.id for actor in actors),
                steps=(f"{head.text!r} may be {' or '.join(actor.name for actor in actors)}",),
            )
        if head.bond == "none":
            return Resolution(steps=(f"{head.text!r} only stands behind or against somebody",))
        return self._actor(part, actors[0].id, next(n.type for n in entry.names), date)

    def _elsewhere(self, part: Part, actors: tuple[Actor, ...], date: str | None) -> bool:
        """Whether a name that is a common noun too is said of another state: "the Ministry of Defence of Serbia"."""
        country = self.described.belongs(part, date).country
        return country is not None and country not in {actor.country for actor in actors}

    def _actor(self, part: Part, actor_id: str, type_: str, date: str | None) -> Resolution:
        actor = self.base.actors[actor_id]
        head = part.head
        step = f"{head.text!r} is a {type_} of {actor.name}"
        country = actor.country
        if country is None and actor.kind != "igo":
            country = belonging(self.base, part.before, date).country
        if country is None and actor.kind == "people":
            country = self.described.belongs(part, date).country
        if type_ == "plural" and actor.kind in ("state", "people"):
            sectors = FORMER if part.has("former") else ("CVL",)
            return Resolution(head.text, "people", None, country, sectors, steps=(step, "its people"))
        return Resolution(actor.name, actor.kind, actor.id, country, actor.sectors, steps=(step,))

    def _several(self, part: Part, date: str | None) -> Resolution:
        chunks = [c for c in (*part.before, part.head) if c.names and c.entry]
        entries = [chunk.entry for chunk in chunks if chunk.entry]
        actors = [actor for entry in entries for actor in meant(self.base, entry.names, date)[:1]]
        countries = {actor.country for actor in actors}
        return Resolution(
            country=countries.pop() if len(countries) == 1 else None,
            candidates=tuple(actor.id for actor in actors),
            steps=("several actors: " + ", ".join(actor.name for actor in actors),),
        )

    # People.

    def _person(
        self, people: list[str], part: Part, date: str | None, step: str, around: Surroundings
    ) -> Resolution:
        told = self._told(part, date)
        chosen = self.people.choose(people, date, told) or ()
        chosen = around.among(chosen) if len(chosen) > 1 else chosen
        if len(chosen) == 1:
            return self.people.resolution(chosen[0], date, told, (step, *_about(told)))
        if not chosen:
            return self._newcomer(part, told, f"{part.head.text!r} is nobody known of {told.country}")
        countries = {self.base.actors[person].country for person in chosen}
        sectors = {self.people.resolution(person, date, told, ()).sectors[:1] for person in chosen}
        return Resolution(
            kind="person",
            country=told.country or (countries.pop() if len(countries) == 1 else None),
            sectors=sectors.pop() if len(sectors) == 1 else FORMER if told.former else told.sectors,
            candidates=chosen,
            steps=(step, f"{len(chosen)} people may be meant"),
        )

    def _told(self, part: Part, date: str | None) -> Told:
        """What stands before a name: a title, a country, "former"."""
        titles = [chunk for chunk in part.before if chunk.noun]
        bond = self.described.belongs(part, date)
        title = titles[-1] if titles else None
        before = titles[:-1]
        sectors = sectors_of(title, self.base, bond.of) if title else ()
        if title is not None and is_a(title.words[-1].key, "generic"):
            sectors = tuple(dict.fromkeys((*bond.sectors, *nouns(before)))) or sectors
        elif bond.sectors:
            sectors = tuple(dict.fromkeys((*bond.sectors, *sectors)))
        title_key = title.entry.title if title and title.entry and title.entry.title else ""
        generic = title is not None and is_a(title.words[-1].key, "generic")
        return Told(title_key or "", sectors, bond.country, part.has("former"), generic)

    def _newcomer(self, part: Part, told: Told, step: str) -> Resolution:
        """Somebody in no table, by what is told of them."""
        return Resolution(
            part.head.text, "person", None, told.country, FORMER if told.former else told.sectors,
            steps=(step, *_about(told)),
        )  # fmt: skip

    def _proper(self, part: Part, date: str | None, around: Surroundings) -> Resolution:
        head = part.head
        titled = _titled(part)
        found = self._named_person(head, part, date, around, titled)
        if found is not None:
            return found
        told = self._told(part, date)
        if titled:
            return self._newcomer(part, told, f"{head.text!r} is in no table")
        place = around.place(head.text) if not is_a(head.key, "given") else None
        if place is not None and not any(chunk.names for chunk in part.before):
            return Resolution(
                head.text, "place", None, place, steps=(f"{head.text!r} is a place in {place}",)
            )
        if told.country or told.sectors:
            kind = next((kind_of(chunk) for chunk in part.before if chunk.noun), None)
            return Resolution(
                head.text,
                kind,
                None,
                told.country,
                told.sectors,
                steps=(f"{head.text!r} is in no table", *_about(told)),
            )
        return (
            self.described.fallback(part, date)
            or self._misspelt(part, date)
            or Resolution(steps=(f"{head.text!r} is in no table",))
        )

    def _misspelt(self, part: Part, date: str | None) -> Resolution | None:
        """The state whose long name is one letter, or two letters swapped, from a lone unknown word: "Afganistan"."""
        key = part.head.key
        actors = (
            {
                actor
                for name, actor in self._state_names
                if abs(len(name) - len(key)) < 2
                and name[0] == key[0]
                and OSA.distance(name, key, score_cutoff=1) == 1
            }
            if len(key) >= SPELT
            else set()
        )
        if len(actors) != 1:
            return None
        actor = self.base.actors[actors.pop()]
        step = f"{part.head.text!r} is one letter from a name of {actor.name}"
        return Resolution(actor.name, actor.kind, actor.id, actor.country, actor.sectors, steps=(step,))

    @cached_property
    def _state_names(self) -> tuple[tuple[str, str], ...]:
        """The names of one long word that states, their people and capitals have, as keys."""
        names = [(run_key(a.name), a.id) for a in self.base.actors.values() if a.kind == "state"]
        names += [(run_key(a.text), a.actor) for a in self.base.aliases if a.actor.startswith("state/")]
        return tuple((name, actor) for name, actor in names if len(name) >= SPELT and " " not in name)

    def _named_person(
        self, head: Chunk, part: Part, date: str | None, around: Surroundings, titled: bool
    ) -> Resolution | None:
        if len(head.words) > 1:
            alike = self.people.spelled_alike(head.text)
            if not alike:
                return None
            told = self._told(part, date)
            if self.people.choose(alike, date, told):
                return self._person(
                    list(alike), part, date, f"{head.text!r} is a spelling of a known name", around
                )
            return None
        key = head.key
        of_body = bool(part.before) and part.before[-1].noun and kind_of(part.before[-1]) != "person"
        if (is_a(key, "word") or of_body) and not titled:
            return None
        named = around.named(key)
        people = named or self.base.surnames.on(key, date)
        if not people:
            return None
        told = self._told(part, date)
        if not titled and told.country and not named:
            return None
        step = f"{head.text!r} is a family name" + (" of somebody named nearby" if named else "")
        if self.people.choose(people, date, told):
            return self._person(list(people), part, date, step, around)
        return None

    def _other(self, part: Part, date: str | None, around: Surroundings) -> Resolution:
        """A noun that no table has: the country at most."""
        return self.described.fallback(part, date) or Resolution(
            steps=(f"{part.head.text!r} is no known actor",)
        )


def _titled(part: Part) -> bool:
    """Whether a title or form of address stands before the head, as that of the same person."""
    titles = (chunk for chunk in part.before if chunk.noun and not chunk.words[-1].owner)
    return part.has("honorific") or any(kind_of(chunk) == "person" for chunk in titles)


def _forename(part: Part) -> bool:
    """Whether a state or capital is somebody's first or family name: "Paris Hilton", "Michael Jordan"."""
    if not part.before:
        return False
    last, head = part.before[-1], part.head
    if head.kind == "proper" and len(head.words) == 1 and last.names and len(part.before) == 1:
        return is_a(last.key, "given") and not last.words[-1].owner and not head.words[0].hyphened
    return head.names and is_a(head.key, "given") and last.kind == "proper" and not last.words[-1].owner


def _about(told: Told) -> tuple[str, ...]:
    return tuple(
        said
        for said in (
            f"title {told.title!r}" if told.title else "",
            f"of {told.country}" if told.country else "",
            "former" if told.former else "",
        )
        if said
    )


def resolve(
    text: str, date: str | None = None, context: str | None = None, base: KnowledgeBase | None = None
) -> Resolution:
    """Who a mention or phrase means on a date, with the knowledge base of the process or `base`.

    >>> resolve("the Lebanese rebels").country
    'LBN'
    """
    return Resolver(base or knowledge()).resolve(text, date, context)
