"""Folders and patterns to the files they name, sorted; hidden files are left out and no folder is entered twice."""

from __future__ import annotations

import glob
import os
import stat
from collections.abc import Iterator

from onrecord.errors import InputError

_PATTERN = ("*", "?", "[")


def is_pattern(source: str) -> bool:
    """Whether `source` is a pattern such as "news/**/*.txt" rather than the name of a file."""
    return any(mark in source for mark in _PATTERN) and not os.path.lexists(source)


def expanded(pattern: str) -> Iterator[str]:
    """The files and folders that a pattern names, sorted; "**" stands for any depth. Raises InputError for none."""
    found = sorted(glob.iglob(pattern, recursive=True))
    if not found:
        raise InputError("missing", "no file matches the pattern")
    for path in found:
        # "**" names a folder and then again everything in it.
        if "**" not in pattern or not os.path.isdir(path):
            yield path


def walk(folder: str) -> Iterator[tuple[str, InputError | None]]:
    """Every file below `folder` in the order of its name, with what forbids to read it, if anything does."""
    seen: set[tuple[int, int]] = set()
    waiting = [folder]
    while waiting:
        path = waiting.pop()
        try:
            status = os.stat(path)
        except OSError as error:
            yield path, InputError("unreadable", f"it cannot be opened: {error.strerror}")
            continue
        if stat.S_ISDIR(status.st_mode):
            if (status.st_dev, status.st_ino) in seen:
                continue
            seen.add((status.st_dev, status.st_ino))
            try:
                names = sorted(name for name in os.listdir(path) if not name.startswith("."))
            except OSError as error:
                yield path, InputError("unreadable", f"the folder cannot be opened: {error.strerror}")
                continue
            waiting += [os.path.join(path, name) for name in reversed(names)]
        elif stat.S_ISREG(status.st_mode):
            yield path, None
        else:
            yield path, InputError("unreadable", "it is a pipe, socket or device, not a file")


def printable(path: str) -> str:
    """The path as text; what is no UTF-8 in it is shown as U+FFFD."""
    return os.fsencode(path).decode("utf-8", "replace")
