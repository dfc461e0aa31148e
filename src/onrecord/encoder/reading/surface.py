"""What the uncased encoder does not see of a paragraph: letter case, quotation marks, place, kind of paragraph.

Each is a small closed list; a number of it goes with every word piece, and the encoder adds a learned vector for it.
"""

from __future__ import annotations

import re
from enum import IntEnum
from typing import Any, TypeAlias

import numpy as np

Numbers: TypeAlias = np.ndarray[Any, np.dtype[np.int8]]


class Shape(IntEnum):
    """How the letters of a word are written."""

    LOWER, CAPITAL, UPPER, LETTER, MIXED, NUMBER, NONE = range(7)


class Quoted(IntEnum):
    """Where a character stands to quotation marks; the marks themselves count as OPENS and CLOSES."""

    OUTSIDE, INSIDE, OPENS, CLOSES = range(4)


class Place(IntEnum):
    """Where a piece stands in its paragraph."""

    WITHIN, SENTENCE_START, START, END = range(4)


class Kind(IntEnum):
    """Whether a paragraph begins with a quotation mark, and whether it leaves one open."""

    PLAIN, BEGINS_QUOTED, STAYS_OPEN, QUOTED_THROUGHOUT = range(4)


# How many numbers there are of each: shape, quoted, place, kind, and the paragraph's place in the text (0, 1, 2, later).
SIZES = (len(Shape), len(Quoted), len(Place), len(Kind), 4)
# What goes with the two marks that the encoder wants around a window.
OUTER = (Shape.NONE, Quoted.OUTSIDE, Place.WITHIN, Kind.PLAIN, SIZES[4] - 1)

_WORD = re.compile(r"\w+")
_MARK = re.compile("[“”«»„\"‘’']")
# Marks of other presses, written as “…”: 「…」 and „…“.
_CORNERS = str.maketrans("「」『』", "“”“”")
_LOW = re.compile("„([^„“”]*)“")
_OPENING = ('"', "“", "«", "„", "‘")


def shapes(paragraph: str) -> Numbers:
    """The Shape of the word at each character, NONE between words."""
    found = np.full(len(paragraph), Shape.NONE, dtype=np.int8)
    for word in _WORD.finditer(paragraph):
        found[word.start() : word.end()] = _shape(word.group())
    return found


def quoted(paragraph: str) -> tuple[Numbers, Kind]:
    """Where each character stands to quotation marks, and the kind of the paragraph.

    A single mark opens only before a letter, after none, and closes only where no letter follows: the rest are
    apostrophes.
    """
    paragraph = _LOW.sub("“\\1”", paragraph.translate(_CORNERS))
    found = np.zeros(len(paragraph), dtype=np.int8)
    family, since = "", 0
    for match in _MARK.finditer(paragraph):
        at, mark = match.start(), match.group()
        role = _role(paragraph, at, mark, family)
        if role is None:
            continue
        found[since:at] = Quoted.INSIDE if family else Quoted.OUTSIDE
        found[at] = role
        own = "'" if mark in "‘’'" else '"'
        if role is Quoted.OPENS:
            family = family or own
        elif family == own:
            family = ""
        since = at + 1
    found[since:] = Quoted.INSIDE if family else Quoted.OUTSIDE
    begins = paragraph.lstrip().startswith(_OPENING)
    return found, Kind(int(begins) + 2 * int(bool(family)))


def _role(paragraph: str, at: int, mark: str, family: str) -> Quoted | None:
    """What a mark does where double (\") or single (') marks or none stand open; None for an apostrophe."""
    if mark in "“«„":
        return Quoted.OPENS
    if mark in "”»":
        return Quoted.CLOSES
    if mark == '"':
        return Quoted.CLOSES if family == '"' else Quoted.OPENS
    before, after = paragraph[at - 1 : at] if at else "", paragraph[at + 1 : at + 2]
    if family == "'":
        return Quoted.CLOSES if mark != "‘" and not after.isalnum() else None
    opens = not family and mark != "’" and not before.isalnum() and after.isalpha()
    return Quoted.OPENS if opens and (mark == "‘" or "'" in paragraph[at + 2 :]) else None


def _shape(word: str) -> Shape:
    if word[0].isdigit():
        return Shape.NUMBER
    if word.islower():
        return Shape.LOWER
    if word.isupper():
        return Shape.UPPER if len(word) > 1 else Shape.LETTER
    if word[0].isupper() and word[1:].islower():
        return Shape.CAPITAL
    return Shape.MIXED if word.isalpha() else Shape.NONE
