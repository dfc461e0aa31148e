"""Seats of government whose name stands for the state, and who they are when they speak in their own name."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from onrecord.lexicon.tables import items, load_table


@cache
def seat(name: str) -> Mapping[str, str] | None:
    """The row of the institution of that name, article or none ("the Kremlin"); None where the name is no seat's.

    >>> (seat("the Kremlin") or {})["country"]
    'RUS'
    """
    return _seats().get(_bare(name))


@cache
def _seats() -> Mapping[str, Mapping[str, str]]:
    seats = {row["id"] for row in load_table("metonyms")}
    return {
        _bare(text): row
        for row in load_table("organisations")
        if row["id"] in seats
        for text in (row["name"], *items(row["aliases"]))
    }


def _bare(name: str) -> str:
    return name.lower().removeprefix("the ")
