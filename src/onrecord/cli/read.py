"""`onrecord read`."""

from __future__ import annotations

import datetime
import sys
from collections import Counter, deque
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from onrecord.cli.actors import actors_option
from onrecord.cli.exits import Exit

if TYPE_CHECKING:
    from onrecord.cli.sinks import Sink
    from onrecord.model import Dropped, ReadOutcome
    from onrecord.reading import Hints, Incoming

HANDFUL = 5


def iso_date(_ctx: click.Context, _param: click.Parameter, value: str | None) -> str | None:
    """The date given, once it is known to be one."""
    if value is None:
        return None
    try:
        day = datetime.date.fromisoformat(value)
    except ValueError:
        raise click.BadParameter(f"{value!r} is no date; write it as 2021-12-09") from None
    if day > datetime.date.today():
        raise click.BadParameter(f"{value} lies in the future; no report is published yet on that day")
    return day.isoformat()


def _names(_ctx: click.Context, _param: click.Parameter, value: str | None) -> tuple[str, ...] | None:
    return None if value is None else tuple(name.strip() for name in value.split(",") if name.strip())


@click.command()
@click.argument("reports", nargs=-1, required=True, metavar="REPORT...")
@click.option(
    "--json",
    "form",
    flag_value="json",
    help="Print records as JSON: indented on a terminal, else one a line.",
)
@click.option(
    "--jsonl", is_flag=True, help="The inputs are JSON lines (id, text, ...); print one record a line."
)
@click.option("--html", "pages", type=click.Path(path_type=Path), metavar="FILE",
              help="Write a page to read; for several reports FILE is a folder.")  # fmt: skip
@click.option(
    "--date", callback=iso_date, metavar="YYYY-MM-DD", help="Publication date, where the report gives none."
)
@click.option("--outlet", help="Who published the report.")
@click.option(
    "--layers", callback=_names, metavar="NAME,...", help="Fill only these layers, such as times,actors."
)
@actors_option
@click.pass_context
def read(
    ctx: click.Context, reports: tuple[str, ...], form: str | None, jsonl: bool, pages: Path | None,
    date: str | None, outlet: str | None, layers: tuple[str, ...] | None,
) -> None:  # fmt: skip
    """Read reports and put them on record.

    REPORT is a file, a folder, a pattern such as 'news/**/*.html', an address that starts with http:// or
    https://, or - for standard input. Files are plain text, HTML, JSON, JSON lines, CSV, TSV, Parquet, zip or
    tar archives, web archives (WARC), feeds (RSS, Atom, JSON Feed), and any of them packed with gzip. Shows tables of each record, or writes JSON or pages. An input that cannot be read is reported on stderr
    with the reason, and the others are read all the same.
    """
    from onrecord.cli.sinks import choose_sink
    from onrecord.pipeline import Reader
    from onrecord.reading import Hints, holds_many

    many = jsonl or len(reports) > 1 or holds_many(reports[0])
    sink = choose_sink("jsonl" if jsonl and not pages else form, pages, many=many)
    inputs = _Inputs(reports, Hints(date=date, outlet=outlet), jsonl=jsonl)
    outcomes = Reader(layers=layers).read_many(inputs)
    ctx.exit(_write(_progress(outcomes, reports, jsonl=jsonl), inputs.names, sink, many=many))


class _Inputs:
    """What the inputs hold, in order; `names` are those of the inputs whose outcome is still to come."""

    def __init__(self, reports: Sequence[str], hints: Hints, *, jsonl: bool) -> None:
        self.names: deque[str] = deque()
        self._reports, self._hints, self._jsonl = reports, hints, jsonl

    def __iter__(self) -> Iterator[Incoming | Dropped]:
        from onrecord.reading import incoming

        for report in self._reports:
            for item in incoming(report, self._hints, lines=self._jsonl):
                self.names.append(_name(item, report))
                yield item


def _name(item: Incoming | Dropped, report: str) -> str:
    """What people call an input: as they named it on the command line, else its own id, else where it lies."""
    if item.origin in (report, None):
        return report
    return item.id or item.origin


def _write(outcomes: Iterable[ReadOutcome], names: deque[str], sink: Sink, *, many: bool) -> Exit:
    """Hands the records to the sink and reports what was dropped; every input is accounted for."""
    from onrecord.model import Record

    kept, dropped = 0, Counter[str]()
    for outcome in outcomes:
        name = names.popleft()
        if isinstance(outcome, Record):
            sink(outcome, name)
            kept += 1
        else:
            dropped[outcome.reason] += 1
            place = outcome.origin or name
            click.echo(f"dropped {place}: {outcome.message} ({outcome.step}/{outcome.reason})", err=True)
    lost = dropped.total()
    if many and lost:
        reasons = ", ".join(f"{reason} {count}" for reason, count in sorted(dropped.items()))
        click.echo(f"read {kept + lost} = kept {kept} + dropped {lost} ({reasons})", err=True)
    if lost:
        return Exit.SOME_DROPPED if kept else Exit.NOTHING_READ
    return Exit.KEPT


def _progress(
    outcomes: Iterable[ReadOutcome], reports: Sequence[str], *, jsonl: bool
) -> Iterable[ReadOutcome]:
    """The outcomes, counted on a bar where there are more than a handful of them and somebody is looking."""
    from onrecord.reading import holds_many

    many = any(holds_many(report) for report in reports)
    if not sys.stderr.isatty() or (not jsonl and not many and len(reports) <= HANDFUL):
        return outcomes
    total = _count_lines(reports) if jsonl else None if many else len(reports)
    if total is not None and total <= HANDFUL:
        return outcomes
    from rich.console import Console
    from rich.progress import track

    return track(outcomes, "Reading", total=total, console=Console(stderr=True), transient=True)


def _count_lines(reports: Sequence[str]) -> int | None:
    """How many lines the files hold; None when one of them is packed, or no file and cannot be read twice."""
    if not all(Path(report).is_file() and not report.endswith(".gz") for report in reports):
        return None
    total = 0
    for report in reports:
        with open(report, "rb") as lines:
            total += sum(1 for line in lines if line.strip())
    return total
