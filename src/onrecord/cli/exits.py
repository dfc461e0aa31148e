"""What the command's exit code says."""

from __future__ import annotations

from enum import IntEnum


class Exit(IntEnum):
    """The exit codes of `onrecord`."""

    KEPT = 0
    SOME_DROPPED = 1
    USAGE = 2
    NOTHING_READ = 3
    BROKEN_SETUP = 4
    STORE = 5
    INTERRUPTED = 130
    BROKEN_PIPE = 141


MEANING = {
    Exit.KEPT: "every input is on record, or the command did what was asked",
    Exit.SOME_DROPPED: "some inputs were dropped, each with a line on stderr; the others are on record",
    Exit.USAGE: "the command was called wrongly: an unknown option or layer, no date, a wrong query, no password",
    Exit.NOTHING_READ: "no input could be read, the file given is no record, or the record has no such item",
    Exit.BROKEN_SETUP: "the engine cannot work: the language model or a word table is missing or altered",
    Exit.STORE: "the store is missing, held by another program, damaged or full",
    Exit.INTERRUPTED: "stopped from the keyboard",
    Exit.BROKEN_PIPE: "whoever read the output stopped reading",
}
