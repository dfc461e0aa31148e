"""Quotation marks: which stretches of the text stand between them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from onrecord.model import Span

_PARAGRAPH = re.compile(r"[^\n]+(?:\n(?!\s*\n| {2,})[^\n]+)*")
# Each mark that opens, with those that close it, as presses of many countries set them: “…”, "…", „…“, «…», »…«, ”…”, 「…」.
_CLOSED_BY = {
    "“": '”"', '"': '"”', "„": "“”\"", "‟": '”"', "«": "»", "»": "«", "”": "”", "「": "」", "『": "』",
}  # fmt: skip
# These mostly close: they open only where no letter stands before and one stands behind.
_RARELY_OPENING = frozenset("»”")
OPENING = frozenset(_CLOSED_BY) - _RARELY_OPENING
# Single marks close behind the end of a clause or a word; inside a word, or in "workers' rights", they are apostrophes.
_SINGLE = re.compile(
    r"(?<![\w'’])[‘'](?P<inside>(?=[\w\[…])[^\n]*?(?:[.,!?…](?=[’'](?!\w))|\w(?=[’'](?=[.,;:!?)]|\s+[a-z]+\s|$)(?<!s.))))[’']"
)
_STOP = re.compile(r"[.!?…]\s+$")
_END = re.compile(r"[.,!?…;—-]$")
_SENTENCE_BEGINS = re.compile(r"(?:^|\n|[.!?…:]['\"”’»]?\s)\s*$")
# Shorter words are set low in a title too.
TITLE_WORD = 4


@dataclass(frozen=True, slots=True)
class Quotation:
    """What stands between two marks (`inside`) in the paragraph with this number; `outside` holds the marks too.

    `opens` is true where it begins the paragraph; `resumed` where it carries on the quotation of the
    paragraph before, which was left open, as multi-paragraph speech is.
    """

    inside: Span
    outside: Span
    paragraph: int
    opens: bool
    resumed: bool

    def is_speech(self, text: str) -> bool:
        """Whether it is long enough, or stands as a sentence does, to be speech and not a scare quote or title."""
        words = self.inside.of(text).split()
        if len(words) < 2 or is_title(words):
            return False
        return len(words) >= 5 or bool(_END.search(words[-1])) or self._is_sentence(text)

    def within(self, text: str) -> Iterator[Quotation]:
        """The quotations between single marks inside of it."""
        for span in _single(text, self.inside.start, self.inside.end):
            yield _quotation(text, span, self.paragraph, self.inside.start, False)

    def _is_sentence(self, text: str) -> bool:
        """Whether it opens a sentence and a comma stands behind its closing mark: "We stay", she said."""
        before = text[max(0, self.outside.start - 4) : self.outside.start]
        return text[self.outside.end : self.outside.end + 1] == "," and bool(_SENTENCE_BEGINS.search(before))


def is_title(words: Sequence[str]) -> bool:
    """Whether all long words begin with a capital, as in the name of a work: "The Road to the Sea"."""
    long = [w for w in words if len(w) >= TITLE_WORD and w[0].isalpha()]
    high = all(w[0].isupper() and not w.isupper() for w in long)
    return len(long) > 1 and high and words[-1][-1:] not in ".!?"


def quotations(text: str) -> tuple[Quotation, ...]:
    """Every quotation in the text, in order.

    A paragraph with an unbalanced mark gives up the quotation that is left open, unless the next
    paragraph opens with a mark, as speech over several paragraphs does.

    >>> [q.inside.of(text) for text in ['He said "no" to it.'] for q in quotations(text)]
    ['no']
    """
    found: list[Quotation] = []
    left_open = False
    paragraphs = [m.span() for m in _PARAGRAPH.finditer(text)]
    for number, (start, end) in enumerate(paragraphs):
        following = text[slice(*paragraphs[number + 1])] if number + 1 < len(paragraphs) else ""
        resumes = following.lstrip()[:1] in OPENING
        open_now, left_open = left_open, False
        if not any(mark in text[start:end] for mark in _CLOSED_BY):
            found += [_quotation(text, s, number, start, False) for s in _single(text, start, end)]
            continue
        for inside, closed, reopened in _pairs(text, start, end):
            opens = not text[start : inside.start - 1].strip()
            if closed or resumes:
                found.append(_quotation(text, inside, number, start, reopened or (open_now and opens)))
            left_open = not closed and resumes
    return tuple(found)


def _quotation(text: str, between: Span, number: int, paragraph: int, resumed: bool) -> Quotation:
    """The quotation whose marks stand just outside of `between`, in the paragraph that begins at `paragraph`."""
    words = between.of(text)
    begin = between.start + len(words) - len(words.lstrip())
    outside = Span(max(0, between.start - 1), between.end + 1)
    opens = not text[paragraph : outside.start].strip()
    return Quotation(Span(begin, begin + len(words.strip())), outside, number, opens, resumed)


def _single(text: str, start: int, end: int) -> Iterator[Span]:
    """Quotations between single marks, in a paragraph without double ones; an apostrophe closes none."""
    for match in _SINGLE.finditer(text, start, end):
        yield Span(*match.span("inside"))


def _pairs(text: str, start: int, end: int) -> Iterator[tuple[Span, bool, bool]]:
    """What stands between the marks of one paragraph, whether it is closed in it, and whether it carries on what was before.

    A mark that opens behind a full stop while one of its kind is open is that of speech over several paragraphs, set as one.
    """
    opened: int | None = None
    reopened, inner = False, ""
    for at in range(start, end):
        mark = text[at]
        if opened is None:
            if mark in _CLOSED_BY and (mark not in _RARELY_OPENING or _stands_before(text, at)):
                opened, reopened = at + 1, False
        elif inner and mark in _CLOSED_BY[inner] and mark != text[opened - 1]:
            inner = ""
        elif mark in _CLOSED_BY[text[opened - 1]]:
            if text[opened:at].strip():
                yield Span(opened, at), True, reopened
            opened, inner = None, ""
        elif mark == text[opened - 1]:
            again = _STOP.search(text[opened:at]) is not None
            if again:
                yield Span(opened, len(text[:at].rstrip())), True, reopened
            opened, reopened = at + 1, again
        elif mark in _CLOSED_BY and _stands_before(text, at):
            inner = mark
    if opened is not None and text[opened:end].strip():
        yield Span(opened, end), False, reopened


def _stands_before(text: str, at: int) -> bool:
    """Whether a mark stands before a word and behind none."""
    return not text[max(0, at - 1) : at].strip() and text[at + 1 : at + 2].isalnum()
