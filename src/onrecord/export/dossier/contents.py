"""What a dossier holds: sections of lines, each with its evidence and the number of its source."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from onrecord.export.wording import (
    Item,
    chosen_items,
    days_of,
    evidence,
    label,
    names,
    sides,
    web_address,
)
from onrecord.model import Event, Forecast, Position, Statement

if TYPE_CHECKING:
    from onrecord.store.selection import Chosen

NOBODY = "not named"


@dataclass(frozen=True, slots=True)
class Subject:
    """What a dossier is about: its title, what is known about it, and the keys of the actors whose deeds are its own.

    Without keys (two sides, a story) nobody's deeds are told apart.
    """

    title: str
    about: tuple[str, ...] = ()
    keys: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """An item in words; `sources` are the numbers of the reports that tell it in these words, `confidence` in [0, 1]
    is that of the first."""

    name: str
    day: str
    who: str
    whom: str
    what: str
    words: str
    condition: str = ""
    deadline: str = ""
    confidence: float
    sources: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """Lines of one kind, in order of day, and what to say where there is none."""

    anchor: str
    title: str
    lines: tuple[Line, ...]
    none: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A report that the dossier rests on, with what it quotes word for word."""

    number: int
    article: str
    day: str
    outlet: str
    title: str
    address: str
    quotations: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Dossier:
    """A whole dossier; `first` and `last` are the days of publication of its earliest and latest report."""

    subject: Subject
    first: str
    last: str
    outlets: int
    sections: tuple[Section, ...]
    sources: tuple[Source, ...]
    engines: tuple[str, ...]


# The sections of moves in a bargaining: anchor, title, and the kinds of position.
MOVES: tuple[tuple[str, str, tuple[str, ...]], ...] = (
    ("demands", "Demands", ("demand",)),
    ("offers", "Offers and promises", ("offer", "promise")),
    ("threats", "Threats and warnings", ("threat", "warning")),
    ("answers", "Refusals, concessions and acceptances", ("refusal", "concession", "acceptance")),
    ("charges", "Accusations and denials", ("accusation", "denial")),
)


def compile_dossier(subject: Subject, chosen: Iterable[Chosen]) -> Dossier:
    """The dossier of what is chosen; a report or an item that comes twice is told once."""
    gathered = _Gathered(subject)
    for report in chosen:
        gathered.take(report)
    published = sorted(source.day for source in gathered.sources.values() if source.day)
    return Dossier(
        subject=subject, first=published[0] if published else "", last=published[-1] if published else "",
        outlets=len({source.outlet for source in gathered.sources.values() if source.outlet}),
        sections=tuple(gathered.sections()), sources=tuple(gathered.sources.values()),
        engines=tuple(sorted(gathered.engines)),
    )  # fmt: skip


@dataclass(slots=True)
class _Gathered:
    """Lines by section and sources by article, as reports come in."""

    subject: Subject
    sources: dict[str, Source] = field(default_factory=dict)
    engines: set[str] = field(default_factory=set)
    lines: dict[str, dict[str, Line]] = field(default_factory=dict)

    def take(self, report: Chosen) -> None:
        """Adds the chosen items of a report, and the report as a source where it has any."""
        items = list(chosen_items(report))
        if not items:
            return
        known = self.sources.get(report.article)
        number = known.number if known else len(self.sources) + 1
        quoted = dict.fromkeys(
            (*(known.quotations if known else ()), *(_words(report, i) for i in items if _is_quoted(i)))
        )
        self.sources[report.article] = _source(report, number, tuple(quoted))
        self.engines.add(f"OnRecord {report.record.provenance.engine}, {report.record.provenance.model}")
        for item in items:
            theirs = not self.subject.keys or any(report.key(a) in self.subject.keys for a in sides(item)[0])
            anchor = _anchor(item, theirs)
            line = _line(report, item, number)
            self.lines.setdefault(anchor, {}).setdefault(line.name, line)

    def sections(self) -> Iterator[Section]:
        """The sections in the order in which they are read."""
        for anchor, title, _ in MOVES:
            yield self._section(anchor, title, "None is on record.")
        if self.subject.keys:
            yield self._section("deeds", "What they did", "No deed of theirs is on record.")
            yield self._section(
                "suffered", "What was done to them", "Nothing that others did to them is on record."
            )
            yield self._section("words", "What they said", "No word of theirs is on record.")
            yield self._section("told", "What they were told", "Nothing that others told them is on record.")
        else:
            yield self._section("deeds", "What happened", "No event is on record.")
            yield self._section("words", "What was said", "No statement is on record.")
        yield self._section("forecasts", "What was expected", "No forecast is on record.")

    def _section(self, anchor: str, title: str, none: str) -> Section:
        lines = sorted(self.lines.get(anchor, {}).values(), key=lambda line: (line.day or "9", line.sources))
        return Section(anchor, title, tuple(_once(lines)), none)


def _once(lines: Iterable[Line]) -> Iterator[Line]:
    """Each line once, with all of its sources: copies of a report tell the same in the same words."""
    same: dict[Line, list[Line]] = {}
    for line in lines:
        same.setdefault(replace(line, name="", confidence=0.0, sources=()), []).append(line)
    for first, *others in same.values():
        sources = {number for line in (first, *others) for number in line.sources}
        yield replace(first, sources=tuple(sorted(sources)))


def _anchor(item: Item, theirs: bool) -> str:
    """The section of an item; `theirs` where the subject does it, or where nobody's deeds are told apart."""
    match item:
        case Position():
            return next(anchor for anchor, _, kinds in MOVES if item.kind in kinds)
        case Event():
            return "deeds" if theirs else "suffered"
        case Statement():
            return "words" if theirs else "told"
        case Forecast():
            return "forecasts"


def _line(report: Chosen, item: Item, number: int) -> Line:
    who, whom = sides(item)
    position = item if isinstance(item, Position) else None
    condition = position.condition.of(report.record.article.text) if position and position.condition else ""
    condition, words = " ".join(condition.split()), _words(report, item)
    return Line(
        name=report.named(item.id), day=days_of(report, item)[0] or "", who=names(report, who) or NOBODY,
        whom=names(report, whom), what=label(item), words=words, condition="" if condition in words else condition,
        deadline=(position.deadline if position else None) or "", confidence=item.confidence, sources=(number,),
    )  # fmt: skip


def _source(report: Chosen, number: int, quotations: tuple[str, ...]) -> Source:
    article = report.record.article
    return Source(
        number=number, article=report.article, day=article.published or "", outlet=article.outlet or "",
        title=" ".join((article.title or "").split()) or "Untitled report", address=web_address(article.url) or "",
        quotations=quotations,
    )  # fmt: skip


def _is_quoted(item: Item) -> bool:
    return isinstance(item, Statement) and item.mode != "indirect"


def _words(report: Chosen, item: Item) -> str:
    return " ".join(evidence(report, item).split())
