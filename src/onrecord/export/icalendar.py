"""What is due, for calendar programs (iCalendar, RFC 5545): planned events and deadlines, each a whole day or days.

A UID names the event or the demand in the first version of the first report that has it, so that it stays the same
when a report changes or another one tells it again; SEQUENCE counts the versions.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from onrecord.model import Event, Position
    from onrecord.store.selection import Chosen

PRODUCT = "-//OnRecord//Calendar//EN"
# A line holds at most so many octets without its line break (RFC 5545, section 3.1).
LINE_OCTETS = 75
# What spans more days, such as "next year", is no entry of a calendar.
LONGEST_DAYS = 7
MEETINGS = frozenset({"CONSULT", "AGREE"})
CANCELLED = frozenset({"withdrawn", "lapsed"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """An entry of the calendar; `last` is the last day, inclusive."""

    uid: str
    sequence: int
    stamp: datetime.datetime
    first: datetime.date
    last: datetime.date
    summary: str
    description: str
    category: str
    place: str | None = None
    url: str | None = None
    cancelled: bool = False


def icalendar(chosen: Iterable[Chosen]) -> Iterator[str]:
    """A calendar, in lines of at most 75 octets that end in CR LF; what several reports announce comes once."""
    yield from map(
        fold, ("BEGIN:VCALENDAR", "VERSION:2.0", f"PRODID:{PRODUCT}", "CALSCALE:GREGORIAN", "METHOD:PUBLISH")
    )
    seen: set[str] = set()
    for report in chosen:
        for entry in _entries(report):
            if entry.uid not in seen:
                seen.add(entry.uid)
                yield from map(fold, _lines(entry))
    yield fold("END:VCALENDAR")


def _entries(report: Chosen) -> Iterator[Entry]:
    for event in report.events:
        entry = _planned(report, event) if event.status == "planned" else None
        if entry:
            yield entry
    for position in report.positions:
        if position.deadline:
            yield _deadline(report, position, datetime.date.fromisoformat(position.deadline))


def _planned(report: Chosen, event: Event) -> Entry | None:
    when = event.when
    if when is None or when.begin is None or when.assumed:
        return None
    first = datetime.date.fromisoformat(when.begin)
    last = datetime.date.fromisoformat(when.end) if when.end else first
    if (last - first).days >= LONGEST_DAYS:
        return None
    cast, telling = report.cast, report.tellings.get(event.id)
    who, whom = (", ".join(cast[actor].name for actor in side) for side in (event.sources, event.targets))
    kind = "Meeting" if event.type == "CONSULT" else event.type.capitalize()
    name = telling.happening if telling else _first_name(report, event.id)
    return Entry(
        uid=f"{name}@onrecord", sequence=report.version - 1, stamp=report.added, first=first, last=last,
        summary=": ".join(part for part in (kind, " – ".join(side for side in (who, whom) if side)) if part),
        description=_evidence(report, event.span.of(report.record.article.text)),
        category="MEETING" if event.type in MEETINGS else "PLANNED", place=event.where.name if event.where else None,
        url=report.record.article.url,
    )  # fmt: skip


def _deadline(report: Chosen, position: Position, day: datetime.date) -> Entry:
    text, cast = report.record.article.text, report.cast
    holder = cast[position.holder].name if position.holder else None
    toward = ", ".join(cast[actor].name for actor in position.toward)
    head = " – ".join(part for part in (holder, toward) if part)
    return Entry(
        uid=f"{_first_name(report, position.id)}@onrecord", sequence=report.version - 1, stamp=report.added,
        first=day, last=day, summary=f"Deadline, {position.kind}" + (f": {head}" if head else ""),
        description=_evidence(report, f"{position.proposition.of(text)}\nOutcome: {position.outcome}"),
        category="DEADLINE", url=report.record.article.url, cancelled=position.outcome in CANCELLED,
    )  # fmt: skip


def _first_name(report: Chosen, item: str) -> str:
    return report.first.get(item) or report.named(item)


def _evidence(report: Chosen, words: str) -> str:
    article = report.record.article
    source = ", ".join(part for part in (article.outlet, article.published, article.title) if part)
    return f"{words}\n{source}" if source else words


def _lines(entry: Entry) -> Iterator[str]:
    yield "BEGIN:VEVENT"
    yield f"UID:{text(entry.uid)}"
    yield f"SEQUENCE:{entry.sequence}"
    yield f"DTSTAMP:{entry.stamp:%Y%m%dT%H%M%SZ}"
    yield f"DTSTART;VALUE=DATE:{entry.first:%Y%m%d}"
    yield f"DTEND;VALUE=DATE:{entry.last + datetime.timedelta(1):%Y%m%d}"
    yield f"SUMMARY:{text(entry.summary)}"
    yield f"DESCRIPTION:{text(entry.description)}"
    yield f"CATEGORIES:{entry.category}"
    yield "TRANSP:TRANSPARENT"
    if entry.cancelled:
        yield "STATUS:CANCELLED"
    if entry.place:
        yield f"LOCATION:{text(entry.place)}"
    if entry.url:
        yield f"URL:{''.join(entry.url.split())}"
    yield "END:VEVENT"


def text(value: str) -> str:
    """A value of type TEXT (RFC 5545, section 3.3.11): marks escaped, line breaks as \\\\n, no control characters.

    >>> text("Paris; then, Rome")
    'Paris\\\\; then\\\\, Rome'
    """
    for plain, escaped in (("\\", "\\\\"), (";", "\\;"), (",", "\\,")):
        value = value.replace(plain, escaped)
    lines = ("".join(char for char in line if char >= " ") for line in value.replace("\t", " ").splitlines())
    return "\\n".join(lines)


def fold(line: str) -> str:
    """The line in pieces of at most 75 octets, none of which cuts a character; each after the first begins with a space."""
    pieces: list[bytes] = [b""]
    for char in line:
        octets = char.encode("utf-8", "replace")
        if len(pieces[-1]) + len(octets) > LINE_OCTETS:
            pieces.append(b" ")
        pieces[-1] += octets
    return b"\r\n".join(pieces).decode() + "\r\n"
