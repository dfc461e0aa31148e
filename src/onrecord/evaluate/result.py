"""What every evaluation gives back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Evaluation:
    """The figures of one task: `metrics` by name (fractions unless the name says otherwise), the predictions
    behind them as JSON rows, and the errors as lines for people."""

    task: str
    metrics: Mapping[str, float]
    predictions: tuple[Mapping[str, Any], ...] = field(default=(), repr=False)
    errors: tuple[str, ...] = field(default=(), repr=False)
