"""Gives actors without a country the one that their own words tell, or the sentence around them, as the resolver reads both."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from onrecord.analysis.clauses import obliques
from onrecord.extract.actors.antecedents import UNNAMED, Antecedents
from onrecord.extract.actors.cast import Role
from onrecord.extract.actors.known import state
from onrecord.who import Resolution, Resolver, knowledge
from onrecord.who.surroundings import GOVERNING

if TYPE_CHECKING:
    from spacy.tokens import Token

# Rules whose actors the knowledge base has no entry of.
_UNKNOWN = frozenset({UNNAMED, "actors/person-entity"})


@cache
def _resolver() -> Resolver:
    return Resolver(knowledge())


def find_homes(back: Antecedents) -> None:
    """Gives people what they are of ("Ana Soto of the Kenyan Miners' League"), then asks the resolver about people with a
    title and institutions that have no state yet, in the sentence that names them first."""
    first: dict[int, tuple[int, Role]] = {}
    for at, role in back.cast.at.items():
        unknown = role.country is None and not role.member_of and not role.kb and role.reason in _UNKNOWN
        if unknown and at < first.get(id(role), (at + 1, role))[0]:
            first[id(role)] = (at, role)
    for at, role in first.values():
        head = back.doc[at]
        if role.kind == "person" and role.reason != UNNAMED:
            _belong(role, head, back)
        if role.country is None and _is_official(role):
            _ask(role, head, back)


def _belong(person: Role, head: Token, back: Antecedents) -> None:
    ours = (back.cast.at.get(t.i) for t in obliques(head, "of", "from"))
    whose = next((r for r in ours if r is not None and r.country and r.kind != "person"), None)
    if whose is not None:
        person.describe(whose.country, () if whose.kind == "state" else whose.sectors, None, whose.member_of)


def _is_official(role: Role) -> bool:
    """Whether a title is told of a person, or an institution or group governs or is of a people: "Congolese rebels"."""
    if role.reason != UNNAMED:
        return bool(role.sectors)
    governs = role.name[:1].isupper() or bool(GOVERNING.intersection(role.sectors))
    return role.kind != "person" and bool(role.sectors) and governs


def _ask(role: Role, head: Token, back: Antecedents) -> None:
    spans = [span for span, form in role.mentions.items() if form != "pronoun"]
    longest = max(spans, key=lambda span: span.end - span.start)
    phrase = back.doc.char_span(longest.start, longest.end, alignment_mode="expand")
    if phrase is None:
        return
    found = _resolver().resolve(phrase.text, back.cast.date, head.sent.text)
    known = state(found.country or _named(found, back) or "")
    # An island or province has officials of its own seldom enough: those of its state speak in the news.
    if known is not None and known.kind != "place":
        role.country, role.member_of = known.country, known.member_of
        role.sectors = role.sectors or found.sectors


def _named(found: Resolution, back: Antecedents) -> str | None:
    """Of several states that the words may mean, the code of the one that the report names."""
    named = [c for c in found.candidates if c.startswith("state/") and c in back.cast.roles]
    return named[0].partition("/")[2] if len(named) == 1 else None
