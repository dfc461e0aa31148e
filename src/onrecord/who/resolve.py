"""What a phrase means on a date: a known actor, a person described, people of a country, or nobody for sure."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property

from rapidfuzz.distance import OSA

from onrecord.lexicon.gazetteer import country_of
from onrecord.who.base import KnowledgeBase, knowledge
from onrecord.who.described import Belonging, belonging, kind_of, meant, nouns, sectors_of
from onrecord.who.entries import Actor
from onrecord.who.names import run_key
from onrecord.who.people import FORMER, People, Told
from onrecord.who.phrase import Chunk, Part, part_of, split, written
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

    def resolve(self, text: str, date: str | None = None, context: str | None = None) -> Resolution:
        """Who a mention or phrase means on an ISO date (any precision), in the sentences around it."""
        around = surroundings(self.base, text, context, date)
        found = self._phrase(words(text)[:LONGEST], date, around)
        if found.kb is None and found.country is None and (wider := around.beside()) is not None:
            again = self._phrase(words(wider), date, around)
            if again.country or again.kb:
                found = replace(again, steps=(f"in the context: {wider!r}", *again.steps))
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
            bond = self._belongs(part, date)
            return Resolution(
                _name(part, bond), "place", None, bond.country, steps=(f"{head.key!r} is a place", bond.said)
            )
        if head.kind != "known" and is_a(head.words[-1].key, "thing"):
            return Resolution(steps=(f"{head.key!r} is no actor",))
        if _forename(part):
            return Resolution(steps=(f"{head.text!r} is part of the name of somebody in no table",))
        if len(head.words) == 1 and is_a(head.key, "calendar") and not part.before:
            return Resolution(steps=(f"{head.text!r} is a time",))
        if head.names:
            return self._name(part, date, around)
        if head.noun:
            return self._noun(part, date, around)
        if head.kind == "proper":
            return self._proper(part, date, around)
        return self._other(part, date, around)

    # Names that are known.

    def _name(self, part: Part, date: str | None, around: Surroundings) -> Resolution:
        head = part.head
        entry = head.entry
        assert entry is not None
        actors = meant(self.base, entry.names, date)
        if head.noun and (not head.words[0].capital or self._elsewhere(part, actors, date)):
            return self._noun(part, date, around)
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
        country = self._belongs(part, date).country
        return country is not None and country not in {actor.country for actor in actors}

    def _actor(self, part: Part, actor_id: str, type_: str, date: str | None) -> Resolution:
        actor = self.base.actors[actor_id]
        head = part.head
        step = f"{head.text!r} is a {type_} of {actor.name}"
        country = actor.country
        if country is None and actor.kind != "igo":
            country = belonging(self.base, part.before, date).country
        if country is None and actor.kind == "people":
            country = self._belongs(part, date).country
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
        return Resolution(
            kind="person",
            country=told.country or (countries.pop() if len(countries) == 1 else None),
            sectors=FORMER if told.former else told.sectors,
            candidates=chosen,
            steps=(step, f"{len(chosen)} people may be meant"),
        )

    def _told(self, part: Part, date: str | None) -> Told:
        """What stands before a name: a title, a country, "former"."""
        titles = [chunk for chunk in part.before if chunk.noun]
        bond = self._belongs(part, date)
        title = titles[-1] if titles else None
        before = titles[:-1]
        sectors = sectors_of(title, self.base) if title else ()
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
        titled = any(chunk.noun and kind_of(chunk) == "person" for chunk in part.before) or part.has(
            "honorific"
        )
        found = self._named_person(head, part, date, around, titled)
        if found is not None:
            return found
        told = self._told(part, date)
        if titled:
            return self._newcomer(part, told, f"{head.text!r} is in no table")
        place = around.place(head.text)
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
            self._fallback(part, date, around)
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
        if is_a(key, "word") and not titled:
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

    # Actors that a noun describes.

    def _belongs(self, part: Part, date: str | None) -> Belonging:
        """What the head belongs to: by what stands before it, else by what follows with "of", "in" or "for"."""
        bond = belonging(self.base, (*part.before, part.head) if not part.head.names else part.before, date)
        if not bond.said and part.before and part.before[-1].kind == "proper":
            bond = self._led(part.before[-1], date)
        no_home = bond.actor is not None and bond.actor.kind == "people" and bond.country is None
        if no_home and part.rest and is_a(part.link, "of", "from", "seat"):
            found = self._seated(part, date) if is_a(part.link, "seat") else self._following(part, date)
            return replace(bond, country=found.country)
        if bond.said or not part.rest:
            return bond
        if is_a(part.link, "seat"):
            return self._seated(part, date)
        if not is_a(part.link, "of", "from", "for"):
            return bond
        abroad = is_a(part.head.words[-1].key, "abroad")
        if is_a(part.link, "from") and part.link != "from" and abroad:
            return bond
        return self._following(part, date)

    def _led(self, chunk: Chunk, date: str | None) -> Belonging:
        """The state of "the Bush administration", where everybody of the name is of one state."""
        people = self.base.surnames.on(chunk.key, date) if not is_a(chunk.key, "word") else ()
        countries = {self.base.actors[person].country for person in people}
        if len(countries) != 1 or None in countries:
            place = country_of(chunk.text)
            return Belonging(None, place, (), (), f"{chunk.text!r} is in {place}") if place else Belonging()
        return Belonging(None, countries.pop(), (), (), f"{chunk.text!r} is of there")

    def _seated(self, part: Part, date: str | None) -> Belonging:
        """Where it has its seat or comes from: "based in Trinidad", "fleeing the war in Liberia"."""
        places = [
            actor
            for match in self.base.names.matches(part.rest)
            for actor in meant(self.base, match.entry.names, date)
            if actor.kind in ("state", "place")
        ]
        countries = {actor.country for actor in places}
        if len(countries) != 1:
            return Belonging()
        return Belonging(None, countries.pop(), (), (), f"{part.link} {places[0].name}")

    def _following(self, part: Part, date: str | None) -> Belonging:
        inner = self._phrase(part.rest, date, Surroundings(self.base))
        if inner.kind == "person" and inner.kb and not is_a(part.link, "of", "for"):
            return Belonging()
        if is_a(part.link, "for") and inner.kind == "state" and not part.head.key.startswith("spokes"):
            return Belonging()
        actor = self.base.actors.get(inner.kb or "")
        if is_a(part.link, "from") and actor is not None and actor.kind not in ("state", "people", "place"):
            actor = None
        sectors = inner.sectors if inner.kind not in ("state", "people", "place", None) else ()
        if is_a(part.link, "from") and part.link != "from":
            sectors = ()
        said = f"{part.link} {inner.name or inner.country}" if inner.answered else ""
        return Belonging(actor, inner.country, sectors, (), said)

    def _noun(self, part: Part, date: str | None, around: Surroundings) -> Resolution:
        head = part.head
        bond = self._belongs(part, date)
        former = part.has("former")
        if not bond.said and self._only_of_others(head):
            return Resolution(steps=(f"{head.text!r} is a title only of whom the phrase does not name",))
        if bond.countries:
            return Resolution(
                head.text, kind_of(head), None, None, self._noun_sectors(part, bond),
                candidates=tuple(f"state/{code}" for code in bond.countries), steps=(bond.said,),
            )  # fmt: skip
        holder = None if former else self._holder(part, bond, date)
        if holder is not None and holder.kb:
            return holder
        sectors = FORMER if former and kind_of(head) == "person" else self._noun_sectors(part, bond)
        named = bond.actor is not None and bond.actor.kind in ("armed-group", "party", "military")
        members = named and kind_of(head) in ("armed-group", "military", "group", "party")
        return Resolution(
            bond.actor.name if members and bond.actor else _name(part, bond),
            bond.actor.kind if members and bond.actor else kind_of(head),
            bond.actor.id if members and bond.actor else None,
            bond.country,
            sectors,
            None,
            holder.candidates if holder else (),
            (
                f"{head.text!r} means {'/'.join(sectors_of(head, self.base)) or 'an actor'}",
                *((bond.said,) if bond.said else ()),
                *(holder.steps if holder else ()),
                *(("former: coded as elite",) if sectors == FORMER else ()),
            ),
        )

    def _only_of_others(self, head: Chunk) -> bool:
        """Whether it is no noun, and a title in certain states or organisations only: "chair"."""
        entry = head.entry
        if entry is None or entry.agent is not None or entry.title is None:
            return False
        return all(office.of for office in self.base.holders.titled(entry.title))

    def _noun_sectors(self, part: Part, bond: Belonging) -> tuple[str, ...]:
        """Sectors of what it belongs to and of the noun: of an organisation first, and alone where the noun says little."""
        own, before = sectors_of(part.head, self.base), nouns(part.before)
        if is_a(part.head.words[-1].key, "kin"):
            return own
        if is_a(part.head.words[-1].key, "generic") and (bond.sectors or before):
            return tuple(dict.fromkeys((*bond.sectors, *before)))
        if bond.sectors:
            return tuple(dict.fromkeys((*bond.sectors, *own, *before)))
        return tuple(dict.fromkeys((*own, *before)))

    def _holder(self, part: Part, bond: Belonging, date: str | None) -> Resolution | None:
        """The holder of the office on the day, where the phrase means the one who holds it."""
        entry, of = part.head.entry, bond.of
        if entry is None or entry.title is None or entry.plural or of is None:
            return None
        if part.has("not-now", "indefinite"):
            return None
        holders = self.base.holders
        found = holders.holders(of, entry.title, date)
        if entry.title in ("leader", "head", "ruler") and self.base.state(of) and not found:
            found = holders.leaders(of, date)
        if date is None:
            return (
                Resolution(candidates=found, steps=("no date to say who held the office",)) if found else None
            )
        if len(found) == 1:
            step = f"{entry.title!r} of {bond.actor.name if bond.actor else of} on {date}"
            return self.people.resolution(found[0], date, Told(entry.title), (step,))
        return Resolution(candidates=found, steps=(f"{len(found)} known holders of the office on {date}",))

    def _other(self, part: Part, date: str | None, around: Surroundings) -> Resolution:
        """A noun that no table has: the country at most."""
        return self._fallback(part, date, around) or Resolution(
            steps=(f"{part.head.text!r} is no known actor",)
        )

    def _fallback(self, part: Part, date: str | None, around: Surroundings) -> Resolution | None:
        """What the words before an unknown noun tell: the country, and a sector where a noun stands among them."""
        bond = self._belongs(part, date)
        sectors = nouns(part.before)
        if bond.countries or not (bond.country or bond.sectors or sectors):
            return None
        steps = (f"{part.head.text!r} is in no table", *((bond.said,) if bond.said else ()))
        return Resolution(
            _name(part, bond),
            None,
            None,
            bond.country,
            tuple(dict.fromkeys((*bond.sectors, *sectors))),
            steps=steps,
        )


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


def _name(part: Part, bond: Belonging) -> str:
    """What an actor without a name is called: the words from the first that says something, and whose it is."""
    chunks = [c for c in (*part.before, part.head) if not is_a(c.key, "determiner")]
    name = written([word for chunk in chunks for word in chunk.words])
    known = bond.actor is not None and any(c.names for c in part.before)
    return name if known or bond.actor is None else f"{name} of {bond.actor.name}"


def resolve(
    text: str, date: str | None = None, context: str | None = None, base: KnowledgeBase | None = None
) -> Resolution:
    """Who a mention or phrase means on a date, with the knowledge base of the process or `base`.

    >>> resolve("the Lebanese rebels").country
    'LBN'
    """
    return Resolver(base or knowledge()).resolve(text, date, context)
