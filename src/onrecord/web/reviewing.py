"""What a person sees of an item to decide on, the form in which it is corrected, and what a filled form changes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal, TypeAlias

from onrecord.export.wording import label, sides
from onrecord.lexicon.plover import modes
from onrecord.model import Actor, Event, Forecast, Position, Span, Statement
from onrecord.model.codes import EventType, values
from onrecord.store import Review, Undecided
from onrecord.store.corrections import corrected, plain, settable

Layer: TypeAlias = Literal["events", "positions", "forecasts", "statements"]
LAYERS: tuple[Layer, ...] = values(Layer)  # type: ignore[assignment]
Values: TypeAlias = Mapping[str, Sequence[str]]
"""A filled form: what each of its fields holds."""

# The fields of a layer that the form has, in order, as they are called there.
FIELDS: Mapping[str, Mapping[str, str]] = {
    "events": {"type": "Type", "mode": "Mode", "status": "Status", "sources": "Who acts", "targets": "On whom"},
    "positions": {"kind": "Kind", "holder": "Who holds it", "toward": "Toward whom", "deadline": "Deadline",
                  "outcome": "Outcome"},
    "forecasts": {"forecaster": "Who expects it", "low": "Likely from", "high": "Likely to",
                  "negated": "It says that this will not happen", "outcome": "Outcome"},
    "statements": {"speaker": "Who speaks", "addressees": "To whom", "mode": "Mode", "polarity": "Polarity"},
}  # fmt: skip
ONE = frozenset({"speaker", "holder", "forecaster"})
MANY = frozenset({"sources", "targets", "toward", "addressees"})
NUMBERS = frozenset({"low", "high"})
# What is asked of each layer before anything else, and the words for what can have become of it.
BECAME: Mapping[str, Mapping[str, str]] = {
    "forecasts": {"true": "It came true", "false": "It did not"},
    "positions": {"met": "Kept", "partly-met": "Kept in part", "refused": "Refused", "broken": "Broken",
                  "lapsed": "Lapsed", "withdrawn": "Withdrawn"},
}  # fmt: skip
WORDS: Mapping[str, str] = {"open": "Open", **BECAME["positions"], **BECAME["forecasts"]}


@dataclass(frozen=True, slots=True)
class Option:
    """A value that a field can have, in words; `group` is the heading it stands under."""

    value: str
    words: str
    chosen: bool
    group: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """A field of the form: a `select`, several `checks`, a `number`, a `date` or a `yes`."""

    name: str
    label: str
    kind: str
    value: str = ""
    options: tuple[Option, ...] = ()

    @property
    def grouped(self) -> Mapping[str, tuple[Option, ...]]:
        """The options under their headings, in order."""
        found: dict[str, tuple[Option, ...]] = {}
        for option in self.options:
            found[option.group] = (*found.get(option.group, ()), option)
        return found


@dataclass(frozen=True, slots=True)
class Reading:
    """An item in words: who, whom, and what it is."""

    who: tuple[Actor, ...]
    whom: tuple[Actor, ...]
    what: str


def reading(waiting: Undecided, item: object | None = None) -> Reading:
    """How an item is read, or the item that a person made of it."""
    shown = waiting.item if item is None else item
    assert isinstance(shown, (Statement, Event, Position, Forecast))
    who, whom = (tuple(waiting.cast[id] for id in side) for side in sides(shown))
    return Reading(who, whom, label(shown))


def fields(waiting: Undecided, standing: Review | None = None) -> tuple[Field, ...]:
    """The form of an item, filled with how it is read, or with what a person made of that."""
    change = standing.change if standing is not None and standing.decision == "edited" else {}
    item = corrected(waiting.layer, waiting.item, change)
    shown = {"outcome": "", **plain(item), **({"outcome": change["outcome"]} if "outcome" in change else {})}
    return tuple(_field(name, shown[name], item, waiting) for name in FIELDS[waiting.layer])


def change_of(waiting: Undecided, filled: Values) -> dict[str, Any]:
    """The fields that a filled form sets otherwise than they are read; raises ValueError for what is no number."""
    read = {"outcome": None, **plain(waiting.item)}
    change = {
        name: value
        for name in FIELDS[waiting.layer]
        if not _is_same(value := _value(name, read[name], filled), read[name])
    }
    if change.keys() & NUMBERS:
        low, high = (change.get(name, read[name]) for name in ("low", "high"))
        if low is None or high is None or not 0 <= low <= high <= 1:
            raise ValueError("a likelihood goes from a smaller to a larger number, both from 0 to 1")
        change["point"] = round((low + high) / 2, 4)
    return change


def differences(review: Review, names: Mapping[str, str]) -> Iterator[tuple[str, str, str]]:
    """What a person set: the field, how it was read, and how it is; `names` are those of the actors by id."""
    read = plain(review.item)
    for name, value in review.change.items():
        known = names if name in ONE | MANY else {}
        before, after = (_words(one, known) for one in (read.get(name), value))
        yield FIELDS.get(review.layer, {}).get(name, name), before, after


def _field(name: str, value: Any, item: object, waiting: Undecided) -> Field:
    words, closed = FIELDS[waiting.layer][name], settable(waiting.layer)[name]
    if name in ONE:
        options = (Option("", "not named", value is None), *_cast(waiting, (value,)))
        return Field(name=name, label=words, kind="select", options=options)
    if name in MANY:
        return Field(name=name, label=words, kind="checks", options=tuple(_cast(waiting, value)))
    if isinstance(item, Event) and name == "mode":
        return Field(name=name, label=words, kind="select", options=tuple(_modes(item.type, value)))
    if isinstance(value, bool):
        return Field(name=name, label=words, kind="yes", value="yes" if value else "")
    if closed:
        choices = closed if value in closed else ("", *closed)
        options = tuple(Option(one, WORDS.get(one, one) or "not known yet", one == value) for one in choices)
        return Field(name=name, label=words, kind="select", options=options)
    kind = "number" if name in NUMBERS else "date"
    return Field(name=name, label=words, kind=kind, value="" if value is None else str(value))


def _cast(waiting: Undecided, chosen: Sequence[str]) -> Iterator[Option]:
    """The actors of the report: those who are chosen or meant in the sentence, then all others."""
    near = [actor for actor in waiting.record.actors if actor.id in chosen or _is_in(actor, waiting.around)]
    far = [actor for actor in waiting.record.actors if actor not in near]
    for actors, group in ((near, "in the sentence"), (far, "in the report")):
        for actor in actors:
            yield Option(actor.id, actor.name, actor.id in chosen, group)


def _is_in(actor: Actor, around: Span) -> bool:
    return any(around.start <= one.span.start < around.end for one in actor.mentions)


def _modes(kind: str, mode: str | None) -> Iterator[Option]:
    """The modes of all types, each under its type; an event can have none."""
    yield Option("", "none", mode is None)
    if mode is not None and mode not in modes(kind):
        yield Option(mode, mode, True)
    for one in values(EventType):
        for known in modes(one):
            yield Option(known, known, (one, known) == (kind, mode), one)


def _value(name: str, read: object, filled: Values) -> Any:
    given = [value.strip() for value in filled.get(name, ()) if value.strip()]
    if name in MANY:
        return given
    if isinstance(read, bool):
        return bool(given)
    if not given:
        return None
    if name in NUMBERS:
        try:
            return float(given[0])
        except ValueError as error:
            raise ValueError(f"{given[0]!r} is no number") from error
    return given[0]


def _is_same(value: Any, read: Any) -> bool:
    """The boxes of a form come in the order of the report, which says nothing."""
    if isinstance(value, list):
        return set(value) == set(read) and len(value) == len(read)
    return bool(value == read)


def _words(value: Any, names: Mapping[str, str]) -> str:
    if value is None or value == []:
        return "none"
    if isinstance(value, list):
        return ", ".join(_words(part, names) for part in value)
    return names.get(str(value)) or WORDS.get(str(value), str(value))
