"""The command line: parses, calls, prints."""

from __future__ import annotations

import json
import sys
from typing import TextIO

import click


@click.group()
@click.version_option(package_name="onrecord")
def main() -> None:
    """OnRecord puts the news on record."""


@main.command()
@click.argument("path", type=click.File("r", encoding="utf-8"))
@click.option("--jsonl", is_flag=True, help="Read JSON lines, write one record a line.")
@click.option("--date", help="Publication date, ISO 8601.")
@click.option("--outlet", help="Who published the report.")
def read(path: TextIO, jsonl: bool, date: str | None, outlet: str | None) -> None:
    """Read a report and print its record."""
    from onrecord.model import Record, to_json
    from onrecord.pipeline import Reader
    from onrecord.read import Hints, Incoming, read_plain

    if jsonl:
        rows = (json.loads(line) for line in path if line.strip())
        keys = ("id", "title", "date", "outlet", "url")
        incoming = (Incoming(read_plain(r["text"], Hints(**{k: r.get(k) for k in keys})), r.get("id")) for r in rows)
    else:
        incoming = (Incoming(read_plain(path.read(), Hints(date=date, outlet=outlet))) for _ in range(1))
    for outcome in Reader().read_many(incoming):
        if isinstance(outcome, Record):
            sys.stdout.write(to_json(outcome) + "\n")
