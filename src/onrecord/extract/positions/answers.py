"""Links refusals, acceptances, concessions and denials to what they answer, and tells the outcome."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from onrecord.analysis.clauses import is_negated
from onrecord.extract.draft import Draft
from onrecord.extract.positions.cues import word_class
from onrecord.extract.positions.moves import Move
from onrecord.extract.positions.sides import side
from onrecord.model import Position
from onrecord.model.codes import Outcome

# Outcomes that words tell, each the name of its class of words.
TOLD: tuple[Outcome, ...] = ("broken", "withdrawn", "lapsed", "met", "refused")
ANSWERED: Mapping[str, frozenset[str]] = {
    "refusal": frozenset({"demand", "offer"}),
    "acceptance": frozenset({"demand", "offer"}),
    "concession": frozenset({"demand", "threat"}),
    "denial": frozenset({"accusation"}),
}


def link_answers(draft: Draft, positions: tuple[Position, ...]) -> tuple[Position, ...]:
    """The positions with `answers` and `outcome` filled in where parties swap and words agree."""
    linked = [replace(p, answers=_answered(draft, p, positions[:i])) for i, p in enumerate(positions)]
    refused = {p.answers for p in linked if p.kind == "refusal"}
    accepted = {p.answers for p in linked if p.kind == "acceptance"}
    return tuple(replace(p, outcome=_outcome(p, refused, accepted)) for p in linked)


def _answered(draft: Draft, answer: Position, earlier: tuple[Position, ...]) -> str | None:
    """The latest earlier move of the other party that the answer can be to and shares a content word with."""
    kinds = ANSWERED.get(answer.kind)
    if kinds is None or answer.holder is None:
        return None
    own = side(draft.who[answer.holder])
    facing = {side(draft.who[i]) for i in answer.toward}
    words = _content_words(draft, answer)
    for move in reversed(earlier):
        if move.kind in kinds and move.holder is not None and side(draft.who[move.holder]) in facing:
            aimed = {side(draft.who[i]) for i in move.toward}
            if own in aimed and words & _content_words(draft, move):
                return move.id
    return None


def _content_words(draft: Draft, position: Position) -> frozenset[str]:
    return frozenset(
        token.lemma_.lower()
        for token in draft.analysis.tokens(position.proposition)
        if token.pos_ in ("NOUN", "VERB", "ADJ") and not token.is_stop
    )


def told_outcome(move: Move) -> Outcome:
    """What the words around the cue tell of the move: "broke its promise", "an empty threat", "the offer expired"."""
    noun = move.cue
    if noun.pos_ != "NOUN":
        return "open"
    above = noun.head.head if noun.head.dep_ == "prep" else noun.head
    words = {c.lemma_.lower() for c in noun.children if c.dep_ == "amod"}
    words |= {c.lower_ for c in noun.children if c.dep_ == "amod"}
    if noun.dep_ in ("dobj", "nsubjpass", "nsubj", "pobj") and not is_negated(above):
        words.add(above.lemma_)
    return next((outcome for outcome in TOLD if words & word_class(outcome)), "open")


def _outcome(position: Position, refused: set[str | None], accepted: set[str | None]) -> Outcome:
    """What became of the move: what is told of it, else how it was answered."""
    if position.outcome != "open":
        return position.outcome
    if position.id in refused:
        return "refused"
    return "met" if position.id in accepted and position.kind == "demand" else "open"
