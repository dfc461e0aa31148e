"""The times layer against TIMEX3 annotation, with the measures of TempEval-3 (UzZaman et al. 2013)."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from onrecord.evaluate.result import Evaluation
from onrecord.extract.times import times
from onrecord.model import Span, Time

Expression = Mapping[str, Any]


def evaluate(data: Path) -> Evaluation:
    """F1 (per cent) of spans, strict and relaxed, and of types and values over relaxed matches.

    `data` is JSONL with `doc_id`, `text`, `dct` and `timexes`; raises OSError when it is not there.
    """
    documents = [json.loads(line) for line in data.read_text("utf-8").splitlines()]
    predictions: list[dict[str, Any]] = []
    errors: list[str] = []
    counts = dict.fromkeys(("gold", "found", "strict", "relaxed", "type", "value"), 0)
    for document in documents:
        found = [_row(document["text"], time) for time in times(document["text"], document["dct"][:10])]
        predictions.append({"doc_id": document["doc_id"], "timexes": found})
        errors.extend(_count(document, found, counts))
    hits = ("strict", "relaxed", "type", "value")
    metrics = {f"{name} f1": _f1(counts[name], counts["found"], counts["gold"]) for name in hits}
    return Evaluation(task="time", metrics=metrics, predictions=tuple(predictions), errors=tuple(errors))


def _row(text: str, time: Time) -> dict[str, Any]:
    start, end = time.span
    return {"start": start, "end": end, "type": time.type, "value": time.value, "text": time.span.of(text)}


def _f1(hits: int, found: int, gold: int) -> float:
    precision, recall = hits / found if found else 0.0, hits / gold if gold else 0.0
    return round(200 * precision * recall / (precision + recall), 2) if precision + recall else 0.0


def pairs(gold: Sequence[Expression], found: Sequence[Expression]) -> list[tuple[int, int]]:
    """One-to-one pairs (index in gold, index in found): equal spans first, then the largest overlap."""
    spans = {(g["start"], g["end"]): i for i, g in reversed(list(enumerate(gold)))}
    exact = [(spans[s], j) for j, f in enumerate(found) if (s := (f["start"], f["end"])) in spans]
    chosen = list({i: (i, j) for i, j in reversed(exact)}.values())
    used_gold, used_found = {i for i, _ in chosen}, {j for _, j in chosen}
    overlaps = sorted(
        (-shared, i, j)
        for j, f in enumerate(found)
        for i, g in enumerate(gold)
        if (shared := min(g["end"], f["end"]) - max(g["start"], f["start"])) > 0
    )
    for _, i, j in overlaps:
        if i not in used_gold and j not in used_found:
            used_gold.add(i)
            used_found.add(j)
            chosen.append((i, j))
    return chosen


def _count(document: Mapping[str, Any], found: Sequence[Expression], counts: dict[str, int]) -> Iterable[str]:
    gold, text = document["timexes"], document["text"]
    counts["gold"] += len(gold)
    counts["found"] += len(found)
    matched = pairs(gold, found)
    for i, j in matched:
        g, f = gold[i], found[j]
        same_value = (g["value"] or "").strip() == f["value"].strip()
        counts["relaxed"] += 1
        counts["strict"] += (g["start"], g["end"]) == (f["start"], f["end"])
        counts["type"] += g["type"] == f["type"]
        counts["value"] += same_value
        if not same_value or g["type"] != f["type"]:
            yield f"{document['doc_id']} {g['text']!r} {g['type']}={g['value']} found {f['text']!r} {f['type']}={f['value']}"
    hit_gold, hit_found = {i for i, _ in matched}, {j for _, j in matched}
    yield from (
        f"{document['doc_id']} missed {g['text']!r} {g['value']}"
        for i, g in enumerate(gold)
        if i not in hit_gold
    )
    yield from (
        f"{document['doc_id']} spurious {f['text']!r} {f['value']} in {text[Span(max(0, f['start'] - 30), 0).start : f['end'] + 20]!r}"
        for j, f in enumerate(found)
        if j not in hit_found
    )
