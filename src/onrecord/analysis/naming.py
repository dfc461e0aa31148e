"""What follows a noun and tells apart whom it means: "a doctor | in the old town", "two officials | briefed on the talks"."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from onrecord.analysis.clauses import markers

if TYPE_CHECKING:
    from spacy.tokens import Token

# A complement of more words than these is a story rather than a name.
LONGEST = 9


def complement(head: Token) -> tuple[Token, ...]:
    """The words behind a noun by which an index would tell apart its bearer, in order; () where nothing does.

    Phrases with a preposition, participles and adjectives that take one, and where somebody is ("officials who were | in the
    room"); no days, and nothing behind a comma.
    """
    found: list[Token] = []
    place = _place(head)
    if place is not None:
        return tuple(_unbroken(place))
    for c in head.rights:
        if c.i != head.i + len(found) + 1 or not _tells_apart(c):
            break
        words = list(_unbroken(c))
        if words[-1].i + 1 < len(head.doc) and words[-1].nbor().text == "-":
            break
        found.extend(words)
        if words[-1].i + 1 < len(head.doc) and words[-1].nbor().text == ",":
            break
    while found and (found[-1].is_punct or found[-1].pos_ == "ADP"):
        found.pop()
    return tuple(found) if len(found) <= LONGEST else ()


def _place(head: Token) -> Token | None:
    """The preposition of where somebody is or was, told right behind the noun: "who were | in the room"."""
    behind = list(head.doc[head.i + 1 : head.i + 4])
    if len(behind) < 3 or behind[0].lower_ != "who" or behind[1].lemma_ != "be":
        return None
    return behind[2] if behind[2].dep_ == "prep" and _tells_apart(behind[2]) else None


def _tells_apart(c: Token) -> bool:
    if c.dep_ == "prep":
        inner = [g for g in c.children if g.dep_ == "pobj"]
        return (
            c.lower_ in markers("telling-apart")
            and bool(inner)
            and inner[0].ent_type_ not in ("DATE", "TIME")
        )
    return (c.dep_ == "acl" and c.tag_ in ("VBN", "VBD")) or (
        c.dep_ == "amod" and any(g.dep_ == "prep" for g in c.children)
    )


def _unbroken(part: Token) -> Iterator[Token]:
    """The words of a part up to a comma or a clause."""
    expected = part.left_edge.i
    for token in sorted(part.subtree, key=lambda t: t.i):
        clause = token.dep_ in ("relcl", "advcl", "appos") or token.tag_ in ("WDT", "WP")
        if (
            token.i != expected
            or token.is_space
            or clause
            or token.text in (",", ";", ":", "-", "–", "—", '"')
        ):
            return
        expected += 1
        yield token
