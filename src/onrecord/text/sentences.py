"""The sentence around a place in a text, found by its punctuation alone; for showing, not for analysis."""

from __future__ import annotations

import re

from onrecord.model import Span

_STOP = re.compile(r"[.!?…][\"'”’)\]]*\s+|\s*\n\s*\n\s*")
_LAST_WORD = re.compile(r"[\w.]+$")
# A capitalised word of so few letters before a full stop may be short for something: Gen., Mr., U.S.
SHORT_CHARS = 3


def sentence_around(text: str, span: Span) -> Span:
    """The sentence, or the sentences, that hold the characters at `span`; rather too much than too little.

    >>> text = "Talks ended. Gen. Rossi said no. He left."
    >>> sentence_around(text, Span(18, 23)).of(text)
    'Gen. Rossi said no.'
    """
    start, end = 0, len(text.rstrip())
    for found in _STOP.finditer(text):
        if not _ends(text, found):
            continue
        stop = found.start() + len(found.group().rstrip())
        if found.end() <= span.start:
            start = found.end()
        elif stop >= span.end:
            end = stop
            break
    return Span(min(start, span.start), max(end, span.end))


def sentence_starts(text: str) -> list[int]:
    """Where the sentences of a text begin: each at a character that is no white space.

    >>> sentence_starts(" Talks ended. Gen. Rossi said no.")
    [1, 14]
    """
    first = len(text) - len(text.lstrip())
    found = [first, *(stop.end() for stop in _STOP.finditer(text, first) if _ends(text, stop))]
    return [at for at in found if at < len(text)]


def _ends(text: str, found: re.Match[str]) -> bool:
    """Whether a sentence ends there: at an empty line always, after a full stop unless it shortens a word."""
    if found.group()[0] != ".":
        return True
    following = text[found.end() : found.end() + 1]
    word = _LAST_WORD.search(text[max(0, found.start() - 20) : found.start()])
    short = word is not None and (
        "." in word.group() or (word.group()[0].isupper() and len(word.group()) <= SHORT_CHARS)
    )
    return "\n\n" in found.group() or not (short or following.islower())
