"""A chart and its table."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A chart and its table: what the macro `figure` takes. A cell of `rows` may be {"name", "href"}, a link."""

    name: str
    title: str
    about: str
    data: Mapping[str, Any]
    columns: tuple[str, ...]
    rows: tuple[tuple[Any, ...], ...]
