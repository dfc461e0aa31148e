"""Gives actors without a country the one that their own words tell, or the sentence around them, as the resolver reads both."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from onrecord.analysis.clauses import obliques
from onrecord.extract.actors.antecedents import UNNAMED, Antecedents
from onrecord.extract.actors.cast import Role
from onrecord.extract.actors.known import state
from onrecord.who import Resolver, knowledge
from onrecord.who.surroundings import GOVERNING

if TYPE_CHECKING:
    from spacy.tokens import Token

# Rules whose actors the knowledge base has no entry of.
_UNKNOWN = frozenset({UNNAMED, "actors/person-entity"})


@cache
def _resolver() -> Resolver:
    return Resolver(knowledge())


def find_homes(back: Antecedents) -> None:
    """Asks the resolver about people in no table and about institutions without a state, in the sentence that names them first."""
    heads: dict[int, Token] = {}
    for at, role in back.cast.at.items():
        if _is_open(role) and (id(role) not in heads or at < heads[id(role)].i):
            heads[id(role)] = back.doc[at]
    for role in back.cast.roles.values():
        head = heads.get(id(role))
        if head is not None:
            _settle(role, head, back)


def _is_open(role: Role) -> bool:
    if role.country is not None or role.member_of or role.kb or role.reason not in _UNKNOWN:
        return False
    return role.reason != UNNAMED or (role.kind != "person" and bool(GOVERNING.intersection(role.sectors)))


def _settle(role: Role, head: Token, back: Antecedents) -> None:
    spans = [span for span, form in role.mentions.items() if form != "pronoun"]
    if not spans:
        return
    ours = (back.cast.at.get(t.i) for t in obliques(head, "of", "from"))
    whose = next((r for r in ours if r is not None and r.country and r.kind != "person"), None)
    if whose is not None and role.kind == "person":
        return role.describe(
            whose.country, whose.sectors if whose.kind != "state" else (), None, whose.member_of
        )
    span = max(spans, key=lambda span: span.end - span.start)
    phrase = span.of(back.doc.text)
    found = _resolver().resolve(phrase, back.cast.date)
    if found.country is None:
        found = _resolver().resolve(phrase, back.cast.date, head.sent.text)
    known = state(found.country or "")
    if known is not None:
        role.country, role.member_of = known.country, known.member_of
        role.sectors = role.sectors or found.sectors
