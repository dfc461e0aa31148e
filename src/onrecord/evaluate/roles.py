"""The events layer against token-level sources and targets, and against sentences with a quad class."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from onrecord.evaluate.relation import QUADS, accuracy, macro_f1
from onrecord.evaluate.result import Evaluation
from onrecord.model import Record, Span
from onrecord.pipeline import Reader
from onrecord.reading import Hints, Incoming, read_plain


def evaluate(data: Path) -> Evaluation:
    """Token F1 of sources and targets (`.conll` part), accuracy and macro F1 of the quad class (`.tsv` part).

    `data` is one of the two files or the folder that holds them; class 0 is a sentence without an event.
    """
    files = sorted(data.iterdir()) if data.is_dir() else [data]
    metrics: dict[str, float] = {}
    predictions: list[Mapping[str, Any]] = []
    reader = Reader(layers=["actors", "events"])
    for file in files:
        if file.suffix == ".conll":
            metrics |= _tokens(list(_sentences(file)), reader, predictions)
        elif file.suffix == ".tsv":
            metrics |= _quads(file, reader, predictions)
    return Evaluation(task="roles", metrics=metrics, predictions=tuple(predictions))


def _sentences(file: Path) -> Iterator[tuple[list[str], list[str]]]:
    words: list[str] = []
    labels: list[str] = []
    for line in [*file.read_text("utf-8").splitlines(), ""]:
        if line.strip():
            word, label = line.split()[0], line.split()[-1]
            words.append(word)
            labels.append(label)
        elif words:
            yield words, labels
            words, labels = [], []


def _tokens(
    sentences: list[tuple[list[str], list[str]]], reader: Reader, predictions: list[Mapping[str, Any]]
) -> dict[str, float]:
    counts = {side: [0, 0, 0] for side in "ST"}
    articles = (Incoming(read_plain(" ".join(words), Hints())) for words, _ in sentences)
    for (words, labels), record in zip(sentences, reader.read_many(articles), strict=True):
        sides = _sides(record) if isinstance(record, Record) else {"S": [], "T": []}
        at = 0
        for word, label in zip(words, labels, strict=True):
            span = Span(at, at + len(word))
            at += len(word) + 1
            for side in "ST":
                found, gold = any(s.overlaps(span) for s in sides[side]), label.endswith(side)
                counts[side][0] += found and gold
                counts[side][1] += found
                counts[side][2] += gold
        predictions.append({"text": " ".join(words), **sides})
    return {f"{name} token f1": _f1(*counts[side]) for side, name in (("S", "source"), ("T", "target"))}


def _sides(record: Record) -> dict[str, list[Span]]:
    """The mentions nearest to each event of the actors on its two sides."""
    spans = {actor.id: [m.span for m in actor.mentions] for actor in record.actors}
    found: dict[str, list[Span]] = {"S": [], "T": []}
    for event in record.events:
        for side, ids in (("S", event.sources), ("T", event.targets)):
            for i in ids:
                found[side].append(min(spans[i], key=lambda s: abs(s.start - event.trigger.start)))
    return found


def _f1(right: int, found: int, gold: int) -> float:
    return round(2 * right / (found + gold), 4) if right else 0.0


def _quads(file: Path, reader: Reader, predictions: list[Mapping[str, Any]]) -> dict[str, float]:
    with file.open(encoding="utf-8", newline="") as handle:
        rows = [
            (row[0], row[-1]) for row in csv.reader(handle, delimiter="\t", quoting=csv.QUOTE_NONE) if row
        ]
    articles = (Incoming(read_plain(text, Hints())) for text, _ in rows)
    found = [_quad(record) for record in reader.read_many(articles)]
    gold: Sequence[str] = [label for _, label in rows]
    predictions.extend({"text": text, "quad": quad} for (text, _), quad in zip(rows, found, strict=True))
    return {"quad accuracy": accuracy(gold, found), "quad macro f1": macro_f1(gold, found)}


def _quad(record: object) -> str:
    """The class of the sentence: of its weightiest event, or 0."""
    if not isinstance(record, Record) or not record.events:
        return "0"
    return QUADS[max(record.events, key=lambda event: abs(event.intensity)).quad]
