"""What an expression is resolved against: the publication date, the dates before it, and the tense of its clause."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from onrecord.analysis.clauses import markers

if TYPE_CHECKING:
    from spacy.tokens import Token

_YEAR = re.compile(r"\b(1[5-9]\d\d|20[0-4]\d)\b")
# A text is a narrative of the past when it names at least so many years, and most lie this far back.
NARRATIVE_YEARS = 5
NARRATIVE_GAP = 2


@dataclass(slots=True)
class Anchor:
    """The state of the discourse while the expressions of an article are resolved in order.

    `published` is the publication date or None; `latest` the last day the text spoke of; `narrative`
    whether dates without a year continue the story told rather than look back from publication.
    """

    published: date | None
    narrative: bool
    latest: date | None = None

    def now(self) -> date | None:
        """The day that "today" and dates without a year are seen from."""
        return self.latest if self.narrative and self.latest else self.published

    def story(self) -> date | None:
        """The day that "the next day" follows."""
        return self.latest or self.published


def is_narrative(text: str, published: date | None) -> bool:
    """Whether the text tells a story of the past, by the years it names."""
    years = [int(y) for y in _YEAR.findall(text)]
    if published is None:
        return bool(years)
    far = sum(1 for year in years if published.year - year >= NARRATIVE_GAP)
    return len(years) >= NARRATIVE_YEARS and far / len(years) >= 0.7


def is_future(token: Token) -> bool:
    """Whether the clause that the expression hangs on speaks of what is to come."""
    verb = token
    for _ in range(8):
        if verb.pos_ in ("VERB", "AUX") or verb.head.i == verb.i:
            break
        verb = verb.head
    children = list(verb.children)
    if any(c.dep_ == "aux" and c.lower_ in markers("future-auxiliary") for c in children):
        return True
    if verb.dep_ == "advcl" and any(c.dep_ == "mark" and c.lower_ in markers("condition") for c in children):
        return any(c.tag_ == "MD" for c in verb.head.children)
    if verb.tag_ == "VB" and any(c.dep_ == "aux" and c.lower_ == "to" for c in children):
        return verb.head.tag_ != "VBD" or verb.head.lemma_ in (
            "plan",
            "schedule",
            "expect",
            "agree",
            "due",
            "intend",
        )
    if verb.tag_ == "VB" and not any(c.dep_ == "aux" for c in children):
        return True
    return verb.tag_ in ("VBG", "VBP", "VBZ") and any(
        c.dep_ == "aux" and c.lower_ in ("is", "are") for c in children
    )
