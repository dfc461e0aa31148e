"""What each PLOVER type of event weighs, and which modes it can have."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from onrecord.lexicon.tables import load_table
from onrecord.model.codes import EventType, Quad

_WITH_MODES = ("plover_types", "plover_cameo", "event_verbs", "event_nouns", "event_adjectives")


@cache
def weight(kind: EventType, mode: str | None) -> tuple[float, Quad]:
    """The base intensity and quad class of a type and mode (PLOVER manual)."""
    row = _types().get((kind, mode or "")) or _types()[kind, ""]
    return float(row["intensity"]), row["quad"]  # type: ignore[return-value]


@cache
def modes(kind: EventType) -> tuple[str, ...]:
    """The modes that events of this type can have, as far as the tables know them, in order of name."""
    rows = (row for name in _WITH_MODES for row in load_table(name))
    return tuple(sorted({row["mode"] for row in rows if row["type"] == kind and row["mode"]}))


@cache
def _types() -> Mapping[tuple[str, str], Mapping[str, str]]:
    return {(row["type"], row["mode"]): row for row in load_table("plover_types")}
