"""Bytes to articles: the only place that guesses encodings and formats."""

from onrecord.read.incoming import Hints, Incoming
from onrecord.read.plain import read_plain
from onrecord.read.reasons import REASONS
from onrecord.read.source import admit, article_of, incoming, read_rows
from onrecord.read.web import read_html

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
