"""A report and its mentions of events, as far as it takes to tell which mentions mean one event."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeAlias

import numpy as np

from onrecord.across.coreference.arguments import arguments
from onrecord.analysis import Analysis
from onrecord.encoder import WIDTH, Encoder, Tokens
from onrecord.model import Article, Span

if TYPE_CHECKING:
    from spacy.tokens import Span as Phrase
    from spacy.tokens import Token

Vectors: TypeAlias = np.ndarray[Any, np.dtype[np.float32]]
Words: TypeAlias = frozenset[str]

# What is known of a mention in lemmas, and in vectors of length 1 (or 0, where there is nothing).
ASPECTS = (
    "phrase", "subject", "object", "other", "sentence", "near", "names", "numbers", "places", "people", "dates",
)  # fmt: skip
SENSES = ("phrase", "head", "sentence", "lemma", "alone", "subject", "object", "other", "before")
# What is counted in a whole report.
COUNTED = ("words", "names", "proper", "places", "numbers")

# How many tokens to either side count as near.
NEAR = 6
# How many sentences open a report.
LEAD = 3

_CONTENT = frozenset({"NOUN", "PROPN", "VERB", "NUM", "ADJ"})
_PLACE = frozenset({"GPE", "LOC", "FAC"})
_PEOPLE = frozenset({"PERSON", "ORG", "NORP"})
_TIME = frozenset({"DATE", "TIME"})
_KIND = {"VERB": "verb", "AUX": "verb", "NOUN": "noun", "PROPN": "noun"}
# A line that holds a web address tells how the report was printed, not what it reports.
_ADDRESS = re.compile(r"(?m)^\s*https?\s*:.*$")


@dataclass(frozen=True, slots=True, eq=False)
class Mention:
    """A mention of an event: `words` by ASPECTS, `senses` of shape (SENSES, WIDTH), `place` the number of its
    sentence in the report, `kind` "verb", "noun" or "" for the part of speech of its head."""

    key: str
    text: str
    lemma: str
    kind: str
    place: int
    negated: bool
    modal: bool
    words: Mapping[str, Words]
    senses: Vectors


@dataclass(frozen=True, slots=True, eq=False)
class Report:
    """A report: `counts` by COUNTED, `sentences` one vector of length 1 a sentence, and its mentions."""

    key: str
    counts: Mapping[str, Counter[str]]
    sentences: Vectors
    mentions: tuple[Mention, ...]

    @property
    def meaning(self) -> Vectors:
        """The mean of its sentences, of length 1."""
        return unit(self.sentences.mean(axis=0))

    @property
    def opening(self) -> Vectors:
        """The mean of its first LEAD sentences, of length 1."""
        return unit(self.sentences[:LEAD].mean(axis=0))


def read_report(
    article: Article, analysis: Analysis, mentions: Mapping[str, Span], encoder: Encoder
) -> Report:
    """The article with the mentions that stand at the spans; each mention keeps the key of its span.

    A span that covers no token is left out.
    """
    doc = analysis.doc
    phrases = [phrase for phrase in doc.sents if phrase.text.strip()]
    pieces = encoder.tokens([phrase.text for phrase in phrases])
    sentences = np.array([unit(_mean(tokens.vectors)) for tokens in pieces], np.float32).reshape(-1, WIDTH)
    number = {phrase.start: at for at, phrase in enumerate(phrases)}
    found = []
    for name, span in mentions.items():
        phrase = doc.char_span(span.start, span.end, alignment_mode="expand")
        if phrase is None:
            continue
        at = number.get(phrase.root.sent.start)
        if at is not None:
            found.append(_mention(name, phrase, at, phrases, pieces, sentences, encoder))
    addresses = [match.span() for match in _ADDRESS.finditer(article.text)]
    told = [at for at, phrase in enumerate(phrases) if not _within(phrase.start_char, addresses)]
    tokens = [token for token in doc if not _within(token.idx, addresses)]
    return Report(article.id, _counts(tokens), sentences[told or list(range(len(phrases)))], tuple(found))


def unit(vectors: Vectors) -> Vectors:
    """The vectors at length 1; a vector of zeros stays one."""
    length = np.linalg.norm(vectors, axis=-1, keepdims=True)
    return np.asarray(vectors / np.where(length > 0, length, 1.0), np.float32)


def _within(offset: int, spans: Iterable[tuple[int, int]]) -> bool:
    return any(start <= offset < end for start, end in spans)


def _mean(vectors: Vectors) -> Vectors:
    return np.asarray(vectors.mean(axis=0)) if len(vectors) else np.zeros(WIDTH, np.float32)


def _content(token: Token) -> bool:
    return token.pos_ in _CONTENT and _said(token)


def _said(token: Token) -> bool:
    return not token.is_stop and any(character.isalnum() for character in token.text)


def _counts(tokens: Sequence[Token]) -> dict[str, Counter[str]]:
    kinds: dict[str, Callable[[Token], bool]] = {
        "words": lambda t: t.pos_ in _CONTENT,
        "names": lambda t: t.pos_ in ("PROPN", "NUM") or bool(t.ent_type_),
        "proper": lambda t: t.pos_ == "PROPN" or t.ent_type_ in _PLACE | _PEOPLE | {"EVENT"},
        "places": lambda t: t.ent_type_ in _PLACE,
        "numbers": lambda t: t.like_num or t.ent_type_ in _TIME,
    }
    said = [token for token in tokens if _said(token)]
    return {name: Counter(t.lemma_.lower() for t in said if of_kind(t)) for name, of_kind in kinds.items()}


def _mention(
    key: str,
    phrase: Phrase,
    at: int,
    phrases: Sequence[Phrase],
    pieces: Sequence[Tokens],
    sentences: Vectors,
    encoder: Encoder,
) -> Mention:
    head, sentence, read = phrase.root, phrases[at], pieces[at]
    roles = arguments(phrase)
    lemma = head.lemma_.lower()
    senses = [
        _span_mean(read, phrase.start_char - sentence.start_char, phrase.end_char - sentence.start_char),
        _token_mean(read, [head], sentence.start_char),
        sentences[at],
        *encoder.sentences([lemma, phrase.text]),
        *(
            _token_mean(read, [t for t in role if _content(t) or t.pos_ == "PRON"], sentence.start_char)
            for role in (roles.subject, roles.object, roles.other)
        ),
        sentences[max(0, at - 1)],
    ]
    return Mention(
        key=key,
        text=phrase.text.lower(),
        lemma=lemma,
        kind=_KIND.get(head.pos_, ""),
        place=at,
        negated=any(child.dep_ == "neg" for child in head.children),
        modal=any(child.tag_ == "MD" for child in head.children),
        words=_words(phrase, sentence, roles.subject, roles.object, roles.other),
        senses=unit(np.array(senses, np.float32)),
    )


def _words(
    phrase: Phrase,
    sentence: Phrase,
    subject: Iterable[Token],
    object_: Iterable[Token],
    other: Iterable[Token],
) -> dict[str, Words]:
    """The lemmas of each aspect; those of the phrase itself stand in no other aspect but the names around it."""
    doc = phrase.doc
    outside = [token for token in sentence if not phrase.start <= token.i < phrase.end]
    near = [token for token in outside if phrase.start - NEAR <= token.i < phrase.end + NEAR]
    entities = {
        name: [t for entity in sentence.ents if entity.label_ in labels for t in entity]
        for name, labels in (("places", _PLACE), ("people", _PEOPLE))
    }
    dates = [t for t in sentence if t.ent_type_ in _TIME and (t.like_num or _content(t))]
    own = _lemmas(filter(_content, phrase)) or frozenset({phrase.root.lemma_.lower()})
    inside = {token.i for token in doc[phrase.start : phrase.end]}
    roles = {"subject": subject, "object": object_, "other": other, "sentence": outside, "near": near}
    return {
        "phrase": own,
        "names": _lemmas(t for t in sentence if t.pos_ == "PROPN"),
        "numbers": frozenset(t.lower_ for t in sentence if t.like_num),
        "dates": _lemmas(dates),
        **{name: _lemmas(filter(_content, tokens)) for name, tokens in entities.items()},
        **{
            name: _lemmas(t for t in tokens if _content(t) and t.i not in inside)
            for name, tokens in roles.items()
        },
    }


def _lemmas(tokens: Iterable[Token]) -> Words:
    return frozenset(token.lemma_.lower() for token in tokens)


def _span_mean(read: Tokens, start: int, end: int) -> Vectors:
    """The mean vector of the pieces that share a character with the stretch; zeros where none does."""
    starts, ends = read.offsets[:, 0], read.offsets[:, 1]
    return _mean(read.vectors[(starts < end) & (ends > start) & (ends > starts)])


def _token_mean(read: Tokens, tokens: Sequence[Token], offset: int) -> Vectors:
    """The mean of the vectors of the tokens; `offset` is where the sentence starts."""
    return _mean(
        np.array([_span_mean(read, t.idx - offset, t.idx + len(t) - offset) for t in tokens], np.float32)
    )
