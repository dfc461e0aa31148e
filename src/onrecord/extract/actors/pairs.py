"""Which two "both sides", "the two countries" and "the pair" mean, where the report makes two plain."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from onrecord.extract.actors.antecedents import OF_STATE, SUBJECT, UNNAMED, Antecedents
from onrecord.extract.actors.cast import Role
from onrecord.extract.actors.descriptions import is_told_apart
from onrecord.who import fitting

if TYPE_CHECKING:
    from spacy.tokens import Token

# How many sentences back the two may stand.
REACH = 3
# Labels of phrases that take part in what a clause tells, rather than tell its place or qualify a noun.
TAKING_PART = SUBJECT | {"dobj", "dative", "poss", "agent", "appos"}
TOWARD = frozenset({"with", "to", "between", "against", "by", "from", "toward", "towards", "of"})


def pair(head: Token, back: Antecedents) -> tuple[Role, ...]:
    """The two whom the phrase with this head means; () where it means no two, or where not just two take part before it."""
    noun = fitting.nouns(two=True).get(head.lower_)
    if noun is None or not _means_two(head) or is_told_apart(head):
        return ()
    found: dict[int, Role] = {}
    for place in back.sentences(head, REACH):
        for i in place:
            role = back.cast.at.get(i)
            if role is not None and _takes_part(back.doc[i]):
                for side in _sides(role, noun.kinds, back):
                    found.setdefault(id(side), side)
        if len(found) > 1:
            break
    return tuple(found.values()) if len(found) == 2 else ()


def _means_two(head: Token) -> bool:
    words = [t.lower_ for t in head.doc[max(head.sent.start, head.left_edge.i - 1) : head.i]]
    return "both" in words or ("the" in words and ("two" in words or head.tag_ == "NN"))


def _takes_part(token: Token) -> bool:
    if token.dep_ == "conj" and token.head.i != token.i:
        return _takes_part(token.head)
    return token.dep_ in TAKING_PART or (token.dep_ == "pobj" and token.head.lower_ in TOWARD)


def _sides(role: Role, kinds: frozenset[str], back: Antecedents) -> Iterator[Role]:
    """The actor of one of the kinds that a role is or stands for: a minister for the state, where states are meant."""
    state = back.cast.roles.get(f"state/{role.country}") if "state" in kinds and role.country else None
    if role.kind in OF_STATE and state is not None:
        yield state
    elif role.kind in kinds and (role.reason != UNNAMED or ("state" in kinds and role.kind == "armed-group")):
        yield role
