"""Gives actors without a country the one that their own words and the sentence around them tell, as the resolver reads them."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from onrecord.analysis import Analysis
from onrecord.extract.actors.antecedents import UNNAMED
from onrecord.extract.actors.cast import Cast, Role
from onrecord.extract.actors.known import state
from onrecord.model import Span
from onrecord.who import Resolution, Resolver, knowledge
from onrecord.who.surroundings import GOVERNING

# Rules whose actors the knowledge base has no entry of.
_UNKNOWN = frozenset({UNNAMED, "actors/person-entity"})


@cache
def _resolver() -> Resolver:
    return Resolver(knowledge())


def find_homes(analysis: Analysis, cast: Cast) -> None:
    """Asks the resolver about people in no table and officials without a state, each in the sentence of the first mention."""
    asked = [role for role in cast.roles.values() if role.mentions and _is_open(role)]
    if not asked:
        return
    sentences = list(analysis.prose)
    for role in asked:
        for phrase, around in _phrases(role, analysis, [(s.span, s.phrase.text) for s in sentences]):
            found = _resolver().resolve(phrase, cast.date, around)
            if found.country is not None:
                _settle(role, found)
                break


def _is_open(role: Role) -> bool:
    if role.country is not None or role.member_of or role.kb or role.reason not in _UNKNOWN:
        return False
    return role.reason != UNNAMED or (role.kind != "person" and bool(GOVERNING.intersection(role.sectors)))


def _phrases(role: Role, analysis: Analysis, sentences: list[tuple[Span, str]]) -> Iterator[tuple[str, str]]:
    """The longest mention, then the first, each with its sentence."""
    text = analysis.doc.text
    spans = [span for span, form in role.mentions.items() if form != "pronoun"]
    longest = max(spans, key=lambda span: span.end - span.start, default=None)
    for span in dict.fromkeys(s for s in (longest, min(spans, default=None)) if s is not None):
        around = next((words for place, words in sentences if place.contains(span)), None)
        if around is not None:
            yield text[span.start : span.end], around


def _settle(role: Role, found: Resolution) -> None:
    known = state(found.country or "")
    role.country = found.country
    role.member_of = known.member_of if known is not None else role.member_of
    role.sectors = role.sectors or found.sectors
