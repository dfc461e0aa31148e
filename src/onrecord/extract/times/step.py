"""Finds the temporal expressions of an article and resolves them in reading order."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import replace
from datetime import date

from onrecord.extract.draft import Draft
from onrecord.extract.times.tagger import tag
from onrecord.model import Span


def find_times(draft: Draft) -> Draft:
    """The draft with its times filled in; credits and what stood before already are passed over."""
    published = date.fromisoformat(draft.article.published) if draft.article.published else None
    sentences = draft.analysis.sentences
    starts = [sentence.span.start for sentence in sentences]

    def wanted(span: Span) -> bool:
        at = bisect_right(starts, span.start) - 1
        return at < 0 or not (sentences[at].section.kind == "credit" or sentences[at].repeated)

    return replace(draft, times=tag(draft.analysis.doc.text, published, wanted))
