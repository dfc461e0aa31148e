"""The words around an expression: its sentence, the tense of its clause, the evidence beside it. No parse is needed."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Literal

from onrecord.extract.times.words import words
from onrecord.lexicon import load_table

# "open" is a plan told in the past ("planned a march", "could be heard"): it may lie behind or ahead.
Tense = Literal["over", "past", "open", "present", "future", "none"]

_WORD = re.compile(r"[a-z]+(?:'[a-z]+)?|\d[\d,.]*|[.!?;:\"()]")
# The end of a sentence: no dot of an initial or of a short title before a name.
_BREAK = re.compile(
    r"(?:[!?]|\.(?<![ .][a-zA-Z]\.)(?<!\b(?:Mr|Ms|Dr|St|Jr|Co|Lt|vs)\.)(?<!\b(?:Mrs|Gen|Sen|Rep|Gov|Col|Sgt|Adm)\.))"
    r"[\"')]*(?= +[A-Z\"'(`])|\n|;|[.!?]$"
)
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
        before = _WORD.findall(self.sentence_before())
        if before and (before[-1] in words("done") or before[-2:] == ["as", "of"]):
            return "over"
        if self.lower.startswith("'s", self.end):
            return "past" if _nearest(before, backwards=True) == "past" else "none"
        if before and before[-1] in words("determiner") and self.is_beside_noun():
            return "none"
        tense = _nearest(before, backwards=True)
        if tense == "past" and before[-1] in words("until"):
            return "none"
        return tense if tense != "none" else _nearest(_WORD.findall(self.after()), backwards=False)

    def is_deadline(self) -> bool:
        """Whether something is asked for by then: behind "by" or "until", unless all is over ("by then he had")."""
        before = _WORD.findall(self.sentence_before())
        return len(before) > 1 and before[-1] in words("until") and "had" not in before

    def is_beside_noun(self) -> bool:
        """Whether the expression stands before a noun as an adjective does ("the June 4 accord")."""
        following = re.match(r" ([a-z]+)", self.lower[self.end : self.end + 24])
        return following is not None and following[1] not in words("function")


def _nearest(found: list[str], *, backwards: bool) -> Tense:
    order = range(len(found) - 1, -1, -1) if backwards else range(len(found))
    return next((told for at in order if (told := _told(found, at)) != "none"), "none")


def _told(found: list[str], at: int) -> Tense:
    """What one word tells of the tense, with the words beside it."""
    word, kind = found[at], words("tense").get(found[at])
    before = found[at - 1] if at else ""
    following = found[at + 1] if at + 1 < len(found) else ""
    if kind in ("modal", "ability"):
        return "past" if "have" in found[at + 1 : at + 3] else "future" if kind == "modal" else "open"
    if before == "be" or before in words("modal"):
        return "none"
    if word == "to":
        return _told_by_infinitive(found, at)
    if kind in ("planned", "arranged"):
        return _told_by_plan(found, at)
    if word in ("is", "are") and following in ("on", "in", "at") and at + 2 == len(found):
        return "future"
    if kind == "timetable" or (kind == "dated" and at + 1 == len(found)):
        return "future"
    if before in ("to", "not") or kind == "no-verb":
        return "none"
    if _is_past(word):
        return "present" if before in words("be-present") else "past"
    return "present" if kind == "present" else "none"


def _told_by_plan(found: list[str], at: int) -> Tense:
    """What a word of planning tells, by what stands beside it ("is due Monday", "plans to", "planned a march", "set aside")."""
    before = found[at - 1] if at else ""
    following = found[at + 1] if at + 1 < len(found) else ""
    dated = before in words("be") and at + 2 >= len(found)
    if dated or following in ("to", "for"):
        return "future"
    if words("tense").get(found[at]) != "arranged":
        return "none"
    if following in words("verb-tail"):
        return "past"
    return "open" if following in ("", *words("article")) else "none"


def _told_by_infinitive(found: list[str], at: int) -> Tense:
    """What "to" tells: the future before a verb, but not after a past verb that is no plan ("failed to")."""
    following = found[at + 1] if at + 1 < len(found) else ""
    if not following.isalpha() or words("tense").get(following) == "no-verb":
        return "none"
    if "had" in found[max(0, at - 3) : at]:
        return "past"
    before = found[at - 1] if at else ""
    governed = (
        following == "be"
        or before in words("be")
        or words("tense").get(before) in ("planned", "arranged", "present")
    )
    return "future" if governed else "none"


def _is_past(word: str) -> bool:
    if word in past_forms() or word in ("has", "have"):
        return True
    return (
        word.endswith("ed")
        and len(word) > 4
        and not word.startswith("un")
        and words("tense").get(word) != "no-verb"
    )
