"""Turns the phrase that names a source into an actor of the record, or into nobody."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from onrecord.analysis.clauses import phrase
from onrecord.extract.draft import ActorIndex, Draft
from onrecord.lexicon import confidence_of
from onrecord.model import Actor, Mention, Span

if TYPE_CHECKING:
    from spacy.tokens import Token


def source_span(head: Token) -> Span:
    """The phrase that names the source, with its apposition and of-phrases, without clauses."""
    return phrase(head, "relcl", "acl", "advcl", "ccomp")


def with_source(draft: Draft, head: Token) -> tuple[Draft, str | None]:
    """The draft and the actor that the phrase means; the actor is added where a phrase for people is new."""
    known = draft.who.at(head)
    if known is not None:
        return draft, known.id
    if head.pos_ == "PRON" or head.ent_type_ in ("DATE", "TIME", "CARDINAL"):
        return draft, None
    span = phrase(head, "relcl", "acl", "appos", "advcl", "prep", "punct", "conj", "cc")
    words = [t.text for t in draft.analysis.tokens(span) if t.dep_ not in ("det", "poss", "case")]
    reason = "statements/new-source"
    actor = Actor(
        id=f"a{len(draft.actors) + 1}", name=" ".join(words) or head.text, kind="person" if head.tag_ == "NN" else "group",
        mentions=(Mention(span=span, form="description"),), confidence=confidence_of(reason), reason=reason,
    )  # fmt: skip
    actors = (*draft.actors, actor)
    return replace(draft, actors=actors, who=ActorIndex(draft.analysis, actors)), actor.id
