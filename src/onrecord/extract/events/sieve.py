"""Which triggers are events: political actors must stand on the sides that an event of its type needs."""

from __future__ import annotations

from onrecord.analysis.clauses import child, obliques
from onrecord.extract.draft import Draft
from onrecord.extract.events.counterparts import is_side
from onrecord.extract.events.plover import words
from onrecord.extract.events.roles import Sides
from onrecord.extract.events.triggers import Trigger
from onrecord.model import Actor

# Events that need no other side: one protests, mobilises, withdraws or imposes a curfew without saying on whom.
ONE_SIDED = frozenset({"PROTEST", "MOBILIZE", "RETREAT", "ASSAULT", "AID"})
# Verbs that tell enough of a party that acts in politics: who refused, threatened, met or agreed.
ONE_SIDED_OF_PARTIES = frozenset({"REJECT", "THREATEN", "CONSULT", "AGREE"})
ONE_SIDED_WITH_OBJECT = frozenset({"COERCE", "SANCTION", "AGREE", "CONCEDE", "REJECT"})
# Of these a noun alone tells enough: "the protests", "the deployment", "the withdrawal", "military aid".
ONE_SIDED_NOUNS = frozenset({"PROTEST", "MOBILIZE", "RETREAT", "AID"})
# Both who meet or agree must act in politics: speaking to reporters is no consultation.
MUTUAL = frozenset({"AGREE", "CONSULT", "COOPERATE"})
# Types whose nouns also name a group.
GROUPS = frozenset({"REJECT", "COOPERATE"})
# Acts of speech are nothing without somebody who speaks.
NEED_SOURCE = frozenset(
    {
        "REQUEST",
        "ACCUSE",
        "REJECT",
        "THREATEN",
        "SUPPORT",
        "CONSULT",
        "AGREE",
        "CONCEDE",
        "COOPERATE",
        "PROTEST",
    }
)


def is_event(draft: Draft, trigger: Trigger, found: Sides) -> bool:
    """Whether political actors stand on the sides that an event of this type needs."""
    sources = [draft.who[i] for i in found.sources]
    targets = [draft.who[i] for i in found.targets]
    kind = trigger.act.type
    if not any(is_political(actor) for actor in (*sources, *targets)):
        return False
    if sources and all(actor.kind == "media" for actor in sources):
        return False
    if kind == "REJECT" and _keeps_silent(trigger):
        return False
    if kind == "AID" and trigger.noun is None and trigger.thing is None and not sources:
        return False
    if kind in GROUPS and trigger.noun is not None and draft.who.at(trigger.token) is not None:
        # "the opposition", "the alliance": a group, not what it does.
        return False
    restrains = kind == "COERCE" and (trigger.act.mode in (None, "restrict") or trigger.noun is not None)
    if (kind in NEED_SOURCE or restrains) and not sources:
        return False
    if kind in MUTUAL and targets and _is_public(targets[0]):
        return False
    return bool(targets) or _alone(trigger) or (_tells_enough(trigger) and any(map(is_side, sources)))


def _alone(trigger: Trigger) -> bool:
    """Whether an event of this kind is told without the other side."""
    kind = trigger.act.type
    if trigger.noun is not None:
        return kind in ONE_SIDED_NOUNS
    if trigger.act.mode == "investigate" or kind == "AGREE":
        return trigger.act.rule == "events/verb-object" or child(trigger.token, "xcomp", "ccomp") is not None
    return kind in ONE_SIDED or (trigger.thing is not None and kind in ONE_SIDED_WITH_OBJECT)


def _keeps_silent(trigger: Trigger) -> bool:
    """Whether what is refused is only an answer: "declined to comment"."""
    inner = child(trigger.token, "xcomp")
    return trigger.noun is None and inner is not None and inner.lemma_ in words("silence")


def _tells_enough(trigger: Trigger) -> bool:
    """Whether the verb says what a party did without its other side; speaking to the press says nothing."""
    public = (o for o in obliques(trigger.token) if o.lower_ in words("public"))
    return trigger.noun is None and trigger.act.type in ONE_SIDED_OF_PARTIES and next(public, None) is None


def _is_public(actor: Actor) -> bool:
    """Whether an actor is only the public that is spoken to: reporters, an audience."""
    return actor.name.lower().split()[-1] in words("public")


def is_political(actor: Actor) -> bool:
    """Whether somebody acts in politics: a state, its people and branches, an organisation, a group; no outlet."""
    if actor.kind == "media":
        return False
    return bool(actor.country or actor.sectors or actor.member_of) or actor.kind in (
        "state",
        "igo",
        "armed-group",
        "party",
        "institution",
        "military",
        "ngo",
    )
