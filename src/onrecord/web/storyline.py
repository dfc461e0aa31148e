"""A story as it is shown: what copies tell alike once, by who did and said it, in lanes and on a board."""

from __future__ import annotations

import datetime
from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from onrecord.store.contents import Contents, Row

# What is only demanded or foretold stands in other layers; what is long past would hide what the story is about.
HAPPENED = frozenset({"actual", "ongoing", "planned", "alleged"})
STEMS = {"statements": "speaker", "positions": "holder", "forecasts": "forecaster"}


@dataclass(frozen=True, slots=True)
class Group:
    """Items of one person or party: `n` of them, the latest in `rows`; the key is null for nobody in particular."""

    key: str | None
    name: str | None
    n: int
    rows: tuple[Row, ...]


def once(rows: Iterable[Row], same: Callable[[Row], Hashable]) -> tuple[Row, ...]:
    """The first of all rows that are the same, in their order."""
    first: dict[Hashable, Row] = {}
    for row in rows:
        first.setdefault(same(row), row)
    return tuple(first.values())


def deeds_of(story: Contents) -> tuple[Row, ...]:
    """The events of a story that happened or are planned, each happening once, as its first report tells it."""
    happened = (row for row in story.events if row["status"] in HAPPENED)
    return once(happened, lambda row: row["happening"] or (row["article"], row["id"]))


def said_of(story: Contents, layer: str) -> tuple[Row, ...]:
    """The statements, positions or forecasts of a story; what copies of one report have alike once."""
    rows: Sequence[Row] = getattr(story, layer)
    stem = STEMS[layer]
    return once(rows, lambda row: (row["family"] or row["article"], row[f"{stem}_key"], row["text"]))


def by_person(rows: Sequence[Row], stem: str, *, most: int, each: int) -> tuple[Group, ...]:
    """The items by who they are of, those with the most first, the latest `each` of each in order of day."""
    groups: dict[str | None, list[Row]] = defaultdict(list)
    for row in rows:
        groups[row[f"{stem}_key"]].append(row)
    ranked = sorted(groups.items(), key=lambda group: (group[0] is None, -len(group[1]), group[0] or ""))
    return tuple(
        Group(key, found[0][f"{stem}_name"], len(found), tuple(_in_order(found)[-each:]))
        for key, found in ranked[:most]
    )


def names_of(story: Contents) -> Mapping[str, str]:
    """What everybody in a story is called most often, by key."""
    counted: dict[str, Counter[str]] = defaultdict(Counter)
    for layer, single, many in (
        ("events", (), ("source", "target")), ("statements", ("speaker",), ("addressee",)),
        ("positions", ("holder",), ("toward",)), ("forecasts", ("forecaster",), ()),
    ):  # fmt: skip
        for row in getattr(story, layer):
            for stem in single:
                if row[f"{stem}_key"]:
                    counted[row[f"{stem}_key"]][row[f"{stem}_name"]] += 1
            for stem in many:
                for key, name in zip(row[f"{stem}_keys"] or (), row[f"{stem}_names"] or (), strict=True):
                    counted[key][name] += 1
    return {
        key: min(names.items(), key=lambda name: (-name[1], name[0]))[0] for key, names in counted.items()
    }


def told_by(story: Contents) -> Mapping[str, tuple[str, ...]]:
    """The outlets that tell each happening, by its id."""
    outlets: dict[str, dict[str, None]] = defaultdict(dict)
    for row in story.events:
        if row["happening"] and row["outlet"]:
            outlets[row["happening"]][row["outlet"]] = None
    return {happening: tuple(sorted(found)) for happening, found in outlets.items()}


def corroboration(row: Mapping[str, Any]) -> str:
    """How many reports there are, in how many outlets, and how many are no copies, in words.

    >>> corroboration({"articles": 11, "outlets": 4, "independent": 9})
    '11 reports in 4 outlets, 9 of them independent'
    >>> corroboration({"reports": 2, "outlets": 2, "independent": 2})
    '2 reports in 2 outlets, all independent'
    """
    reports = row["articles"] if "articles" in row else row["reports"]
    told = f"{reports:,} report{'s' if reports != 1 else ''}"
    if row["outlets"]:
        told += f" in {row['outlets']:,} outlet{'s' if row['outlets'] != 1 else ''}"
    if reports == 1:
        return told
    independent = "all" if row["independent"] == reports else f"{row['independent']:,} of them"
    return f"{told}, {independent} independent"


def _in_order(rows: Iterable[Row]) -> list[Row]:
    """The rows in order of day, the undated first."""
    return sorted(rows, key=lambda row: (row["day"] or datetime.date.min, row["serial"]))
