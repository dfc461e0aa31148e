"""Who speaks in quotation marks: the cue beside the quotation, or the speaker of the quotation before."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from onrecord.analysis import Analysis
from onrecord.extract.statements.cues import cue_of, source_of
from onrecord.extract.statements.marks import Quotation
from onrecord.model import Span

if TYPE_CHECKING:
    from spacy.tokens import Token

# How many tokens from the mark a cue may stand; beyond it, other clauses come between.
NEAR = 14


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
            last = Spoken(
                (quotation.inside,), cue, source_of(cue), "statements/quotation", quotation.paragraph
            )
            yield last
        elif last is not None and (
            follows or (quotation.resumed and last.paragraph + 1 == quotation.paragraph)
        ):
            last = Spoken(
                (quotation.inside,), None, last.source, "statements/same-speaker", quotation.paragraph
            )
            yield last
        else:
            last = None
            yield Spoken((quotation.inside,), None, None, "statements/unattributed", quotation.paragraph)


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
