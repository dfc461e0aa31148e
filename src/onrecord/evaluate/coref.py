"""Measures which event mentions of several reports mean the same event, given the mentions.

Beside the engine stands the baseline to beat: two mentions are one event when their reports are alike and their head
words share a lemma. Reports are alike when the cosine of their word vectors (tf-idf) reaches ALIKE, directly or
through other reports.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from onrecord.across.coreference import Report, read_report, resolve
from onrecord.analysis import analyse
from onrecord.encoder import load_encoder
from onrecord.evaluate.clusters import components, figures
from onrecord.evaluate.result import Evaluation
from onrecord.model import Article, Span

ALIKE = 0.25
_WORD = re.compile(r"[^\W\d_]{3,}")


def evaluate(data: Path) -> Evaluation:
    """The figures of the engine on documents with annotated mentions, those of the "dev" split where there is one.

    Figures whose name starts with "lemma" are the baseline's.
    """
    rows = [json.loads(line) for line in data.read_text("utf-8").splitlines() if line.strip()]
    rows = [row for row in rows if row.get("split") == "dev"] or rows
    annotated = {_key(row, mention): mention["cluster"] for row in rows for mention in _mentions(row)}
    resolved = resolve(tuple(read_reports(rows)))
    found = {key: event[0] for event in resolved.events for key in event}
    baseline = {f"lemma {name}": value for name, value in figures(annotated, _baseline(rows)).items()}
    return Evaluation(
        task="coref",
        metrics=figures(annotated, found) | baseline,
        predictions=tuple(
            {"mention": _key(row, mention), "text": mention["text"], "cluster": found[_key(row, mention)]}
            for row in rows
            for mention in _mentions(row)
        ),
    )


def read_reports(rows: Sequence[Mapping[str, Any]]) -> Iterator[Report]:
    """The documents with their annotated mentions, as the engine takes them."""
    encoder = load_encoder()
    articles = (Article(id=row["doc_id"], text=row["text"]) for row in rows)
    for row, (article, analysis) in zip(rows, analyse(articles), strict=True):
        spans = {_key(row, mention): Span(mention["start"], mention["end"]) for mention in _mentions(row)}
        yield read_report(article, analysis, spans, encoder)


def _key(row: Mapping[str, Any], mention: Mapping[str, Any]) -> str:
    return f"{row['doc_id']}/{mention['m_id']}"


def _mentions(row: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    return [mention for mention in row["events"] if mention["validated"]]


def _baseline(rows: Sequence[Mapping[str, Any]]) -> dict[str, Hashable]:
    stories = _stories([row["text"] for row in rows])
    return {
        _key(row, mention): (story, lemma)
        for row, story, lemmas in zip(rows, stories, _lemmas(rows), strict=True)
        for mention, lemma in zip(_mentions(row), lemmas, strict=True)
    }


def _lemmas(rows: Sequence[Mapping[str, Any]]) -> Iterator[list[str]]:
    """The lemma of the head word of each mention, document by document."""
    articles = (Article(id=row["doc_id"], text=row["text"]) for row in rows)
    for row, (_, analysis) in zip(rows, analyse(articles), strict=True):
        spans = (Span(mention["start"], mention["end"]) for mention in _mentions(row))
        phrases = (analysis.doc.char_span(span.start, span.end, alignment_mode="expand") for span in spans)
        yield [phrase.root.lemma_.lower() if phrase is not None else "" for phrase in phrases]


def _stories(texts: Sequence[str]) -> list[int]:
    """The number of the story that each text belongs to."""
    vectors = _vectors([Counter(word.lower() for word in _WORD.findall(text)) for text in texts])
    near = np.argwhere(vectors @ vectors.T >= ALIKE)
    story = components((int(i), int(j)) for i, j in near)
    numbers = {root: number for number, root in enumerate(dict.fromkeys(story.values()))}
    return [numbers[story[i]] if i in story else -1 - i for i in range(len(texts))]


def _vectors(counts: Sequence[Counter[str]]) -> np.ndarray[Any, np.dtype[np.float64]]:
    """One row a text: weights of its words, log frequency times log rarity, of length 1."""
    spread = Counter(word for words in counts for word in words)
    column = {word: number for number, word in enumerate(_shared(spread))}
    matrix = np.zeros((len(counts), len(column)))
    for i, words in enumerate(counts):
        for word, count in words.items():
            if word in column:
                matrix[i, column[word]] = (1 + np.log(count)) * np.log(len(counts) / spread[word])
    length = np.linalg.norm(matrix, axis=1, keepdims=True)
    return matrix / np.where(length, length, 1.0)


def _shared(spread: Mapping[str, int]) -> Iterable[str]:
    return (word for word, texts in spread.items() if texts > 1)
