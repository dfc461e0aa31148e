"""Attributions before their actors are known: those of the tagger, and what rules add to them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING

from onrecord.analysis import span_of
from onrecord.analysis.clauses import child, markers, phrase
from onrecord.encoder import attributions
from onrecord.extract.draft import Draft
from onrecord.extract.statements.announced import Announced, announced
from onrecord.extract.statements.contents import bare, own_words, tells, unbroken
from onrecord.extract.statements.cues import (
    citation,
    cue_word,
    cues,
    main_saying,
    owner,
    reported,
    says,
    source_of,
    tells_nobody,
    unsaid,
)
from onrecord.extract.statements.marks import Quotation
from onrecord.extract.statements.questions import Questions
from onrecord.extract.statements.quotes import Spoken, quoted_within, spoken
from onrecord.extract.statements.turns import turns
from onrecord.lexicon import confidence_of
from onrecord.model import Span, cover

if TYPE_CHECKING:
    from spacy.tokens import Token


# The encoder was taught on data that count attitudes and intentions ("is angered by", "has sought to") as attributions, where a
# record wants what somebody is reported to have said: words that the tables do not know for words of saying must be surer.
# Chosen on the part "train" of the corpus: docs/evaluation.md has the figures.
SURE = 0.8


@dataclass(frozen=True, slots=True)
class Found:
    """An attribution: the cue, the source as the text names it, the content, and the rule that found it.

    `through` is who passes on what a cited source says ("according to Reuters, citing two officials").
    """

    cue: tuple[Span, ...]
    source: tuple[Span, ...]
    content: tuple[Span, ...]
    rule: str
    confidence: float
    through: tuple[Span, ...] = ()

    @property
    def whole(self) -> Span:
        """From the first to the last character of the content."""
        return cover(self.content)


def find(draft: Draft, marks: Sequence[Quotation]) -> list[Found]:
    """The attributions of the prose, in the order of their contents: the tagger's, and what rules find beside and within them."""
    questions = Questions(draft.analysis, marks)
    found = list(_labelled(turns(draft)))
    found += [item for item in _unasked(draft, _tagged(draft), questions) if _adds(item, found)]
    for more in (_clauses(draft, marks), _labelled(announced(draft))):
        found += [item for item in list(_unasked(draft, more, questions)) if _adds(item, found)]
    found += [item for item in _speech(draft, marks, found) if _adds(item, found)]
    for item in list(_nested(draft, marks, found)):
        found += [item] if _adds(item, found) else []
    return sorted(_relayed(draft, found), key=lambda item: (item.content[0].start, -item.content[-1].end))


def _unasked(draft: Draft, found: Iterable[Found], questions: Questions) -> Iterator[Found]:
    """The findings without those of a question that nobody in particular put, and without its words in answers to it."""
    for item in found:
        cue = cue_word([t for span in item.cue for t in draft.analysis.tokens(span)])
        content = questions.left_out(item.content, cue)
        if content and not questions.put_by(cue):
            yield replace(item, content=content)


def _relayed(draft: Draft, found: Sequence[Found]) -> Iterator[Found]:
    """The findings, where one that only cites a source ("citing two officials") gives that source to the one before it."""
    cited: dict[int, Found] = {}
    for item in found:
        words = [t for span in item.cue for t in draft.analysis.tokens(span)]
        said = [t for span in item.content for t in draft.analysis.tokens(span)]
        cites = any(t.lemma_ in markers("citing") and t.tag_ == "VBG" for t in words)
        if cites and said and all(t.dep_ != "ROOT" and t.tag_ not in ("VBD", "VBZ", "VBP") for t in said):
            cited[words[0].sent.start] = item
    for item in found:
        first = next((t for span in item.cue for t in draft.analysis.tokens(span)), None)
        by = cited.get(first.sent.start) if first is not None else None
        if by is None:
            yield item
        elif by is not item and item.source:
            yield replace(item, source=by.content, through=item.source)


def _adds(item: Found, found: Sequence[Found]) -> bool:
    """Whether a finding of a rule is new: it shares no cue with another, and its content lies wholly inside or outside."""
    for other in found:
        if any(a.overlaps(b) for a in item.cue for b in other.cue):
            return False
        inside = any(part.contains(item.whole) for part in other.content)
        if inside:
            if not item.cue or not any(part.contains(item.cue[0]) for part in other.content):
                return False
        elif any(a.overlaps(b) for a in item.content for b in other.content):
            return False
    return True


