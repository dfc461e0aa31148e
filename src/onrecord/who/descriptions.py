"""Actors that a noun describes: what the noun belongs to, who holds the office that it names, what else it tells."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from onrecord.lexicon.gazetteer import country_of
from onrecord.who.base import KnowledgeBase
from onrecord.who.described import Belonging, belonging, kind_of, meant, nouns, sectors_of
from onrecord.who.people import FORMER, People, Told
from onrecord.who.phrase import Chunk, Part, written
from onrecord.who.resolution import Resolution
from onrecord.who.vocabulary import is_a
from onrecord.who.words import Word

LONGEST_TITLE = 6
"""Words of a title that says whom somebody is sent to: "special envoy for the Middle East"."""


@dataclass(frozen=True, eq=False)
class Descriptions:
    """Resolves nouns; `inner` resolves the phrase that follows one with a preposition, by its words and the date."""

    base: KnowledgeBase
    people: People
    inner: Callable[[tuple[Word, ...], str | None], Resolution]

    def belongs(self, part: Part, date: str | None) -> Belonging:
        """What the head belongs to: by what stands before it, else by what follows with "of", "in" or "for"."""
        bond = belonging(self.base, (*part.before, part.head) if not part.head.names else part.before, date)
        if not bond.said and part.before and part.before[-1].kind == "proper":
            bond = self._led(part.before[-1], date)
        if not bond.said:
            bond = self._of_person(part, date)
        no_home = bond.actor is not None and bond.actor.kind == "people" and bond.country is None
        if no_home and part.rest and is_a(part.link, "of", "from", "seat"):
            found = self._seated(part, date) if is_a(part.link, "seat") else self._following(part, date)
            return replace(bond, country=found.country)
        if bond.said or not part.rest:
            return bond
        if is_a(part.link, "seat"):
            return self._seated(part, date)
        if is_a(part.link, "loyal"):
            return self._loyal(part, date)
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

    def _of_person(self, part: Part, date: str | None) -> Belonging:
        """The state of a person named before the noun: "Tony Blair's government", "Hugo Chavez supporters"."""
        named = [chunk for chunk in part.before if chunk.names and chunk.bond == "own"]
        actors = meant(self.base, named[-1].entry.names, date) if named and named[-1].entry else ()
        if part.head.kind == "proper" or {actor.kind for actor in actors} != {"person"}:
            return Belonging()
        found = [self.people.resolution(actor.id, date, Told(), ()) for actor in actors]
        countries, sectors = {each.country for each in found}, {each.sectors for each in found}
        if len(countries) != 1 or len(sectors) != 1:
            return Belonging()
        igo = tuple(sector for sector in sectors.pop() if sector == "IGO")
        return Belonging(None, countries.pop(), igo, (), f"{named[-1].text!r} is of there")

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

    def _loyal(self, part: Part, date: str | None) -> Belonging:
        """The state of the person to whom they are loyal."""
        inner = self.inner(part.rest[1:], date)
        if inner.kind != "person" or inner.country is None:
            return Belonging()
        return Belonging(None, inner.country, (), (), f"loyal to {inner.name}")

    def _following(self, part: Part, date: str | None) -> Belonging:
        inner = self.inner(part.rest, date)
        if inner.kind == "person" and inner.kb and not is_a(part.link, "of", "for"):
            return Belonging()
        if is_a(part.link, "for") and inner.kind == "state" and not part.head.key.startswith("spokes"):
            return Belonging()
        actor = self.base.actors.get(inner.kb or "")
        if is_a(part.link, "from") and actor is not None and actor.kind not in ("state", "people", "place"):
            actor = None
        sectors = inner.sectors if inner.kind not in ("state", "people", "place", None) else ()
        sided = inner.kind == "person" and is_a(part.head.words[-1].key, "siding")
        if sided or (is_a(part.link, "from") and part.link != "from"):
            sectors = ()
        said = f"{part.link} {inner.name or inner.country}" if inner.answered else ""
        return Belonging(actor, inner.country, sectors, (), said)

    def noun(self, part: Part, date: str | None) -> Resolution:
        """Whom a noun or title means: the holder of the office, a group by its name, else what the words tell."""
        head = part.head
        bond = self.belongs(part, date)
        former = part.has("former")
        if not bond.said and self._only_of_others(head):
            bond = self._told_by_title(head)
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
            bond.actor.name if members and bond.actor else called(part, bond),
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

    def _told_by_title(self, head: Chunk) -> Belonging:
        """The state of the place that a title names itself: "chief minister of Kerala"."""
        keys = [word.key for word in head.words]
        place = head.words[keys.index("of") + 1 :] if "of" in keys else ()
        title = head.entry.title if head.entry is not None else None
        states = {office.of for office in self.base.holders.titled(title or "")}
        state = self.base.state(states.pop()) if len(states) == 1 else None
        if state is None or not place or not place[0].capital:
            return Belonging()
        return Belonging(state, state.country, (), (), f"{written(place)} is in {state.name}")

    def _noun_sectors(self, part: Part, bond: Belonging) -> tuple[str, ...]:
        """Sectors of what it belongs to and of the noun: of an organisation first, and alone where the noun says little."""
        own, before = sectors_of(part.head, self.base, bond.of), nouns(part.before)
        if own[:1] == ("IGO",) and bond.country and not bond.sectors and kind_of(part.head) != "igo":
            own = ("GOV",)
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
        found = holders.holders(of, self._whole_title(part, entry.title, of), date)
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

    def _whole_title(self, part: Part, title: str, of: str) -> str:
        """The title with whom or what it is sent to, where the party has such an office: "envoy to Syria" of the UN."""
        if not is_a(part.link, "for") and part.link != "to":
            return title
        words = [title.rpartition(" ")[2], part.link, *(word.key for word in part.rest)]
        longer = (" ".join(words[:length]) for length in range(min(len(words), LONGEST_TITLE), 2, -1))
        return next((t for t in longer if any(o.of == of for o in self.base.holders.titled(t, of))), title)

    def fallback(self, part: Part, date: str | None) -> Resolution | None:
        """What the words before an unknown noun tell: the country, and a sector where a noun stands among them."""
        bond = self.belongs(part, date)
        sectors = nouns(part.before)
        if bond.countries or not (bond.country or bond.sectors or sectors):
            return None
        steps = (f"{part.head.text!r} is in no table", *((bond.said,) if bond.said else ()))
        return Resolution(
            called(part, bond),
            None,
            None,
            bond.country,
            tuple(dict.fromkeys((*bond.sectors, *sectors))),
            steps=steps,
        )


def called(part: Part, bond: Belonging) -> str:
    """What an actor without a name is called: the words from the first that says something, and whose it is."""
    chunks = [c for c in (*part.before, part.head) if not is_a(c.key, "determiner")]
    name = written([word for chunk in chunks for word in chunk.words])
    known = bond.actor is not None and (bond.inside or any(c.names for c in part.before))
    return name if known or bond.actor is None else f"{name} of {bond.actor.name}"
