"""Transcripts: paragraphs that each open with a speaker and a colon and are speech to their end."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise

from onrecord.extract.draft import Draft
from onrecord.extract.statements.announced import Announced
from onrecord.model import Span

# Up to five capitalised words, or the Q and A of an interview, on a new line.
_TURN = re.compile(
    r"^[ \t\"“]*(?P<who>[QA]|[A-Z][\w.'’-]+(?: [A-Z(][\w.'’)-]*){0,4})(?P<mark>:)\s+(?=\S)", re.M
)
_BLANK_LINE = re.compile(r"\n[ \t]*\n")
_MARKS = " \t\n\"“”'‘’"
# Two who take turns, and one of them twice: less is a list or a headline.
SPEAKERS = 2
TURNS = 3


def turns(draft: Draft) -> Iterator[Announced]:
    """What is said in each turn of a transcript; nothing where the text is none."""
    text = draft.article.text
    prose = [s.span for s in draft.analysis.prose if s.section.kind != "title"]
    found = [m for m in _TURN.finditer(text) if any(s.start <= m.start("who") < s.end for s in prose)]
    times = Counter(m["who"] for m in found)
    if len(found) < TURNS or len(times) < SPEAKERS or max(times.values()) == 1:
        return
    for turn, following in pairwise((*found, None)):
        if turn is None:
            return
        blank = _BLANK_LINE.search(text, turn.end())
        end = min(
            following.start() if following is not None else len(text),
            blank.start() if blank is not None else len(text),
        )
        said = text[turn.end() : end]
        begin = turn.end() + len(said) - len(said.lstrip(_MARKS))
        content = Span(begin, begin + len(said.strip(_MARKS).removesuffix(".")))
        yield Announced(Span(*turn.span("mark")), Span(*turn.span("who")), content, "statements/transcript")
