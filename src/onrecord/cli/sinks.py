"""Where records go: tables on the terminal, JSON on standard output, or pages in files."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TypeAlias

import click

from onrecord.cli.console import console
from onrecord.model import Record, to_json

Sink: TypeAlias = Callable[[Record, str], None]
"""Takes a record and the name of its input."""

PIPED_WIDTH = 100


def choose_sink(form: str | None, pages: Path | None, *, many: bool) -> Sink:
    """The sink that the options ask for; several reports make `pages` a folder."""
    if pages is not None:
        return _page_writer(pages, many=many)
    return _json_printer() if form else _table_printer()


def _table_printer() -> Sink:
    from onrecord.show.terminal import show_record

    out = console(PIPED_WIDTH)
    return lambda record, name: show_record(record, out)


def _json_printer() -> Sink:
    out = sys.stdout.buffer
    indent = 2 if sys.stdout.isatty() else 0

    def write(record: Record, name: str) -> None:
        out.write(f"{to_json(record, indent=indent)}\n".encode())

    return write


def _page_writer(pages: Path, *, many: bool) -> Sink:
    from onrecord.show.page import render_page

    taken: set[str] = set()

    def write(record: Record, name: str) -> None:
        target = pages / f"{_file_name(name, taken)}.html" if many else pages
        try:
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(render_page(record), "utf-8")
        except OSError as error:
            raise click.FileError(str(target), error.strerror or str(error)) from error
        click.echo(f"wrote {target}", err=True)

    return write


def _file_name(name: str, taken: set[str]) -> str:
    """A file name from the name of an input, other than those in `taken`, which it joins."""
    last = name.rstrip("/").rpartition("/")[2]
    stem = re.sub(r"[^\w-]+", "-", last.rpartition(".")[0] or last).strip("-")[:80] or "record"
    free, number = stem, 2
    while free in taken:
        free, number = f"{stem}-{number}", number + 1
    taken.add(free)
    return free
