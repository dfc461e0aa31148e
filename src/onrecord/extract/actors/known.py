"""The actors of the knowledge base as an article is searched for them: on its date, token by token."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Literal

from onrecord.model.codes import ActorKind
from onrecord.who import knowledge
from onrecord.who.described import meant
from onrecord.who.entries import Actor, Spell
from onrecord.who.names import run_key
from onrecord.who.spelling import fold
from onrecord.who.vocabulary import is_a
from onrecord.who.words import words

if TYPE_CHECKING:
    from spacy.tokens import Doc

__all__ = [
    "Known",
    "NameKind",
    "fold",
    "held_titles",
    "holder",
    "is_surname",
    "is_word",
    "known_actor",
    "leads",
    "matches",
    "names_place",
    "state",
    "surname_on",
    "titles_of",
]  # fmt: skip

NameKind = Literal["name", "demonym", "capital", "metonym"]


@dataclass(frozen=True, slots=True)
class Known:
    """An actor of the knowledge base."""

    kb: str
    name: str
    kind: ActorKind
    country: str | None = None
    sectors: tuple[str, ...] = ()
    member_of: tuple[str, ...] = ()
    gender: str = ""

    def spell(self, date: str | None) -> Spell | None:
        """The term of office at `date`, else the last that began before it, else None."""
        holders = knowledge().holders
        terms, now = holders.of_person(self.kb), next(iter(holders.held(self.kb, date)), None)
        before = [term for term in terms if date is None or not term.held.after(date)]
        return now or (before[-1] if before else None)


@cache
def known_actor(kb: str) -> Known:
    """The actor of an id of the knowledge base."""
    return _known(knowledge().actors[kb])


def _known(actor: Actor) -> Known:
    base = knowledge()
    sectors = actor.sectors
    member_of: tuple[str, ...] = (actor.country,) if actor.country else ()
    if actor.kind == "igo":
        member_of = (actor.tail,)
    elif actor.kind == "person":
        terms = base.holders.of_person(actor.id)
        member_of = tuple(dict.fromkeys(term.of for term in terms)) or member_of
        sectors = sectors or (("GOV",) if actor.country else ("IGO",))
    return Known(actor.id, actor.name, actor.kind, actor.country, sectors, member_of, actor.gender)


def state(code: str) -> Known | None:
    """The state with this ISO 3166-1 alpha-3 code."""
    return known_actor(f"state/{code}") if knowledge().state(code) else None


def surname_on(name: str, date: str | None) -> tuple[Known, ...]:
    """Those of a family name who may be meant on the date."""
    return tuple(known_actor(person) for person in knowledge().surnames.on(run_key(name), date))


# The roles whose holders reports call by their family name alone.
LEADING = frozenset({"head-of-state", "head-of-government", "head-of-organisation", "foreign-minister"})


def leads(person: Known, date: str | None) -> bool:
    """Whether the person leads a state or an organisation or speaks for it abroad, on the date or before."""
    holders = knowledge().holders
    terms = (term for term in holders.of_person(person.kb) if date is None or not term.held.after(date))
    return any((office := holders.office(term)) is not None and office.role in LEADING for term in terms)


def is_surname(name: str) -> bool:
    """Whether somebody known has this family name."""
    return run_key(name) in knowledge().surnames


def is_word(name: str) -> bool:
    """Whether a family name is a plain word or a first name too, so that it alone says little."""
    return is_a(run_key(name), "word")


def holder(of: str, office: str, date: str | None) -> Known | None:
    """Who held `office` of the state or organisation at `date`; None when unknown or more than one."""
    found = knowledge().holders.holder(of, office, date)
    return known_actor(found) if found else None


def titles_of(person: Known, date: str | None) -> tuple[str, ...]:
    """The titles, lower case, of the offices that the person holds on the date."""
    return tuple(_titles(knowledge().holders.held(person.kb, date)))


def held_titles(person: str) -> frozenset[str]:
    """The titles, lower case, of all offices that a person of the knowledge base has held, by the person's id."""
    return frozenset(_titles(knowledge().holders.of_person(person)))


def _titles(terms: Iterable[Spell]) -> Iterator[str]:
    """The titles, lower case, of the offices of some terms."""
    offices = (knowledge().holders.office(term) for term in terms)
    return (title.lower() for office in offices if office is not None for title in office.titles)


def names_place(name: str) -> bool:
    """Whether the words, in whatever case, name a state or capital and so no person or organisation."""
    entry = knowledge().names.entry(run_key(name))
    return entry is not None and any(
        named.actor.startswith("state/") and named.type in ("name", "capital") for named in entry.names
    )


def matches(doc: Doc, date: str | None = None) -> Iterator[tuple[int, int, Known, NameKind]]:
    """The longest known names in the text, left to right: first token, token after the last, actor, kind of name.

    A name that means several actors on the date is left out.
    """
    base = knowledge()
    text = words(doc.text)
    for match in base.names.matches(text, names=True):
        if not match.entry.names:
            continue
        actors = meant(base, match.entry.names, date)
        phrase = doc.char_span(text[match.start].start, text[match.end - 1].end, alignment_mode="expand")
        if len(actors) == 1 and phrase is not None:
            named = next((n for n in match.entry.names if n.actor == actors[0].id), match.entry.names[0])
            known = known_actor(actors[0].id)
            kind: NameKind = "name" if named.actor == known.kb else "metonym"
            if named.type in ("demonym", "plural"):
                kind = "demonym"
            elif named.type in ("capital", "metonym"):
                kind = "capital" if named.type == "capital" else "metonym"
            yield phrase.start, phrase.end, known, kind