def _tagged(draft: Draft) -> Iterator[Found]:
    """What the tagger finds in the prose, less what stood before already and what was not said."""
    places = [sentence.span for sentence in draft.analysis.prose]
    for a in attributions(draft.article.text):
        cue = cue_word([t for span in a.cue for t in draft.analysis.tokens(span)])
        if not any(place.overlaps(a.content[0]) for place in places):
            continue
        if a.score < SURE and not (cue is not None and says(cue)):
            continue
        if cue is not None and cue.pos_ == "VERB" and unsaid(cue):
            continue
        if not tells(draft, a.content, cue):
            continue
        cited = citation(cue) if cue is not None else None
        source = _named(cited.source, None) if cited else _source(draft, a.source, cue)
        through = _named(cited.by, None) if cited else ()
        content = own_words(draft, a, cue, cited)
        if not content:
            continue
        for number, part in enumerate(unbroken(draft.article.text, content, a.cue)):
            rule = "statements/tagger" if number == 0 else "statements/tagger-continued"
            yield Found(
                _uncited(draft, a.cue) if number == 0 else (),
                source,
                bare(draft, part),
                rule,
                a.score,
                through,
            )


def _uncited(draft: Draft, cue: tuple[Span, ...]) -> tuple[Span, ...]:
    """The cue without what tells through whom it came: "said | as cited by"."""
    tokens = draft.analysis.tokens(cue[0])
    for before, token in pairwise(tokens):
        if (
            token.lower_ == "as"
            and before.pos_ == "VERB"
            and any(t.lemma_ in markers("citing") for t in tokens)
        ):
            return (Span(cue[0].start, before.idx + len(before)), *cue[1:])
    return cue


def _source(draft: Draft, tagged: tuple[Span, ...], cue: Token | None) -> tuple[Span, ...]:
    """The source: what is tagged; where nothing is, the subject of the cue or the owner of a noun of saying."""
    if cue is None:
        return tagged
    if tells_nobody(cue):
        return ()
    tagged = tuple(_of_one_clause(draft, span, cue) for span in tagged)
    if tagged and cue.lemma_ in markers("hearsay") and cue.dep_ in ("dobj", "pobj"):
        return _named(owner(cue), cue)
    if tagged:
        own = child(cue, "nsubj")
        other = own is not None and (
            (own.pos_ != "PRON" and not any(_of_verb(draft, span, cue) for span in tagged))
            or _is_about(tagged, own)
        )
        return _named(own, cue) if other else tagged
    if cue.pos_ in ("VERB", "AUX"):
        verb = main_saying(cue) if cue.tag_ == "VBG" else cue
        return _named(source_of(verb), verb) or _right_before(draft, cue)
    return _named(owner(cue), cue) if cue.pos_ == "NOUN" else ()


def _of_one_clause(draft: Draft, source: Span, cue: Token) -> Span:
    """The source on the cue's side of a conjunction: of "the Speaker as deputies" who "chanted", the deputies."""
    mark = next((t for t in draft.analysis.tokens(source) if t.dep_ == "mark"), None)
    if mark is None or mark.head.i == mark.i:
        return source
    side = (
        Span(mark.idx + len(mark.text_with_ws), source.end)
        if mark.head.i == cue.i
        else Span(
            source.start, source.start + len(Span(source.start, mark.idx).of(draft.article.text).rstrip(" ,"))
        )
    )
    return side if side.start < side.end else source


def _of_verb(draft: Draft, source: Span, cue: Token) -> bool:
    """Whether a source may be that of this verb: it is not the subject of another verb of saying."""
    for token in draft.analysis.tokens(source):
        if token.dep_ == "nsubj" and token.head.i != cue.i and token.head.lemma_ in cues():
            return False
    return True


def _right_before(draft: Draft, cue: Token) -> tuple[Span, ...]:
    """The person named right before a verb that has no subject, as where the parse came apart: "..., Ana Soto, | said on Monday"."""
    at = cue.i - 1 if cue.tag_ in ("VBD", "VBZ") else -1
    while at > cue.sent.start and draft.analysis.doc[at].text == ",":
        at -= 1
    known = draft.who.at(draft.analysis.doc[at]) if at >= cue.sent.start and at >= 0 else None
    if known is None or known.kind != "person" or child(cue, "nsubj", "nsubjpass", "csubj") is not None:
        return ()
    last = draft.analysis.doc[at]
    return tuple(m.span for m in known.mentions if m.form == "name" and m.span.contains(span_of(last)))[:1]


