"""Moves that an event tells: its word names a move, or what is said makes one, and the event knows both sides."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, cast

from onrecord.extract.draft import Draft
from onrecord.extract.positions.cues import find_cues, word_class
from onrecord.extract.positions.moves import Move
from onrecord.extract.positions.propositions import proposition
from onrecord.extract.positions.sides import is_party, side
from onrecord.model import Event
from onrecord.model.codes import EventType, PositionKind

if TYPE_CHECKING:
    from spacy.tokens import Token

# The rules by which saying something is an act, and the move that it makes.
SAID: Mapping[str, PositionKind] = {
    "events/report-of-wrong": "accusation", "events/must": "demand", "events/will-not": "refusal",
}  # fmt: skip
# The event that makes the same move as a position.
SAME_ACT: Mapping[str, frozenset[EventType]] = {
    "demand": frozenset({"REQUEST"}), "threat": frozenset({"THREATEN"}), "warning": frozenset({"THREATEN", "REQUEST"}),
    "refusal": frozenset({"REJECT"}), "accusation": frozenset({"ACCUSE"}), "denial": frozenset({"REJECT"}),
    "concession": frozenset({"CONCEDE"}), "acceptance": frozenset({"AGREE", "CONCEDE"}),
    "promise": frozenset({"AGREE", "SUPPORT"}), "offer": frozenset({"AGREE", "SUPPORT"}),
}  # fmt: skip
# Statuses of acts that were done; a move that is only planned or feared is none.
DONE = frozenset({"actual", "ongoing", "alleged"})
MOST = 3


def find_acts(draft: Draft, known: Sequence[Move]) -> Iterator[Move]:
    """The moves that the events of the draft make and `known` has not; each with somebody at the other end."""
    statements = {statement.id: statement for statement in draft.statements}
    saying = [cue for statement in draft.statements for cue in statement.cue]
    for event in draft.events:
        cue = next(iter(draft.analysis.tokens(event.trigger)), None)
        if cue is None or event.status not in DONE or not event.sources:
            continue
        holder = draft.who[event.sources[0]]
        kind = _kind(cue)
        if any(event.trigger.overlaps(word) for word in saying):
            kind = SAID.get(event.reason, kind)
        if (
            kind is None
            or event.type not in SAME_ACT[kind]
            or not is_party(holder)
            or _is_known(event, side(holder), known)
        ):
            continue
        aimed = tuple(
            i for i in event.targets if is_party(draft.who[i]) and side(draft.who[i]) != side(holder)
        )
        if aimed:
            yield Move(
                kind=kind, holder=holder, toward=aimed[:MOST], cue=cue, about=cue, proposition=event.span,
                span=event.span, condition=None, statement=statements.get(event.statement or ""),
                rule=f"act-{kind}",
            )  # fmt: skip


def _kind(cue: Token) -> PositionKind | None:
    """The move that the verb of an event names; none of silence ("declined to comment") or of what is taken up."""
    found = next(find_cues([cue]), None)
    if cue.pos_ != "VERB" or found is None or found.kind == "label":
        return None
    about = proposition(cue, found.cue.proposition)
    if about is not None and about.lemma_ in word_class("press"):
        return None
    return cast(PositionKind, found.kind)


def _is_known(event: Event, own: str, known: Sequence[Move]) -> bool:
    """Whether a move of the same side stands in the words of the event."""
    return any(side(move.holder) == own and move.span.overlaps(event.span) for move in known)
