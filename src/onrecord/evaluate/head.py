"""The attribution head by itself, before the statements layer builds on it; scored as `attribution` is."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from onrecord.encoder import Attribution, attributions
from onrecord.evaluate.attribution import score
from onrecord.evaluate.result import Evaluation


def evaluate(data: Path) -> Evaluation:
    """F1 (per cent) as evaluate/attribution.py defines it; `data` is of the same form."""
    documents = [json.loads(line) for line in data.read_text("utf-8").splitlines()]
    predictions = [as_rows(document["doc_id"], attributions(document["text"])) for document in documents]
    metrics, errors = score(documents, predictions)
    return Evaluation(task="head", metrics=metrics, predictions=tuple(predictions), errors=tuple(errors))


def as_rows(name: str, found: Sequence[Attribution]) -> Mapping[str, Any]:
    """The attributions of a document in the form of the annotation, with their scores."""
    rows = [
        {"cue": list(a.cue), "source": list(a.source), "content": list(a.content), "score": a.score}
        for a in found
    ]
    return {"doc_id": name, "attributions": rows}
