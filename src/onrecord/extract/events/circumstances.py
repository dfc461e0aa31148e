"""When and where an event happens, and in which context."""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord.analysis import Sentence, span_of
from onrecord.extract.draft import Draft
from onrecord.extract.events.plover import contexts
from onrecord.model import Span, Statement, Time, When, Where

if TYPE_CHECKING:
    from spacy.tokens import Token

PLACES = frozenset({"GPE", "LOC", "FAC"})
LOCATING = frozenset({"in", "at", "near", "inside", "outside", "across", "around", "along"})


def when(
    draft: Draft, sentence: Sentence, trigger: Token, clause: Span, statement: Statement | None
) -> When | None:
    """The date of the event: of its clause, else of its sentence, else of the statement, else of publication, assumed."""
    nearby = [
        t for t in draft.times if t.begin and t.type in ("DATE", "TIME") and sentence.span.contains(t.span)
    ]
    in_clause = [t for t in nearby if clause.contains(t.span)]
    if in_clause:
        return _when(min(in_clause, key=lambda t: abs(t.span.start - trigger.idx)))
    if len(nearby) == 1 and not (
        statement and not any(c.contains(nearby[0].span) for c in statement.content)
    ):
        return _when(nearby[0])
    published = draft.article.published
    return When(value=published, begin=published, end=published, assumed=True) if published else None


def _when(time: Time) -> When:
    return When(value=time.value, begin=time.begin, end=time.end)


def where(draft: Draft, sentence: Sentence, clause: Span) -> Where | None:
    """The first place that the clause names behind "in", "at" or "near", with its country where that is a state."""
    for entity in sentence.phrase.ents:
        span = span_of(*entity)
        if entity.label_ in PLACES and clause.contains(span) and entity.root.head.lower_ in LOCATING:
            actor = draft.who.at(entity.root)
            return Where(
                name=entity.text,
                span=span,
                country=actor.country if actor and actor.kind == "state" else None,
            )
    return None


def context(sentence: Sentence) -> tuple[str, ...]:
    """The PLOVER contexts that the words of the sentence tell, in alphabetical order."""
    return tuple(sorted({contexts()[t.lemma_] for t in sentence.phrase if t.lemma_ in contexts()}))
