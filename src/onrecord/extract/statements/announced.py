"""Headlines and labels: "Macron: no deal without Kyiv", "Talks near collapse - diplomat", "MODERATOR: Thank you"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from onrecord.analysis import span_of
from onrecord.extract.draft import Draft
from onrecord.model import Span
from onrecord.who import knowledge

if TYPE_CHECKING:
    from spacy.tokens import Token

# A speaker before a colon or behind a dash is named in few words; what is said has more than a few.
NAME_TOKENS = 8
CONTENT_TOKENS = 3
_DASHES = frozenset({"-", "–", "—", "--"})
_LABEL = re.compile(r"(?:[A-Z][A-Z.'’-]+ ?){1,4}|[QA]")


@dataclass(frozen=True, slots=True)
class Announced:
    """The mark between source and content, and the two."""

    cue: Span
    source: Span
    content: Span
    rule: str


def announced(draft: Draft) -> Iterator[Announced]:
    """What a headline or a transcript attributes by a colon or a dash alone."""
    for sentence in draft.analysis.prose:
        words = [t for t in sentence.phrase if not t.is_space]
        found = _colon(draft, words)
        if found is None and sentence.section.kind == "title":
            found = _dash(draft, words)
        if found is not None:
            yield found


def _colon(draft: Draft, words: list[Token]) -> Announced | None:
    at = next((n for n, t in enumerate(words[: NAME_TOKENS + 1]) if t.text == ":"), 0)
    rest = words[at + 1 :]
    if not at or len(rest) < CONTENT_TOKENS or "\n" in span_of(*rest).of(draft.article.text):
        return None
    if any(t.pos_ in ("VERB", "AUX") and t.text.islower() for t in words[:at]):
        return None
    named = span_of(*words[:at])
    if _is_actor(draft, named) or _LABEL.fullmatch(named.of(draft.article.text)):
        return Announced(span_of(words[at]), named, _trimmed(rest), "statements/colon")
    return None


def _dash(draft: Draft, words: list[Token]) -> Announced | None:
    at = next((n for n in range(len(words) - 1, 0, -1) if words[n].text in _DASHES), 0)
    behind = words[at + 1 :]
    if at < CONTENT_TOKENS or not 0 < len(behind) <= NAME_TOKENS:
        return None
    named = span_of(*behind)
    if not _is_actor(draft, named):
        return None
    return Announced(span_of(words[at]), named, _trimmed(words[:at]), "statements/dash")


def _is_actor(draft: Draft, named: Span) -> bool:
    """Whether the words are the mention of an actor and nothing more, articles left out, or end in a noun for one."""
    text = draft.article.text
    if named.of(text).lower().split()[-1] in _nouns():
        return True
    return any(
        named.contains(m.span) and not named.of(text).replace(m.span.of(text), "", 1).strip(" .")
        for actor in draft.who.within(named)
        for m in actor.mentions
    )


@cache
def _nouns() -> frozenset[str]:
    """The words that end a noun for those who speak: "diplomat", "officials"."""
    return frozenset(noun.split()[-1].lower() for noun in knowledge().agents)


def _trimmed(words: list[Token]) -> Span:
    """The words without the quotation marks around them."""
    while len(words) > 1 and words[0].text in ('"', "'", "``"):
        words = words[1:]
    while len(words) > 1 and words[-1].text in ('"', "'", "''", "."):
        words = words[:-1]
    return span_of(*words)
