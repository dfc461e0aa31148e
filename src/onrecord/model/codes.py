"""The closed code lists of a record: PLOVER events, actor kinds, bargaining moves, statuses.

Sources: PLOVER manual (event types, modes, intensities), TIMEX3 (time types), ICD-203 (likelihood).
"""

from __future__ import annotations

from typing import Literal, TypeAlias, get_args

SectionKind: TypeAlias = Literal["title", "summary", "body", "caption", "credit", "byline"]

ActorKind: TypeAlias = Literal[
    "person", "state", "igo", "institution", "military", "armed-group", "party",
    "media", "company", "ngo", "group", "people", "place",
]  # fmt: skip
MentionForm: TypeAlias = Literal["name", "title", "pronoun", "metonym", "description"]

TimeType: TypeAlias = Literal["DATE", "TIME", "DURATION", "SET"]

StatementMode: TypeAlias = Literal["direct", "indirect", "mixed"]
Polarity: TypeAlias = Literal["asserted", "denied"]

EventType: TypeAlias = Literal[
    "AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST",
    "ACCUSE", "REJECT", "THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT",
]  # fmt: skip
EventStatus: TypeAlias = Literal[
    "actual", "ongoing", "planned", "conditional", "denied", "demanded", "alleged", "predicted", "historical",
]  # fmt: skip
Quad: TypeAlias = Literal[
    "verbal-cooperation", "material-cooperation", "verbal-conflict", "material-conflict"
]

PositionKind: TypeAlias = Literal[
    "demand", "offer", "promise", "threat", "warning", "refusal", "concession", "acceptance", "accusation", "denial",
]  # fmt: skip
Outcome: TypeAlias = Literal["open", "met", "partly-met", "refused", "broken", "lapsed", "withdrawn"]

# What people say of a finding, and of a forecast whose time has come.
Decision: TypeAlias = Literal["accepted", "rejected", "edited", "undone"]
Truth: TypeAlias = Literal["true", "false"]


def values(alias: object) -> tuple[str, ...]:
    """The members of one of the code lists above, in order.

    >>> values(TimeType)
    ('DATE', 'TIME', 'DURATION', 'SET')
    """
    return get_args(alias)
