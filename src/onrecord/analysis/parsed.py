"""The base analysis of one article: sentences, tokens, parse and names, made once for all layers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import tee
from typing import TYPE_CHECKING

from onrecord.analysis.model import load_model
from onrecord.model import Article, Section, Span
from onrecord.text import reading_copy

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc, Token
    from spacy.tokens import Span as Phrase

BATCH = 16
PROSE = frozenset({"title", "summary", "body", "caption"})


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence with the section it stands in.

    `repeated` is true where the same words stood earlier (a headline printed twice): layers skip it.
    """

    phrase: Phrase
    section: Section
    paragraph: int
    repeated: bool

    @property
    def span(self) -> Span:
        """Where the sentence stands in `article.text`."""
        return Span(self.phrase.start_char, self.phrase.end_char)


@dataclass(frozen=True, slots=True)
class Analysis:
    """The parsed article. `doc` has one token offset per offset of `article.text` (`token.idx`)."""

    doc: Doc
    sentences: tuple[Sentence, ...]

    @property
    def prose(self) -> Iterator[Sentence]:
        """The sentences to code: those of title, summary, body and captions that were not read before."""
        return (s for s in self.sentences if s.section.kind in PROSE and not s.repeated)

    def tokens(self, span: Span) -> tuple[Token, ...]:
        """The tokens that share a character with `span`, white space left out."""
        phrase = self.doc.char_span(span.start, span.end, alignment_mode="expand")
        return () if phrase is None else tuple(token for token in phrase if not token.is_space)


def span_of(*tokens: Token) -> Span:
    """The span from the first to the last character of `tokens`."""
    return Span(min(t.idx for t in tokens), max(t.idx + len(t) for t in tokens))


def analyse(articles: Iterable[Article]) -> Iterator[tuple[Article, Analysis]]:
    """Parses articles in batches, in order, holding one batch at a time."""
    nlp = load_model()
    kept, parsed = tee(articles)
    docs = (_unparsed(nlp, article) for article in parsed)
    for article, doc in zip(kept, nlp.pipe(docs, batch_size=BATCH), strict=True):
        yield article, Analysis(doc, tuple(_sentences(article, doc)))


def _unparsed(nlp: Language, article: Article) -> Doc:
    """The tokens of the article, with a sentence start fixed at each paragraph and section."""
    doc = nlp.make_doc(reading_copy(article.text))
    starts = {section.span.start for section in article.sections}
    fresh = True
    for token in doc:
        if token.is_space:
            fresh = fresh or "\n" in token.text
        else:
            if fresh or token.idx in starts:
                token.is_sent_start = True
            fresh = False
    return doc


def _sentences(article: Article, doc: Doc) -> Iterator[Sentence]:
    sections = article.sections or (Section(kind="body", span=Span(0, len(article.text))),)
    seen: set[str] = set()
    at = paragraph = 0
    for phrase in doc.sents:
        words = phrase.text.strip()
        if not words:
            continue
        while at + 1 < len(sections) and sections[at + 1].span.start <= phrase.start_char:
            at += 1
        yield Sentence(phrase, sections[at], paragraph, words in seen)
        seen.add(words)
        if "\n" in phrase.text[len(phrase.text.rstrip()) :] or "\n" in phrase[-1].whitespace_:
            paragraph += 1
