"""Finds the events of an article: triggers, their sides, their status and their circumstances."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from onrecord.analysis import Sentence, span_of
from onrecord.analysis.clauses import phrase
from onrecord.extract.draft import Draft
from onrecord.extract.events.circumstances import context, when, where
from onrecord.extract.events.counterparts import Counterparts
from onrecord.extract.events.implied import implied, is_alleged
from onrecord.extract.events.plover import words
from onrecord.extract.events.roles import Sides, sides
from onrecord.extract.events.sieve import is_event
from onrecord.extract.events.status import status
from onrecord.extract.events.threads import Threads
from onrecord.extract.events.triggers import Trigger, triggers
from onrecord.lexicon import confidence_of
from onrecord.lexicon.plover import weight
from onrecord.model import Event, Span, Statement

REFUSABLE = frozenset({"AID", "SUPPORT", "AGREE", "CONSULT", "COOPERATE", "CONCEDE", "RETREAT"})
REFUSING = frozenset({"will", "wo", "would", "can", "ca", "could"})
# Words before a noun that take up an act told before: "the offensive", "this operation", "its attack".
TAKING_UP = frozenset(
    {"the", "this", "that", "these", "those", "such", "its", "their", "his", "her", "our", "any"}
)


def find_events(draft: Draft) -> Draft:
    """The draft with its events filled in, numbered in the order of the text."""
    told = [_as_alleged(draft, event) for event in _told(draft)]
    found = sorted([*told, *implied(draft, told)], key=lambda event: (event.trigger.start, event.trigger.end))
    return replace(draft, events=tuple(replace(e, id=f"e{n}") for n, e in enumerate(found, start=1)))


def _told(draft: Draft) -> Iterator[Event]:
    """The events that the text tells, in order."""
    threads = Threads(draft)
    counterparts = Counterparts(draft, tuple(draft.analysis.prose))
    # The same noun or verb with the same sides tells one act once a sentence.
    told: set[tuple[int, str, Sides]] = set()
    for number, sentence in enumerate(draft.analysis.prose):
        for trigger in triggers(sentence):
            statement = _statement_of(draft, span_of(trigger.token))
            own = sides(draft, trigger, statement)
            kind = trigger.act.type
            found = threads.completed(kind, number, own, anew=trigger.noun is not None and _takes_up(trigger))
            if kind == "REJECT":
                found = threads.answered(number, found)
            reason = trigger.act.rule if found == own else "events/same-act"
            enough = is_event(draft, trigger, found)
            completed = counterparts.completed(kind, number, found, is_event=enough)
            # A noun, or a verb without a doer, is no event by its surroundings alone.
            if completed != found and (enough or (trigger.noun is None and found.sources)):
                found, reason = completed, "events/other-side"
            word = (number, trigger.token.lemma_, found)
            if is_event(draft, trigger, found) and word not in told:
                told.add(word)
                threads.note(trigger.act, number, found)
                counterparts.note(number, found)
                yield _event(draft, sentence, trigger, found, statement, reason)


def _as_alleged(draft: Draft, event: Event) -> Event:
    """The event, marked as alleged where only an adversary tells it."""
    statement = next((s for s in draft.statements if s.id == event.statement), None)
    if statement is None or statement.speaker is None or event.status not in ("actual", "ongoing"):
        return event
    return replace(event, status="alleged") if is_alleged(draft, statement, event) else event


def _takes_up(trigger: Trigger) -> bool:
    """Whether a noun takes up a single operation told before, and not war as such."""
    if trigger.token.lemma_.lower() not in words("operation"):
        return False
    return any(c.lower_ in TAKING_UP for c in trigger.token.lefts)


def _event(
    draft: Draft, sentence: Sentence, trigger: Trigger, found: Sides, statement: Statement | None, reason: str
) -> Event:
    clause, act = _clause(trigger), trigger.act
    dated = when(draft, sentence, trigger.token, statement)
    state = status(trigger, dated, draft.article.published)
    kind, mode, cameo = act.type, act.mode, act.cameo
    if state == "denied" and kind in REFUSABLE and _will_not(trigger):
        # "will not help" is an act of its own: a refusal.
        kind, mode, cameo, state = "REJECT", None, "120", "actual"
    intensity, quad = weight(kind, mode)
    near = trigger.thing is not None and abs(trigger.thing.i - trigger.token.i) < 6
    return Event(
        id="", type=kind, mode=mode, contexts=context(sentence), sources=found.sources, targets=found.targets,
        trigger=span_of(trigger.token, trigger.thing if near and trigger.thing is not None else trigger.token),
        span=clause, when=dated, where=where(draft, sentence, clause), status=state, intensity=intensity, quad=quad,
        cameo=cameo, statement=statement.id if statement else None, confidence=confidence_of(reason), reason=reason,
    )  # fmt: skip


def _clause(trigger: Trigger) -> Span:
    """The clause of a verb, the noun phrase of an event noun."""
    if trigger.noun is not None:
        return phrase(trigger.token, "relcl", "appos", "conj", "cc")
    content = "ccomp" if trigger.token.lemma_ == "say" else "parataxis"
    return phrase(trigger.token, "advcl", "conj", "cc", "parataxis", content)


def _will_not(trigger: Trigger) -> bool:
    return any(c.dep_ == "aux" and c.lower_ in REFUSING for c in trigger.token.children)


def _statement_of(draft: Draft, span: Span) -> Statement | None:
    """The innermost statement whose content holds the trigger."""
    holding = [
        (part.end - part.start, s) for s in draft.statements for part in s.content if part.contains(span)
    ]
    return min(holding, key=lambda pair: pair[0])[1] if holding else None
