"""The findings of a record: actors, times, statements, events, positions and forecasts.

Each points at its evidence by spans of `article.text`, names the rule that made it (`reason`) and
says how far to trust it (`confidence`, in [0, 1]). Ids are local to the record.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from onrecord.model.codes import (
    ActorKind,
    EventStatus,
    EventType,
    MentionForm,
    Outcome,
    Polarity,
    PositionKind,
    Quad,
    StatementMode,
    TimeType,
)
from onrecord.model.span import Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """One place in the text where an actor is named, titled, described or meant by a pronoun."""

    span: Span
    form: MentionForm


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """Somebody or something that acts or speaks.

    `country` is ISO 3166-1 alpha-3 (historical states included) or null; `sectors` are PLOVER codes;
    `member_of` holds the states and organisations it acts for; `kb` is its entry in the lexicon, as
    `kind/slug`.
    """

    id: str
    name: str
    kind: ActorKind
    country: str | None = None
    sectors: tuple[str, ...] = ()
    office: str | None = None
    member_of: tuple[str, ...] = ()
    kb: str | None = None
    mentions: tuple[Mention, ...]
    confidence: float
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class When:
    """A resolved time: a TIMEX3 value with the first and last day it covers, both inclusive.

    `assumed` marks a date taken from the publication date because the text gives nothing better.
    """

    value: str
    begin: str | None = None
    end: str | None = None
    assumed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Time:
    """A temporal expression with its TIMEX3 type and value."""

    id: str
    span: Span
    type: TimeType
    value: str
    begin: str | None = None
    end: str | None = None
    mod: str | None = None
    confidence: float
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Where:
    """The place of an event, as the text names it, with its country where that is known."""

    name: str
    span: Span
    country: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """Somebody is reported to have said, written or thought something.

    `via` is the citation chain, nearest to the speaker first; `inside` the statement that contains
    this one. `speaker` is null where the text does not say who speaks. `venue` is where or how it was
    said, as the text puts it ("in a statement on Telegram").
    """

    id: str
    speaker: str | None
    speaker_span: Span | None
    cue: tuple[Span, ...]
    content: tuple[Span, ...]
    mode: StatementMode
    polarity: Polarity = "asserted"
    via: tuple[str, ...] = ()
    addressees: tuple[str, ...] = ()
    inside: str | None = None
    said: When | None = None
    venue: Span | None = None
    confidence: float
    reason: str


def speaker_form(actors: Iterable[Actor], speaker: str | None, span: Span | None) -> str:
    """How a text tells who speaks: by the form in which it means `speaker` at `span` ("name", "pronoun", ...).

    "unsaid" where it does not mean him there, "unknown" where no actor is known to speak.
    """
    actor = next((actor for actor in actors if actor.id == speaker), None)
    if actor is None:
        return "unknown"
    forms = (mention.form for mention in actor.mentions if span is not None and mention.span.overlaps(span))
    return next(forms, "unsaid")


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """Who did what to whom, in PLOVER terms; `status` is about the event itself.

    `intensity` is the PLOVER base intensity of the type and mode, `cameo` the nearest CAMEO code.
    """

    id: str
    type: EventType
    mode: str | None = None
    contexts: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    targets: tuple[str, ...] = ()
    trigger: Span
    span: Span
    when: When | None = None
    where: Where | None = None
    status: EventStatus = "actual"
    intensity: float
    quad: Quad
    cameo: str | None = None
    statement: str | None = None
    confidence: float
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Position:
    """A move in the bargaining between actors.

    `proposition` is what is demanded, offered, threatened or refused; `condition` the clause it hangs
    on; `answers` the id of the demand or offer that it answers.
    """

    id: str
    kind: PositionKind
    holder: str | None
    toward: tuple[str, ...] = ()
    proposition: Span
    condition: Span | None = None
    deadline: str | None = None
    span: Span
    statement: str | None = None
    event: str | None = None
    answers: str | None = None
    outcome: Outcome = "open"
    confidence: float
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Forecast:
    """A likelihood put on something that can turn out true or false.

    `low`, `high` and `point` are probabilities in [0, 1] from the entry of the named scale; `inferred`
    marks a phrase that the scale does not list. `forecaster` is null where the article itself speaks.
    """

    id: str
    forecaster: str | None
    proposition: Span
    phrase: Span
    negated: bool = False
    scale: str
    entry: str
    low: float
    high: float
    point: float
    inferred: bool = False
    window: When | None = None
    statement: str | None = None
    confidence: float
    reason: str
