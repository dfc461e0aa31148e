"""Finds the positions of an article: who demands, offers, threatens or refuses what, toward whom."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from onrecord.extract.draft import Draft, Rejected
from onrecord.extract.positions.acts import SAME_ACT, find_acts
from onrecord.extract.positions.answers import link_answers, told_outcome
from onrecord.extract.positions.commitments import find_commitments
from onrecord.extract.positions.counterparts import aim
from onrecord.extract.positions.moves import Move, deadline_of
from onrecord.extract.positions.named import find_named
from onrecord.extract.positions.sides import side
from onrecord.lexicon import confidence_of
from onrecord.model import Position, Span


def find_positions(draft: Draft) -> Draft:
    """The draft with its positions filled in, in the order of the text, linked to what they answer."""
    moves = [move for sentence in draft.analysis.prose for move in find_named(draft, sentence.phrase)]
    moves += [move for statement in draft.statements for move in find_commitments(draft, statement)]
    moves += find_acts(draft, moves)
    distinct, dropped = _distinct(moves)
    kept = aim(draft, sorted(distinct, key=lambda move: move.span))
    positions = tuple(_position(draft, i, move) for i, move in enumerate(kept, start=1))
    number = {move.cue.i: position.id for move, position in zip(kept, positions, strict=True)}
    rejected = tuple(
        Rejected(number[winner.cue.i], f"{loser.kind} by positions/{loser.rule}", "it tells of the same act")
        for loser, winner in dropped
        if winner.cue.i in number
    )
    linked = link_answers(draft, positions)
    return replace(draft, positions=linked, rejected=draft.rejected + rejected)


def _distinct(moves: Iterable[Move]) -> tuple[list[Move], list[tuple[Move, Move]]]:
    """One move for each act, and the moves left out, each with the one that stands for it.

    Two moves of one side are one act when they share a proposition, or a kind and words; the first stands.
    """
    known = list(moves)
    outer = {move.about.i: move for move in known if move.about.i != move.cue.i}
    kept: list[Move] = []
    dropped: list[tuple[Move, Move]] = []
    for move in known:
        same = next((other for other in kept if _same(move, other)), None)
        if move.cue.i in outer and move.cue.tag_ in ("VB", "VBG"):
            # Of "urged them not to accept" the urging is the move, not the accepting.
            same = same or next((other for other in kept if other is outer[move.cue.i]), None)
            if same is None:
                continue
        if same is None:
            kept.append(move)
        else:
            dropped.append((move, same))
    return kept, dropped


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
        outcome=told_outcome(move),
        confidence=confidence_of(reason), reason=reason,
    )  # fmt: skip


def _event(draft: Draft, kind: str, span: Span) -> str | None:
    """The event whose trigger stands in the move and that is the same act."""
    types = SAME_ACT[kind]
    return next((e.id for e in draft.events if e.type in types and span.contains(e.trigger)), None)
