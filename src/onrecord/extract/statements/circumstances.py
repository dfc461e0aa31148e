"""The circumstances of a statement: the day it was said, the venue, the hearers, and whether it is a denial."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING

from onrecord.analysis import span_of
from onrecord.analysis.clauses import child, is_negated, markers, obliques
from onrecord.extract.draft import Draft
from onrecord.extract.statements.cues import cue_word, cues
from onrecord.extract.statements.found import Found
from onrecord.lexicon import load_table
from onrecord.model import Span, When

if TYPE_CHECKING:
    from spacy.tokens import Token

# Words that belong to the phrase of a venue by hanging on its noun.
_WITHIN = frozenset(
    {"det", "amod", "compound", "nmod", "poss", "case", "prep", "pobj", "acl", "nummod", "punct"}
)


@cache
def _venues() -> frozenset[str]:
    return frozenset(row["noun"] for row in load_table("speech_venues"))


def word_of(draft: Draft, item: Found) -> Token | None:
    """The word of the cue that tells that something was said."""
    return cue_word([t for span in item.cue for t in draft.analysis.tokens(span)])


def beside(draft: Draft, item: Found) -> list[Token]:
    """The words of the cue's sentence that belong neither to the content nor to another clause."""
    word = word_of(draft, item)
    if word is None:
        return []
    return [
        t
        for t in word.sent
        if not t.is_space
        and not any(part.start <= t.idx < part.end for part in item.content)
        and _near(t, word)
    ]


def _near(token: Token, cue: Token) -> bool:
    """Whether a word stands in the clause of the cue: no other verb with a subject comes between them."""
    for _ in range(12):
        if token.i == cue.i:
            return True
        if token.pos_ in ("VERB", "AUX") and child(token, "nsubj", "nsubjpass") is not None:
            return False
        if token.head.i == token.i:
            return False
        token = token.head
    return False


def said(draft: Draft, item: Found) -> When | None:
    """When it was said: a day named in the clause of the cue, else the publication date as an assumption."""
    places = beside(draft, item)
    for time in draft.times:
        if (
            time.type in ("DATE", "TIME")
            and time.begin
            and any(time.span.start <= t.idx < time.span.end for t in places)
        ):
            return When(value=time.value, begin=time.begin, end=time.end)
    published = draft.article.published
    return When(value=published, begin=published, end=published, assumed=True) if published else None


def venue(draft: Draft, item: Found) -> Span | None:
    """Where or how it was said ("in a statement posted on Telegram", "at a news conference in Ankara"), or None."""
    for token in beside(draft, item):
        if token.lemma_.lower() not in _venues() or token.head.pos_ != "ADP":
            continue
        if token.head.lower_ not in markers("venue"):
            continue
        words = [token.head, *_phrase(token, draft, item)]
        return span_of(*words)
    return None


def _phrase(noun: Token, draft: Draft, item: Found) -> Iterator[Token]:
    """The noun of a venue with what hangs on it, times and contents left out."""
    days = [t.span for t in draft.times if t.type in ("DATE", "TIME")]
    last = noun.head.i
    for token in sorted(noun.subtree, key=lambda t: t.i):
        out = any(s.start <= token.idx < s.end for s in (*days, *item.content))
        if token.is_space or out or token.text in (",", ";", ":", '"') or token.i != last + 1:
            if token.i > noun.i:
                return
            continue
        last = token.i
        following = token.nbor() if token.i + 1 < len(token.doc) else None
        before_day = following is not None and any(s.start <= following.idx < s.end for s in days)
        if not (before_day and token.pos_ == "ADP"):
            yield token


def addressees(draft: Draft, item: Found) -> tuple[str, ...]:
    """To whom it was said: "told reporters", "said to the council", "urged Iran to"."""
    word = word_of(draft, item)
    if word is None or word.pos_ != "VERB":
        return ()
    hearer = child(word, "dobj", "dative")
    heads = [hearer] if hearer is not None and hearer.lower_ != "it" and word.lemma_ in cues() else []
    found = dict.fromkeys(
        actor
        for head in (*heads, *obliques(word, "to", "with"))
        if not any(part.start <= head.idx < part.end for part in item.content) or head is hearer
        for actor in draft.who.ids(head)[:1]
    )
    return tuple(found)


def is_denial(draft: Draft, item: Found) -> bool:
    """Whether the cue denies: "denied that", "dismissed", "the denial that"; not "did not deny"."""
    for span in item.cue:
        for token in draft.analysis.tokens(span):
            cue = cues().get(token.lemma_) if token.pos_ == "VERB" else None
            denies = (cue is not None and cue.manner == "denies") or token.lemma_ in markers("denial")
            if denies:
                return not is_negated(token)
    return False
