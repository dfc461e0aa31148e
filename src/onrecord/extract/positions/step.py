"""Finds the positions of an article: who demands, offers, threatens or refuses what, toward whom."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from onrecord.extract.draft import Draft
from onrecord.extract.positions.answers import link_answers
from onrecord.extract.positions.commitments import find_commitments
from onrecord.extract.positions.counterparts import aim
from onrecord.extract.positions.moves import Move, deadline_of
from onrecord.extract.positions.named import find_named
from onrecord.extract.positions.sides import side
from onrecord.lexicon import confidence_of
from onrecord.model import Position, Span
from onrecord.model.codes import EventType

# The event that makes the same move as a position.
_SAME_ACT: dict[str, frozenset[EventType]] = {
    "demand": frozenset({"REQUEST"}), "threat": frozenset({"THREATEN"}), "warning": frozenset({"THREATEN", "REQUEST"}),
    "refusal": frozenset({"REJECT"}), "accusation": frozenset({"ACCUSE"}), "denial": frozenset({"REJECT"}),
    "concession": frozenset({"CONCEDE"}), "acceptance": frozenset({"AGREE", "CONCEDE"}),
    "promise": frozenset({"AGREE", "SUPPORT"}), "offer": frozenset({"AGREE", "SUPPORT"}),
}  # fmt: skip


def find_positions(draft: Draft) -> Draft:
    """The draft with its positions filled in, in the order of the text, linked to what they answer."""
    moves = [move for sentence in draft.analysis.prose for move in find_named(draft, sentence.phrase)]
    moves += [move for statement in draft.statements for move in find_commitments(draft, statement)]
    kept = aim(draft, sorted(_distinct(moves), key=lambda move: move.span))
    positions = tuple(_position(draft, i, move) for i, move in enumerate(kept, start=1))
    return replace(draft, positions=link_answers(draft, positions))


def _distinct(moves: Iterable[Move]) -> list[Move]:
    """One move for each act: of two of one side whose propositions share a head or a kind and words, the first."""
    kept: list[Move] = []
    known = list(moves)
    governed = {move.about.i for move in known if move.about.i != move.cue.i}
    for move in known:
        # Of "urged them not to accept" the urging is the move, not the accepting.
        if move.cue.i in governed and move.cue.tag_ in ("VB", "VBG"):
            continue
        if not any(_same(move, other) for other in kept):
            kept.append(move)
    return kept


def _same(one: Move, other: Move) -> bool:
    if side(one.holder) != side(other.holder):
        return False
    if one.about.i == other.about.i:
        return True
    return one.kind == other.kind and one.proposition.overlaps(other.proposition)


def _position(draft: Draft, number: int, move: Move) -> Position:
    reason = f"positions/{move.rule}"
    return Position(
        id=f"p{number}", kind=move.kind, holder=move.holder.id, toward=move.toward, proposition=move.proposition,
        condition=move.condition, deadline=deadline_of(draft, move.span), span=move.span,
        statement=move.statement.id if move.statement is not None else None, event=_event(draft, move.kind, move.span),
        confidence=confidence_of(reason), reason=reason,
    )  # fmt: skip


def _event(draft: Draft, kind: str, span: Span) -> str | None:
    """The event whose trigger stands in the move and that is the same act."""
    types = _SAME_ACT[kind]
    return next((e.id for e in draft.events if e.type in types and span.contains(e.trigger)), None)
