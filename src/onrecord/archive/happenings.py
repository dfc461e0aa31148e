"""Finds the events of a store that are one happening: told twice in a report, in copies, in several reports of a story.

Candidates are events of one story within days of each other; copies of a wire report share their happenings by their
words; between other reports the coreference of `across` decides, among events whose type, day and sides agree.
"""

from __future__ import annotations

import datetime
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations
from typing import Any

from onrecord.across.accounts import Account, contradictions, counted
from onrecord.across.deeds import Deed, retold
from onrecord.across.joining import Join, Ruling, happenings
from onrecord.archive.comparing import Row, Window, merges, windows_of
from onrecord.store import tellings
from onrecord.store.store import Store

# How many stories are read from the store at a time.
STORIES = 200
# How sure it is that two events are one that a report or its copy tells in like words.
RETOLD = 0.8
COPIED = 0.95
# How many sides of a happening are named.
KEYS = 8

_SENTENCE_END = re.compile(r"[.!?][\"'”’)]*(?:\s|$)|\n")


def relate_happenings(store: Store) -> int:
    """Brings the happenings up to date; gives the number of stories that had new events."""
    stories = tellings.untold(store)
    for at in range(0, len(stories), STORIES):
        _relate(store, stories[at : at + STORIES])
    return len(stories)


def rule(store: Store, one: str, other: str, same: bool | None) -> None:
    """Keeps a person's word that two events (article#id) are one, or are not, or takes it back, and applies it.

    Raises StoreError where there is no such event.
    """
    one, other = tellings.whole(store, one), tellings.whole(store, other)
    tellings.rule(store, one, other, same)
    articles = {one.partition("#")[0], other.partition("#")[0]}
    _retell(store, tellings.stories_of(store, sorted(articles)))


def _relate(store: Store, stories: Sequence[str]) -> None:
    joins: list[dict[str, Any]] = []
    windows: list[Window] = []
    deeds: dict[str, Deed] = {}
    for events in _by(tellings.events_of(store, stories), "story").values():
        told = {event["key"]: _deed(event) for event in events}
        joins += _retellings(events, told)
        windows += windows_of(events, told)
        deeds |= told
    for merge in merges(store, windows, deeds):
        joins.append(_join(*merge.pair, merge.likelihood, merge.because))
    surest = {(join["one"], join["other"]): join for join in sorted(joins, key=lambda join: join["score"])}
    tellings.put_joins(store, list(surest.values()))
    _retell(store, stories)


def _retell(store: Store, stories: Sequence[str]) -> None:
    """Writes the happenings that the joins and rulings of these stories make."""
    rows = tellings.events_of(store, stories)
    by_key = {row["key"]: row for row in rows}
    joins, rulings = tellings.joins_of(store, list(by_key))
    groups = happenings(
        list(by_key),
        [Join(row["one"], row["other"], row["score"]) for row in joins],
        [Ruling(row["one"], row["other"], row["same"]) for row in rulings],
    )
    found, told = [], []
    for group in groups:
        events = [by_key[key] for key in group]
        found.append(_happening(events))
        told += [
            {"happening": group[0], "article": e["article"], "id": e["id"], "counts": _counts(e)}
            for e in events
        ]
    tellings.put_happenings(store, stories, found, told)


def _retellings(events: Sequence[Row], deeds: Mapping[str, Deed]) -> Iterator[dict[str, Any]]:
    """The new joins among the events of one story that need no reading: within a report, and among copies."""
    fresh = {event["article"] for event in events if event["happening"] is None}
    for article, own in _by(events, "article").items():
        for one, other in combinations(own, 2) if article in fresh else ():
            if retold(deeds[one["key"]], deeds[other["key"]]):
                yield _join(one["key"], other["key"], RETOLD, ("one report tells it twice, in like words",))
    for family in _by((e for e in events if e["family"]), "family").values():
        yield from _copied(family, fresh)


def _copied(events: Sequence[Row], fresh: set[str]) -> Iterator[dict[str, Any]]:
    """The joins of what copies of one text tell in the same words."""
    first: dict[tuple[str, str], Row] = {}
    for event in events:
        words = event["type"], " ".join(event["text"].split())
        other = first.setdefault(words, event)
        if (
            other is not event
            and other["article"] != event["article"]
            and {other["article"], event["article"]} & fresh
        ):
            yield _join(other["key"], event["key"], COPIED, ("a copy of the same report, in the same words",))


def _join(one: str, other: str, score: float, reasons: Sequence[str]) -> dict[str, Any]:
    one, other = sorted((one, other))
    return {"one": one, "other": other, "score": round(score, 4), "reasons": list(reasons)}


def _deed(event: Row) -> Deed:
    sides = (
        frozenset(key for key in event[f"{side}_keys"] if not key.startswith("~"))
        | frozenset(event[f"{side}_parties"])
        for side in ("source", "target")
    )
    sources, targets = sides
    return Deed(
        key=event["key"], article=event["article"], type=event["type"], day=_own_day(event), sources=sources,
        targets=targets, text=event["text"],
    )  # fmt: skip


def _own_day(event: Row) -> datetime.date | None:
    return None if event["when_assumed"] in (None, True) else event["day"]


def _happening(events: Sequence[Row]) -> dict[str, Any]:
    """What the tellings of one happening amount to; the first of them gives its id and words."""
    days = [event["day"] for event in events if event["day"]]
    sources = {event["family"] or event["article"] for event in events}
    accounts = [
        Account(
            source=e["family"] or e["article"], outlet=e["outlet"] or "an unnamed outlet", status=e["status"],
            day=_own_day(e), counts=_figures(_counts(e)),
        )
        for e in events
    ]  # fmt: skip
    return {
        "happening": events[0]["key"], "type": Counter(e["type"] for e in events).most_common(1)[0][0],
        "text": events[0]["text"], "source_keys": _named(events, "source_keys"),
        "target_keys": _named(events, "target_keys"), "first": min(days, default=None), "last": max(days, default=None),
        "reports": len({event["article"] for event in events}),
        "outlets": len({event["outlet"] for event in events if event["outlet"]}), "independent": len(sources),
        "contradictions": list(contradictions(accounts)),
    }  # fmt: skip


def _named(events: Sequence[Row], column: str) -> list[str]:
    counts = Counter(key for event in events for key in event[column] if not key.startswith("~"))
    return [key for key, _ in sorted(counts.items(), key=lambda item: (-item[1], item[0]))][:KEYS]


def _counts(event: Row) -> list[str]:
    if event["counts"] is not None:
        return list(event["counts"])
    told = len(event["text"])
    end = _SENTENCE_END.search(event["onward"], told)
    return [
        f"{noun}={number:g}"
        for noun, number in counted(event["onward"][: end.start() if end else told]).items()
    ]


def _figures(counts: Iterable[str]) -> dict[str, float]:
    return {noun: float(number) for noun, _, number in (count.rpartition("=") for count in counts)}


def _by(rows: Iterable[Row], column: str) -> dict[str, list[Row]]:
    groups: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        groups[row[column]].append(row)
    return dict(groups)
