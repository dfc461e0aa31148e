"""Is it so: whether an event happened, goes on, is planned, conditional, denied, demanded, alleged or predicted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord.analysis.clauses import child, in_condition, is_negated, markers, modal
from onrecord.extract.events.plover import statuses
from onrecord.extract.events.triggers import Trigger
from onrecord.model import When
from onrecord.model.codes import EventStatus

if TYPE_CHECKING:
    from spacy.tokens import Token

WORDS = frozenset({"AGREE", "REQUEST", "ACCUSE", "REJECT", "THREATEN", "SUPPORT", "CONCEDE"})
CLAUSAL = frozenset(
    {"ccomp", "xcomp", "advcl", "acl", "pcomp", "dobj", "pobj", "prep", "conj", "relcl", "nsubjpass"}
)
# How long before publication an event must lie to be history rather than news.
HISTORY_YEARS = 1


def status(trigger: Trigger, when: When | None, published: str | None) -> EventStatus:
    """The status of the event that the trigger makes, from its own clause first and then from what governs it."""
    token = trigger.token
    verb = token if trigger.noun is None else _verb_of(token)
    if verb is not None and in_condition(verb):
        return "conditional"
    if trigger.noun is None and is_negated(token):
        return "denied"
    governed = _governed(token)
    if governed is not None and not _is_made(trigger, governed):
        return governed
    if verb is not None and _is_future(verb) and not (trigger.noun is None and trigger.act.type in WORDS):
        return "conditional" if modal(verb) in ("would", "could", "might", "may") else "planned"
    coloured = [c for c in token.children if c.dep_ in ("amod", "compound")]
    if token.dep_ in ("nsubj", "nsubjpass"):
        # "the operation is imminent"
        coloured += [c for c in token.head.children if c.dep_ == "acomp"] + [token.head]
    if any(c.lower_ in markers("planned") for c in coloured):
        return "planned"
    if (
        when is not None
        and when.end
        and published
        and not when.assumed
        and int(when.end[:4]) < int(published[:4]) - HISTORY_YEARS
    ):
        return "historical"
    if (
        trigger.noun is None
        and token.tag_ == "VBG"
        and any(c.dep_ == "aux" and c.lemma_ == "be" for c in token.children)
    ):
        return "ongoing"
    return "actual"


def _is_made(trigger: Trigger, governed: EventStatus) -> bool:
    """Whether it happened though it is denied: a charge was made, or nobody could reject it."""
    return governed == "denied" and trigger.noun is not None and trigger.act.type == "ACCUSE"


def _verb_of(noun: Token) -> Token | None:
    token = noun
    for _ in range(5):
        if token.pos_ in ("VERB", "AUX"):
            return token
        token = token.head
    return None


def _governed(token: Token) -> EventStatus | None:
    """What the verbs and nouns above say of the clause: "demanded that ...", "denied attacking", "plans to meet"."""
    here = token
    for _ in range(5):
        if here.dep_ not in CLAUSAL or here.head.i == here.i:
            return None
        below, here = here, here.head
        if below.dep_ == "conj" and here.pos_ in ("VERB", "AUX"):
            continue
        found = statuses().get(here.lemma_.lower())
        if found == "demanded" and below.dep_ == "ccomp" and not _is_wished(below):
            # "told reporters that X had gone", "insisted that it was so": said, not asked for.
            found = None
        if found is not None and here.pos_ in ("VERB", "NOUN", "ADJ") and _is_content(below, token):
            return found  # type: ignore[return-value]
    return None


def _is_wished(verb: Token) -> bool:
    """Whether the clause is in the form of a wish: "that Y withdraw", "that Y should withdraw"."""
    return verb.tag_ == "VB" or modal(verb) in ("should", "must")


def _is_content(below: Token, token: Token) -> bool:
    """Whether the clause is what is said or wanted, and not a mere adjunct of it."""
    return below.dep_ in ("ccomp", "xcomp", "acl", "pcomp", "advcl") or (
        below.dep_ in ("dobj", "prep", "pobj") and (token.pos_ == "NOUN" or child(below, "pcomp") is not None)
    )


def _is_future(verb: Token) -> bool:
    return modal(verb) in ("will", "shall", "'ll", "would", "could", "might", "may", "wo") or (
        verb.tag_ == "VB" and verb.dep_ == "xcomp" and verb.head.lemma_ in ("go", "plan", "prepare")
    )
