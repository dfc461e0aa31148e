"""What the inputs named on the command line hold."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

from onrecord.model import Dropped
from onrecord.read import Hints, Incoming, read_plain


def whole(report: str, hints: Hints) -> Iterator[Incoming | Dropped]:
    """The report at a path."""
    try:
        yield Incoming(read_plain(Path(report).read_text("utf-8"), hints))
    except OSError as error:
        yield Dropped(id=None, step="read", reason="missing", message=f"{error.strerror}")


def rows_of(report: str, hints: Hints) -> Iterator[Incoming | Dropped]:
    """The reports in a file of JSON lines."""
    with click_open(report) as lines:
        for row in map(json.loads, lines):
            keys = ("id", "title", "date", "outlet", "url")
            yield Incoming(read_plain(row["text"], Hints(**{k: row.get(k) for k in keys})), row.get("id"))


def click_open(report: str):  # type: ignore[no-untyped-def]
    """The opened file, or standard input."""
    import click

    return click.open_file(report, encoding="utf-8")
