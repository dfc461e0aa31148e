"""Bytes to articles: the only place that guesses encodings and formats."""

from onrecord.reading.containers.split import split
from onrecord.reading.incoming import Hints, Incoming, Link, Raw
from onrecord.reading.parse import admit, article_of, dropped, parse
from onrecord.reading.plain import read_plain
from onrecord.reading.reasons import REASONS
from onrecord.reading.source import entries, holds_many, incoming, not_followed, raws, read_rows
from onrecord.reading.web import read_html

__all__ = [
    "REASONS",
    "Hints",
    "Incoming",
    "Link",
    "Raw",
    "admit",
    "article_of",
    "dropped",
    "entries",
    "holds_many",
    "incoming",
    "not_followed",
    "parse",
    "raws",
    "read_html",
    "read_plain",
    "read_rows",
    "split",
]
