"""The state that has the floor where an official without one is named: "Iceland protested. The foreign minister said ..."."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from onrecord.analysis.clauses import child, obliques
from onrecord.extract.actors.antecedents import OF_STATE, Antecedents
from onrecord.extract.actors.cast import Role
from onrecord.extract.actors.sides import has_scene, other_side, own_clause, said, topic
from onrecord.who.surroundings import GOVERNING
from onrecord.who.vocabulary import is_a

if TYPE_CHECKING:
    from spacy.tokens import Token

# Who speaks or acts for a state in the sentence after it; lawyers, parties and others are named of any.
_OFFICE = frozenset({"GOV", "MIL", "LEG", "COP"})
# Stands for an organisation of states: beside one, nobody is of the only state for sure.
_BEYOND = "IGO"


def state_on_floor(role: Role, head: Token, apart: frozenset[int], back: Antecedents) -> str | None:
    """The one state on an official's side of his sentence, else in the sentence before, else in the report so far or in all
    of it; None where there are two, or where it is the other side of what he does.

    `apart` are the tokens of the sentence that are not on his side.
    """
    if not _is_of_one_state(role, head, back):
        return None
    doc, start, clause = back.doc, head.sent.start, own_clause(head)
    own = [t for t in head.sent if t.i not in apart]
    here = countries((t for t in own if t.i in clause), role, back)
    if here or has_scene(head) or is_torn(role, head, back):
        return here.pop() if len(here) == 1 else None
    aside = [t for t in own if t.i not in clause]
    before = (aside or _floor_before(head, back)) if role.sectors[0] in _OFFICE else ()
    others = {r.country for i in apart if (r := back.cast.at.get(i)) is not None and r.kind in OF_STATE}
    for words in (before, doc[:start], doc):
        told = countries(words, role, back) - (set() if words is before else {_BEYOND})
        if told:
            return told.pop() if len(told) == 1 and not told & others else None
    return None


def is_torn(role: Role, head: Token, back: Antecedents) -> bool:
    """Whether somebody says what a state does, and another has the floor: "Iceland protested. The minister said Norway was right"."""
    content = said(head)
    own = content - other_side(head)
    outside = countries((t for t in head.sent if t.i not in content), role, back)
    inside = countries((back.doc[i] for i in own), role, back)
    return bool(inside - outside) and bool(countries(_floor_before(head, back), role, back) - inside)


def countries(words: Iterable[Token], role: Role, back: Antecedents) -> set[str]:
    """The countries of all that words mention but of the actor himself and of who is sent abroad ("the Tajik embassy")."""
    roles = (back.cast.at.get(t.i) for t in words if not _is_sent(t))
    return {
        r.country or _BEYOND
        for r in roles
        if r is not None and r is not role and (r.country or r.kind == "igo")
    }


def _is_of_one_state(role: Role, head: Token, back: Antecedents) -> bool:
    """Whether an actor governs and speaks for nobody else: neither "an embassy", "two governments" nor "spokesman for the rebels"."""
    if role.kind not in ("person", "institution") or not GOVERNING.intersection(role.sectors):
        return False
    several = head.tag_ in ("NNS", "NNPS") and head.lemma_ != head.lower_
    article = child(head, "det")
    if several or is_a(head.lower_, "abroad") or (article is not None and article.lower_ in ("a", "an")):
        return False
    told = [back.doc[i] for i, r in back.cast.at.items() if r is role]
    return not any(_is_somebody(whom, back) for t in told for whom in obliques(t, "for", "of"))


def _is_somebody(whom: Token, back: Antecedents) -> bool:
    role = back.cast.at.get(whom.i)
    return role.kind not in ("institution", "military") if role is not None else whom.pos_ == "PROPN"


def _floor_before(head: Token, back: Antecedents) -> list[Token]:
    """The words of the sentence before that are on the side of its subject."""
    start = head.sent.start
    if not start:
        return []
    before = back.doc[start - 1].sent
    apart = other_side(topic(before))
    return [t for t in before if t.i not in apart]


def _is_sent(word: Token) -> bool:
    after = word.nbor().lower_ if word.i + 1 < len(word.doc) else ""
    return is_a(word.lower_, "abroad") or is_a(after, "abroad")
