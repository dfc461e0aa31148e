"""`onrecord add` and `onrecord dropped`: reports into the store, and an account of those that did not get there."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from onrecord.cli.actors import actors_option
from onrecord.cli.exits import Exit
from onrecord.cli.filters import store_option
from onrecord.cli.query import format_options
from onrecord.cli.read import iso_date

if TYPE_CHECKING:
    from onrecord.archive.taking import Tally
    from onrecord.store.rows import Taken

# How many dropped inputs are told one by one; all of them are in the store.
TOLD = 20


@click.command()
@click.argument("sources", nargs=-1, required=True, metavar="SOURCE...")
@click.option(
    "--date", callback=iso_date, metavar="YYYY-MM-DD", help="Publication date, where a report gives none."
)
@click.option("--outlet", help="Who published the reports.")
@click.option(
    "--workers",
    type=click.IntRange(1),
    default=lambda: os.cpu_count() or 1,
    metavar="N",
    show_default="one a core",
    help="How many processes code reports.",
)
@click.option(
    "--no-relate", is_flag=True, help="Leave copies, stories and shared events for later (onrecord relate)."
)
@store_option
@actors_option
@click.pass_context
def add(
    ctx: click.Context, sources: tuple[str, ...], date: str | None, outlet: str | None, workers: int,
    no_relate: bool, store_path: str,
) -> None:  # fmt: skip
    """Put reports on record in the store, which is made where there is none.

    SOURCE is a file (text, HTML, JSON, JSON lines, CSV, Parquet, WARC, zip, a feed), a folder, a pattern or an
    address. What the store has already is passed over, so a run that was stopped goes on when it is repeated.
    """
    from onrecord.archive.relating import relate
    from onrecord.archive.taking import take_in
    from onrecord.reading import Hints
    from onrecord.store import open_store

    store = open_store(store_path, create=True)
    with _Progress() as progress:
        tally = take_in(
            store, _complete(sources), Hints(date=date, outlet=outlet), workers=workers, watcher=progress.show
        )
    if not no_relate and tally.kept:
        relate(store)
    click.echo(account(tally, store_path), err=True)
    ctx.exit(_code(tally))


@click.command()
@click.option("--retry", is_flag=True, help="Forget them and add their sources again.")
@click.option("--reason", metavar="REASON", help="Only those dropped for this reason.")
@format_options
@store_option
@click.pass_context
def dropped(
    ctx: click.Context, retry: bool, reason: str | None, store_path: str, form: str, output: Path | None,
    limit: int | None, offset: int,
) -> None:  # fmt: skip
    """List the inputs that are not on record, each with the reason; --retry tries them again."""
    from onrecord.cli.rows import print_rows
    from onrecord.store import open_store
    from onrecord.store.ledger import dropped_rows, forget

    store = open_store(store_path)
    if retry:
        sources, feeds = forget(store, reason)
        if feeds:
            click.echo(f"feeds due again: {len(feeds):,}; go on with: onrecord watch", err=True)
        if not sources:
            click.echo("nothing else is to be tried again" if feeds else "nothing was dropped", err=True)
            return
        ctx.invoke(add, sources=tuple(sources), store_path=store_path, date=None, outlet=None,
                   workers=os.cpu_count() or 1, no_relate=False)  # fmt: skip
    rows = dropped_rows(store, reason, limit=limit, offset=offset)
    print_rows("dropped", rows, form, output)


def account(tally: Tally, store_path: str) -> str:
    """What became of the inputs, in one line."""
    from onrecord.cli.rows import totals

    parts = [("kept", tally.kept), ("known from before", tally.known), ("dropped", tally.dropped.total())]
    line = f"{tally.read:,} read: {totals(parts) or 'nothing in them'}"
    if tally.dropped:
        reasons = totals((name, number) for name, number in tally.dropped.most_common())
        line += f" ({reasons}); list them with: onrecord dropped --store {store_path}"
    return line


def _code(tally: Tally) -> Exit:
    if not tally.dropped:
        return Exit.KEPT
    return Exit.SOME_DROPPED if tally.kept or tally.known else Exit.NOTHING_READ


def _complete(sources: Sequence[str]) -> list[str]:
    """The sources with full paths, so that an input is the same from whichever folder it is named."""
    return [
        source if "://" in source or source == "-" else str(Path(source).absolute()) for source in sources
    ]


class _Progress:
    """A line that tells how far it is, on a terminal only, and the first inputs that are dropped."""

    def __init__(self) -> None:
        from rich.console import Console
        from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

        self._told = 0
        console = Console(stderr=True)
        self._bar = Progress(
            SpinnerColumn(), TextColumn("{task.description}"), BarColumn(pulse_style="cyan"), TimeElapsedColumn(),
            console=console, transient=True, disable=not sys.stderr.isatty(),
        )  # fmt: skip
        self._task = self._bar.add_task("reading", total=None)

    def __enter__(self) -> _Progress:
        self._bar.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._bar.stop()

    def show(self, tally: Tally, batch: Sequence[Taken]) -> None:
        """Shows the count so far, and what of the batch was dropped."""
        from onrecord.model import Dropped

        for taken in batch:
            if isinstance(taken.outcome, Dropped):
                self._told += 1
                if self._told <= TOLD:
                    message = taken.outcome.message.removeprefix(f"{taken.origin}: ")
                    click.echo(f"dropped {taken.origin}: {message} ({taken.outcome.reason})", err=True)
                elif self._told == TOLD + 1:
                    click.echo("more are dropped; onrecord dropped lists them all", err=True)
        seen = tally.kept + tally.known
        self._bar.update(self._task, description=f"{seen:,} on record, {tally.dropped.total():,} dropped")
