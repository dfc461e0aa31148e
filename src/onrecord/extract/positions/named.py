"""Moves that a word names: "demanded that", "its refusal to", "accused them of"."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, cast

from onrecord.analysis.clauses import child, condition, phrase, subject
from onrecord.extract.draft import Draft
from onrecord.extract.positions.cues import FoundCue, find_cues, word_class
from onrecord.extract.positions.moves import CONDITIONAL, Move, clause_span, statement_at, whole_span
from onrecord.extract.positions.propositions import proposition
from onrecord.extract.positions.sides import actor_at, holder_of, is_party, is_speaker, party_of, toward
from onrecord.model import Actor, Span, Statement
from onrecord.model.codes import PositionKind

if TYPE_CHECKING:
    from spacy.tokens import Token

# Kinds that make no sense without somebody at the other end.
AIMED = frozenset({"accusation", "warning"})


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
    kind = _kind(found, about)
    if kind is None:
        return None
    content = clause_span(about, statement)
    hanging = condition(about) or condition(token)
    aimed = party_of(draft, holder, hanging) if hanging is not None and kind in CONDITIONAL else ()
    aimed = aimed or toward(draft, holder, token, about, cue.toward, content)
    if not aimed and (kind in AIMED or "must" in cue.toward):
        return None
    return Move(
        kind=kind, holder=holder, toward=aimed, cue=token, about=about, proposition=content,
        span=whole_span(token, content), condition=phrase(hanging) if hanging is not None else None,
        statement=statement, rule=f"{cue.pos}-{found.kind}",
    )  # fmt: skip


def _kind(found: FoundCue, about: Token) -> PositionKind | None:
    """What the move is, now that its proposition is known: a promise to strike is a threat."""
    if found.kind == "label":
        return "accusation" if _blames(found.token) else None
    if found.kind == "refusal" and about.lemma_ in word_class("press"):
        return None
    if found.kind == "promise" and _done(about).lemma_ in word_class("hostile"):
        return "threat"
    return cast(PositionKind, found.kind)


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
