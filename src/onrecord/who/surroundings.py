"""What the sentences around a mention tell of it: full names, where it happens, what stands beside it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from onrecord.lexicon.gazetteer import country_of
from onrecord.who.base import KnowledgeBase
from onrecord.who.given import gender_of_name
from onrecord.who.names import Match
from onrecord.who.phrase import written
from onrecord.who.resolution import Resolution
from onrecord.who.surnames import family_name
from onrecord.who.vocabulary import is_a
from onrecord.who.words import Word, words

# How many words before and after a mention may belong to the same phrase.
REACH = 8
# Sectors whose people and institutions a report names without their state where it speaks of one state only.
GOVERNING = frozenset({"GOV", "LEG", "JUD", "MIL", "COP", "ELI", "OPP"})
LOCATIVE = frozenset({"in", "inside", "across", "throughout", "near", "outside", "at", "around"})


@dataclass(frozen=True)
class Surroundings:
    """The context of a mention, if any: its words, what is known in it, and the date."""

    base: KnowledgeBase
    text: tuple[Word, ...] = ()
    mention: tuple[Word, ...] = ()
    date: str | None = None

    @cached_property
    def found(self) -> tuple[Match, ...]:
        """What is known in the context."""
        return tuple(self.base.names.matches(self.text))

    def named(self, key: str) -> tuple[str, ...]:
        """The ids of people of a family name who are called by a full name in the context."""
        people = dict.fromkeys(
            named.actor
            for match in self.found
            if match.end - match.start > 1
            for named in match.entry.names
            if named.actor.startswith("person/")
        )
        return tuple(p for p in people if family_name(self.base.actors[p]) == key)

    def among(self, people: Iterable[str]) -> tuple[str, ...]:
        """Those of several people whose state the context names; all of them where it names none or several."""
        people = tuple(people)
        countries = self._countries()
        here = tuple(p for p in people if self.base.actors[p].country in countries)
        return here if len(here) == 1 else people

    def place(self, name: str) -> str | None:
        """The country of a city or region of that name, where the name means only one."""
        return country_of(name)

    def complete(self, found: Resolution, text: str) -> Resolution:
        """The resolution with the country of the place where it all happens, for an actor that is at home there."""
        if found.country is None and found.kb is None and found.candidates:
            return self._decided(found)
        if found.country or (found.kb and found.kind != "people") or "IGO" in found.sectors:
            return found
        at_home = any(is_a(word.key, "home") for word in words(text))
        if found.kind == "people" or (found.sectors and at_home):
            places = self._places()
            if len(places) == 1:
                return replace(
                    found, country=places[0], steps=(*found.steps, f"the context is in {places[0]}")
                )
        official = found.kind in ("person", "institution") and bool(GOVERNING & set(found.sectors))
        countries = self._countries()
        if official and len(countries) == 1:
            (country,) = countries
            return replace(
                found, country=country, steps=(*found.steps, f"the context speaks of {country} alone")
            )
        return found

    def _decided(self, found: Resolution) -> Resolution:
        """The resolution with the one of several states that the context names otherwise: "Dominican" in Santo Domingo."""
        states = {
            actor.country
            for c in found.candidates
            if (actor := self.base.actors.get(c)) and actor.kind == "state"
        }
        for named in (self._countries(), frozenset(self._places()), self._cities()):
            if len(states) == len(found.candidates) and len(states & named) == 1:
                (country,) = states & named
                steps = (*found.steps, f"the context speaks of {country}")
                return replace(found, country=country, candidates=(), steps=steps)
        return found

    def _cities(self) -> frozenset[str]:
        """The countries of the cities and regions of one word that the context names, wherever they stand in it."""
        found = (country_of(word.text) for word in self.text if word.capital)
        return frozenset(country for country in found if country)

    def wider(self) -> Iterator[str]:
        """The mention with what stands beside it in the context, then the same of the full name of a family name."""
        for name in (self.mention, self._longer_name()):
            if name and (beside := self._beside(name)) is not None:
                yield beside

    def full_name(self) -> str | None:
        """The full name of somebody in no table that ends in the mention in the context: "Michael Jordan"."""
        name = written(self._longer_name())
        return name if gender_of_name(name) else None

    def _longer_name(self) -> tuple[Word, ...]:
        """The first longer run of capitalised words, known as nothing else, that ends in the family name of the mention."""
        name = [word for word in self.mention if not is_a(word.key, "honorific")]
        if len(name) != 1 or not name[0].capital or is_a(name[0].key, "word", "calendar"):
            return ()
        known = {i for match in self.found for i in range(match.start, match.end)}
        for at, word in enumerate(self.text):
            first = at
            while (
                word.key == name[0].key
                and first > 0
                and not self.text[first].apart
                and self.text[first - 1].capital
                and first - 1 not in known
                and not is_a(self.text[first - 1].key, "honorific", "determiner", "calendar")
            ):
                first -= 1
            if first < at:
                return self.text[first : at + 1]
        return ()

    def _beside(self, name: Sequence[Word]) -> str | None:
        """A name with the title before and the apposition after it in the context; null where it has neither."""
        at = self._at(name)
        if at is None:
            return None
        start, end = at, at + len(name)
        known = {i: match for match in self.found for i in range(match.start, match.end)}
        first = start
        while first > 0 and start - first < REACH and not self.text[first].apart:
            match = known.get(first - 1)
            if match is None or not (match.entry.title or match.entry.agent or match.entry.names):
                break
            first = match.start
        last = end
        if end < len(self.text) and self.text[end].key == "of" and not self.text[end].apart:
            last = end + 1
            while (
                last < len(self.text)
                and last - end < REACH
                and (last in known or self.text[last].key == "the")
            ):
                last += 1
        elif end < len(self.text) and "," in self.text[end].gap:
            stop = end + 1
            while stop < len(self.text) and stop - end < REACH and not self.text[stop].apart:
                stop += 1
            if any(i in known and (known[i].entry.title or known[i].entry.agent) for i in range(end, stop)):
                last = stop
        if (first, last) == (start, end):
            return None
        return "".join(
            (w.gap if i else "") + w.text + ("'s" if w.owner else "")
            for i, w in enumerate(self.text[first:last])
        )

    def _at(self, name: Sequence[Word]) -> int | None:
        keys = [word.key for word in name]
        for at in range(len(self.text) - len(keys) + 1):
            if keys and [word.key for word in self.text[at : at + len(keys)]] == keys:
                return at
        return None

    def _countries(self) -> frozenset[str]:
        """The countries that the context speaks of, less those of envoys and troops abroad and of who only backs somebody."""
        found: set[str] = set()
        for match in self.found:
            after = self.text[match.end] if match.end < len(self.text) else None
            if (
                after is not None
                and not after.apart
                and (is_a(after.key, "abroad") or (after.hyphened and is_a(after.key, "backing", "leading")))
            ):
                continue
            actors = [self.base.actors.get(named.actor) for named in match.entry.names]
            countries = {actor.country for actor in actors if actor is not None}
            if len(countries) == 1:
                found |= {country for country in countries if country}
        return frozenset(found)

    def _places(self) -> tuple[str, ...]:
        """The countries of the places that the context puts itself in: "in Cairo", "throughout Nigeria"."""
        countries: dict[str, None] = {}
        known = {match.start: match for match in self.found}
        for at, word in enumerate(self.text[1:], start=1):
            before = self.text[at - 1].key
            if not (before in LOCATIVE or (before == "the" and at > 1 and self.text[at - 2].key in LOCATIVE)):
                continue
            country = None
            if at in known:
                actors = [
                    self.base.actors.get(n.actor)
                    for n in known[at].entry.names
                    if n.type in ("name", "capital")
                ]
                codes = {
                    actor.country
                    for actor in actors
                    if actor is not None and actor.kind in ("state", "place")
                }
                country = codes.pop() if len(codes) == 1 else None
            elif word.capital:
                country = country_of(word.text)
            if country:
                countries[country] = None
        return tuple(countries)


def surroundings(base: KnowledgeBase, text: str, context: str | None, date: str | None) -> Surroundings:
    """The surroundings of a mention; without a context they tell nothing."""
    if not context:
        return Surroundings(base)
    return Surroundings(base, words(context), words(text), date)
