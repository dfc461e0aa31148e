"""Where users keep actor tables of their own."""

from __future__ import annotations

import os
from pathlib import Path

VARIABLE = "ONRECORD_ACTORS"


def user_folders() -> tuple[Path, ...]:
    """The folders that ONRECORD_ACTORS names, separated as in PATH; it is what `--actors DIR` sets.

    An environment variable reaches the worker processes of a reader without being handed through every layer.
    """
    return tuple(Path(part) for part in os.environ.get(VARIABLE, "").split(os.pathsep) if part)
