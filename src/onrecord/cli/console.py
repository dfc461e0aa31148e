"""The console that tables are printed on."""

from __future__ import annotations

import sys
from typing import NoReturn

from rich.console import Console


class _Console(Console):
    """A console that lets a broken pipe through to the one place that answers it."""

    def on_broken_pipe(self) -> NoReturn:
        raise BrokenPipeError


def console(piped_width: int) -> Console:
    """Standard output: as wide as the terminal, and of a fixed width where it is none."""
    return _Console() if sys.stdout.isatty() else _Console(width=piped_width)
