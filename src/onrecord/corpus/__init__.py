"""Reports annotated by hand: what they put on record, standing off from their texts.

An annotation names its report, the digest of its text and spans of it; it never holds the words of others.
The reports that were written for the corpus come with their texts, all others are joined with the texts
where somebody has them. docs/annotation.md has the rules, docs/corpus.md is the data card.
"""

from onrecord.corpus.annotation import (
    ActorNote,
    Annotation,
    EventNote,
    ForecastNote,
    PositionNote,
    StatementNote,
    TimeNote,
)
from onrecord.corpus.checks import problems
from onrecord.corpus.files import Corpus, load_corpus, read_annotation, write_annotation
from onrecord.corpus.texts import Report, digest, load_reports

__all__ = [
    "ActorNote", "Annotation", "Corpus", "EventNote", "ForecastNote", "PositionNote", "Report", "StatementNote",
    "TimeNote", "digest", "load_corpus", "load_reports", "problems", "read_annotation", "write_annotation",
]  # fmt: skip
