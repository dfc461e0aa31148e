"""Quotations as comma-separated rows: who is cited, by what word, with what, through whom, and where that stands.

The first nine columns are those of the Gender Gap Tracker's quotation tables; an index is the text `(start,end)` in
characters of the article. The others say what those leave out. Words are counted at white space.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from onrecord.export.lines import number, table
from onrecord.model import Span, Statement, cover

if TYPE_CHECKING:
    from onrecord.store.selection import Chosen

COLUMNS = (
    "speaker", "speaker_index", "quote", "quote_index", "verb", "verb_index", "quote_token_count", "quote_type",
    "is_floating_quote",
    "speaker_key", "speaker_party", "polarity", "via", "addressees", "said", "inside", "content_indices", "id",
    "article", "published", "outlet", "title", "url", "confidence", "reason", "venue",
)  # fmt: skip


def quotes(chosen: Iterable[Chosen]) -> Iterator[str]:
    """The lines of the table, the header first."""
    return table(COLUMNS, (_row(report, said) for report in chosen for said in report.statements))


def _row(report: Chosen, said: Statement) -> list[object]:
    article, cast = report.record.article, report.cast
    words = " ".join(span.of(article.text) for span in said.content)
    return [
        cast[said.speaker].name if said.speaker else "", _index(said.speaker_span), words,
        _index(cover(said.content) if said.content else None),
        " ".join(span.of(article.text) for span in said.cue), _index(cover(said.cue) if said.cue else None),
        len(words.split()), said.mode, not said.cue,
        report.key(said.speaker) or "", report.party(said.speaker) or "", said.polarity,
        _names(report, said.via), _names(report, said.addressees), said.said.value if said.said else "",
        report.named(said.inside) if said.inside else "", " ".join(_index(span) for span in said.content),
        report.named(said.id), report.article, article.published or "", article.outlet or "", article.title or "",
        article.url or "", number(said.confidence), said.reason,
        said.venue.of(article.text) if said.venue else "",
    ]  # fmt: skip


def _names(report: Chosen, actors: Sequence[str]) -> str:
    return "; ".join(report.cast[actor].name for actor in actors)


def _index(span: Span | None) -> str:
    return f"({span.start},{span.end})" if span else ""
