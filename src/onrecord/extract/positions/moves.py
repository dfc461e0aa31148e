"""A move in a bargaining as the rules find it, before it has an id and is linked to what it answers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from onrecord.analysis import span_of
from onrecord.analysis.clauses import phrase
from onrecord.extract.draft import Draft
from onrecord.extract.positions.cues import word_class
from onrecord.model import Actor, Span, Statement
from onrecord.model.codes import PositionKind

if TYPE_CHECKING:
    from spacy.tokens import Token


# Kinds aimed at whoever may bring their condition about.
CONDITIONAL = frozenset({"threat", "warning"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """A move: `cue` is the word that makes it, `about` the head of the proposition, `rule` the name of the rule that found it."""

    kind: PositionKind
    holder: Actor
    toward: tuple[str, ...]
    cue: Token
    about: Token
    proposition: Span
    span: Span
    condition: Span | None
    statement: Statement | None
    rule: str


def statement_at(draft: Draft, place: Span) -> Statement | None:
    """The innermost statement whose content holds `place`."""
    holding = [
        (c.end - c.start, i) for i, s in enumerate(draft.statements) for c in s.content if c.contains(place)
    ]
    return draft.statements[min(holding)[1]] if holding else None


def clause_span(head: Token, statement: Statement | None = None) -> Span:
    """The span of the clause or phrase under `head`, no further than the words of the statement it stands in."""
    whole = phrase(head, *(_beside(head) if head.pos_ in ("VERB", "AUX") else _aside(head)))
    for content in statement.content if statement is not None else ():
        if content.start <= head.idx < content.end:
            return Span(max(whole.start, content.start), min(whole.end, content.end))
    return whole


def _beside(verb: Token) -> tuple[str, ...]:
    """What does not belong to a clause: joined clauses, and an if-clause or a clause of saying that comes before it."""
    before = {c.dep_ for c in verb.children if c.i < verb.i and c.dep_ in ("advcl", "ccomp")}
    return ("mark", "cc", "parataxis", "conj", *sorted(before))


def _aside(noun: Token) -> tuple[str, ...]:
    """What does not belong to a noun: relative clauses of their own ("militias, which ...") but not that-clauses."""
    for c in noun.children:
        if c.dep_ == "relcl" and any(g.tag_ in ("WDT", "WP") and g.dep_ != "mark" for g in c.children):
            return ("cc", "appos", "relcl")
    return ("cc", "appos")


def deadline_of(draft: Draft, area: Span) -> str | None:
    """The day by which it must be done: the last day of a time after "by", "until", "within"; "before" gives the first."""
    for time in draft.times:
        if not area.contains(time.span):
            continue
        words = draft.article.text[max(area.start, time.span.start - 12) : time.span.end].lower().split()
        lead = next((word for word in words if word in word_class("deadline")), None)
        if lead is not None:
            return time.begin if lead == "before" else time.end
    return None


def whole_span(cue: Token, proposition: Span) -> Span:
    """The span from the cue to the end of its proposition, whichever comes first."""
    own = span_of(cue)
    return Span(min(own.start, proposition.start), max(own.end, proposition.end))
