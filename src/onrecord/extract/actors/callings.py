"""Whom a report means that calls a person it has named by what he is: "the Texas senator", "the candidate", "the bishop"."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from onrecord.analysis.naming import complement
from onrecord.extract.actors.antecedents import SUBJECT, UNNAMED, Antecedents
from onrecord.extract.actors.cast import Role
from onrecord.extract.actors.titles import gender_of
from onrecord.who.entries import Agent
from onrecord.who.vocabulary import is_a

if TYPE_CHECKING:
    from spacy.tokens import Token

# How many sentences back the person may have been named.
REACH = 3
# Labels of phrases that may take up a person; of others, such as objects, a report rather tells something new.
_TOLD_OF = SUBJECT | {"poss"}


def called(head: Token, row: Agent, belongs: Role | None, back: Antecedents) -> Role | None:
    """The one person who was named shortly before and of whom the noun can be said; None where two could be meant.

    A noun for those of some sector means who is of that sector; one that people of any sector bear ("the candidate") means
    whom the report speaks of, unless he is known to hold an office that day. Those who govern have titles, by which a report takes them up.
    """
    if head.tag_ != "NN" or head.dep_ not in _TOLD_OF or row.kind != "person" or complement(head):
        return None
    open_to_all = is_a(head.lower_, "calling")
    beside = {id(role) for role in back.beside(head)}
    sectors = set(row.sectors) - {"GOV"}
    for place in back.sentences(head, REACH):
        people = [
            (i, role)
            for i, role in _people(place, head, back)
            if id(role) not in beside
            and _may_be(role, row, belongs)
            and (not (role.known and role.office) if open_to_all else sectors.intersection(role.sectors))
        ]
        if people:
            return _topic(people, back)
    return None


def _people(place: range, head: Token, back: Antecedents) -> Iterator[tuple[int, Role]]:
    """The people named in a sentence, less those named in somebody's speech that the phrase stands outside of."""
    for i in place:
        role = back.cast.at.get(i)
        spoken = i in back.quoted and head.i not in back.quoted
        if role is not None and role.kind == "person" and role.reason != UNNAMED and not spoken:
            yield i, role


def _may_be(role: Role, row: Agent, belongs: Role | None) -> bool:
    country = belongs.country if belongs is not None else None
    gender = gender_of(row.noun)
    return (not country or role.country in (None, country)) and (not gender or role.gender in ("", gender))


def _topic(people: list[tuple[int, Role]], back: Antecedents) -> Role | None:
    """The only person of a sentence, or the only one who is a subject there."""
    for some in (people, [(i, r) for i, r in people if back.doc[i].dep_ in SUBJECT]):
        distinct = {id(r): r for _, r in some}
        if len(distinct) == 1:
            return next(iter(distinct.values()))
    return None
