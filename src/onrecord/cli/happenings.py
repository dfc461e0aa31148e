"""`onrecord happenings` and `onrecord same`: one event in many reports, and a person's word on it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from onrecord.cli.filters import filter_options, store_option
from onrecord.cli.query import LIMIT, format_options

if TYPE_CHECKING:
    from onrecord.store import Filter


@click.command()
@click.argument("event", required=False)
@filter_options
@click.option("--least", type=click.IntRange(1), default=2, show_default=True, metavar="N",
              help="Told by at least so many independent reports.")  # fmt: skip
@click.option("--contradicted", is_flag=True, help="Only those on which reports differ.")
@format_options
@store_option
def happenings(
    event: str | None, store_path: str, wanted: Filter, least: int, contradicted: bool, form: str,
    output: Path | None, limit: int | None, offset: int,
) -> None:  # fmt: skip
    """List what several reports tell: by how many outlets, how many of them independent, and where they differ.

    With an EVENT such as 9d0e4f57#e2, show every telling of it and why they are held to be one.
    """
    from onrecord.cli.rows import print_rows
    from onrecord.store import open_store
    from onrecord.store.tellings import happenings_where, tellings_of

    store = open_store(store_path)
    if event:
        print_rows("tellings", tellings_of(store, event), form, output)
        return
    shown = limit or (LIMIT if form == "table" else None)
    rows = happenings_where(store, wanted, least=least, contradicted=contradicted, limit=shown, offset=offset)
    print_rows("happenings", rows, form, output, more=shown)


@click.command()
@click.argument("one")
@click.argument("other")
@click.option("--not", "apart", is_flag=True, help="They are not one.")
@click.option("--undo", is_flag=True, help="Take back what was said of the two.")
@store_option
def same(one: str, other: str, apart: bool, undo: bool, store_path: str) -> None:
    """Say that the events ONE and OTHER are one happening, or with --not that they are not.

    What you say is kept beside what was found and never overwrites it.
    """
    from onrecord.archive.happenings import rule
    from onrecord.store import open_store

    if apart and undo:
        raise click.UsageError("give --not or --undo, not both")
    rule(open_store(store_path), one, other, None if undo else not apart)
