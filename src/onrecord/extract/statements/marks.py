"""Quotation marks: which stretches of the text stand between them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from onrecord.model import Span

_PARAGRAPH = re.compile(r"[^\n]+(?:\n(?!\s*\n| {2,})[^\n]+)*")
_OPENING = frozenset("“„«‟")
_CLOSING = frozenset("”»")
_STRAIGHT = '"'
# Single marks close behind the end of a clause or a word; inside a word, or in "workers' rights", they are apostrophes.
_SINGLE = re.compile(
    r"(?<![\w'’])[‘'](?P<inside>(?=[\w\[…])[^\n]*?(?:[.,!?…](?=[’'](?!\w))|\w(?=[’'](?=[.,;:!?)]|\s+[a-z]+\s|$)(?<!s.))))[’']"
)
_STOP = re.compile(r"[.!?…]\s+$")
_END = re.compile(r"[.,!?…;—-]$")


@dataclass(frozen=True, slots=True)
class Quotation:
    """What stands between two marks (`inside`, marks left out) in the paragraph with this number.

    `opens` is true where it begins the paragraph; `resumed` where it carries on the quotation of the
    paragraph before, which was left open, as multi-paragraph speech is.
    """

    inside: Span
    paragraph: int
    opens: bool
    resumed: bool

    @property
    def outside(self) -> Span:
        """The quotation with its marks."""
        return Span(max(0, self.inside.start - 1), self.inside.end + 1)

    def is_speech(self, text: str) -> bool:
        """Whether it is long enough, or ends as a sentence does, to be speech and not a scare quote or title."""
        words = self.inside.of(text).split()
        return len(words) >= 5 or (len(words) >= 2 and bool(_END.search(words[-1])))


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
        if not any(mark in text[start:end] for mark in (*_OPENING, *_CLOSING, _STRAIGHT)):
            found += [
                Quotation(s, number, not text[start : s.start - 1].strip(), False)
                for s in _single(text, start, end)
            ]
            left_open = False
            continue
        resumes = number + 1 < len(paragraphs) and text[slice(*paragraphs[number + 1])].lstrip()[:1] in {
            *_OPENING,
            _STRAIGHT,
        }
        open_now = left_open
        left_open = False
        for inside, closed, reopened in _pairs(text, start, end):
            if closed or resumes:
                opens = not text[start : inside.start - 1].strip()
                found.append(Quotation(inside, number, opens, reopened or (open_now and opens)))
            left_open = not closed and resumes
    return tuple(found)


def _single(text: str, start: int, end: int) -> Iterator[Span]:
    """Quotations between single marks, in a paragraph without double ones; an apostrophe closes none."""
    for match in _SINGLE.finditer(text, start, end):
        yield Span(*match.span("inside"))


def _pairs(text: str, start: int, end: int) -> Iterator[tuple[Span, bool, bool]]:
    """The quotations of one paragraph, whether each is closed in it, and whether it carries on the one before.

    A mark that opens behind a full stop while another is open is that of speech over several paragraphs, set as one.
    """
    opened: int | None = None
    reopened = False
    for at in range(start, end):
        mark = text[at]
        again = opened is not None and mark in _OPENING and _STOP.search(text[opened:at]) is not None
        if again and opened is not None:
            yield Span(opened, len(text[:at].rstrip())), True, reopened
        if mark in _OPENING or (mark == _STRAIGHT and opened is None):
            opened, reopened = at + 1, again
        elif (mark in _CLOSING or mark == _STRAIGHT) and opened is not None:
            if opened < at:
                yield Span(opened, at), True, reopened
            opened, reopened = None, False
    if opened is not None and opened < end:
        yield Span(opened, end), False, reopened
