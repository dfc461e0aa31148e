"""Finds what is demanded, offered or refused: the clause or phrase that hangs on a cue."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from onrecord.analysis.clauses import child, is_passive, subject

if TYPE_CHECKING:
    from spacy.tokens import Token


def proposition(token: Token, places: Iterable[str]) -> Token | None:
    """The head of the proposition of the cue `token`, from the first of `places` that is filled."""
    for place in places:
        found = _at(token, place)
        if found is not None:
            return found
    return None


def _at(token: Token, place: str) -> Token | None:
    if place == "whole":
        return token
    if place == "clause":
        return _clause(token)
    if place == "infinitive":
        found = _clause(token)
        return found if found is not None and _is_infinitive(found) else None
    if place == "raised":
        found = _clause(token)
        raised = (
            found is not None and _is_infinitive(found) and child(found, "nsubj", "nsubjpass") is not None
        )
        return found if raised else None
    if place == "subjunctive":
        found = _clause(token)
        return found if found is not None and _is_subjunctive(found) else None
    if place == "patient":
        return _patient(token)
    if place == "object":
        return _object(token)
    return _after(token, place)


def _clause(token: Token) -> Token | None:
    """The that-clause or infinitive of the cue, behind it; quoted speech before a cue is no complement."""
    for label in ("ccomp", "xcomp", "acl"):
        found = child(token, label)
        if found is not None and found.i > token.i and found.pos_ in ("VERB", "AUX"):
            return found
    # "pressed them to leave": the parse often takes the infinitive behind an object for one of purpose.
    found = child(token, "advcl")
    if found is not None and found.i > token.i and _is_infinitive(found) and child(token, "dobj") is not None:
        return found
    return None


def _object(token: Token) -> Token | None:
    return _patient(token) if is_passive(token) else child(token, "dobj")


def _patient(token: Token) -> Token | None:
    """What a passive cue is about: its subject, or the noun that it qualifies ("a truce ordered by the council")."""
    return subject(token) if is_passive(token) else None


def _after(token: Token, preposition: str) -> Token | None:
    """What stands after a preposition of the cue; also after one that the parse gave to what is between."""
    between = [c for c in token.children if c.dep_ in ("dobj", "prt", "acomp", "oprd") or c.pos_ == "ADJ"]
    between += [
        g
        for c in token.children
        if c.dep_ == "prep" and c.i > token.i
        for g in c.children
        if g.dep_ == "pobj"
    ]
    holders = [token, *between]
    for holder in holders:
        for prep in holder.children:
            if prep.lower_ == preposition and prep.dep_ in ("prep", "prt", "agent", "dative", "aux"):
                found = child(prep, "pcomp", "pobj")
                if found is not None:
                    return found
    clauses = (c for c in token.children if c.dep_ in ("ccomp", "xcomp", "advcl") and c.i > token.i)
    return next(
        (c for c in clauses if any(g.dep_ == "mark" and g.lower_ == preposition for g in c.children)), None
    )


def _is_infinitive(verb: Token) -> bool:
    return verb.tag_ == "VB" and any(c.tag_ == "TO" for c in verb.children)


def _is_subjunctive(verb: Token) -> bool:
    """Whether the clause says what ought to be ("that they leave", "that they must leave"), not what is."""
    if any(c.dep_ == "aux" and c.lower_ in ("must", "should") for c in verb.children):
        return True
    auxiliaries = [c for c in verb.children if c.dep_ in ("aux", "auxpass")]
    bare = auxiliaries[0] if auxiliaries else verb
    return bare.tag_ == "VB" and bare.lower_ == bare.lemma_
