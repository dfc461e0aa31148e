"""Finds the events of an article: triggers, their sides, their status and their circumstances."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from onrecord.analysis import Sentence, span_of
from onrecord.analysis.clauses import phrase
from onrecord.extract.draft import Draft
from onrecord.extract.events.circumstances import context, when, where
from onrecord.extract.events.plover import weight
from onrecord.extract.events.roles import Sides, sides
from onrecord.extract.events.status import status
from onrecord.extract.events.triggers import Trigger, triggers
from onrecord.lexicon import confidence_of
from onrecord.model import Actor, Event, Span, Statement

if TYPE_CHECKING:
    from spacy.tokens import Token

# Events that need no other side: one protests, mobilises, withdraws or agrees without saying with whom.
ONE_SIDED = frozenset(
    {
        "PROTEST",
        "MOBILIZE",
        "RETREAT",
        "COERCE",
        "ASSAULT",
        "SANCTION",
        "AGREE",
        "AID",
        "CONCEDE",
        "COOPERATE",
    }
)
# These two are nothing without a source: an act of speech needs somebody who speaks.
NEED_SOURCE = frozenset({"REQUEST", "ACCUSE", "REJECT", "THREATEN", "SUPPORT", "CONSULT", "AGREE", "CONCEDE"})
REFUSABLE = frozenset({"AID", "SUPPORT", "AGREE", "CONSULT", "COOPERATE", "CONCEDE", "RETREAT"})


def find_events(draft: Draft) -> Draft:
    """The draft with its events filled in."""
    return replace(draft, events=tuple(_events(draft)))


def _events(draft: Draft) -> Iterator[Event]:
    number = 0
    for sentence in draft.analysis.prose:
        for trigger in triggers(sentence):
            statement = _statement_of(draft, span_of(trigger.token))
            found = sides(draft, trigger, statement)
            if _is_event(draft, trigger, found):
                number += 1
                yield _event(draft, sentence, trigger, found, statement, f"e{number}")


def _event(
    draft: Draft, sentence: Sentence, trigger: Trigger, found: Sides, statement: Statement | None, number: str
) -> Event:
    clause = _clause(trigger)
    act = trigger.act
    dated = when(draft, sentence, trigger.token, statement)
    state = status(trigger, dated, draft.article.published)
    kind, mode, cameo = act.type, act.mode, act.cameo
    if state == "denied" and kind in REFUSABLE and _will_not(trigger.token):
        # "will not help" is an act of its own: a refusal.
        kind, mode, cameo, state = "REJECT", None, "120", "actual"
    intensity, quad = weight(kind, mode)
    return Event(
        id=number, type=kind, mode=mode, contexts=context(sentence), sources=found.sources, targets=found.targets,
        trigger=span_of(trigger.token, trigger.thing) if trigger.thing is not None and abs(trigger.thing.i - trigger.token.i) < 6 else span_of(trigger.token),
        span=clause, when=dated, where=where(draft, sentence, clause), status=state, intensity=intensity, quad=quad,
        cameo=cameo, statement=statement.id if statement else None, confidence=confidence_of(act.rule), reason=act.rule,
    )  # fmt: skip


def _clause(trigger: Trigger) -> Span:
    """The clause of a verb, the noun phrase of an event noun."""
    if trigger.noun is not None:
        return phrase(trigger.token, "relcl", "appos", "conj", "cc")
    return phrase(
        trigger.token,
        "advcl",
        "conj",
        "cc",
        "parataxis",
        "ccomp" if trigger.token.lemma_ == "say" else "parataxis",
    )


def _will_not(verb: Token) -> bool:
    return any(
        c.dep_ == "aux" and c.lower_ in ("will", "wo", "would", "can", "ca", "could") for c in verb.children
    )


def _statement_of(draft: Draft, span: Span) -> Statement | None:
    """The innermost statement whose content holds the trigger."""
    holding = [
        (part.end - part.start, s) for s in draft.statements for part in s.content if part.contains(span)
    ]
    return min(holding, key=lambda pair: pair[0])[1] if holding else None


def _is_event(draft: Draft, trigger: Trigger, found: Sides) -> bool:
    """Whether political actors stand on the sides that an event of this type needs."""
    sources = [draft.who[i] for i in found.sources]
    targets = [draft.who[i] for i in found.targets]
    kind = trigger.act.type
    if not any(_is_political(actor) for actor in (*sources, *targets)):
        return False
    if sources and all(actor.kind == "media" for actor in sources):
        return False
    if kind in NEED_SOURCE and not sources:
        return False
    return bool(targets) or kind in ONE_SIDED


def _is_political(actor: Actor) -> bool:
    """Whether somebody acts in politics: a state, its people and branches, an organisation, a group; no outlet."""
    if actor.kind == "media":
        return False
    return bool(actor.country or actor.sectors or actor.member_of) or actor.kind in (
        "state",
        "igo",
        "armed-group",
        "party",
    )
