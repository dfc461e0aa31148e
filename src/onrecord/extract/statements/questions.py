"""Questions that nobody in particular put: "asked if ships would sail, she said no" says nothing of ships."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from onrecord.analysis import Analysis, span_of
from onrecord.analysis.clauses import agent, is_passive, markers
from onrecord.extract.statements.cues import cues
from onrecord.extract.statements.marks import Quotation
from onrecord.model import Span

if TYPE_CHECKING:
    from spacy.tokens import Span as Phrase
    from spacy.tokens import Token

# How many words may stand between "asked" and the question: "asked on Monday by phone whether".
NEAR = 6
_WHEN = ("when", "if", "as", "once")


class Questions:
    """The questions of an article for which it names no asker."""

    def __init__(self, analysis: Analysis, marks: Sequence[Quotation]) -> None:
        self._analysis = analysis
        self._asked: set[int] = set()
        self._aside: list[Span] = []
        for sentence in analysis.prose:
            for asked, begins in _questions(sentence.phrase):
                self._asked.add(asked.i)
                quoted = any(q.inside.contains(span_of(asked)) for q in marks)
                if not quoted and _is_bare(asked, sentence.phrase):
                    self._aside.append(span_of(_first(asked), _last(begins, sentence.phrase)))

    def put_by(self, cue: Token | None) -> bool:
        """Whether a cue is the verb of such a question, whose content then is nobody's."""
        return cue is not None and cue.i in self._asked

    def left_out(self, content: Sequence[Span], cue: Token | None) -> tuple[Span, ...]:
        """The content of an answer less the question that stands aside: "said when asked if ships would sail that none would"."""
        aside = [span for span in self._aside if cue is None or not span.contains(span_of(cue))]
        return tuple(rest for part in content for rest in self._without(part, aside))

    def _without(self, part: Span, aside: Sequence[Span]) -> Iterator[Span]:
        begin = part.start
        for span in (s for s in aside if s.overlaps(part)):
            yield from self._trimmed(begin, span.start)
            begin = span.end
        if begin == part.start:
            yield part
        else:
            yield from self._trimmed(begin, part.end)

    def _trimmed(self, begin: int, end: int) -> Iterator[Span]:
        """What stands there from word to word, "that" in front left out; nothing where no word does."""
        words = (
            [t for t in self._analysis.tokens(Span(begin, end)) if begin <= t.idx < end]
            if begin < end
            else []
        )
        while words and (words[0].is_punct or (words[0].dep_ == "mark" and words[0].lower_ == "that")):
            words.pop(0)
        while words and words[-1].is_punct:
            words.pop()
        if words:
            yield span_of(*words)


def _questions(sentence: Phrase) -> Iterator[tuple[Token, Token]]:
    """The verbs of asking that name no asker, each with the word that opens its question."""
    for token in sentence:
        if (
            token.lemma_ not in markers("asking")
            or token.tag_ not in ("VBN", "VBD")
            or agent(token) is not None
        ):
            continue
        if not (token.tag_ == "VBN" and is_passive(token)) and not _is_bare(token, sentence):
            continue
        for word in sentence.doc[token.i + 1 : min(token.i + 1 + NEAR, sentence.end)]:
            if word.is_punct:
                break
            if word.lower_ in markers("question"):
                yield token, word
                break


def _is_bare(asked: Token, sentence: Phrase) -> bool:
    """Whether the verb stands without a subject of its own: "Asked if", "Ana Soto, asked if", "when asked if"."""
    before = asked.nbor(-1).lower_ if asked.i > sentence.start else ","
    return before in (",", '"', *_WHEN)


def _first(asked: Token) -> Token:
    """The "when" or "if" before the verb, else the verb."""
    return asked.nbor(-1) if asked.i and asked.nbor(-1).lower_ in _WHEN else asked


def _last(begins: Token, sentence: Phrase) -> Token:
    """The last word of the question: before the "that" of the answer, else before a comma, else before the full stop."""
    words = [t for t in sentence if t.i > begins.i and not t.is_space]
    for word in words:
        opens_answer = word.lower_ == "that" and word.dep_ == "mark" and not _takes_that(word.nbor(-1))
        if opens_answer or (word.is_punct and word.text != "-"):
            return word.nbor(-1)
    return words[-1] if words else begins


def _takes_that(word: Token) -> bool:
    """Whether "that" behind the word opens what is said or thought within the question: "asked if he believed that"."""
    return word.pos_ in ("VERB", "ADJ") or word.lemma_ in cues()
