"""A coder that dies of one input, as one does that meets a fault in a library."""

from __future__ import annotations

import os
from collections.abc import Sequence

from onrecord.model import Dropped
from onrecord.reading import Raw


def outcomes(raws: Sequence[Raw]) -> list[Dropped]:
    """Ends the process where the second report is among the inputs."""
    if any(b"number 1 " in raw.data for raw in raws):
        os._exit(9)
    return [Dropped(id=None, step="code", reason="fine", message="fine", origin=raw.origin) for raw in raws]
