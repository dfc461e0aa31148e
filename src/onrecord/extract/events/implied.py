"""Acts done by saying something: a plan of force is a threat, a report of wrongs an accusation, a "must" a request."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from onrecord.analysis import span_of
from onrecord.analysis.clauses import child, obliques, phrase
from onrecord.extract.draft import Draft
from onrecord.extract.events.casting import Casting, party
from onrecord.extract.events.plover import words
from onrecord.extract.events.roles import Sides
from onrecord.extract.events.sieve import is_political
from onrecord.lexicon import confidence_of
from onrecord.lexicon.plover import weight
from onrecord.model import Event, Span, Statement, When, cover
from onrecord.model.codes import EventType

if TYPE_CHECKING:
    from spacy.tokens import Token

HARM = frozenset({"ASSAULT", "COERCE", "SANCTION"})
WRONG = frozenset({"ASSAULT", "COERCE", "THREATEN", "PROTEST"})
SPEECH = frozenset({"REQUEST", "ACCUSE", "REJECT", "THREATEN", "AGREE", "SUPPORT", "CONCEDE"})
DONE = frozenset({"actual", "ongoing", "alleged", "historical"})
# How far back a request may stand that a refusal answers.
ASKED_CHARS = 1200
CAMEO = {"THREATEN": "130", "ACCUSE": "112", "REQUEST": "020", "REJECT": "120"}
REFUSING = frozenset({"will", "wo", "would", "can", "ca", "shall", "sha"})


def implied(draft: Draft, told: Sequence[Event]) -> Iterator[Event]:
    """The acts of speech that statements are, where no trigger of their own has told them."""
    by_statement: dict[str, list[Event]] = {}
    for event in told:
        by_statement.setdefault(event.statement or "", []).append(event)
    for statement in draft.statements:
        told_already = any(e.type in SPEECH and _is_cue(e, statement) for e in told)
        if told_already or statement.speaker is None or not is_political(draft.who[statement.speaker]):
            continue
        inside = by_statement.get(statement.id, [])
        act = (
            _threat(draft, statement, inside)
            or _accusation(draft, statement, inside)
            or _obligation(draft, statement, inside, told)
        )
        if act is not None:
            yield act


def _is_cue(event: Event, statement: Statement) -> bool:
    return any(event.trigger.overlaps(cue) for cue in statement.cue)


def _threat(draft: Draft, statement: Statement, inside: Sequence[Event]) -> Event | None:
    """A threat: the speaker's own side will use force on another."""
    for event in inside:
        planned = event.type in HARM and event.status in ("planned", "conditional") and event.targets
        if planned and _ours(draft, statement, event.sources) and not _ours(draft, statement, event.targets):
            return _act(draft, statement, "THREATEN", event.targets, "events/plan-of-force", event)
    return None


def _accusation(draft: Draft, statement: Statement, inside: Sequence[Event]) -> Event | None:
    """An accusation: the other side has done wrong."""
    for event in inside:
        if is_alleged(draft, statement, event):
            return _act(draft, statement, "ACCUSE", event.sources, "events/report-of-wrong", event)
    return None


def _obligation(
    draft: Draft, statement: Statement, inside: Sequence[Event], told: Sequence[Event]
) -> Event | None:
    """A request ("Iran must ...") or a refusal ("we will not ..."), of the first modal verb that makes one."""
    cast = Casting(draft, statement)
    kinds = {event.type for event in inside}
    for part in statement.content:
        for token in draft.analysis.tokens(part):
            verb = token.head
            if token.tag_ != "MD" or verb.pos_ not in ("VERB", "AUX"):
                continue
            who = cast.ids(child(verb, "nsubj", "nsubjpass"))
            ours = bool(who) and _ours(draft, statement, who)
            if token.lower_ in words("obliging") and who and not ours and "REQUEST" not in kinds:
                return _clause_act(draft, statement, "REQUEST", who, "events/must", verb)
            if token.lower_ in REFUSING and ours and child(verb, "neg") is not None:
                whom = cast.first_other(_objects(verb), who) or _asker(draft, statement, told)
                if whom and "REJECT" not in kinds:
                    return _clause_act(draft, statement, "REJECT", whom, "events/will-not", verb)
    return None


def _asker(draft: Draft, statement: Statement, told: Sequence[Event]) -> tuple[str, ...]:
    """Who last asked the speaker's side for something, not long before."""
    at = statement.content[0].start
    for event in reversed(told):
        if (
            event.type == "REQUEST"
            and 0 < at - event.trigger.start < ASKED_CHARS
            and _ours(draft, statement, event.targets)
        ):
            return event.sources
    return ()


def _objects(verb: Token) -> Iterator[Token]:
    """What the verb is done to, and what stands behind its prepositions."""
    yield from (c for c in verb.children if c.dep_ == "dobj")
    yield from obliques(verb)
    inner = child(verb, "xcomp", "ccomp")
    if inner is not None:
        yield from (c for c in inner.children if c.dep_ in ("dobj", "nsubj"))
        yield from obliques(inner)


def is_alleged(draft: Draft, statement: Statement, event: Event) -> bool:
    """Whether a wrong is told by an interested party: not by the one who does it, nor by an observer."""
    if event.type not in WRONG or event.status not in DONE or not event.sources:
        return False
    if not all(is_political(draft.who[i]) for i in event.sources):
        return False
    return not _ours(draft, statement, event.sources) and not _is_observer(draft, statement)


def _is_observer(draft: Draft, statement: Statement) -> bool:
    """Whether the speaker reports from outside: a witness, an agency, a monitor, an international organisation; or may.

    "Officials" whose state only the text around them tells may be of either side.
    """
    speaker = draft.who[statement.speaker or ""]
    if speaker.kind in ("media", "ngo", "igo", "people", "company") or not (speaker.country or speaker.kb):
        return True
    return speaker.kb is None and speaker.name.islower()


def _ours(draft: Draft, statement: Statement, ids: tuple[str, ...]) -> bool:
    own = party(draft.who[statement.speaker or ""])
    return any(party(draft.who[i]) == own for i in ids)


def _act(
    draft: Draft, statement: Statement, kind: EventType, targets: tuple[str, ...], rule: str, of: Event
) -> Event:
    # In running speech the words of the act are the evidence; reported, the verb that reports it.
    trigger = of.trigger if statement.mode == "direct" or not statement.cue else statement.cue[0]
    return _made(draft, statement, kind, targets, rule, trigger, cover([trigger, of.span]))


def _clause_act(
    draft: Draft, statement: Statement, kind: EventType, targets: tuple[str, ...], rule: str, verb: Token
) -> Event:
    clause = phrase(verb, "advcl", "conj", "cc")
    trigger = span_of(verb)
    if statement.mode != "direct" and statement.cue:
        trigger = statement.cue[0]
    return _made(draft, statement, kind, targets, rule, trigger, cover([trigger, clause]))


def _made(
    draft: Draft,
    statement: Statement,
    kind: EventType,
    targets: tuple[str, ...],
    rule: str,
    trigger: Span,
    span: Span,
) -> Event:
    intensity, quad = weight(kind, None)
    published = draft.article.published
    assumed = When(value=published, begin=published, end=published, assumed=True) if published else None
    sides = Sides((statement.speaker,) if statement.speaker else (), targets)
    return Event(
        id="", type=kind, sources=sides.sources, targets=sides.targets, trigger=trigger, span=span,
        when=statement.said or assumed, status="actual", intensity=intensity, quad=quad, cameo=CAMEO[kind],
        statement=statement.inside, confidence=confidence_of(rule), reason=rule,
    )  # fmt: skip
