"""Which two "both sides", "the two countries" and "the pair" mean, where the report makes two plain."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from onrecord.analysis.clauses import child, markers
from onrecord.extract.actors.antecedents import OF_STATE, SUBJECT, UNNAMED, Antecedents
from onrecord.extract.actors.cast import Role
from onrecord.who import fitting
from onrecord.who.plurals import plural

if TYPE_CHECKING:
    from spacy.tokens import Token

# How many sentences back the two may stand.
REACH = 3
# Marks that open a list behind a phrase, how soon it must open and how far it may go, in tokens.
OPENING = frozenset({",", ":", "–", "—", "--"})
BEFORE_LIST, LIST = 5, 25
# Labels of phrases that take part in what a clause tells, rather than tell its place or qualify a noun.
TAKING_PART = SUBJECT | {"dobj", "dative", "poss", "agent", "appos"}
TOWARD = frozenset({"with", "to", "between", "against", "by", "from", "toward", "towards", "of"})


def pair(head: Token, back: Antecedents) -> tuple[Role, ...]:
    """The two whom the phrase with this head means; () where it means no two, or where not just two take part before it."""
    several = plural(head.lower_) if head.tag_ == "NN" and _is_each(child(head, "det")) else head.lower_
    noun = fitting.nouns(two=True).get(several)
    if noun is None:
        return ()
    listed = _listed(head, noun.kinds, back)
    if listed or not (_means_two(head) or several != head.lower_):
        return listed
    return _before(head, noun.kinds, back)


def alone(head: Token, back: Antecedents) -> tuple[Role, ...]:
    """The two whom "both", "each" or "neither" means where no noun follows: those that a phrase meant together, else the
    only two people, or states, that take part in what was told before."""
    if not (_is_each(head) or head.lower_ == "both") or head.dep_ not in SUBJECT:
        return ()
    if any(c.dep_ == "prep" for c in head.rights):
        return ()
    for place in back.sentences(head, 1):
        for i in reversed(place):
            if i in back.cast.together and len(back.cast.together[i]) == 2:
                return back.cast.together[i]
    return _before(head, frozenset({"person"}), back) or _before(head, frozenset({"state"}), back)


def _is_each(word: Token | None) -> bool:
    return word is not None and word.lower_ in markers("each")


def _before(head: Token, kinds: frozenset[str], back: Antecedents) -> tuple[Role, ...]:
    """The two of the kinds that take part in what the sentences before tell; () where they are not just two."""
    found: dict[int, Role] = {}
    for place in back.sentences(head, REACH):
        for i in place:
            role = back.cast.at.get(i)
            if role is not None and _takes_part(back.doc[i]):
                for side in _sides(role, kinds, back):
                    found.setdefault(id(side), side)
        if len(found) > 1:
            break
    return tuple(found.values()) if len(found) == 2 else ()


def _listed(head: Token, kinds: frozenset[str], back: Antecedents) -> tuple[Role, ...]:
    """The two of the kinds that a list right behind the phrase names: "the two main factions – A and B –"."""
    behind = list(head.doc[head.i + 1 : head.i + 1 + LIST])
    opened = next((n for n, t in enumerate(behind[:BEFORE_LIST]) if t.text in OPENING), None)
    if opened is None or any(t.pos_ in ("VERB", "AUX") for t in behind[:opened]):
        return ()
    found: list[Role] = []
    joined = False
    for t in behind[opened + 1 :]:
        if t.text in OPENING or t.pos_ in ("VERB", "AUX"):
            break
        joined = joined or t.lower_ == "and"
        role = back.cast.at.get(t.i)
        if role is not None and role.kind in kinds and role not in found:
            found.append(role)
    two = any(
        t.lower_ in ("two", "both") for t in head.doc[max(head.sent.start, head.left_edge.i - 1) : head.i]
    )
    return tuple(found) if two and joined and len(found) == 2 else ()


def _means_two(head: Token) -> bool:
    """Whether the words say two, and nothing in them or behind them tells which: "the two main factions in Ghouta"."""
    words = [t.lower_ for t in head.doc[max(head.sent.start, head.left_edge.i - 1) : head.i]]
    two = "both" in words or ("the" in words and ("two" in words or head.tag_ == "NN"))
    apart = any(word in markers("unnaming") for word in words if word != "two")
    return two and not apart and not any(c.dep_ in ("prep", "relcl", "acl", "appos") for c in head.rights)


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
