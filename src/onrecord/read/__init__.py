"""Bytes to articles: the only place that guesses encodings and formats."""

from onrecord.read.incoming import Hints, Incoming
from onrecord.read.plain import read_plain

__all__ = ["Hints", "Incoming", "read_plain"]
