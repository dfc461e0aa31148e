"""What was read: the article, its sections and where it came from."""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.model.codes import SectionKind
from onrecord.model.span import Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A stretch of `article.text` with one role on the page; sections neither overlap nor nest."""

    kind: SectionKind
    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Dateline:
    """The place and day that a wire report opens with ("MOSCOW, Dec 8"); null where it gives none."""

    place: str | None = None
    date: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """A news report as given: `text` is what every span of the record points into.

    `id` is a hash of the text; `published` an ISO 8601 date or null, never guessed.
    """

    id: str
    url: str | None = None
    outlet: str | None = None
    byline: tuple[str, ...] = ()
    title: str | None = None
    summary: str | None = None
    published: str | None = None
    dateline: Dateline = Dateline()
    language: str | None = None
    credits: tuple[str, ...] = ()
    text: str
    sections: tuple[Section, ...] = ()
