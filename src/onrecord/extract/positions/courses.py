"""Tells what a course of action means for others: a threat or a promise."""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord.analysis.clauses import child
from onrecord.extract.positions.cues import word_class
from onrecord.model.codes import PositionKind

if TYPE_CHECKING:
    from spacy.tokens import Token


def course(verb: Token) -> PositionKind | None:
    """What doing it means for others: a threat, a promise, or nothing that bargains."""
    thing = child(verb, "dobj")
    if verb.lemma_ in word_class("hostile"):
        return "threat"
    if verb.lemma_ in word_class("start") and thing is not None and thing.lemma_ in word_class("campaign"):
        return "threat"
    if verb.lemma_ in word_class("do") and any(t.lower_ in word_class("resort") for t in verb.subtree):
        return "threat"
    return "promise" if verb.lemma_ in word_class("commitment") else None
