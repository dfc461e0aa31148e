"""`onrecord relate|copies|escalation|calendar`: what shows only when many reports are seen together."""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from onrecord.cli.filters import Day, filter_options, store_option
from onrecord.cli.query import format_options

if TYPE_CHECKING:
    from onrecord.store import Filter


@click.command()
@store_option
def relate(store_path: str) -> None:
    """Find copies, stories and shared events among the reports added since the last time."""
    from onrecord.archive.relating import relate as bring_up_to_date
    from onrecord.store import open_store

    bring_up_to_date(open_store(store_path))


@click.command()
@format_options
@store_option
def copies(store_path: str, form: str, output: Path | None, limit: int | None, offset: int) -> None:
    """List the wire copies: who published first, who copied, how like the first each copy is."""
    from onrecord.cli.rows import print_rows
    from onrecord.store import open_store
    from onrecord.store.links import copy_rows

    print_rows("copies", copy_rows(open_store(store_path), limit=limit, offset=offset), form, output)


@click.command()
@click.argument("sides", nargs=-1)
@filter_options
@click.option("--plot", type=click.Path(dir_okay=False, path_type=Path), metavar="FILE.svg", help="Draw it.")
@format_options
@store_option
def escalation(
    sides: tuple[str, ...], store_path: str, wanted: Filter, plot: Path | None, form: str, output: Path | None,
    limit: int | None, offset: int,
) -> None:  # fmt: skip
    """Trace how tense it is day by day between two SIDES, such as Norway Iceland, or in a --story.

    Every day names the events that it is made of; * marks the first day of a new level.
    """
    import pyarrow as pa

    from onrecord.across.escalation import FORMULA, Deed, curve
    from onrecord.cli.rows import print_rows
    from onrecord.show.curve import draw
    from onrecord.store import open_store
    from onrecord.store.series import deeds

    if len(sides) not in (0, 2):
        raise click.UsageError(
            "name two sides, such as Norway Iceland, or none and a filter such as --story ID"
        )
    if not sides and not wanted.story:
        raise click.UsageError("name two sides, such as Norway Iceland, or a story with --story ID")
    pair = (sides[0], sides[1]) if sides else None
    rows = deeds(open_store(store_path), pair, wanted)
    points = curve(Deed(row["day"], row["event"], row["intensity"]) for row in rows)
    shown = [
        {"day": p.day, "tension": round(p.tension, 2), "index": round(p.index, 2), "change": "*" if p.change else "",
         "events": list(p.events)}
        for p in points[offset : offset + limit if limit else None]
    ]  # fmt: skip
    if plot:
        title = " and ".join(sides) or f"story {wanted.story}"
        plot.write_text(draw(points, title), "utf-8")
        click.echo(f"wrote {plot}", err=True)
    print_rows("escalation", pa.Table.from_pylist(shown), form, output)
    click.echo(FORMULA, err=True)


@click.command()
@filter_options
@click.option(
    "--on", "today", type=Day(), metavar="DAY", help="As seen on this day; today where it is left out."
)
@click.option("--past", is_flag=True, help="Show meetings that are over, too.")
@format_options
@store_option
def calendar(
    store_path: str, wanted: Filter, today: datetime.date | None, past: bool, form: str, output: Path | None,
    limit: int | None, offset: int,
) -> None:  # fmt: skip
    """List deadlines that are due or overdue, and meetings that are planned.

    For a calendar program: onrecord export icalendar.
    """
    from onrecord.cli.rows import print_rows
    from onrecord.store import open_store
    from onrecord.store.series import agenda

    rows = agenda(open_store(store_path), today or datetime.date.today(), wanted, past=past)
    print_rows("calendar", rows.slice(offset, limit), form, output)
