"""Reads reports of a story side by side, to find what they tell of one and the same event."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import combinations
from typing import Any, TypeAlias

from onrecord.across.coreference import Merge, Report, read_report, resolve
from onrecord.across.deeds import Deed, apart
from onrecord.analysis import analyse
from onrecord.encoder import load_encoder
from onrecord.model import Article, Span
from onrecord.store.records import records
from onrecord.store.store import Store

Row: TypeAlias = Mapping[str, Any]
# The events of reports that are compared with one another, by article.
Window: TypeAlias = Mapping[str, Sequence[Row]]

# Reports of one happening appear within so many days of each other.
DAYS = 3
# At most so many reports are compared with one another at a time, the nearest in time.
REPORTS = 40
# So many reports are read and held at a time.
AT_ONCE = 400
# The coreference is measured on events that people marked; for those that the engine found it must be surer.
SURE = 0.6


def windows_of(events: Sequence[Row], deeds: Mapping[str, Deed]) -> Iterator[Window]:
    """New reports of a story in portions, each with the reports around it in time: those that may tell of one event.

    `events` are all of the story's, `happening` null for a new one. Copies are left out but for the first.
    """
    reports: dict[str, list[Row]] = {}
    for event in events:
        if event["family"] in (None, event["article"]):
            reports.setdefault(event["article"], []).append(event)
    in_order = sorted(reports, key=lambda key: (_day(reports[key]), reports[key][0]["serial"]))
    new = [key for key in in_order if any(event["happening"] is None for event in reports[key])]
    for at in range(0, len(new), REPORTS // 2):
        portion = new[at : at + REPORTS // 2]
        chosen = portion + _around(portion, in_order, reports)
        if window := _comparable({key: reports[key] for key in chosen}, deeds):
            yield window


def merges(store: Store, windows: Sequence[Window], deeds: Mapping[str, Deed]) -> Iterator[Merge]:
    """The merges of events that the coreference is sure of; events that `apart` keeps apart are not merged."""
    at = 0
    while at < len(windows):
        events: dict[str, Sequence[Row]] = {}
        end = at
        while end < len(windows) and (end == at or len(events) + len(windows[end]) <= AT_ONCE):
            events |= windows[end]
            end += 1
        reports = {report.key: report for report in _reports(store, events)}
        for window in windows[at:end]:
            resolved = resolve(
                [reports[article] for article in window], lambda one, other: apart(deeds[one], deeds[other])
            )
            yield from (merge for merge in resolved.merges if merge.likelihood >= SURE)
        at = end


def _around(portion: Sequence[str], in_order: Sequence[str], reports: Window) -> list[str]:
    """The reports nearest in time to a portion of them, at most as many as fill the window."""
    first, last = _day(reports[portion[0]]), _day(reports[portion[-1]])
    near = [
        key for key in in_order
        if key not in portion and first - DAYS <= _day(reports[key]) <= last + DAYS
    ]  # fmt: skip
    near.sort(key=lambda key: min(abs(_day(reports[key]) - first), abs(_day(reports[key]) - last)))
    return near[: REPORTS - len(portion)]


def _comparable(window: Window, deeds: Mapping[str, Deed]) -> Window:
    """Those of the reports with an event that may be one with an event of another: reading them again is dear."""
    meeting: set[str] = set()
    for (one, events), (other, others) in combinations(window.items(), 2):
        if not {one, other} <= meeting and any(
            not apart(deeds[event["key"]], deeds[event2["key"]]) for event in events for event2 in others
        ):
            meeting |= {one, other}
    return {article: events for article, events in window.items() if article in meeting}


def _day(events: Sequence[Row]) -> int:
    day: datetime.date | None = events[0]["published"] or events[0]["day"]
    return day.toordinal() if day else 0


def _reports(store: Store, events: Window) -> Iterator[Report]:
    encoder = load_encoder()
    for article, analysis in analyse(_articles(store, events)):
        spans = {row["key"]: Span(row["trigger_start"], row["trigger_end"]) for row in events[article.id]}
        yield read_report(article, analysis, spans, encoder)


def _articles(store: Store, articles: Iterable[str]) -> Iterator[Article]:
    """The articles under their ids in the store."""
    return (replace(record.article, id=key) for key, record in records(store, articles))
