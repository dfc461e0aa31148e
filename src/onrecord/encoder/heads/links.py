"""To which cue a source or a content belongs: a biaffine score of pieces and cues, with a bias for how far they are."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

import numpy as np

from onrecord.encoder.heads.tags import Floats, Ints, Segment

# Distances in pieces are told apart as 0, 1, 2-3, 4-7, ... 64 and more, before and after.
_NEAR = np.array([0, 1, 2, 4, 8, 16, 32, 64])
BUCKETS = 2 * len(_NEAR)


def bucket(distance: Ints) -> Ints:
    """The number of the bias for a signed distance in pieces, from a cue to a piece."""
    return np.where(distance >= 0, len(_NEAR), 0) + np.searchsorted(_NEAR, np.abs(distance), "right") - 1


class Scores(Protocol):
    """What tells how well a segment goes with each of some cues."""

    def scores(self, segment: Segment, cues: Ints) -> Floats:
        """Log-odds, shape (cues,)."""
        ...


@dataclass(frozen=True, slots=True, eq=False)
class Links:
    """The scores of one kind of link; `pieces` (n, d) is already multiplied by the biaffine matrix."""

    pieces: Floats
    cues: Floats
    bias: Floats

    def scores(self, segment: Segment, cues: Ints) -> Floats:
        """How well a segment goes with each of the cues that begin at these pieces; a log-odds, shape (cues,)."""
        inside = np.arange(segment.first, segment.last)
        found = self.pieces[inside] @ self.cues[cues].T + self.bias[bucket(inside[:, None] - cues[None])]
        mean: Floats = found.mean(0)
        return mean
