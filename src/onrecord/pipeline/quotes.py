"""Statements alone: who said what in a text, with the actors themselves in place of their ids."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache

from onrecord.errors import InputError
from onrecord.model import Actor, Record, Span
from onrecord.model.codes import Polarity, StatementMode
from onrecord.model.findings import When
from onrecord.pipeline.reader import Reader
from onrecord.reading import Hints


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """A statement with its actors: the fields are those of `Statement` (docs/record.md), `text` the words of the content."""

    id: str
    text: str
    speaker: Actor | None
    speaker_span: Span | None
    cue: tuple[Span, ...]
    content: tuple[Span, ...]
    mode: StatementMode
    polarity: Polarity
    via: tuple[Actor, ...]
    addressees: tuple[Actor, ...]
    inside: str | None
    said: When | None
    venue: Span | None
    confidence: float
    reason: str


def statements(text: str, published: str | date | None = None) -> tuple[Quote, ...]:
    """The statements of a text, in order; empty where there is nothing to read in it.

    `published` is the day of publication (ISO 8601, or a date), against which "on Monday" is resolved. Spans are
    characters of `text`. Raises InputError where it is no day.

    >>> [(said.speaker.name, said.text) for said in statements("Angela Merkel said the talks had failed.")]
    [('Angela Merkel', 'the talks had failed')]
    """
    if not text.strip():
        return ()
    return tuple(quotes_of(_reader().read(text, Hints(date=_day(published)))))


def quotes_of(record: Record) -> Iterator[Quote]:
    """The statements of a record that has its actors, as quotes."""
    cast = {actor.id: actor for actor in record.actors}
    for s in record.statements:
        yield Quote(
            id=s.id, text=" … ".join(span.of(record.article.text) for span in s.content),
            speaker=cast[s.speaker] if s.speaker else None, speaker_span=s.speaker_span, cue=s.cue, content=s.content,
            mode=s.mode, polarity=s.polarity, via=tuple(cast[a] for a in s.via),
            addressees=tuple(cast[a] for a in s.addressees), inside=s.inside, said=s.said, venue=s.venue,
            confidence=s.confidence, reason=s.reason,
        )  # fmt: skip


@cache
def _reader() -> Reader:
    return Reader(layers=("actors", "statements"))


def _day(published: str | date | None) -> str | None:
    if published is None:
        return None
    try:
        return date.fromisoformat(str(published)[:10]).isoformat()
    except ValueError as error:
        raise InputError(
            "no_date", f"{published!r} is no date; write it as 2021-12-09", step="statements"
        ) from error
