"""`onrecord articles|statements|events|positions|forecasts|actors|stories|timeline`: what the store holds."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from onrecord.cli.filters import filter_options, store_option

if TYPE_CHECKING:
    from onrecord.store import Filter

FORMATS = ("table", "json", "jsonl", "csv", "parquet")
LIMIT = 50

ABOUT = {
    "articles": "List the reports on record.",
    "statements": "List who said what.",
    "events": "List who did what to whom.",
    "positions": "List who demands, offers, promises, threatens, refuses or concedes what.",
    "forecasts": "List who thinks what how likely.",
    "actors": "List who acts, with the number of reports they act in.",
    "stories": "List the running stories.",
}  # fmt: skip


def format_options(command: Any) -> Any:
    """Adds --format, --output, --limit, --offset and --newest."""
    for option in reversed((
        click.option("--format", "form", type=click.Choice(FORMATS), default="table", show_default=True,
                     help="How to print the rows."),
        click.option("-o", "--output", type=click.Path(dir_okay=False, path_type=Path), metavar="FILE",
                     help="Write to a file; parquet needs one."),
        click.option("--limit", type=click.IntRange(1), metavar="N",
                     help=f"At most so many rows; a table shows {LIMIT}, the others all."),
        click.option("--offset", type=click.IntRange(0), default=0, metavar="N", help="Leave out the first so many."),
    )):  # fmt: skip
        command = option(command)
    return command


def listing(table: str) -> click.Command:
    """The command that lists the rows of a table."""

    @click.command(table, help=ABOUT[table])
    @filter_options
    @click.option("--newest", is_flag=True, help="Newest first.")
    @format_options
    @store_option
    def list_rows(
        store_path: str,
        wanted: Filter,
        form: str,
        output: Path | None,
        limit: int | None,
        offset: int,
        newest: bool,
    ) -> None:
        from onrecord.cli.rows import print_rows
        from onrecord.store import ask, open_store

        shown = limit or (LIMIT if form == "table" else None)
        answer = ask(open_store(store_path), table, wanted, limit=shown, offset=offset, newest=newest)
        print_rows(table, answer.to_arrow(), form, output, more=shown)

    return list_rows


TABLES = tuple(listing(table) for table in ABOUT if table != "actors")


@click.command()
@filter_options
@format_options
@store_option
def timeline(
    store_path: str, wanted: Filter, form: str, output: Path | None, limit: int | None, offset: int
) -> None:
    """List what happened, was said, demanded and expected, day by day."""
    from onrecord.cli.rows import print_rows
    from onrecord.store import open_store
    from onrecord.store.series import days

    shown = limit or (LIMIT if form == "table" else None)
    rows = days(open_store(store_path), wanted, limit=shown, offset=offset)
    print_rows("timeline", rows, form, output, more=shown)
