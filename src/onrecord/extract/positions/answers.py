"""Links refusals, acceptances, concessions and denials to what they answer, and tells the outcome."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from onrecord.extract.draft import Draft
from onrecord.extract.positions.cues import word_class
from onrecord.extract.positions.sides import side
from onrecord.model import Position
from onrecord.model.codes import Outcome

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
    return tuple(replace(p, outcome=_outcome(draft, p, refused, accepted)) for p in linked)


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


def _outcome(
    draft: Draft, position: Position, refused: set[str | None], accepted: set[str | None]
) -> Outcome:
    """What became of the move, as far as this text tells."""
    words = {token.lemma_.lower() for token in draft.analysis.tokens(position.span)}
    if position.kind in ("promise", "offer", "acceptance") and words & word_class("broken"):
        return "broken"
    if position.id in refused:
        return "refused"
    return "met" if position.id in accepted and position.kind == "demand" else "open"
