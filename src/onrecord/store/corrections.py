"""What a person may set on an item of a record, and the item as it is then."""

from __future__ import annotations

import typing
from collections.abc import Iterator, Mapping
from dataclasses import fields
from functools import cache
from typing import Any, Literal, TypeAlias

import msgspec

from onrecord.errors import StoreError
from onrecord.lexicon import load_table
from onrecord.lexicon.plover import modes, weight
from onrecord.model import Actor, Event, Forecast, Position, Record, Span, Statement, Time
from onrecord.model.codes import Truth, values
from onrecord.store.columns import flatten
from onrecord.store.rows import LAYERS
from onrecord.store.versions import evidence

Item: TypeAlias = Statement | Event | Position | Forecast | Time | Actor
# The layers whose items are decided on, with their types.
REVIEWABLE: Mapping[str, type] = {
    **{k: v for k, v in LAYERS.items() if k != "times"},
    "times": Time,
    "actors": Actor,
}
# What the engine says about its finding and nobody else can.
FIXED = frozenset({"id", "confidence", "reason"})
# What people can say of an item beyond its own fields: whether a forecast came true.
ADDED: Mapping[str, Mapping[str, object]] = {"forecasts": {"outcome": Truth}}
_ACTORS = frozenset({"speaker", "via", "addressees", "sources", "targets", "holder", "toward", "forecaster"})
_ITEMS = {"statement": "statements", "inside": "statements", "event": "events", "answers": "positions"}


def item_of(record: Record, layer: str, item: str) -> Item:
    """The item of a record; raises StoreError where the record has none of that name."""
    if layer not in REVIEWABLE:
        raise StoreError(f"there is no layer {layer!r}; the layers are {', '.join(REVIEWABLE)}")
    found = next((one for one in getattr(record, layer) if one.id == item), None)
    if found is None:
        raise StoreError(f"there is no {item} among the {layer} of the article")
    known: Item = found
    return known


def evidence_of(item: Item) -> Span:
    """The characters on which an item rests; for an actor, where it is first named or meant."""
    if isinstance(item, Actor):
        return item.mentions[0].span if item.mentions else Span(0, 0)
    return item.span if isinstance(item, Time) else evidence(item)


def settable(layer: str) -> dict[str, tuple[str, ...]]:
    """The fields of a layer that a person can set, each with the values it can have; with none, any of its type."""
    kind = REVIEWABLE[layer]
    own = {field.name: _codes(hint) for field, hint in _fields(kind) if field.name not in FIXED}
    return own | {name: values(codes) for name, codes in ADDED.get(layer, {}).items()}


def checked(record: Record, layer: str, item: Item, change: Mapping[str, Any]) -> dict[str, Any]:
    """The change without what the item says already; raises ValueError in words for a field or value that cannot be."""
    known = settable(layer)
    read = plain(item)
    change = plain(change)
    fresh = {name: value for name, value in change.items() if name not in read or read[name] != value}
    for name, value in fresh.items():
        if name not in known:
            raise ValueError(f"{layer} have no {name} to set; there are {', '.join(known)}")
        if known[name] and value not in known[name]:
            raise ValueError(f"{name} cannot be {value!r}; it is one of {', '.join(known[name])}")
    after = corrected(layer, item, fresh)
    if isinstance(after, Event) and after.mode and after.mode not in modes(after.type):
        raise ValueError(f"{after.type} has no mode {after.mode!r}; {_choice(modes(after.type))}")
    _check_names(record, fresh)
    if any(not 0 <= span.start < span.end <= len(record.article.text) for span in _spans(after)):
        raise ValueError("a span has to lie within the text of the article")
    return fresh


def corrected(layer: str, item: Item, change: Mapping[str, Any]) -> Item:
    """The item with the fields that a person set, and what follows from them: the weight of an event from its type, the
    likelihood of a forecast from its entry on the scale and its negation.

    Raises ValueError where a value is not of the field's type.
    """
    own = {name: value for name, value in change.items() if name not in ADDED.get(layer, {})}
    try:
        after: Item = msgspec.convert({**plain(item), **own}, type(item))
        if isinstance(item, Event) and own.keys() & {"type", "mode"}:
            after = msgspec.convert({**plain(item), **_weighed(item, own), **own}, type(item))
        if isinstance(item, Forecast) and own.keys() & {"scale", "entry", "negated"}:
            after = msgspec.convert({**plain(item), **_likely(item, own), **own}, type(item))
        if not isinstance(after, Actor):
            flatten(after)
    except (msgspec.ValidationError, ValueError) as error:
        raise ValueError(f"{', '.join(own)}: {error}") from error
    return after


def plain(value: object) -> dict[str, Any]:
    """An item, or what was set on one, as JSON has it."""
    found: dict[str, Any] = msgspec.json.decode(msgspec.json.encode(value))
    return found


def _weighed(item: Event, change: Mapping[str, Any]) -> dict[str, Any]:
    """The mode, weight and code of an event whose type or mode a person set."""
    kind = change.get("type", item.type)
    mode = change.get("mode", item.mode if kind == item.type else None)
    intensity, quad = weight(kind, mode)
    return {"mode": mode, "intensity": intensity, "quad": quad, "cameo": None}


def _likely(item: Forecast, change: Mapping[str, Any]) -> dict[str, Any]:
    """The likelihood of a forecast whose words or negation a person set; a negated one is that of the opposite."""
    place = (change.get("scale", item.scale), change.get("entry", item.entry))
    row = next((r for r in load_table("likelihood_scales") if (r["scale"], r["entry"]) == place), None)
    low, high, point, turned = (
        item.low,
        item.high,
        item.point,
        change.get("negated", item.negated) != item.negated,
    )
    if row is not None and place != (item.scale, item.entry):
        low, high, point = (float(row[name]) for name in ("low", "high", "point"))
        turned = change.get("negated", item.negated)
    if turned:
        low, high, point = (round(1 - value, 4) for value in (high, low, point))
    return {"low": low, "high": high, "point": point}


def _check_names(record: Record, change: Mapping[str, Any]) -> None:
    actors = {actor.id for actor in record.actors}
    for name, value in change.items():
        names = [value] if isinstance(value, str) else value or ()
        if name in _ACTORS:
            known, what = actors, "actor"
        elif name in _ITEMS:
            known, what = {item.id for item in getattr(record, _ITEMS[name])}, _ITEMS[name].removesuffix("s")
        else:
            continue
        for one in names:
            if one not in known and not (name == "answers" and "#" in one):
                raise ValueError(f"{name} cannot be {one!r}; the article has no such {what}")


def _spans(value: Any) -> Iterator[Span]:
    """All spans in a finding, however deep."""
    if isinstance(value, Span):
        yield value
    elif isinstance(value, tuple):
        for part in value:
            yield from _spans(part)
    elif hasattr(value, "__dataclass_fields__"):
        for field in fields(value):
            yield from _spans(getattr(value, field.name))


@cache
def _fields(kind: type) -> tuple[tuple[Any, Any], ...]:
    hints = typing.get_type_hints(kind)
    return tuple((field, hints[field.name]) for field in fields(kind))


def _codes(hint: Any) -> tuple[str, ...]:
    """The members of a closed list; none for any other type."""
    return values(hint) if typing.get_origin(hint) is Literal else ()


def _choice(known: tuple[str, ...]) -> str:
    return f"it has {', '.join(known)}" if known else "it has none"
