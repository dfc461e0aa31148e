"""The sheets that annotators write: one note a line, evidence in the words of the text. docs/annotation.md has the form.

Where several speak or hold a position together, the first named stands for them and the others are fair as well.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, cast

from onrecord.corpus.annotation import (
    ActorNote,
    Annotation,
    EventNote,
    ForecastNote,
    Names,
    Note,
    PositionNote,
    Readings,
    StatementNote,
    TimeNote,
)
from onrecord.corpus.locate import Quoted
from onrecord.corpus.texts import Report, digest
from onrecord.model import Span

# The number of fields of each kind of line, the kind left out.
FIELDS = {"T": 2, "A": 5, "S": 3, "E": 6, "P": 4, "F": 5}
_PLACE = frozenset({"in", "nth"})
OPTIONS = {
    "T": {"accept"} | _PLACE,
    "A": {"accept_name", "accept_country", "accept_sector"},
    "S": {"via", "date", "accept_speaker"} | _PLACE,
    "E": {"accept_type", "accept_status", "accept_sources", "accept_targets"} | _PLACE,
    "P": {"condition", "deadline", "outcome", "accept_kind", "accept_holder", "accept_toward"} | _PLACE,
    "F": {"accept_forecaster"} | _PLACE,
}


class SheetError(ValueError):
    """What is wrong with a line."""


@dataclass(slots=True)
class Sheet:
    """A sheet as it was read: its annotation, and `line N: what is wrong` for every line that could not be."""

    annotation: Annotation
    errors: list[str] = field(default_factory=list)


def read_sheet(sheet: str, report: Report, source: str) -> Sheet:
    """The annotation that a sheet makes of a report."""
    text = Quoted(report.text)
    notes: dict[type, list[Note]] = {}
    errors = []
    for number, line in enumerate(sheet.splitlines(), 1):
        if line.strip() and not line.startswith("#"):
            try:
                note = _note(line, text)
                notes.setdefault(type(note), []).append(note)
            except (SheetError, ValueError) as error:
                errors.append(f"line {number}: {error}")

    def of(kind: type) -> tuple[Any, ...]:
        return tuple(notes.get(kind, ()))

    annotation = Annotation(
        id=report.id, source=source, outlet=report.outlet, published=report.published, sha256=digest(report.text),
        times=of(TimeNote), actors=of(ActorNote), statements=of(StatementNote), events=of(EventNote),
        positions=of(PositionNote), forecasts=of(ForecastNote),
    )  # fmt: skip
    return Sheet(annotation, errors)


@dataclass(frozen=True, slots=True)
class _Line:
    """The cells of a line, and the text that they quote."""

    fields: list[str]
    options: Mapping[str, str]
    text: Quoted

    def span(self, quotation: str) -> Span:
        """The place of a quotation, told apart by `in` and `nth` where it recurs."""
        within = None
        if "in" in self.options:
            within = _only(self.text.find(self.options["in"]), self.options["in"])
        found = self.text.find(quotation, within)
        if "nth" not in self.options:
            return _only(found, quotation)
        nth = int(self.options["nth"])
        if not 1 <= nth <= len(found):
            raise SheetError(f"{quotation[:60]!r} occurs {len(found)} times")
        return found[nth - 1]

    def inside(self, quotation: str, within: Span) -> Span:
        """The first place of a quotation in a span."""
        found = self.text.find(quotation, within)
        if not found:
            raise SheetError(f"{quotation!r} does not stand in the clause")
        return found[0]

    def names(self, option: str) -> Names:
        """The values of an option."""
        return _names(self.options.get(option, ""))

    def readings(self, option: str, *first: str) -> Readings:
        """Those of an option that may be nobody, after the first ones."""
        return (*first, *(_or_none(name) for name in _split(self.options.get(option, ""))))


def _note(line: str, text: Quoted) -> Note:
    kind, *cells = (cell.strip() for cell in line.split(" | "))
    if kind not in FIELDS:
        raise SheetError(f"no kind of line: {kind[:20]!r}")
    fields, rest = cells[: FIELDS[kind]], cells[FIELDS[kind] :]
    if len(fields) < FIELDS[kind]:
        raise SheetError(f"{kind} has {FIELDS[kind]} fields, not {len(fields)}")
    options = dict(_option(cell, kind) for cell in rest)
    return _MAKERS[kind](_Line(fields, options, text))


def _option(cell: str, kind: str) -> tuple[str, str]:
    key, colon, value = cell.partition(":")
    if not colon or key not in OPTIONS[kind]:
        raise SheetError(f"no option of {kind}: {cell[:40]!r}")
    return key, value.strip()


def _time(line: _Line) -> TimeNote:
    quote, value = line.fields
    return TimeNote(span=line.span(quote), value=value, accept=line.names("accept"))


def _actor(line: _Line) -> ActorNote:
    name, kind, country, sector, mentions = line.fields
    found = []
    for mention in _names(mentions):
        places = line.text.find(mention)
        if not places:
            raise SheetError(f"mention {mention!r} does not stand in the text")
        found.append(places[0])
    return ActorNote(
        name=name, kind=kind, country=_or_none(country), sector=sector, mentions=tuple(found),
        accept_name=line.names("accept_name"), accept_country=line.names("accept_country"),
        accept_sector=line.names("accept_sector"),
    )  # fmt: skip


def _statement(line: _Line) -> StatementNote:
    speakers, mode, content = line.fields
    speaker, *others = _split(speakers)
    return StatementNote(
        content=line.span(content), speaker=_or_none(speaker), mode=cast(Any, mode), via=line.names("via"),
        date=line.options.get("date"), accept_speaker=line.readings("accept_speaker", *others),
    )  # fmt: skip


def _event(line: _Line) -> EventNote:
    kind, sources, targets, status, date, quote = line.fields
    return EventNote(
        span=line.span(quote), type=cast(Any, kind), sources=_names(sources), targets=_names(targets),
        status=cast(Any, status), date=_or_none(date), accept_type=line.names("accept_type"),
        accept_status=line.names("accept_status"), accept_sources=line.readings("accept_sources"),
        accept_targets=line.readings("accept_targets"),
    )  # fmt: skip


def _position(line: _Line) -> PositionNote:
    kind, holders, toward, quote = line.fields
    holder, *others = _split(holders)
    condition = line.options.get("condition")
    return PositionNote(
        span=line.span(quote), kind=cast(Any, kind), holder=_or_none(holder), toward=_names(toward),
        condition=_only(line.text.find(condition), condition) if condition else None,
        deadline=line.options.get("deadline"), outcome=cast(Any, line.options.get("outcome")),
        accept_kind=line.names("accept_kind"), accept_holder=line.readings("accept_holder", *others),
        accept_toward=line.readings("accept_toward"),
    )  # fmt: skip


def _forecast(line: _Line) -> ForecastNote:
    forecasters, chances, phrase, quote, about = line.fields
    forecaster, *others = _split(forecasters)
    span = line.span(quote)
    try:
        low, high = map(float, chances.split())
    except ValueError:
        raise SheetError(f"no two probabilities: {chances!r}") from None
    return ForecastNote(
        span=span, phrase=line.inside(phrase, span), forecaster=_or_none(forecaster), probability=(low, high), about=about,
        accept_forecaster=line.readings("accept_forecaster", *others),
    )  # fmt: skip


_MAKERS: Mapping[str, Callable[[_Line], Note]] = {
    "T": _time, "A": _actor, "S": _statement, "E": _event, "P": _position, "F": _forecast
}  # fmt: skip


def _only(found: list[Span], quotation: str) -> Span:
    if not found:
        raise SheetError(f"{quotation[:80]!r} does not stand in the text")
    if len(found) > 1:
        raise SheetError(f"{quotation[:60]!r} occurs {len(found)} times: add words, `in:` or `nth:`")
    return found[0]


def _split(cell: str) -> list[str]:
    return [name for each in cell.split(";") if (name := each.strip())]


def _names(cell: str) -> Names:
    return tuple(name for name in _split(cell) if name != "-")


def _or_none(cell: str) -> str | None:
    return None if cell == "-" else cell
