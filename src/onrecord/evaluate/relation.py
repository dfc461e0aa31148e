"""The events layer against sentences with a marked pair of actors: which PLOVER type links them, and which quad."""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from onrecord.evaluate.result import Evaluation
from onrecord.model import Event, Record, Span
from onrecord.pipeline import Reader
from onrecord.reading import Hints, Incoming, read_plain

_MARK = re.compile(r"</?[st]>")
QUADS = {
    "verbal-cooperation": "1",
    "material-cooperation": "2",
    "verbal-conflict": "3",
    "material-conflict": "4",
}
# The annotation's older label for two of today's types.
YIELD = frozenset({"CONCEDE", "RETREAT"})
# A record keeps the act and says "planned"; the manual codes the promise of such an act.
FORTHCOMING = frozenset({"CONSULT", "COOPERATE", "AID", "RETREAT"})


def evaluate(data: Path) -> Evaluation:
    """Accuracy and macro F1 of the type and of the quad class between the marked source and target.

    `data` is a .tsv file with `marked_sentence`, `type` and `quad`, or the folder of train.tsv. Sentences
    without an event count as wrong; `answered` is the share that has one.
    """
    path = data / "train.tsv" if data.is_dir() else data
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    marked = [_unmarked(row["marked_sentence"]) for row in rows]
    articles = (
        Incoming(read_plain(text, Hints()), row["id"]) for row, (text, _, _) in zip(rows, marked, strict=True)
    )
    predictions: list[Mapping[str, Any]] = []
    for row, (_, source, target), record in zip(
        rows, marked, Reader(layers=["actors", "events"]).read_many(articles), strict=True
    ):
        event = _between(record, source, target) if isinstance(record, Record) else None
        kind = plover_type(event) if event else ""
        predictions.append({"id": row["id"], "type": kind, "quad": QUADS[event.quad] if event else ""})
    types, quads = [row["type"] for row in rows], [row["quad"] for row in rows]
    found_types, found_quads = [p["type"] for p in predictions], [p["quad"] for p in predictions]
    metrics = {
        "type accuracy": accuracy(types, found_types), "type macro f1": macro_f1(types, found_types),
        "quad accuracy": accuracy(quads, found_quads), "quad macro f1": macro_f1(quads, found_quads),
        "answered": round(sum(map(bool, found_types)) / len(rows), 4),
    }  # fmt: skip
    errors = tuple(
        f"{row['id']} {row['type']} found {p['type'] or 'nothing'}: {row['marked_sentence'][:160]}"
        for row, p in zip(rows, predictions, strict=True)
        if p["type"] != row["type"]
    )
    return Evaluation(task="relation", metrics=metrics, predictions=tuple(predictions), errors=errors)


def plover_type(event: Event) -> str:
    """The type as the PLOVER manual codes it: what is only planned together is an agreement, and YIELD the old label."""
    if event.status == "planned" and event.type in FORTHCOMING:
        return "AGREE"
    return "YIELD" if event.type in YIELD else event.type


def accuracy(gold: Sequence[str], found: Sequence[str]) -> float:
    """The share of equal labels.

    >>> accuracy(["a", "b"], ["a", "a"])
    0.5
    """
    return round(sum(g == f for g, f in zip(gold, found, strict=True)) / len(gold), 4)


def macro_f1(gold: Sequence[str], found: Sequence[str]) -> float:
    """The mean over the gold labels of each label's F1.

    >>> macro_f1(["a", "b"], ["a", "a"])
    0.3333
    """
    right = Counter(g for g, f in zip(gold, found, strict=True) if g == f)
    in_gold, in_found = Counter(gold), Counter(found)
    return round(
        sum(2 * right[label] / (in_gold[label] + in_found[label]) for label in in_gold) / len(in_gold), 4
    )


def _unmarked(marked: str) -> tuple[str, Span, Span]:
    """The sentence without marks, and where the first marked source and target stand in it."""
    text, opened = "", 0
    spans: dict[str, Span] = {}
    at = 0
    for mark in _MARK.finditer(marked):
        text += marked[at : mark.start()]
        at = mark.end()
        if mark.group()[1] != "/":
            opened = len(text)
        else:
            spans.setdefault(mark.group()[2], Span(opened, len(text)))
    text += marked[at:]
    nowhere = Span(0, 0)
    return text, spans.get("s", nowhere), spans.get("t", nowhere)


def _between(record: Record, source: Span, target: Span) -> Event | None:
    """The event that links the two, else one that has either on its side, else the first of the sentence."""
    spans = {actor.id: [m.span for m in actor.mentions] for actor in record.actors}

    def on(side: tuple[str, ...], span: Span) -> bool:
        return any(s.overlaps(span) for i in side for s in spans.get(i, ()))

    ranked = sorted(
        (-(on(event.sources, source) + on(event.targets, target)), order)
        for order, event in enumerate(record.events)
    )
    return record.events[ranked[0][1]] if ranked else None
