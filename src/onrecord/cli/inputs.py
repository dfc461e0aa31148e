"""What the inputs named on the command line hold."""

from __future__ import annotations

from collections.abc import Iterator

import click

from onrecord.model import Dropped
from onrecord.reading import Hints, Incoming, incoming, read_rows


def whole(report: str, hints: Hints) -> Iterator[Incoming | Dropped]:
    """The reports at a path or address."""
    return incoming(report, hints)


def rows_of(report: str, hints: Hints) -> Iterator[Incoming | Dropped]:
    """The reports in a file of JSON lines, or on standard input."""
    try:
        with click.open_file(report, "rb") as lines:
            yield from read_rows(lines, hints)
    except OSError as error:
        yield Dropped(id=None, step="read", reason="missing", message=f"{report}: {error.strerror}")
