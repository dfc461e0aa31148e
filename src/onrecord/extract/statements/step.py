"""Finds the statements of an article: who said what, when, where, to whom and through whom, and how they nest."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from onrecord.extract.draft import Draft, Rejected
from onrecord.extract.statements.chain import chains, cited
from onrecord.extract.statements.circumstances import addressees, is_denial, said, venue
from onrecord.extract.statements.found import Found, find
from onrecord.extract.statements.marks import Quotation, quotations
from onrecord.extract.statements.speakers import Speakers
from onrecord.lexicon import confidence_of
from onrecord.model import Statement, speaker_form
from onrecord.model.codes import StatementMode

# A dash that opens a paragraph opens speech.
_DASH = re.compile(r"(?:^|\n)\s*[–—―-]\s*$")


def find_statements(draft: Draft) -> Draft:
    """The draft with its statements filled in; sources that no layer before knew are added to its actors."""
    marks = quotations(draft.article.text)
    speakers = Speakers(draft)
    statements = []
    for number, item in enumerate(find(draft, marks), start=1):
        statements.append(_statement(speakers, item, f"s{number}", marks))
    return replace(speakers.draft, statements=tuple(chains(statements, speakers.draft)))


def _statement(speakers: Speakers, item: Found, number: str, marks: Sequence[Quotation]) -> Statement:
    speaker = speakers.of(item)
    if speaker is None and item.source:
        reading = f"spoken by {item.source[0].of(speakers.draft.article.text)!r}"
        unknown = Rejected(number, reading, "no single actor before it that the words can mean")
        speakers.draft = replace(speakers.draft, rejected=(*speakers.draft.rejected, unknown))
    draft = speakers.draft
    via = cited(draft, item, speaker)
    form = speaker_form(draft.actors, speaker, item.source[0] if item.source else None)
    hearers = tuple(a for a in addressees(draft, item) if a != speaker and a not in via)
    return Statement(
        id=number, speaker=speaker, speaker_span=item.source[0] if item.source else None, cue=item.cue,
        content=item.content, mode=_mode(draft.article.text, item, marks), polarity="denied" if is_denial(draft, item) else "asserted",
        via=via, addressees=hearers, said=said(draft, item), venue=venue(draft, item),
        confidence=round(item.confidence * confidence_of(f"speakers/{form}"), 3), reason=item.rule,
    )  # fmt: skip


def _mode(text: str, item: Found, marks: Sequence[Quotation]) -> StatementMode:
    if item.rule == "statements/transcript" or all(
        any(q.outside.contains(part) for q in marks) for part in item.content
    ):
        return "direct"
    if _DASH.search(text[max(0, item.content[0].start - 4) : item.content[0].start]):
        return "direct"
    return "mixed" if any(part.overlaps(q.inside) for part in item.content for q in marks) else "indirect"
