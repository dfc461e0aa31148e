"""Bytes to articles: the only place that guesses encodings and formats."""

from onrecord.reading.incoming import Hints, Incoming
from onrecord.reading.plain import read_plain
from onrecord.reading.reasons import REASONS
from onrecord.reading.source import admit, article_of, incoming, read_rows
from onrecord.reading.web import read_html

__all__ = [
    "REASONS",
    "Hints",
    "Incoming",
    "admit",
    "article_of",
    "incoming",
    "read_html",
    "read_plain",
    "read_rows",
]
