"""Actors called by a common noun: "US officials", "the rebels", "the Turkish president, Recep Tayyip Erdoğan"."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import TYPE_CHECKING

from onrecord.analysis import span_of
from onrecord.analysis.clauses import child, markers, obliques
from onrecord.extract.actors.cast import Cast, Role
from onrecord.extract.actors.known import holder, state
from onrecord.model import Span
from onrecord.who import knowledge
from onrecord.who.entries import Agent
from onrecord.who.names import plural
from onrecord.who.vocabulary import is_a

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

MODIFIERS = frozenset({"amod", "compound", "nmod", "poss", "nummod", "quantmod", "advmod", "punct"})
BELONGING = ("of", "from", "for", "in")


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
def _heads() -> frozenset[str]:
    return frozenset(noun.split()[-1] for noun in agents())


def find_nouns(doc: Doc, cast: Cast, named: set[int]) -> None:
    """Adds every actor called by a common noun to the cast, and tells people in it their offices."""
    for token in doc:
        if token.lower_ in _heads() and token.i not in named and token.pos_ in ("NOUN", "PROPN"):
            row, first = _noun(token)
            if row is None:
                continue
            person = _bearer(token, cast)
            if person is not None:
                _entitle(person, token, first, row, cast)
            elif token.dep_ not in ("compound", "nmod", "npadvmod"):
                _describe(token, first, row, cast)


def _noun(head: Token) -> tuple[Agent | None, int]:
    """The longest noun of the table that ends in `head`, and the token it begins with."""
    doc = head.doc
    for length in (4, 3, 2, 1):
        first = head.i - length + 1
        if first >= head.sent.start:
            row = agents().get(" ".join(t.lower_ for t in doc[first : head.i + 1]))
            if row is not None:
                return row, first
    return None, head.i


def _bearer(title: Token, cast: Cast) -> Role | None:
    """The person whose title this is: "President Biden", "Biden, the president", "the president, Joe Biden"."""
    candidates = [title.head] if title.dep_ in ("compound", "nmod", "appos", "amod") else []
    candidates += [c for c in title.children if c.dep_ == "appos"]
    doc = title.doc
    after = title.i + (2 if title.i + 1 < len(doc) and doc[title.i + 1].text == "," else 1)
    if after < len(doc) and doc[after].idx in cast.begins and cast.begins[doc[after].idx].kind == "person":
        return cast.begins[doc[after].idx]
    for candidate in candidates:
        role = cast.at.get(candidate.i)
        if role is not None and role.kind == "person" and role.reason != "actors/described":
            return role
    return None


def _entitle(person: Role, title: Token, first: int, row: Agent, cast: Cast) -> None:
    """Gives a named person the office that the title tells, and the whole phrase as a mention."""
    doc = title.doc
    belongs = _belonging(title, cast) or (
        _belonging(title.head, cast, before=title.i) if title.dep_ == "compound" else None
    )
    office = doc[first : title.i + 1].text
    if belongs is not None and belongs.kind in ("state", "igo"):
        office = f"{office} of {belongs.name}"
    sectors = row.sectors
    person.describe(
        belongs.country if belongs else None, sectors, office, belongs.member_of if belongs else ()
    )
    if title.dep_ in ("compound", "nmod"):
        left = min(t.i for t in (*_modifiers(title.head), title))
        cast.mention(person, span_of(doc[left], title.head), "title", title.head.i)
    else:
        cast.mention(person, _noun_phrase(title), "title", title.i)


def _describe(head: Token, first: int, row: Agent, cast: Cast) -> None:
    """A phrase without a name: a person met before, an office holder of the day, or a group of its own."""
    belongs = _belonging(head, cast)
    noun, span = row.noun, _noun_phrase(head)
    definite = (
        child(head, "det") is not None and str(child(head, "det")).lower() in ("the", "his", "her")
    ) or (belongs is not None and child(head, "poss") is not None)
    if row.kind == "person" and definite:
        person = _office_holder(noun, belongs, cast, head.i)
        if person is not None:
            cast.mention(person, span, "title", head.i)
            return
    named = _named_group(head, row, cast) or (
        _same_group(head, first, row, belongs, cast) if definite else None
    )
    if named is not None:
        cast.mention(named, span, "description", head.i)
        return
    doc = head.doc
    words = [
        t
        for t in doc[span_start(head) : head.i + 1]
        if t.dep_ not in ("det", "nummod", "poss") and not t.is_punct
    ]
    words = [t for t in words if t.text != "'s" and t.dep_ != "case" and t.lower_ not in markers("unnaming")]
    name = " ".join(t.text for t in words) or head.text
    if belongs is not None and child(head, "poss") is not None:
        name = f"{_adjective(belongs)} {name}"
    elif belongs is not None and not any(cast.at.get(t.i) is belongs for t in words):
        spoken_for = any(cast.at.get(t.i) is belongs for t in obliques(head, "for"))
        name = f"{name} {'for' if spoken_for else 'of'} {belongs.name}"
    kind = row.kind
    role = cast.named(name, kind, "actors/described")
    joint = _joint(head, cast)
    if any(is_a(t.lower_, "proxy") for t in words):
        belongs, joint = None, ()
    country = None if joint else belongs.country if belongs else None
    role.describe(country, row.sectors, None, joint or _acts_for(belongs))
    cast.mention(role, span, "description", head.i)


def _adjective(belongs: Role) -> str:
    """ "Turkish" for Turkey, as an index has it; the name where that has no such form."""
    code = belongs.country if belongs.kind == "state" else None
    return knowledge().demonyms.get(f"state/{code}", belongs.name)


def _acts_for(belongs: Role | None) -> tuple[str, ...]:
    """The states and organisations that those who belong to a role act for: its own, and itself where it is a party or armed."""
    if belongs is None:
        return ()
    own = belongs.kb.partition("/")[2] if belongs.kb and belongs.kind in ("armed-group", "party") else ""
    return (*belongs.member_of, *((own,) if own else ()))


def _named_group(head: Token, row: Agent, cast: Cast) -> Role | None:
    """The armed group or party that "YPG fighters" or "the PKK movement" is."""
    if row.kind not in ("armed-group", "military", "group", "party"):
        return None
    for c in head.children:
        role = cast.at.get(c.i) if c.dep_ in ("compound", "nmod", "amod") and c.i < head.i else None
        if role is not None and role.kind in ("armed-group", "party"):
            return role
    return None


def _same_group(head: Token, first: int, row: Agent, belongs: Role | None, cast: Cast) -> Role | None:
    """The organisation met before that "the group" or "the monitor" is."""
    if (
        belongs is not None
        or head.tag_ == "NNS"
        or any(c.dep_ in ("amod", "compound") and c.i < first for c in head.children)
    ):
        return None
    kinds = {"armed-group", "party", "ngo"} if row.noun == "group" else {row.kind}
    if not kinds & {"armed-group", "party", "ngo", "company", "igo"}:
        return None
    return cast.latest(
        [role for role in cast.roles.values() if role.kind in kinds and role.reason != "actors/described"],
        head.i,
    )


def share_countries(cast: Cast) -> None:
    """Gives "the regime forces" the country of "Syrian regime forces", where only one country has such in the article."""
    described = [role for role in cast.roles.values() if role.reason == "actors/described" and role.sectors]
    armies = {
        role.country for role in cast.roles.values() if role.kind == "military" and role.kb and role.country
    }
    homes: dict[str, set[str]] = {}
    for role in described:
        if role.country:
            homes.setdefault(role.name.split()[-1].lower(), set()).add(role.country)
    for role in described:
        known = homes.get(role.name.split()[-1].lower(), set()) | (
            armies if role.kind == "military" else set()
        )
        if role.country is None and not role.member_of and len(known) == 1:
            role.country = next(iter(known))
            role.member_of = (role.country,)


def _joint(head: Token, cast: Cast) -> tuple[str, ...]:
    """The states that a group belongs to together: "French and Egyptian warships"; () where it is of one."""
    for c in head.children:
        if c.dep_ in ("amod", "compound", "nmod") and c.conjuncts:
            roles = [cast.at.get(t.i) for t in (c, *c.conjuncts)]
            states = dict.fromkeys(
                r.country for r in roles if r is not None and r.kind == "state" and r.country
            )
            return tuple(states) if len(states) > 1 else ()
    return ()


def _office_holder(noun: str, belongs: Role | None, cast: Cast, before: int) -> Role | None:
    """Who "the Turkish president" or "the president" is: somebody met before, else who held the office that day."""
    country = belongs.country if belongs else None
    of = belongs.member_of[0] if belongs and belongs.member_of else None
    met = [
        role for role in cast.people()
        if f"{role.office or ''} ".lower().startswith(f"{noun} ") and (country is None or role.country == country)
    ]  # fmt: skip
    if noun == "leader" and country:
        met = [
            r
            for r in cast.people()
            if r.country == country
            and r.known
            and r.office
            and "minister" not in r.office.split(" of ")[0].replace("prime minister", "")
        ]
    if met and not (of and len(met) > 1):
        return met[0] if len(met) == 1 else cast.latest(met, before)
    if of is None or met:
        return None
    known = holder(of, noun, cast.date)
    return cast.known(known, "actors/office-holder") if known else None


def _belonging(head: Token, cast: Cast, before: int | None = None) -> Role | None:
    """The state or organisation that a noun phrase belongs to, by modifier, possessive or of-phrase."""
    for c in head.children:
        if c.dep_ in ("amod", "compound", "nmod", "poss") and (before is None or c.i < before):
            role = cast.at.get(c.i)
            if role is not None and role.kind != "person":
                return role
            if role is not None and role.country and c.dep_ == "poss":
                return _home(role)
            for g in c.children:
                inner = cast.at.get(g.i)
                if (
                    inner is not None
                    and inner.kind != "person"
                    and g.dep_ in ("amod", "compound", "nmod", "poss", "npadvmod")
                ):
                    return None if g.dep_ == "npadvmod" else inner
    for target in obliques(head, *BELONGING):
        role = cast.at.get(target.i)
        if role is not None and role.kind in (
            "state",
            "igo",
            "armed-group",
            "party",
            "institution",
            "media",
            "company",
        ):
            return role
    return None


def _home(role: Role) -> Role | None:
    """The state of a person, as the owner of what is "his"."""
    known = state(role.country or "")
    if known is None:
        return None
    return Role(
        known.name,
        "state",
        "actors/known-name",
        known.country,
        known.sectors,
        None,
        known.member_of,
        known.kb,
    )


def _modifiers(head: Token) -> list[Token]:
    """The tokens to the left that belong to the same name or title as `head`, without article."""
    found = [head]
    for c in reversed(list(head.lefts)):
        if c.dep_ not in MODIFIERS and c.dep_ != "det":
            break
        if c.dep_ == "det" or (c.is_punct and c.text != "-"):
            break
        found.extend(t for t in c.subtree if not t.is_space)
    return found


def span_start(head: Token) -> int:
    """The token that the noun phrase before `head` begins with, its article left out."""
    return min(t.i for t in _modifiers(head))


def _noun_phrase(head: Token) -> Span:
    """The noun phrase up to its head, with a definite article."""
    left = head.doc[span_start(head)]
    article = next((c for c in head.lefts if c.dep_ == "det" and c.i == left.i - 1), None)
    return span_of(article if article is not None else left, head)
