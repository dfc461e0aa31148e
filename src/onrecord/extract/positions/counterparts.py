"""Finds whom a move is directed at where its own words do not say: the party of the exchange it stands in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from onrecord.analysis import Sentence
from onrecord.extract.draft import Draft
from onrecord.extract.positions.acts import SAME_ACT
from onrecord.extract.positions.moves import Move
from onrecord.extract.positions.sides import is_party, others, side

# Moves farther apart than this belong to different exchanges.
NEAR = 600
# Kinds that make no sense without somebody at the other end.
AIMED = frozenset({"warning", "denial", "accusation"})


def aim(draft: Draft, moves: Sequence[Move]) -> list[Move]:
    """The moves, in order, each with somebody at the other end where the text around it names one party;
    those that need one and have none are left out."""
    aimed: list[Move] = []
    sentences = tuple(draft.analysis.prose)
    for move in moves:
        toward = (_exchange(draft, move, aimed) if move.kind == "denial" else ()) or move.toward
        toward = (
            toward or _told(draft, move) or _exchange(draft, move, aimed) or _sentence(draft, move, sentences)
        )
        if toward or move.kind not in AIMED:
            aimed.append(replace(move, toward=toward))
    return aimed


def _told(draft: Draft, move: Move) -> tuple[str, ...]:
    """Whom the event of the same act is done to, where it stands in the move and its source is the holder's side."""
    own = side(move.holder)
    for event in draft.events:
        same = event.type in SAME_ACT[move.kind] and move.span.contains(event.trigger)
        if same and any(side(draft.who[i]) == own for i in event.sources):
            return tuple(i for i in event.targets if side(draft.who[i]) != own)
    return ()


def _exchange(draft: Draft, move: Move, earlier: Sequence[Move]) -> tuple[str, ...]:
    """The other party of the latest move shortly before that the holder's side made or that was aimed at it."""
    own = side(move.holder)
    for other in reversed(earlier):
        if move.span.start - other.span.end > NEAR:
            return ()
        if side(other.holder) == own and other.toward and move.kind != "denial":
            return other.toward
        if is_party(other.holder) and any(side(draft.who[i]) == own for i in other.toward):
            return (other.holder.id,)
    return ()


def _sentence(draft: Draft, move: Move, sentences: Sequence[Sentence]) -> tuple[str, ...]:
    """The one other side that the sentence of the move names; nobody where it names several."""
    for sentence in sentences:
        if sentence.span.contains(move.span):
            found = others(draft, move.holder, sentence.span)
            return found if len(found) == 1 else ()
    return ()
