"""Who speaks in quotation marks: the cue beside the quotation, or the speaker of the quotation before."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from onrecord.analysis import Analysis
from onrecord.analysis.clauses import is_passive, subject
from onrecord.extract.statements.cues import cue_of, cues, source_of, unsaid
from onrecord.extract.statements.marks import Quotation
from onrecord.model import Span

if TYPE_CHECKING:
    from spacy.tokens import Token

# How many tokens from the mark a cue may stand; beyond it, other clauses come between.
NEAR = 14
# A comma and a mark that may close a content from outside: 'You go,'.
CLOSING = 2
DASHES = frozenset({"-", "–", "—", "―", "--"})


@dataclass(frozen=True, slots=True)
class Spoken:
    """Quoted speech: its parts, the cue (None where it carries on from the speech before), its source and the rule."""

    content: tuple[Span, ...]
    cue: Token | None
    source: Token | None
    rule: str
    paragraph: int


def spoken(
    analysis: Analysis, text: str, marks: Sequence[Quotation], covered: Sequence[Span]
) -> Iterator[Spoken]:
    """The direct speech of the text, one item for each unbroken stretch of it.

    `covered` are contents already found in clauses ("said the deal was "dead""); quotations inside them are theirs.
    """
    inside = [q.outside for q in marks]
    last: Spoken | None = None
    for at, quotation in enumerate(marks):
        if any(span.contains(quotation.inside) for span in covered) or not quotation.is_speech(text):
            continue
        follows = last is not None and last.paragraph == quotation.paragraph
        cue = _after(analysis, quotation, inside, at) or _before(analysis, quotation, inside, at)
        if cue is not None and follows and last is not None and last.cue is not None and cue.i == last.cue.i:
            joined = Spoken(
                (*last.content, quotation.inside), last.cue, last.source, last.rule, last.paragraph
            )
            last = joined
            yield joined
        elif cue is not None:
            source = _speaker(cue, quotation)
            last = Spoken((quotation.inside,), cue, source, "statements/quotation", quotation.paragraph)
            yield last
        elif (embedded := _governing(analysis, quotation) or _credited(analysis, quotation)) is not None:
            verb, source = embedded
            last = Spoken((quotation.inside,), verb, source, "statements/embedded", quotation.paragraph)
            yield last
        elif last is not None and (
            (follows and not _is_left(analysis, last, quotation))
            or (quotation.resumed and last.paragraph + 1 == quotation.paragraph)
        ):
            last = Spoken(
                (quotation.inside,), None, last.source, "statements/same-speaker", quotation.paragraph
            )
            yield last
        else:
            last = None
            yield Spoken((quotation.inside,), None, None, "statements/unattributed", quotation.paragraph)


def quoted_within(
    analysis: Analysis, text: str, content: Span, marks: Sequence[Quotation]
) -> Iterator[Spoken]:
    """The speech between marks inside of a content, beside a cue that stands inside of it as well."""
    for quotation in (
        *marks,
        *(inner for q in marks if content.overlaps(q.inside) for inner in q.within(text)),
    ):
        reaches = content.end + CLOSING >= quotation.outside.end
        whole = text[quotation.inside.start].isupper() and quotation.is_speech(text)
        if not (content.start < quotation.outside.start and reaches and whole):
            continue
        before, after = Span(content.start, quotation.outside.start), Span(quotation.outside.end, content.end)
        cue = None
        if before.of(text).rstrip()[-1:] in (",", ":"):
            cue = _cue_among(analysis, before, forward=False)
        elif quotation.inside.of(text)[-1:] in (",", "!", "?"):
            cue = _cue_among(analysis, after, forward=True)
        if cue is not None and cues()[cue.lemma_].manner != "thinks":
            source = _speaker(cue, quotation)
            yield Spoken((quotation.inside,), cue, source, "statements/nested", quotation.paragraph)


def _speaker(cue: Token, quotation: Quotation) -> Token | None:
    """Who speaks by the cue: its subject outside of the quotation, of which a parser may take a word for the subject."""
    source = source_of(cue)
    if source is None or not quotation.inside.start <= source.idx < quotation.inside.end:
        return source
    subjects = (c for c in cue.children if c.dep_ == "nsubj")
    return next((c for c in subjects if not quotation.inside.start <= c.idx < quotation.inside.end), None)


def _governing(analysis: Analysis, quotation: Quotation) -> tuple[Token | None, Token] | None:
    """The verb of the clause that a quotation is part of, and its subject: "praised him as "a friend of all"."""
    tokens = analysis.tokens(quotation.inside)
    first = tokens[0] if tokens else None
    if first is None or first.i < 2 or first.sent.start >= first.i - 1:
        return None
    verb = first
    while verb.head.i != verb.i and (verb.idx >= quotation.inside.start or verb.pos_ != "VERB"):
        verb = verb.head
    if verb.pos_ != "VERB" or verb.idx >= quotation.inside.start or is_passive(verb) or unsaid(verb):
        return None
    source = subject(verb)
    return (verb, source) if source is not None and source.idx < quotation.inside.start else None


