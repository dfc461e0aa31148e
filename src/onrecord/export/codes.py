"""The codes that other event data use for what a record holds, looked up in the lexicon; unknown is null."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from onrecord.lexicon import load_table
from onrecord.model import Actor, Event


@cache
def _cameo() -> Mapping[str, Mapping[str, str]]:
    return {row["code"]: row for row in load_table("cameo_codes")}


@cache
def _nearest() -> Mapping[tuple[str, str], str]:
    return {(row["type"], row["mode"]): row["cameo"] for row in load_table("plover_cameo")}


def cameo_of(event: Event) -> str:
    """The CAMEO code of an event: its own, else that of its PLOVER type and mode."""
    nearest = _nearest()
    return event.cameo or nearest.get((event.type, event.mode or "")) or nearest[event.type, ""]


@cache
def _intensities() -> Mapping[str, float]:
    return {row["type"]: float(row["intensity"]) for row in load_table("plover_types") if not row["mode"]}


def intensity_of(kind: str) -> float:
    """PLOVER's base intensity of a type of event."""
    return _intensities()[kind]


def base_code(code: str) -> str:
    """The CAMEO code of the second level.

    >>> base_code("1722")
    '172'
    """
    return code[:3]


def root_code(code: str) -> str:
    """The CAMEO code of the first level.

    >>> root_code("036")
    '03'
    """
    return code[:2]


def _known(code: str) -> Mapping[str, str] | None:
    """The row of a CAMEO code, or of the nearest code above it that is in the table."""
    return next((_cameo()[c] for c in (code, base_code(code), root_code(code)) if c in _cameo()), None)


def goldstein(code: str) -> float | None:
    """The Goldstein score of a CAMEO code; null for an unscored one."""
    row = _known(code)
    return float(row["goldstein"]) if row and row["goldstein"] else None


def quad_class(code: str) -> str | None:
    """GDELT's QuadClass of a CAMEO code, "1" to "4"."""
    row = _known(code)
    return row["quad"] if row else None


def cameo_name(code: str) -> str | None:
    """What CAMEO calls the code."""
    row = _known(code)
    return row["name"] if row else None


@cache
def _sectors() -> Mapping[str, Mapping[str, str]]:
    return {row["sector"]: row for row in load_table("sector_codes")}


@cache
def _groups() -> Mapping[str, str]:
    return {row["kb"]: row["group"] for row in load_table("known_groups")}


def group_of(actor: Actor) -> str | None:
    """The CAMEO code of an organisation that CAMEO knows by name."""
    return _groups().get(actor.kb or "")


def types_of(actor: Actor) -> tuple[str, ...]:
    """The CAMEO types of an actor, three at most; a state has none, because it is its country."""
    known = (_sectors().get(sector, {}).get("cameo") for sector in actor.sectors if actor.kind != "state")
    return tuple(dict.fromkeys(code for code in known if code))[:3]


def sector_names(actor: Actor) -> tuple[str, ...]:
    """The names of an actor's sectors in ICEWS, in order of name."""
    known = (_sectors().get(sector, {}).get("icews") for sector in actor.sectors)
    return tuple(sorted({name for name in known if name}))


def actor_code(actor: Actor) -> str:
    """The CAMEO code of an actor: its country and types, or its type and group where it is of no country.

    >>> from onrecord.model import Mention, Span
    >>> said = (Mention(span=Span(0, 5), form="name"),)
    >>> actor_code(Actor(id="a1", name="X", kind="person", country="RUS", sectors=("GOV",), mentions=said, confidence=1, reason=""))
    'RUSGOV'
    """
    types = "".join(types_of(actor))
    return f"{actor.country}{types}" if actor.country else f"{types}{group_of(actor) or ''}"
