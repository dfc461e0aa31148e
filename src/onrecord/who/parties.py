"""The codes by which states and organisations are known, from what people call them."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from onrecord.who.base import knowledge
from onrecord.who.entries import Actor


def party_code(name: str) -> str:
    """The ISO 3166-1 alpha-3 code of a state or the id of an organisation; a name that is neither in capitals.

    >>> party_code("norway"), party_code("European Union"), party_code("isl"), party_code("XYZ")
    ('NOR', 'EU', 'ISL', 'XYZ')
    """
    plain = " ".join(name.split())
    return _codes().get(plain.casefold(), plain.upper())


def party_name(code: str) -> str:
    """What the state or organisation of a code is called; the code itself where nobody knows.

    >>> party_name("NOR"), party_name("NATO"), party_name("XYZ")
    ('Norway', 'NATO', 'XYZ')
    """
    return _names().get(code, code)


@cache
def _names() -> Mapping[str, str]:
    return {actor.tail: actor.name for actor in reversed(_parties())}


@cache
def _codes() -> Mapping[str, str]:
    known: dict[str, str] = {}
    tails = {actor.id: actor.tail for actor in _parties()}
    for actor in _parties():
        known.setdefault(actor.tail.casefold(), actor.tail)
        known.setdefault(actor.name.casefold(), actor.tail)
    for alias in knowledge().aliases:
        if alias.actor in tails and alias.type in ("name", "acronym"):
            known.setdefault(alias.text.casefold(), tails[alias.actor])
    return known


@cache
def _parties() -> tuple[Actor, ...]:
    """States, then organisations of states."""
    actors = knowledge().actors.values()
    return tuple(a for a in actors if a.kind == "state") + tuple(a for a in actors if a.kind == "igo")
