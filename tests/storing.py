"""How tests put records into a store."""

from __future__ import annotations

from onrecord.model import Record
from onrecord.store.rows import Taken


def taken(record: Record, name: str = "one") -> Taken:
    return Taken(key=f"{name}#1", source="here", origin=name, outcome=record)
