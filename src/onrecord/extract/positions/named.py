"""Moves that a word names: "demanded that", "its refusal to", "accused them of"."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, cast

from onrecord.analysis.clauses import child, subject
from onrecord.extract.draft import Draft
from onrecord.extract.positions.cues import FoundCue, find_cues, word_class
from onrecord.extract.positions.moves import Move, clause_span, condition_of, statement_at, whole_span
from onrecord.extract.positions.propositions import proposition
from onrecord.extract.positions.sides import actor_at, holder_of, is_party, is_speaker, toward
from onrecord.model import Actor, Span, Statement
from onrecord.model.codes import PositionKind

if TYPE_CHECKING:
    from spacy.tokens import Token

# Kinds that make no sense without somebody at the other end.
AIMED = frozenset({"accusation", "label", "warning"})


def find_named(draft: Draft, tokens: Iterable[Token]) -> Iterator[Move]:
    """The moves that words of one sentence name."""
    for found in find_cues(tokens):
        move = _move(draft, found)
        if move is not None:
            yield move


def _move(draft: Draft, found: FoundCue) -> Move | None:
    token, cue = found.token, found.cue
    about = proposition(token, cue.proposition)
    if about is None:
        return None
    statement = statement_at(draft, Span(token.idx, token.idx + len(token)))
    holder = _holder(draft, statement, holder_of(draft, token, cue.pos))
    # A person of whom the text gives neither name nor body is nobody to put on record.
    if holder is None or (holder.kind == "person" and not is_party(holder)):
        return None
    content = clause_span(about, statement)
    aimed = toward(draft, holder, token, about, cue.toward, content)
    kind = found.kind
    if not aimed and (kind in AIMED or "must" in cue.toward):
        return None
    if kind == "refusal" and about.lemma_ in word_class("press"):
        return None
    if kind == "label":
        if not _blames(token):
            return None
        kind = "accusation"
    if kind == "promise" and _done(about).lemma_ in word_class("hostile"):
        kind = "threat"
    return Move(
        kind=cast(PositionKind, kind), holder=holder, toward=aimed, cue=token, about=about, proposition=content,
        span=whole_span(token, content), condition=condition_of(about, token), statement=statement,
        rule=f"{cue.pos}-{found.kind}",
    )  # fmt: skip


def _done(about: Token) -> Token:
    """The verb of what is promised: that of a clause, or the one that hangs on the noun ("a promise to invade")."""
    hanging = child(about, "acl") if about.pos_ == "NOUN" else None
    return hanging if hanging is not None else about


def _holder(draft: Draft, statement: Statement | None, token: Token | None) -> Actor | None:
    if token is None:
        return None
    found = actor_at(draft, token)
    if (
        token.lemma_ in word_class("force")
        and token.dep_ == "dobj"
        and (found is None or not is_party(found))
    ):
        # "moved up forces that threaten": who moves them threatens.
        found = actor_at(draft, subject(token.head))
    ours = any(c.dep_ == "poss" and c.lower_ in word_class("first-person") for c in token.children)
    if ours and statement is not None and statement.speaker:
        return draft.who[statement.speaker]
    if found is None and statement is not None and statement.speaker:
        speaker = draft.who[statement.speaker]
        found = speaker if is_speaker(token, speaker, statement) else None
    return found


def _blames(token: Token) -> bool:
    """Whether a name that is given to somebody ("regards them as terrorists") blames."""
    return any(t.i > token.i and t.lower_ in word_class("blame") for t in token.subtree)
