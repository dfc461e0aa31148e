"""`onrecord export FORMAT`: what is on record, in the forms that other people's tools read."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from onrecord.cli.filters import filter_options, store_option

if TYPE_CHECKING:
    from onrecord.export import Format
    from onrecord.store import Filter, Store


@click.command()
@click.argument("form", metavar="FORMAT", required=False)
@click.option("--list", "listed", is_flag=True, help="List the formats and what they are.")
@click.option("-o", "--output", type=click.Path(path_type=Path), metavar="FILE", help="Write to a file.")
@filter_options
@store_option
def export(store_path: str, wanted: Filter, form: str | None, listed: bool, output: Path | None) -> None:
    """Write what is on record in the FORMAT of other tools: POLECAT, GDELT, ICEWS, CSV, GeoJSON, a calendar, a feed ...

    The options of a query choose what is written. The formats: onrecord export --list.
    """
    from onrecord.export import FORMATS, find_format
    from onrecord.store import open_store

    if listed:
        width = max(len(known.name) for known in FORMATS)
        for known in FORMATS:
            click.echo(f"{known.name:<{width}}  {known.about}")
        return
    if form is None:
        raise click.UsageError("name a FORMAT; list them with: onrecord export --list")
    try:
        chosen = find_format(form)
    except LookupError as error:
        raise click.UsageError(str(error)) from error
    if output is None and chosen.lines is None:
        raise click.UsageError(f"{chosen.name} needs a file: add -o FILE{chosen.suffix}")
    store = open_store(store_path)
    if output is None:
        sys.stdout.buffer.writelines(chosen.pieces(store, wanted))
    else:
        try:
            output.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise click.FileError(str(output), error.strerror or str(error)) from error
        chosen.write(store, wanted, output)
        click.echo(f"wrote {output}", err=True)
    _tell_left_out(store, chosen, wanted)


def _tell_left_out(store: Store, chosen: Format, wanted: Filter) -> None:
    """Says how many events a format without a status has left out, and how to have them."""
    if not chosen.facts or wanted.status is not None:
        return
    from onrecord.cli.rows import totals
    from onrecord.export.deeds import left_out
    from onrecord.store.selection import statuses

    some = [(status, number) for status, number in statuses(store, wanted).items() if left_out(status)]
    if some:
        click.echo(
            f"left out, not told as facts: {totals(some)}; planned meetings and concessions are in; --status has the others",
            err=True,
        )