def _credited(analysis: Analysis, quotation: Quotation) -> tuple[Token | None, Token] | None:
    """The name that stands alone behind a quotation, after a comma or a dash: "It was grim," Ana Soto, a nurse. / "No!" - Ana Soto"""
    text = analysis.doc.text
    behind = analysis.tokens(Span(quotation.outside.end, min(len(text), quotation.outside.end + 40)))
    dashed = bool(behind) and behind[0].text in DASHES
    if not dashed and text[quotation.inside.end - 1 : quotation.inside.end] != ",":
        return None
    first = behind[int(dashed)].i if len(behind) > 1 else -1
    named = next((e for e in analysis.doc.ents if e.start == first and e.label_ == "PERSON"), None)
    if named is None:
        return None
    following = analysis.doc[named.end].text if named.end < len(analysis.doc) else "\n"
    ends = "\n" in following or following == "."
    return (None, named.root) if following == "," or (dashed and ends) else None


def _is_left(analysis: Analysis, last: Spoken, quotation: Quotation) -> bool:
    """Whether a sentence between two quotations has a named subject of its own, so that somebody else may speak."""
    between = analysis.tokens(Span(last.content[-1].end, quotation.outside.start))
    own = last.cue.sent if last.cue is not None else None
    others = (t for t in between if own is None or not own.start <= t.i < own.end)
    return any(t.dep_ in ("nsubj", "nsubjpass") and t.pos_ == "PROPN" for t in others)


def _after(analysis: Analysis, quotation: Quotation, inside: Sequence[Span], at: int) -> Token | None:
    """The cue right after the closing mark: "...," he said. / "...," said the minister."""
    start = quotation.outside.end
    stop = inside[at + 1].start if at + 1 < len(inside) else min(start + 400, len(analysis.doc.text))
    text = analysis.doc.text[start:stop]
    if text[:1] in (".",) or (
        analysis.doc.text[start - 2 : start - 1] in (".",) and not text.lstrip()[:1].islower()
    ):
        return None
    return _cue_among(analysis, Span(start, stop), forward=True)


def _before(analysis: Analysis, quotation: Quotation, inside: Sequence[Span], at: int) -> Token | None:
    """The cue right before the opening mark: He said: "..." / she told reporters, "..."."""
    stop = quotation.outside.start
    start = max(inside[at - 1].end if at else 0, stop - 300)
    return _cue_among(analysis, Span(start, stop), forward=False)


def _cue_among(analysis: Analysis, place: Span, *, forward: bool) -> Token | None:
    """The nearest verb of saying with a subject, within reach and the same paragraph and sentence."""
    if place.end <= place.start:
        return None
    tokens: list[Token] = []
    nearby = analysis.tokens(place)
    for token in nearby[:NEAR] if forward else reversed(nearby[-NEAR:]):
        tokens.append(token)
        if token.text in (".", "?", "!"):
            break
    for token in tokens:
        if cue_of(token) is not None and source_of(token) is not None:
            return token
    return None
