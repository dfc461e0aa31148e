"""Who bargains with whom: the actor a token means, the side it stands on, and the sides a clause names."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from onrecord.analysis.clauses import agent, child, is_passive, phrase, subject
from onrecord.extract.draft import Draft
from onrecord.extract.positions.cues import word_class
from onrecord.model import Actor, Span, Statement

if TYPE_CHECKING:
    from spacy.tokens import Token

# Officials, offices and forces act for their state; rebels, parties and the rest for themselves.
OF_STATE = frozenset({"person", "state", "institution", "military", "igo"})
APART = frozenset({"REB", "OPP", "UAF", "NGO", "CVL", "MED", "BUS", "CRM"})
OFFICIAL = frozenset({"GOV", "MIL", "LEG", "JUD", "SPY", "COP"})
POLITICAL = OFFICIAL | {"REB", "OPP", "UAF", "IGO"}
BODIES = frozenset({"state", "igo", "institution", "military", "armed-group"})
COLLECTIVES = frozenset({"group", "party", "ngo"})
MOST = 3


def side(actor: Actor) -> str:
    """The side that the actor bargains for: the state or organisation where it acts for one, else itself."""
    official = actor.kind == "group" and OFFICIAL.intersection(actor.sectors)
    if (actor.kind in OF_STATE or official) and not APART.intersection(actor.sectors):
        return next(iter(actor.member_of), None) or actor.country or actor.kb or actor.id
    return actor.kb or actor.id


def is_party(actor: Actor) -> bool:
    """Whether the actor can be at one end of a move: a state or body, one that acts for it, or a known name; no outlet, no place."""
    if actor.kind in ("media", "place") or "MED" in actor.sectors:
        return False
    if actor.country or actor.kb or actor.member_of or actor.kind == "armed-group":
        return True
    named = actor.name[:1].isupper()
    return named and (
        actor.kind == "person" or actor.kind in BODIES or bool(POLITICAL.intersection(actor.sectors))
    )


def is_official(actor: Actor) -> bool:
    """Whether the actor speaks for a state, a body or a group rather than for one person alone."""
    return (
        actor.kind in BODIES
        or actor.kind in COLLECTIVES
        or bool(actor.country or actor.member_of or POLITICAL.intersection(actor.sectors))
    )


def actor_at(draft: Draft, token: Token | None) -> Actor | None:
    """The actor that the phrase headed by `token` means, or whose people it speaks of ("Turkish officials")."""
    if token is None or token.lower_ in word_class("reflexive"):
        return None
    found = draft.who.at(token)
    if found is not None:
        return found
    if token.lemma_ not in word_class("agent") and token.lemma_ not in word_class("force"):
        return None
    for c in token.children:
        if c.dep_ in ("amod", "compound", "nmod"):
            found = draft.who.at(c)
        elif c.dep_ == "prep":
            whole = child(c, "pobj")
            found = draft.who.at(whole) if whole is not None else None
        if found is not None:
            return found
    return None


def holder_of(draft: Draft, token: Token, pos: str) -> Token | None:
    """The token of who makes the move that the cue `token` names."""
    if pos == "noun":
        return _owner(token)
    if pos == "adj":
        return subject(token.head if token.dep_ in ("acomp", "oprd") else token)
    return agent(token) if is_passive(token) else subject(token)


def is_speaker(token: Token, speaker: Actor, statement: Statement) -> bool:
    """Whether a pronoun that names no actor means the speaker: "we will", or "he will" reported of "he said"."""
    if token.lower_ in word_class("first-person"):
        return True
    if statement.mode == "direct" or (token.lower_ == "it" and speaker.kind not in BODIES):
        return False
    if token.lower_ in ("he", "she") and speaker.kind != "person":
        return False
    return token.lower_ in word_class("third-person") and token.dep_ == "nsubj" and token.head.dep_ == "ccomp"


def toward(
    draft: Draft, holder: Actor, cue: Token, about: Token, places: Iterable[str], area: Span
) -> tuple[str, ...]:
    """The ids of the actors that the move is directed at, from the first of `places` that names another side."""
    for place in places:
        if place == "inside":
            found = others(draft, holder, area)
        elif place == "doer":
            found = _other(draft, holder, _doer(about))
        elif place == "object":
            found = _other(draft, holder, subject(cue) if is_passive(cue) else _object(cue))
        elif place == "receiver":
            found = _other(draft, holder, subject(cue.head) if cue.dep_ == "dobj" else None)
        elif place == "dative":
            found = _other(draft, holder, child(cue, "dative"))
        else:
            found = _other(draft, holder, _after(cue, place))
        if found:
            return found
    return ()


def party_of(draft: Draft, speaker: Actor, clause: Token) -> tuple[str, ...]:
    """Who may do what a condition says; the others it names where that is not told, nobody for an unknown "he"."""
    doer = subject(clause)
    actor = actor_at(draft, doer)
    if actor is not None:
        return (actor.id,) if side(actor) != side(speaker) else ()
    return () if doer is None or doer.pos_ == "PRON" else others(draft, speaker, phrase(clause))


def others(draft: Draft, holder: Actor, area: Span) -> tuple[str, ...]:
    """The ids of the actors of other sides that are named in `area`, one a side."""
    own = side(holder)
    sides: dict[str, str] = {}
    for actor in draft.who.within(area):
        if side(actor) != own and is_party(actor):
            sides.setdefault(side(actor), actor.id)
    return tuple(sides.values())[:MOST]


def _other(draft: Draft, holder: Actor, token: Token | None) -> tuple[str, ...]:
    return tuple(dict.fromkeys(
        actor.id for actor in _named(draft, token) if side(actor) != side(holder) and "MED" not in actor.sectors
    ))[:MOST]  # fmt: skip


def _named(draft: Draft, token: Token | None) -> Iterator[Actor]:
    if token is not None:
        for one in (token, *token.conjuncts):
            actor = actor_at(draft, one)
            if actor is not None:
                yield actor


def _doer(verb: Token) -> Token | None:
    if verb.pos_ not in ("VERB", "AUX"):
        return None
    return agent(verb) if is_passive(verb) and agent(verb) is not None else child(verb, "nsubj", "nsubjpass")


def _object(verb: Token) -> Token | None:
    """The direct object, what a small clause is said of ("held them responsible"), or what a relative clause
    with the verb is said of ("militias that they regard as")."""
    found = child(verb, "dobj")
    if found is None:
        small = next((c for c in verb.children if c.dep_ in ("ccomp", "oprd") and c.pos_ == "ADJ"), None)
        found = child(small, "nsubj") if small is not None else None
    if (found is None or found.tag_ in ("WDT", "WP")) and verb.dep_ == "relcl":
        own = child(verb, "nsubj")
        return verb.head if own is not None and own.tag_ not in ("WDT", "WP") else found
    return found


def _after(token: Token, preposition: str) -> Token | None:
    for holder in (token, *(c for c in token.children if c.dep_ in ("dobj", "acomp", "acl"))):
        for prep in holder.children:
            if prep.lower_ == preposition and prep.dep_ in ("prep", "agent", "dative"):
                return child(prep, "pobj")
    return None


def _owner(noun: Token) -> Token | None:
    """Whose demand it is: "its demand", "Russian demands", "a demand by Russia", "X made a demand"."""
    for c in noun.children:
        if c.dep_ == "poss":
            return c
    for c in noun.children:
        if c.dep_ == "prep" and c.lower_ in ("by", "from"):
            return child(c, "pobj")
    for c in noun.children:
        if c.dep_ in ("amod", "compound", "nmod") and c.ent_type_ in ("NORP", "GPE", "ORG", "PERSON"):
            return c
        if c.dep_ == "acl" and agent(c) is not None and c.lemma_ in word_class("light"):
            return agent(c)
    verb = noun.head
    return subject(verb) if noun.dep_ == "dobj" and verb.lemma_ in word_class("light") else None
