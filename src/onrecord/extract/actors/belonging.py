"""What a noun phrase belongs to: the state, organisation or group that its words tell, and where the phrase begins."""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord.analysis import span_of
from onrecord.analysis.clauses import obliques
from onrecord.extract.actors.cast import Cast, Role
from onrecord.extract.actors.known import state
from onrecord.model import Span
from onrecord.who import knowledge
from onrecord.who.vocabulary import is_a

if TYPE_CHECKING:
    from spacy.tokens import Token

MODIFIERS = frozenset({"amod", "compound", "nmod", "poss", "nummod", "quantmod", "advmod", "punct"})
BELONGING = ("of", "from", "for", "in")


def adjective(belongs: Role) -> str:
    """ "Turkish" for Turkey, as an index has it; the name where that has no such form."""
    code = belongs.country if belongs.kind == "state" else None
    return knowledge().demonyms.get(f"state/{code}", belongs.name)


def acts_for(belongs: Role | None) -> tuple[str, ...]:
    """The states and organisations that those who belong to a role act for: its own, and itself where it is a party or armed."""
    if belongs is None:
        return ()
    own = belongs.kb.partition("/")[2] if belongs.kb and belongs.kind in ("armed-group", "party") else ""
    return (*belongs.member_of, *((own,) if own else ()))


def joint(head: Token, cast: Cast) -> tuple[str, ...]:
    """The states that a group belongs to together: "French and Egyptian warships"; () where it is of one."""
    for c in head.children:
        if c.dep_ in ("amod", "compound", "nmod") and c.conjuncts:
            roles = [cast.at.get(t.i) for t in (c, *c.conjuncts)]
            states = dict.fromkeys(
                r.country for r in roles if r is not None and r.kind == "state" and r.country
            )
            return tuple(states) if len(states) > 1 else ()
    return ()


def belonging(head: Token, cast: Cast, before: int | None = None) -> Role | None:
    """The state or organisation that a noun phrase belongs to, by modifier, possessive or of-phrase."""
    for c in head.children:
        if c.dep_ in ("amod", "compound", "nmod", "poss") and (before is None or c.i < before):
            role = cast.at.get(c.i)
            if role is not None and role.kind != "person":
                return role
            if role is not None and role.country and c.dep_ == "poss":
                return home(role)
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


def land(head: Token, cast: Cast) -> str | None:
    """The country in which, of which or from which a phrase says that its people are: "Kurdish militias in northern Syria"."""
    for target in obliques(head, "in", "of", "from", "inside"):
        role = cast.at.get(target.i)
        if role is not None and role.kind == "state":
            return role.country
    return None


def is_against(name: Token) -> bool:
    """Whether a name only stands behind or against somebody: "the anti-Taliban alliance"."""
    doc, left, right = name.doc, name.left_edge.i, name.i + 1
    before = left > 1 and doc[left - 1].text == "-" and is_a(doc[left - 2].lower_, "against")
    within = any(is_a(t.lower_, "against") and t.nbor().text == "-" for t in doc[left : name.i])
    after = (
        right + 1 < len(doc) and doc[right].text == "-" and is_a(doc[right + 1].lower_, "backing", "leading")
    )
    return before or within or after


def home(role: Role) -> Role | None:
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


def modifiers(head: Token) -> list[Token]:
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
    return min(t.i for t in modifiers(head))


def noun_phrase(head: Token) -> Span:
    """The noun phrase up to its head, with a definite article."""
    left = head.doc[span_start(head)]
    article = next((c for c in head.lefts if c.dep_ == "det" and c.i == left.i - 1), None)
    return span_of(article if article is not None else left, head)
