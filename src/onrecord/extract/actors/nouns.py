"""Actors called by a common noun: "US officials", "the rebels", "the Turkish president, Recep Tayyip Erdoğan"."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import TYPE_CHECKING

from onrecord.analysis import span_of
from onrecord.analysis.clauses import child, markers, obliques
from onrecord.analysis.naming import complement
from onrecord.extract.actors.antecedents import UNNAMED, Antecedents
from onrecord.extract.actors.belonging import (
    BELONGING,
    acts_for,
    adjective,
    belonging,
    in_index,
    is_against,
    joint,
    land,
    noun_phrase,
    seat_in,
    span_start,
)
from onrecord.extract.actors.callings import called
from onrecord.extract.actors.cast import Cast, Role
from onrecord.extract.actors.descriptions import DEFINITE, is_told_apart, taken_up
from onrecord.extract.actors.introduced import self_named
from onrecord.extract.actors.pairs import pair
from onrecord.extract.actors.titles import bearer, entitle, gender_of, office_holder
from onrecord.who import fitting, knowledge
from onrecord.who.entries import Agent
from onrecord.who.plurals import plural
from onrecord.who.surroundings import GOVERNING
from onrecord.who.vocabulary import is_a

if TYPE_CHECKING:
    from spacy.tokens import Token

# Kinds of noun behind the name of an armed group or party, and those behind a name of their own kind alone.
BODIES = frozenset({"armed-group", "military", "group", "party"})
CALLED = frozenset({"ngo", "media", "company"})
# Sectors whose institutions a report speaks of without their state once it has told it of one of them.
BRANCHES = frozenset({"JUD", "LEG", "COP"})
# The reason of an organisation that only the recogniser of names took for one.
GUESSED = "actors/organisation-entity"
OWN = frozenset({"his", "her", "its", "their"})


@cache
def agents() -> Mapping[str, Agent]:
    """The common nouns that mean an actor, singular and plural, by how they are written in lower case."""
    known = knowledge().agents
    several: dict[str, Agent] = {}
    for noun, agent in known.items():
        kind = "group" if agent.kind == "person" else agent.kind
        several.setdefault(plural(noun), Agent(plural(noun), agent.sectors, kind))
    return {**several, **known}


@cache
def _heads() -> Mapping[str, tuple[int, ...]]:
    """The last words of nouns that mean an actor or take one up, with how many words those can have, the most first."""
    found: dict[str, set[int]] = {}
    for noun in (*agents(), *fitting.bodies(), *fitting.nouns(), *fitting.nouns(two=True)):
        found.setdefault(noun.rpartition(" ")[2], set()).add(noun.count(" ") + 1)
    return {word: tuple(sorted(lengths, reverse=True)) for word, lengths in found.items()}


def read_noun(token: Token, back: Antecedents) -> None:
    """Adds the actor that a common noun means to the cast, or tells a person in it the office."""
    if token.lower_ not in _heads():
        return
    row, first = _noun(token)
    person = bearer(token, back.cast) if row is not None else None
    called = self_named(token) if row is not None and person is None else ()
    if row is not None and called:
        _call(token, called, row, back.cast)
    elif row is not None and person is not None:
        entitle(person, token, first, row, back.cast)
    elif token.dep_ not in ("compound", "nmod", "npadvmod") and not _takes_up(token, first, row, back):
        article = child(token, "det")
        nobody = article is not None and article.lower_ in markers("anybody")
        told_of = token.dep_ == "oprd"  # "call him a thief"
        if row is not None and not told_of and not (nobody and belonging(token, back.cast) is None):
            _describe(token, row, back.cast)


def _call(noun: Token, name: Sequence[Token], row: Agent, cast: Cast) -> None:
    """Notes that a noun means whoever goes by a name."""
    span = span_of(*name)
    met = next((r for r in cast.roles.values() if any(s.overlaps(span) for s in r.mentions)), None)
    role = met or cast.named(noun.doc[name[0].i : name[-1].i + 1].text, row.kind, "actors/person-entity")
    role.kind = (
        role.kind if met is None else "person" if row.kind == "person" and met.kb is None else met.kind
    )
    role.describe(None, row.sectors, None, ())
    role.gender = role.gender or gender_of(row.noun)
    cast.mention(role, span, "name", name[-1].i)
    cast.mention(role, noun_phrase(noun), "description", noun.i)


def _noun(head: Token) -> tuple[Agent | None, int]:
    """The longest noun of the table that ends in `head`, and the token it begins with."""
    doc, start = head.doc, head.sent.start
    for length in _heads()[head.lower_]:
        first = head.i - length + 1
        if first >= start:
            words = head.lower_ if length == 1 else " ".join([t.lower_ for t in doc[first : head.i + 1]])
            row = agents().get(words)
            if row is not None:
                return row, first
    return None, head.i


def _takes_up(head: Token, first: int, row: Agent | None, back: Antecedents) -> bool:
    """Whether the phrase means somebody met before, or who held the office that day; the mention is noted then."""
    cast, span, article = back.cast, noun_phrase(head), child(head, "det")
    two = pair(head, back)
    if two:
        cast.share(two, span, "description", head.i)
        return True
    if row is not None and row.kind == "person":
        belongs = belonging(head, cast)
        owner = child(head, "poss")
        owned = belongs is not None and owner is not None and (owner.pos_ != "NOUN" or owner.i in cast.at)
        if owned or (article is not None and article.lower_ in DEFINITE | OWN):
            person = office_holder(head, first, row.noun, belongs, back)
            if person is not None:
                cast.mention(person, span, "title", head.i)
                return True
    named = _named_behind(head, row, cast) or _named_before(head, row, cast) or _named_group(head, row, cast)
    if named is None and article is not None and article.lower_ in DEFINITE:
        named = taken_up(head, first, row, back)
        if named is None and row is not None and not is_told_apart(head):
            named = called(head, row, belonging(head, cast), back)
            if named is not None:
                named.titles.add(row.noun)
    if named is not None:
        cast.mention(named, span, "description", head.i)
    return named is not None


def _describe(head: Token, row: Agent, cast: Cast) -> None:
    """Adds a group or person of its own, called by the words of the phrase."""
    belongs, told = belonging(head, cast), complement(head)
    governing = bool(GOVERNING.intersection(row.sectors))
    seat = seat_in(told) if belongs is None and governing and not is_a(head.lemma_, "abroad") else None
    belongs = belongs or seat
    outside = {
        t.i for c in head.lefts if c.dep_ in ("poss", "nummod") for t in c.subtree
    }  # owners and counts
    words = [
        t
        for t in head.doc[span_start(head) : head.i + 1]
        if t.i not in outside and t.dep_ != "det" and not t.is_punct and t.lower_ not in markers("unnaming")
    ]
    name = in_index(words, cast, governing) or head.text
    if belongs is not None and not any(cast.at.get(t.i) is belongs for t in words):
        if (
            child(head, "poss") is not None
            or belongs is seat
            or (belongs.kind == "state" and " " not in name)
        ):
            name = name if adjective(belongs) in name else f"{adjective(belongs)} {name}"
        else:
            name = f"{name} {_link(head, belongs, cast)} {belongs.name}"
    apart = " ".join(t.text for t in told) if belongs is None else ""
    role = cast.named(name, row.kind, UNNAMED, f"{name} {apart}".strip().lower())
    role.told_apart = apart
    states = joint(head, cast)
    if any(is_a(t.lower_, "proxy") for t in words):
        belongs, states = None, ()
    country = None if states else belongs.country if belongs else None
    if belongs is not None and belongs.kind == "people" and country is None:
        country = land(head, cast)
    role.describe(country, row.sectors, None, states or acts_for(belongs) or ((country,) if country else ()))
    role.gender = role.gender or gender_of(row.noun)
    cast.mention(role, noun_phrase(head), "description", head.i)


def _link(head: Token, belongs: Role, cast: Cast) -> str:
    """The preposition between a noun and what its bearer is of, as an index has it: that of the text before a common noun."""
    said = (t.head.lower_ for t in obliques(head, *BELONGING) if cast.at.get(t.i) is belongs)
    link = next(said, "of")
    return str(link) if link == "for" or belongs.reason == UNNAMED else "of"


def _named_behind(head: Token, row: Agent | None, cast: Cast) -> Role | None:
    """The body whose name follows its noun: "the newspaper Haaretz", "the biggest party, the Ulster Unionists"."""
    name = child(head, "appos") if row is not None and row.kind in CALLED | BODIES else None
    role = cast.at.get(name.i) if name is not None else _begun_behind(head, cast)
    if row is None or role is None or row.kind not in CALLED | BODIES:
        return None
    kinds = {row.kind, "group"} | fitting.nouns().get(head.lower_, fitting.Noun()).all
    if role.kind not in kinds - {"state", "person"} and role.reason != GUESSED:
        return None
    _tell(role, head, row, cast)
    return role


def _begun_behind(head: Token, cast: Cast) -> Role | None:
    """Who is named right behind a noun, with nothing between: "the Palestinian group | Hamas"."""
    role = cast.at.get(head.head.i) if head.dep_ in ("compound", "nmod") and head.head.i > head.i else None
    if role is None and head.i + 1 < len(head.doc) and head.nbor().pos_ == "PROPN":
        role = cast.at.get(head.i + 1)
    begins = head.idx + len(head.text_with_ws)
    return role if role is not None and any(span.start == begins for span in role.mentions) else None


def _named_before(head: Token, row: Agent | None, cast: Cast) -> Role | None:
    """The body that its noun tells of behind a comma, where only a recogniser knew it: "the Borders Laboratory, a research group"."""
    role = cast.at.get(head.head.i) if head.dep_ == "appos" and head.i > head.head.i else None
    if row is None or row.kind not in CALLED | BODIES or head.lower_ not in fitting.bodies():
        return None
    if role is None or role.reason != GUESSED:
        return None
    _tell(role, head, row, cast)
    return role


def _tell(role: Role, head: Token, row: Agent, cast: Cast) -> None:
    """Gives a body the kind that its noun means, where nothing better is known, and what the noun belongs to."""
    if role.reason == GUESSED:
        role.kind = row.kind
    belongs = belonging(head, cast)
    role.describe(belongs.country if belongs else None, row.sectors, None, acts_for(belongs))


def _named_group(head: Token, row: Agent | None, cast: Cast) -> Role | None:
    """The group that a name before the noun is of: "YPG fighters", "the PKK movement", "the NATO alliance", "the Oxfam charity"."""
    kinds = fitting.nouns().get(head.lower_, fitting.Noun()).all
    if row is not None and row.kind in BODIES and "CVL" not in row.sectors:
        kinds |= {"armed-group", "party"}
    if row is not None and row.kind in CALLED and head.i > 0:
        end = head.nbor(-1).idx + len(head.nbor(-1))
        called = (
            r
            for r in cast.roles.values()
            if (r.kind == row.kind or r.reason == GUESSED) and any(s.end == end for s in r.mentions)
        )
        return next(called, None)
    for c in head.lefts if kinds else ():
        role = cast.at.get(c.i) if c.dep_ in ("compound", "nmod", "amod") else None
        if role is not None and role.kind in kinds - {"state"} and not is_against(c):
            return role
    return None


def share_countries(cast: Cast) -> None:
    """Gives "regime forces" the country of "Syrian regime forces", and "the prosecution" that of the only courts of the article."""
    described = [role for role in cast.roles.values() if role.reason == UNNAMED and role.sectors]
    homes: dict[str, set[str]] = {}
    for role in described:
        if role.country:
            for name in _endings(role):
                homes.setdefault(name, set()).add(role.country)
    armies = {r.country for r in cast.roles.values() if r.kind == "military" and r.kb and r.country}
    for role in described:
        for name in _endings(role) if role.country is None and not role.member_of else ():
            known = homes.get(name, set()) | (
                armies if role.kind == "military" and " " not in name else set()
            )
            if len(known) == 1:
                (role.country,) = known
                role.member_of = (role.country,)
                break


def _endings(role: Role) -> Iterator[str]:
    """The words that a described role may share with another of its sort, the most telling first."""
    words = role.name.lower().split()
    yield from (" ".join(words[n:]) for n in range(len(words)))
    if role.kind == "institution" and role.sectors[0] in BRANCHES:
        yield role.sectors[0]
