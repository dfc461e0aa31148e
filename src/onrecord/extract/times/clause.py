"""The words around an expression: its sentence, the tense of its clause, the evidence beside it. No parse is needed."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Literal

from onrecord.extract.times.words import words
from onrecord.lexicon import load_table

Tense = Literal["past", "present", "future", "none"]

_WORD = re.compile(r"[a-z]+(?:'[a-z]+)?|\d[\d,.]*|[.!?;:\"()]")
_BREAK = re.compile(r"(?<![ .][a-z])(?<!\b(?:mr|ms|dr|st|jr|co))[.!?][\"')]*(?= +[A-Z\"'(`])|\n|[.!?]$")
# How far from an expression its verb is looked for.
REACH = 160


@cache
def past_forms() -> frozenset[str]:
    """The irregular past forms of verbs."""
    return frozenset(row["form"] for row in load_table("past_forms"))


@dataclass(slots=True)
class Clause:
    """A text, in lower case and as written, and where an expression stands in it."""

    lower: str
    text: str
    start: int
    end: int

    def before(self, count: int = 1) -> str:
        """The last words before the expression, joined by spaces."""
        near = self.lower[max(0, self.start - 20 * count) : self.start]
        return " ".join(near.split()[-count:])

    def after(self) -> str:
        """The text after the expression, up to the end of its sentence."""
        rest = self.lower[self.end : self.end + REACH]
        stop = _BREAK.search(self.text, self.end, self.end + REACH)
        return rest[: stop.start() - self.end] if stop else rest

    def sentence_before(self) -> str:
        """The text of the sentence before the expression."""
        first = max(0, self.start - REACH)
        stops = [found.end() for found in _BREAK.finditer(self.text, first, self.start)]
        return self.lower[stops[-1] if stops else first : self.start]

    def tense(self) -> Tense:
        """The tense of the nearest verb before the expression in its sentence, else of the first one after it."""
        tense = _tense(_WORD.findall(self.sentence_before()), backwards=True)
        return tense if tense != "none" else _tense(_WORD.findall(self.after()), backwards=False)


def _tense(found: list[str], *, backwards: bool) -> Tense:
    at = len(found) - 1 if backwards else 0
    while 0 <= at < len(found):
        told = _told(found, at)
        if told != "none":
            return told
        at += -1 if backwards else 1
    return "none"


def _told(found: list[str], at: int) -> Tense:
    """What one word tells of the tense, with the words beside it."""
    word = found[at]
    kind = words("tense").get(word)
    before = found[at - 1] if at else ""
    following = found[at + 1] if at + 1 < len(found) else ""
    if kind == "modal":
        return "past" if "have" in found[at + 1 : at + 3] else "future"
    if kind == "planned" and (before in words("be") or following == "to" or at + 2 >= len(found)):
        return "future"
    if word in words("done") and at + 1 == len(found):
        return "past"
    if before == "be":
        return "none"
    if word == "to" and following.isalpha() and words("tense").get(following) != "no-verb":
        return "future" if not _is_past(before) or words("tense").get(before) == "planned" else "none"
    if words("tense").get(before) == "modal" or before in ("to", "not"):
        return "none"
    if _is_past(word):
        return "past"
    return "present" if kind == "present" else "none"


def _is_past(word: str) -> bool:
    if word in past_forms() or word in ("has", "have"):
        return True
    return word.endswith("ed") and len(word) > 4 and words("tense").get(word) != "no-verb"
