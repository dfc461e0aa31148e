"""Where a content begins and ends: what a tagger took into it that nobody said is cut away."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import TYPE_CHECKING

from onrecord.analysis import span_of
from onrecord.analysis.clauses import child, markers, phrase
from onrecord.encoder import Attribution
from onrecord.extract.draft import Draft
from onrecord.extract.statements.cues import Citation, cues
from onrecord.extract.statements.marks import OPENING, is_title
from onrecord.model import Span

if TYPE_CHECKING:
    from spacy.tokens import Token

_END = re.compile(r"[\w)][.!?]['\"”’“»」]?\s+['\"“”‘„«「]?$")


def own_words(
    draft: Draft, found: Attribution, cue: Token | None, cited: Citation | None
) -> tuple[Span, ...]:
    """The content that is tagged, less headlines and datelines, the words that name the source, and speech that is another's."""
    content = _behind(found.content, cited) if cited else found.content
    content = tuple(_in_one_section(draft, content, found.cue))
    return _before_speech(draft.article.text, _before_cue(draft, content, cue))


def _in_one_section(draft: Draft, content: tuple[Span, ...], cue: tuple[Span, ...]) -> Iterator[Span]:
    """The content as far as it stands in sections of the kind that its cue is in: a headline is no part of a sentence of the
    body, and a dateline is nobody's words."""
    sections = draft.article.sections
    where = cue[0].start if cue else content[-1].start if content else 0
    home = next((s.kind for s in sections if s.span.start <= where < s.span.end), None)
    if home is None:
        yield from content
    for section in (s.span for s in sections if s.kind == home):
        for part in content:
            begin, end = max(part.start, section.start), min(part.end, section.end)
            if begin < end:
                yield Span(begin, end)


def _before_cue(draft: Draft, content: tuple[Span, ...], cue: Token | None) -> tuple[Span, ...]:
    """The content without the subject of its cue, which a tagger may take into it where a mark is missing: "We go, he said."""
    own = child(cue, "nsubj", "nsubjpass") if cue is not None else None
    if cue is None or own is None or own.i > cue.i:
        return content
    named, text = phrase(own, "relcl", "acl", "advcl"), draft.article.text
    ends = len(text[: named.start].rstrip(" \n\"“”»'’"))
    return tuple(
        Span(part.start, ends - 1)
        if part.start < ends and part.end == named.end and text[ends - 1] == ","
        else part
        for part in content
    )


def _before_speech(text: str, content: tuple[Span, ...]) -> tuple[Span, ...]:
    """The content as far as the speech in marks that opens another paragraph behind words without marks: another cue may be its."""
    for at, (before, part) in enumerate(pairwise(content), start=1):
        parted = "\n" in text[before.end : part.start]
        if (
            parted
            and text[part.start - 1] in OPENING
            and text[before.start - 1 : before.start] not in OPENING
        ):
            return content[:at]
    return content


def _behind(content: tuple[Span, ...], cited: Citation) -> tuple[Span, ...]:
    """The content without the words "an official as saying", which a tagger may take into it."""
    end = cited.saying.idx + len(cited.saying.text_with_ws)
    named = [phrase(cited.source), *((phrase(cited.by.head),) if cited.by is not None else ())]
    parts = (
        Span(max(part.start, end), part.end) if part.contains(span_of(cited.saying)) else part
        for part in content
    )
    return tuple(part for part in parts if part.end > part.start and not any(n.contains(part) for n in named))


def tells(draft: Draft, content: tuple[Span, ...], cue: Token | None) -> bool:
    """Whether the content can be told: a clause, words in quotation marks, a charge or a description; or the bare thing
    that verbs like "announce" take. "Rejected" and "criticised" with a bare thing are deeds and not words."""
    text = draft.article.text
    if cue is not None and cue.lemma_ in markers("authoring") and _names_work(text, content[0]):
        return False
    words = [token for part in content for token in draft.analysis.tokens(part)]
    if any(t.pos_ in ("VERB", "AUX") or t.lower_ in markers("telling") for t in words):
        return True
    known = cues().get(cue.lemma_) if cue is not None else None
    if any(mark in text[max(0, part.start - 1) : part.end + 1] for part in content for mark in '"“”«»„「」'):
        return known is None or "marked" not in known.takes
    return known is None or bool({"thing", "cite"} & set(known.takes))


def _names_work(text: str, part: Span) -> bool:
    """Whether the content opens with the name of a work in marks: what somebody wrote is a book then."""
    if text[max(0, part.start - 1) : part.start] not in OPENING:
        return False
    closed = re.split('["”“»」]', part.of(text), maxsplit=1)
    return is_title(closed[0].split())


def bare(draft: Draft, content: tuple[Span, ...]) -> tuple[Span, ...]:
    """The content without the "that" that opens it, nor a day that was taken into it before that word."""
    tokens = draft.analysis.tokens(content[0])
    days = [t.span for t in draft.times]
    at = 0
    while at < len(tokens) and any(s.start <= tokens[at].idx < s.end for s in days):
        at += 1
    if at + 1 < len(tokens) and tokens[at].lower_ == "that" and tokens[at].dep_ == "mark":
        return (Span(tokens[at + 1].idx, content[0].end), *content[1:])
    return content


def unbroken(text: str, content: tuple[Span, ...], cue: tuple[Span, ...]) -> Iterator[tuple[Span, ...]]:
    """The content in stretches: speech that goes on after a full stop behind its cue is another statement."""
    begin = 0
    for at in range(1, len(content)):
        between = Span(content[at - 1].end, content[at].start)
        ended = _END.search(between.of(text)) is not None
        if ended and any(between.contains(span) for span in cue):
            yield content[begin:at]
            begin = at
    yield content[begin:]
