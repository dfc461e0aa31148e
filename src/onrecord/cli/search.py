"""`onrecord search` and `onrecord sql`."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from onrecord.cli.filters import store_option
from onrecord.cli.query import format_options

HITS = 20
KINDS = ("article", "statement", "event", "position", "forecast")
ROWS = 1_000
SECONDS = 30


@click.command()
@click.argument("words", nargs=-1, required=True)
@click.option("--meaning", is_flag=True, help="Search by meaning and not by the words.")
@click.option(
    "--in", "kinds", multiple=True, type=click.Choice(KINDS), help="Only among these; may be repeated."
)
@format_options
@store_option
def search(
    words: tuple[str, ...], meaning: bool, kinds: tuple[str, ...], store_path: str, form: str, output: Path | None,
    limit: int | None, offset: int,
) -> None:  # fmt: skip
    """Find reports and items by WORDS, the best first.

    Words are found in all their forms; "quoted words" stand together; -word leaves out. With --meaning, what
    says the same in other words is found too. The index lies beside the store and is brought up to date first.
    """
    from dataclasses import asdict

    import pyarrow as pa

    from onrecord.cli.rows import print_rows
    from onrecord.search import Within, by_meaning, by_words
    from onrecord.store import open_store

    find = by_meaning if meaning else by_words
    hits = find(
        open_store(store_path),
        " ".join(words),
        Within(kinds=kinds or KINDS),
        limit=limit or HITS,
        offset=offset,
    )
    print_rows("search", pa.Table.from_pylist([asdict(hit) for hit in hits]), form, output)


@click.command()
@click.argument("query", required=False)
@click.option(
    "--seconds", type=click.FloatRange(0.1), default=SECONDS, show_default=True, help="Longest time."
)
@format_options
@store_option
def sql(
    query: str | None,
    seconds: float,
    store_path: str,
    form: str,
    output: Path | None,
    limit: int | None,
    offset: int,
) -> None:
    """Answer a QUERY in SQL (DuckDB's), or one on standard input; nothing can be changed by it.

    docs/store.md lists the tables and columns. It sees the store and no other file.
    """
    from onrecord.cli.rows import print_rows
    from onrecord.store import open_store
    from onrecord.store.sql import run

    text = query if query is not None else sys.stdin.read()
    shown = limit or (ROWS if form == "table" else None)
    print_rows(
        "sql",
        run(open_store(store_path), text, limit=shown, offset=offset, seconds=seconds),
        form,
        output,
        more=shown,
    )
