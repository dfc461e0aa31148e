"""Finds the statements of an article: clauses that report, quotations, and how they nest."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from onrecord.analysis import span_of
from onrecord.analysis.clauses import child, obliques
from onrecord.extract.draft import Draft, Rejected
from onrecord.extract.statements.cues import Said, citation, cue_of, reported
from onrecord.extract.statements.marks import Quotation, quotations
from onrecord.extract.statements.quotes import Spoken, spoken
from onrecord.extract.statements.sources import source_span, with_source
from onrecord.lexicon import confidence_of
from onrecord.model import Span, Statement, When
from onrecord.model.codes import StatementMode

if TYPE_CHECKING:
    from spacy.tokens import Token

# The labels under which a day stands beside a verb of saying.
BESIDE = frozenset({"npadvmod", "prep", "nmod", "tmod"})


@dataclass(frozen=True, slots=True)
class Found:
    """A statement before its actors are known."""

    cue: Token | None
    source: Token | None
    content: tuple[Span, ...]
    manner: str
    rule: str


def find_statements(draft: Draft) -> Draft:
    """The draft with its statements filled in; sources that no layer before knew are added to its actors."""
    text = draft.article.text
    marks = quotations(text)
    clauses = [*_reported(draft, marks), *_announced(draft)]
    found = [Found(s.cue, s.source, (s.content,), s.manner, s.rule) for s in clauses]
    covered = [s.content for s in clauses]
    direct: list[Spoken] = []
    for speech in spoken(draft.analysis, text, marks, covered):
        if direct and direct[-1].cue is not None and direct[-1].cue is speech.cue:
            direct[-1] = speech
        else:
            direct.append(speech)
    found += [Found(s.cue, s.source, s.content, "says", s.rule) for s in direct]
    found.sort(key=lambda f: (f.content[0].start, -f.content[-1].end))
    statements: list[Statement] = []
    for number, item in enumerate(found, start=1):
        draft, statement = _statement(draft, item, f"s{number}", marks)
        statements.append(statement)
    return replace(draft, statements=tuple(_nested(statements)))


def _reported(draft: Draft, marks: tuple[Quotation, ...]) -> Iterator[Said]:
    """Clauses of saying in the prose, less those whose content is a quotation and nothing else."""
    for sentence in draft.analysis.prose:
        for token in sentence.phrase:
            for said in reported(token):
                if not any(
                    q.outside.contains(said.content) and q.is_speech(draft.article.text) for q in marks
                ) or any(q.inside.contains(span_of(token)) for q in marks):
                    yield said


def _announced(draft: Draft) -> Iterator[Said]:
    """What stands behind a speaker and a colon, in headlines and transcripts: "Macron: no deal without Kyiv"."""
    for sentence in draft.analysis.prose:
        words = list(sentence.phrase)
        colon = next((n for n, t in enumerate(words[:9]) if t.text == ":"), 0)
        rest = [t for t in words[colon + 1 :] if not t.is_space]
        if not colon or len(rest) < 3:
            continue
        named = span_of(words[0], words[colon - 1])
        actor = next(iter(draft.who.within(named)), None)
        head = next((t for t in words[:colon] if draft.who.at(t) is actor), None)
        if (
            actor is not None
            and head is not None
            and any(mention.span == named for mention in actor.mentions)
        ):
            yield Said(words[colon], head, span_of(*rest), "says", "statements/colon")


def _statement(
    draft: Draft, item: Found, number: str, marks: tuple[Quotation, ...]
) -> tuple[Draft, Statement]:
    speaker, speaker_span = None, None
    via: list[str] = []
    addressees: list[str] = []
    if item.source is not None:
        speaker_span = source_span(_as_written(item))
        draft, speaker = with_source(draft, item.source)
        if speaker is None:
            reading = f"spoken by {speaker_span.of(draft.article.text)!r}"
            unknown = Rejected(number, reading, "no single actor before it that the words can mean")
            draft = replace(draft, rejected=(*draft.rejected, unknown))
    if item.cue is not None:
        cited = citation(item.cue)
        if cited is not None:
            draft, agency = with_source(draft, cited)
            via += [agency] if agency else []
        addressees = [actor.id for head in _hearers(item.cue) if (actor := draft.who.at(head)) is not None]
    return draft, Statement(
        id=number, speaker=speaker, speaker_span=speaker_span, cue=(span_of(item.cue),) if item.cue is not None else (),
        content=item.content, mode=_mode(item.content, marks), polarity="denied" if item.manner == "denies" else "asserted",
        via=tuple(via), addressees=tuple(dict.fromkeys(a for a in addressees if a != speaker)), said=_said(draft, item),
        confidence=confidence_of(item.rule), reason=item.rule,
    )  # fmt: skip


def _as_written(item: Found) -> Token:
    """The word that stands for the source beside the cue: "who", where the source is the noun before it."""
    written = child(item.cue, "nsubj") if item.cue is not None else None
    relative = written is not None and written.tag_ in ("WP", "WDT")
    return written if relative and written is not None else item.source  # type: ignore[return-value]


def _mode(content: tuple[Span, ...], marks: tuple[Quotation, ...]) -> StatementMode:
    if all(any(q.outside.contains(part) for q in marks) for part in content):
        return "direct"
    return "mixed" if any(part.overlaps(q.inside) for part in content for q in marks) else "indirect"


def _hearers(cue: Token) -> Iterator[Token]:
    """To whom it was said: "told reporters", "said to the council", "urged Iran to"."""
    hearer = child(cue, "dobj", "dative")
    if hearer is not None and hearer.lower_ != "it" and cue_of(cue) is not None:
        yield hearer
    yield from obliques(cue, "to", "with")


def _said(draft: Draft, item: Found) -> When | None:
    """When it was said: a day named beside the cue, else the publication date as an assumption."""
    beside = (
        []
        if item.cue is None
        else [t for c in item.cue.children if c.dep_ in BESIDE for t in (c, *c.children)]
    )
    for time in draft.times:
        if time.type not in ("DATE", "TIME") or time.begin is None:
            continue
        near = any(time.span.start <= t.idx < time.span.end for t in beside)
        if near and not any(part.contains(time.span) for part in item.content):
            return When(value=time.value, begin=time.begin, end=time.end)
    published = draft.article.published
    return When(value=published, begin=published, end=published, assumed=True) if published else None


def _nested(statements: list[Statement]) -> Iterator[Statement]:
    """The statements with `inside`, and the speaker of the outer one as the first link of the chain."""
    for statement in statements:
        whole = Span(statement.content[0].start, statement.content[-1].end)
        outer = [
            other for other in statements
            if other is not statement and any(p.contains(whole) and p != whole for p in other.content)
            and (not statement.cue or any(p.contains(statement.cue[0]) for p in other.content))
        ]  # fmt: skip
        if not outer:
            yield statement
            continue
        nearest = min(outer, key=lambda o: o.content[-1].end - o.content[0].start)
        relays = nearest.speaker is not None and nearest.speaker != statement.speaker
        via = (*statement.via, nearest.speaker) if relays and nearest.speaker else statement.via
        yield replace(statement, inside=nearest.id, via=via)
