"""What a recipe sees: the words of an expression, the discourse so far and the clause around it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from onrecord.extract.times.anchor import Anchor
from onrecord.extract.times.clause import Clause
from onrecord.extract.times.words import words

UNKNOWN_DAY = "XXXX-XX-XX"


@dataclass(frozen=True, slots=True)
class Sight:
    """One expression with all that its value may hang on."""

    parts: Mapping[str, str]
    anchor: Anchor
    clause: Clause

    def get(self, *names: str) -> str | None:
        """The first of the named parts that the expression has."""
        return next((self.parts[name] for name in names if name in self.parts), None)

    def unit(self) -> str:
        """The code of the unit: "Y", "TH"."""
        named = self.parts.get("unit") or self.parts["bare"]
        return words("unit").get(named) or words("units")[named]

    def is_future(self) -> bool:
        """Whether the clause speaks of what is to come."""
        return self.clause.tense() == "future"

    def step(self, name: str = "which") -> int:
        """How far "last", "this" or "next" steps: -1, 0 or 1."""
        return int(words("which").get(self.parts.get(name, "").removeprefix("the "), "0"))

    def from_story(self) -> bool:
        """Whether it is seen from what the text spoke of last ("the following week") and not from today."""
        which = self.parts.get("which", "")
        return any(
            word in which for word in ("following", "same", "that", "previous", "preceding", "the next")
        )

    def origin(self) -> date | None:
        """The day from which "last", "this", "next" are counted."""
        return self.anchor.story() if self.from_story() else self.anchor.now()

    def ends_range(self) -> bool:
        """Whether the expression ends a range of days that the one before it begins ("Monday to Friday")."""
        between = self.clause.lower[self.anchor.latest_end : self.clause.start].strip()
        return between in words("range") and self.anchor.latest_end < self.clause.start

    def follows_day(self) -> bool:
        """Whether a day was named before it in the same sentence: "on Monday freed a man held three days earlier"."""
        start = self.clause.start - len(self.clause.sentence_before())
        return self.anchor.coarse is None and start < self.anchor.latest_end <= self.clause.start

    def is_beside_latest(self) -> bool:
        """Whether a day was named before it in the same paragraph."""
        return "\n" not in self.clause.text[self.anchor.latest_end : self.clause.start]

    def day_part(self) -> str:
        """The part of the day as TIMEX3 writes it: "TMO"; "" where none is named."""
        named = self.parts.get("daypart")
        if self.parts.get("when") in ("tonight", "overnight"):
            return "TNI"
        return f"T{words('daypart').get(named) or words('dayparts')[named]}" if named else ""


def year_text(year: int | None) -> str:
    """A year as TIMEX3 writes it; years before Christ are negative.

    >>> year_text(1914), year_text(-331), year_text(None)
    ('1914', 'BC0331', 'XXXX')
    """
    if year is None:
        return "XXXX"
    return f"{year:04}" if year >= 0 else f"BC{-year:04}"
