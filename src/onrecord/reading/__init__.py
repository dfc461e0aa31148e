"""Bytes to articles: the only place that guesses encodings and formats."""

from onrecord.reading.incoming import Hints, Incoming, Link, Raw
from onrecord.reading.parse import admit, article_of, parse
from onrecord.reading.plain import read_plain
from onrecord.reading.reasons import REASONS
from onrecord.reading.source import entries, holds_many, incoming, raws, read_rows
from onrecord.reading.web import read_html

__all__ = [
    "REASONS",
    "Hints",
    "Incoming",
    "Link",
    "Raw",
    "admit",
    "article_of",
    "entries",
    "holds_many",
    "incoming",
    "parse",
    "raws",
    "read_html",
    "read_plain",
    "read_rows",
]
