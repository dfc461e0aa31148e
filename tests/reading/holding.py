"""What the tests of reading share."""

from __future__ import annotations

import os

from onrecord.model import Dropped
from onrecord.reading import Incoming, incoming

TEXT = "Peru recalled its envoy on Monday."


def told(outcome: Incoming | Dropped) -> str:
    """The text of an article, or the reason why there is none."""
    return outcome.reason if isinstance(outcome, Dropped) else outcome.article.text


def found(source: object, **options: bool) -> list[tuple[str | None, str]]:
    """Each outcome of a source as the last part of its origin and its text or reason."""
    outcomes = incoming(str(source), **options)
    return [(o.origin and os.path.basename(o.origin), told(o)) for o in outcomes]
