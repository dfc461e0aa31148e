"""What readers hand on: an article with the caller's own id, and what the caller knows about it."""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.model import Article


@dataclass(frozen=True, slots=True, kw_only=True)
class Hints:
    """What the caller knows of a report; it wins over what the report says of itself. `date` is ISO 8601."""

    id: str | None = None
    title: str | None = None
    date: str | None = None
    outlet: str | None = None
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Incoming:
    """An article ready to be analysed, with the caller's own id of it."""

    article: Article
    id: str | None = None