def _is_about(tagged: tuple[Span, ...], subject: Token) -> bool:
    """Whether what is tagged is no more than a relative clause about the subject: "its commander, | who signs as Orsu, | said"."""
    clauses = [phrase(c) for c in subject.children if c.dep_ == "relcl" and c.i > subject.i]
    return any(clause.contains(span) for clause in clauses for span in tagged)


def _clauses(draft: Draft, marks: Sequence[Quotation]) -> Iterator[Found]:
    """Clauses of saying, less those whose content is a quotation and nothing else."""
    for sentence in draft.analysis.prose:
        for token in sentence.phrase:
            for said in reported(token):
                quoted = any(
                    q.outside.contains(said.content) and q.is_speech(draft.article.text) for q in marks
                )
                if not quoted or any(q.inside.contains(span_of(token)) for q in marks):
                    source = _named(said.source, token if said.by is None else None) or _right_before(
                        draft, token
                    )
                    yield Found(
                        (span_of(token),), source, (said.content,), said.rule, confidence_of(said.rule), _named(said.by, None)
                    )  # fmt: skip


def _labelled(found: Iterable[Announced]) -> Iterator[Found]:
    """What stands behind a speaker and a colon or before a dash and a speaker."""
    for said in found:
        yield Found((said.cue,), (said.source,), (said.content,), said.rule, confidence_of(said.rule))


def _speech(draft: Draft, marks: Sequence[Quotation], found: Sequence[Found]) -> Iterator[Found]:
    """The quotations that nothing has accounted for, one finding for each unbroken stretch."""
    covered = [part for item in found for part in item.content]
    last: Spoken | None = None
    for speech in (*spoken(draft.analysis, draft.article.text, marks, covered), None):
        if last is not None and (speech is None or last.cue is None or last.cue is not speech.cue):
            cue = (span_of(last.cue),) if last.cue is not None else ()
            source, rule = _named(last.source, last.cue), last.rule
            before = None if source or cue else _carried_on(draft, last.content[0], found)
            if before is not None:
                source, rule = before.source, "statements/same-speaker"
            yield Found(cue, source, _words(draft, last.content), rule, confidence_of(rule))
        last = speech


def _nested(draft: Draft, marks: Sequence[Quotation], found: Sequence[Found]) -> Iterator[Found]:
    """The speech that is quoted within what somebody says, where its own cue stands there too."""
    rule = "statements/nested"
    for part in (part for item in found for part in item.content):
        for said in quoted_within(draft.analysis, draft.article.text, part, marks):
            source = _named(said.source, said.cue)
            cue = (span_of(said.cue),) if said.cue is not None else ()
            yield Found(cue, source, _words(draft, said.content), rule, confidence_of(rule))


def _words(draft: Draft, parts: tuple[Span, ...]) -> tuple[Span, ...]:
    """The parts of a quotation without the commas that end them, which belong to the sentence around it."""
    text = draft.article.text
    return tuple(Span(part.start, part.start + len(part.of(text).rstrip(" ,"))) for part in parts)


def _carried_on(draft: Draft, quotation: Span, found: Sequence[Found]) -> Found | None:
    """The finding that a quotation without a cue goes on from: nothing but marks and its own cue stands between."""
    before = [item for item in found if item.source and item.content[-1].end <= quotation.start]
    last = max(before, key=lambda item: item.content[-1].end, default=None)
    if last is None:
        return None
    between = Span(last.content[-1].end, quotation.start)
    own = [*last.cue, *last.source]
    letters = (n for n, ch in enumerate(between.of(draft.article.text), between.start) if ch.isalnum())
    return last if all(any(part.start <= n < part.end for part in own) for n in letters) else None


def _named(source: Token | None, cue: Token | None) -> tuple[Span, ...]:
    """The phrase of the source, without clauses; "who", where the source is the noun before it."""
    if source is None:
        return ()
    written = child(cue, "nsubj") if cue is not None else None
    if written is not None and written.tag_ in ("WP", "WDT"):
        source = written
    return (phrase(source, "relcl", "acl", "advcl", "ccomp"),)
