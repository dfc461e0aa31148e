"""People and their offices: whose title a noun is, what it tells of them, and who "the minister" is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from typing import TYPE_CHECKING

from onrecord.analysis import span_of
from onrecord.extract.actors.antecedents import UNNAMED, Antecedents
from onrecord.extract.actors.belonging import belonging, modifiers, noun_phrase
from onrecord.extract.actors.cast import Cast, Role
from onrecord.extract.actors.introduced import introduced_by
from onrecord.extract.actors.known import holder, titles_of
from onrecord.lexicon import load_table
from onrecord.who.entries import Agent
from onrecord.who.vocabulary import is_a

if TYPE_CHECKING:
    from spacy.tokens import Token


@cache
def _genders() -> Mapping[str, str]:
    return {row["word"]: row["gender"] for row in load_table("gendered_words")}


def gender_of(title: str) -> str:
    """The gender that a title or noun tells by its last word: "m", "f", or "" where it tells none.

    >>> gender_of("government spokeswoman"), gender_of("Mr."), gender_of("minister")
    ('f', 'm', '')
    """
    last = title.lower().rstrip(".").rpartition(" ")[2]
    return _genders().get(last, "")


def bearer(title: Token, cast: Cast) -> Role | None:
    """The person whose title this is: "President Biden", "Biden, the president", "the president, Joe Biden"."""
    candidates = [title.head] if title.dep_ in ("compound", "nmod", "appos", "amod") else []
    candidates += [c for c in title.children if c.dep_ == "appos"]
    doc = title.doc
    after = title.i + (2 if title.i + 1 < len(doc) and doc[title.i + 1].text == "," else 1)
    named = cast.begins.get(doc[after].idx) if after < len(doc) else None
    if named is not None and named.kind == "person" and not _begins_clause(title, doc[after], named):
        return named
    for candidate in candidates:
        role = cast.at.get(candidate.i)
        if role is not None and role.kind == "person" and role.reason != UNNAMED:
            return role
    return introduced_by(title, cast)


def _begins_clause(title: Token, name: Token, person: Role) -> bool:
    """Whether a name behind a comma is the subject of what follows: "according to an official, Biden agreed"."""
    if name.nbor(-1).text != "," or not any(t.lower_ in ("a", "an") for t in title.lefts):
        return False
    span = next(span for span in person.mentions if span.start == name.idx)
    after = next((t for t in name.doc[name.i :] if t.idx >= span.end), None)
    return after is not None and after.pos_ in ("VERB", "AUX")


def entitle(person: Role, title: Token, first: int, row: Agent, cast: Cast) -> None:
    """Gives a named person the office that the title tells, and the whole phrase as a mention."""
    doc = title.doc
    belongs = belonging(title, cast) or (
        belonging(title.head, cast, before=title.i) if title.dep_ == "compound" else None
    )
    office = doc[first : title.i + 1].text
    former = any(is_a(t.lower_, "former") for t in doc[title.left_edge.i : first])
    person.titles.add(f"former {office}".lower() if former else office.lower())
    person.gender = person.gender or gender_of(office)
    if belongs is not None and belongs.kind in ("state", "igo"):
        office = f"{office} of {belongs.name}"
    sectors = row.sectors
    person.describe(
        belongs.country if belongs else None, sectors, office, belongs.member_of if belongs else ()
    )
    if title.dep_ in ("compound", "nmod"):
        left = min(t.i for t in (*modifiers(title.head), title))
        cast.mention(person, span_of(doc[left], title.head), "title", title.head.i)
    else:
        cast.mention(person, noun_phrase(title), "title", title.i)


def office_holder(
    title: Token, first: int, noun: str, belongs: Role | None, back: Antecedents
) -> Role | None:
    """Who "the Turkish president" or "the minister" is: whom the report named with that office, else who held it that day."""
    cast = back.cast
    country = belongs.country if belongs else None
    apart = [t for t in title.doc[title.left_edge.i : first] if is_a(t.lower_, "not-now", "former")]
    if apart:
        was = [r for r in cast.people() if f"former {noun}" in r.titles and country in (None, r.country)]
        return was[0] if len(was) == 1 and is_a(apart[0].lower_, "former") else None
    of = belongs.member_of[0] if belongs and belongs.member_of else None
    met = [
        role
        for role in cast.people()
        if (country is None or role.country == country)
        and (_is_titled(role, noun, cast.date) or (noun == "leader" and country and _leads(role)))
    ]
    if len(met) == 1 and not (of and belongs and country is None):
        return met[0]
    if met:
        return None if of and len(met) > 1 else back.latest(title.i, lambda role: any(role is m for m in met))
    aims = (
        f"{noun.rpartition(' ')[2]} {prep.lower_} {c.text.lower()}"
        for prep in title.rights
        for c in prep.children
    )
    known = next((who for words in (*aims, noun) if of and (who := holder(of, words, cast.date))), None)
    return cast.known(known, "actors/office-holder") if known else None


def _leads(role: Role) -> bool:
    office = (role.office or "").split(" of ")[0].replace("prime minister", "")
    return role.known is not None and bool(role.office) and "minister" not in office


def _is_titled(role: Role, noun: str, date: str | None) -> bool:
    """Whether a noun in lower case is a title of the person, or the end of one: "minister" of a foreign minister."""
    for title in _titles(role, date):
        if title == noun or title.startswith(f"{noun} of "):
            return True
        if is_a(title, "calling") and noun.endswith(f" {title}"):
            return True
        if title.endswith(f" {noun}"):
            rest = title[: -len(noun)].split()
            if not any(is_a(word, "not-now", "former", "apart") for word in rest):
                return True
    return False


def _titles(role: Role, date: str | None) -> Iterator[str]:
    yield from role.titles
    if role.office:
        yield role.office.lower()
    if role.known is not None:
        yield from titles_of(role.known, date)
