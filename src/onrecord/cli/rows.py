"""Rows of the store for people and programs: a table on the terminal, JSON, CSV or Parquet."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Mapping, Sequence
from io import TextIOWrapper
from pathlib import Path
from typing import IO, Any

import click
import pyarrow as pa

from onrecord.export.rows import ROWS, cell

PIPED_WIDTH = 130
# What a table on the terminal shows of each kind of row: heading and column, or columns joined.
SHOWN: Mapping[str, Sequence[tuple[str, tuple[str, ...]]]] = {
    "articles": (("day", ("published",)), ("outlet", ("outlet",)), ("title", ("title",)), ("id", ("article",))),
    "statements": (
        ("day", ("day",)), ("who", ("speaker_name",)), ("says", ("text",)), ("outlet", ("outlet",)), ("id", ("article", "id"))
    ),
    "events": (
        ("day", ("day",)), ("type", ("type", "mode")), ("who", ("source_names",)), ("to whom", ("target_names",)),
        ("words", ("text",)), ("status", ("status",)), ("outlet", ("outlet",)), ("id", ("article", "id")),
    ),
    "positions": (
        ("day", ("day",)), ("who", ("holder_name",)), ("move", ("kind",)), ("to whom", ("toward_names",)), ("what", ("text",)),
        ("by", ("deadline",)), ("outcome", ("outcome",)), ("id", ("article", "id")),
    ),
    "forecasts": (
        ("day", ("day",)), ("who", ("forecaster_name",)), ("phrase", ("phrase_text",)), ("likely", ("low", "high")),
        ("what", ("text",)), ("id", ("article", "id")),
    ),
    "actors": (("who", ("name",)), ("kind", ("kind",)), ("party", ("party",)), ("reports", ("articles",)),
               ("first", ("first",)), ("last", ("last",)), ("key", ("key",))),
    "stories": (("first", ("first",)), ("last", ("last",)), ("story", ("title",)), ("reports", ("articles",)),
                ("outlets", ("outlets",)), ("independent", ("independent",)), ("id", ("story",))),
    "timeline": (("day", ("day",)), ("what", ("layer", "what")), ("who", ("who",)), ("words", ("text",)),
                 ("outlet", ("outlet",)), ("id", ("article", "id"))),
    "calendar": (("day", ("day",)), ("state", ("state",)), ("kind", ("what",)), ("who", ("who",)), ("to whom", ("toward",)),
                 ("words", ("text",)), ("id", ("article", "id"))),
    "search": (("day", ("day",)), ("in", ("kind",)), ("words", ("text",)), ("title", ("title",)), ("outlet", ("outlet",)),
               ("id", ("article", "id"))),
    "copies": (("first", ("first_outlet",)), ("why", ("evidence",)), ("day", ("published",)), ("outlet", ("outlet",)),
               ("likeness", ("likeness",)), ("title", ("title",)), ("id", ("article",))),
    "happenings": (("first", ("first",)), ("type", ("type",)), ("words", ("text",)), ("reports", ("reports",)),
                   ("outlets", ("outlets",)), ("independent", ("independent",)), ("reports differ", ("contradictions",)),
                   ("id", ("happening",))),
    "tellings": (("day", ("day",)), ("status", ("status",)), ("words", ("text",)), ("outlet", ("outlet",)),
                 ("why it is the same", ("joins",)), ("id", ("article", "id"))),
    "dropped": (("when", ("taken",)), ("reason", ("reason",)), ("where", ("origin",)), ("message", ("message",))),
    "escalation": (("day", ("day",)), ("tension", ("tension",)), ("index", ("index",)), ("level", ("change",)),
                   ("made of", ("events",))),
}  # fmt: skip
WIDE = frozenset(
    {
        "says",
        "words",
        "what",
        "title",
        "story",
        "text",
        "message",
        "made of",
        "reports differ",
        "why it is the same",
    }
)
# The most characters of a text that a table shows; the other formats give the whole.
LONGEST = 160
NAMES_WIDTH = 22
WORDS_WIDTH = 20
# How much of the id of an article or story a table shows; commands take an id by its beginning.
ID_CHARS = 8


def print_rows(kind: str, rows: pa.Table, form: str, output: Path | None, *, more: int | None = None) -> None:
    """Writes the rows to a file or to standard output; `more` is the limit that may have cut a table short."""
    if form == "parquet":
        if output is None:
            raise click.UsageError("--format parquet needs a file: add -o FILE.parquet")
        from onrecord.store.parquet import write_file

        write_file(output, rows)
    elif output is not None:
        try:
            with output.open("w", encoding="utf-8", newline="") as file:
                _write(rows, "csv" if form == "table" else form, file)
        except OSError as error:
            raise click.FileError(str(output), error.strerror or str(error)) from error
    elif form == "table":
        _table(kind, rows, more)
    else:
        _write(rows, form, sys.stdout)
    if output is not None:
        click.echo(f"wrote {rows.num_rows:,} rows to {output}", err=True)


def _write(rows: pa.Table, form: str, file: IO[str]) -> None:
    if isinstance(file, TextIOWrapper) and file is sys.stdout:
        file.reconfigure(newline="")
    file.writelines(ROWS[form](rows))


def _table(kind: str, rows: pa.Table, more: int | None) -> None:
    from rich import box
    from rich.table import Table
    from rich.text import Text

    from onrecord.cli.console import console

    columns = SHOWN.get(kind) or [(name, (name,)) for name in rows.column_names]
    out = console(PIPED_WIDTH)
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, expand=out.is_terminal, header_style="bold")
    shown = [[_shown(row, names) for _, names in columns] for row in rows.to_pylist()]
    for at, (heading, _) in enumerate(columns):
        longest = max((len(cells[at]) for cells in shown), default=0)
        wide = heading in WIDE
        table.add_column(
            heading,
            ratio=1 if wide and out.is_terminal else None,
            overflow="fold",
            no_wrap=heading in ("day", "id"),
            style="dim" if heading == "id" else "",
            min_width=WORDS_WIDTH if wide else longest if heading == "id" else None,
            max_width=None if wide or heading == "id" else NAMES_WIDTH,
        )
    for cells in shown:
        table.add_row(*map(Text, cells))
    if rows.num_rows:
        out.print(table)
    if not rows.num_rows:
        click.echo("nothing on record meets that", err=True)
    elif more is not None and rows.num_rows == more:
        click.echo(f"the first {more:,}; ask for more with --limit, or for all with --format jsonl", err=True)


def _shown(row: Mapping[str, Any], names: Sequence[str]) -> str:
    if names == ("article", "id"):
        short = row["article"][:ID_CHARS]
        return f"{short}#{row['id']}" if row["id"] else short
    if names in (("article",), ("story",)):
        return str(row[names[0]][:ID_CHARS])
    if names == ("happening",):
        article, _, item = row["happening"].partition("#")
        return f"{article[:ID_CHARS]}#{item}"
    values = [cell(row[name]) for name in names if row[name] not in (None, [], "")]
    if names == ("low", "high"):
        return "-".join(f"{float(value):.0%}".rstrip("%") for value in values) + " %"
    text = " ".join(str(value) for value in values)
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 1].rstrip()}…"


def totals(counts: Iterable[tuple[str, int]]) -> str:
    """Counts in words, those of nothing left out: "3 duplicate, 1 language"."""
    return ", ".join(f"{number:,} {name}" for name, number in counts if number)
