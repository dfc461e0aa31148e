"""The statements layer against annotated attributions: source, cue and content, by overlap of words."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from onrecord.evaluate.result import Evaluation
from onrecord.model import Record, Span
from onrecord.pipeline import Reader
from onrecord.reading import Hints, Incoming, read_plain

_WORD = re.compile(r"\w+(?:['’]\w+)*")
_QUOTE = re.compile('["“”]')
HALF = 0.5


@dataclass(frozen=True, slots=True)
class Attribution:
    """The words of one attribution by number, and whether its content stands in or beside quotation marks."""

    content: frozenset[int]
    source: frozenset[int]
    cue: frozenset[int]
    quoted: bool


Pair = tuple[Attribution, Attribution]
TESTS: Mapping[str, Callable[[Attribution, Attribution], bool]] = {
    "content": lambda g, p: jaccard(g.content, p.content) >= HALF,
    "content exact": lambda g, p: g.content == p.content,
    "content and source": lambda g, p: (
        jaccard(g.content, p.content) >= HALF and jaccard(g.source, p.source) >= HALF
    ),
    "content, source and cue": lambda g, p: (
        jaccard(g.content, p.content) >= HALF and jaccard(g.source, p.source) >= HALF and bool(g.cue & p.cue)
    ),
    "exact triple": lambda g, p: g == p or (g.content, g.source, g.cue) == (p.content, p.source, p.cue),
}


def evaluate(data: Path) -> Evaluation:
    """F1 (per cent) of attributions paired one to one by their content, for all, quoted and indirect ones.

    `data` is JSONL with `doc_id`, `text` and `attributions` (cue, source and content as lists of spans).
    """
    documents = [json.loads(line) for line in data.read_text("utf-8").splitlines()]
    articles = (Incoming(read_plain(d["text"], Hints(date=d.get("date"))), d["doc_id"]) for d in documents)
    predictions = [
        {
            "doc_id": document["doc_id"],
            "attributions": attributions_of(outcome) if isinstance(outcome, Record) else [],
        }
        for document, outcome in zip(
            documents, Reader(layers=["statements"]).read_many(articles), strict=True
        )
    ]
    metrics, errors = score(documents, predictions)
    return Evaluation(
        task="attribution", metrics=metrics, predictions=tuple(predictions), errors=tuple(errors)
    )


def attributions_of(record: Record) -> list[dict[str, Any]]:
    """The statements of a record in the form of the annotation, where speech that goes on is no attribution of its own."""
    found: list[dict[str, Any]] = []
    for s in record.statements:
        source = [s.speaker_span] if s.speaker_span else []
        begun = [row for row in found if row["source"] == source] if source and not s.cue else []
        if begun:
            begun[-1]["content"] += s.content
        else:
            found.append({"cue": list(s.cue), "source": source, "content": list(s.content)})
    return found


def score(
    documents: Sequence[Mapping[str, Any]], predictions: Sequence[Mapping[str, Any]]
) -> tuple[dict[str, float], list[str]]:
    """The metrics over documents and predictions in the same order, and the attributions that were missed."""
    hits: Counter[tuple[str, str]] = Counter()
    sizes: Counter[tuple[str, str]] = Counter()
    errors: list[str] = []
    for document, prediction in zip(documents, predictions, strict=True):
        gold = [_numbered(document["text"], a) for a in document["attributions"]]
        found = [_numbered(document["text"], a) for a in prediction["attributions"]]
        chosen = pairs(gold, found)
        for kind, of in (
            ("", lambda a: True),
            ("quoted ", lambda a: a.quoted),
            ("indirect ", lambda a: not a.quoted),
        ):
            sizes[kind, "gold"] += sum(map(of, gold))
            sizes[kind, "found"] += sum(map(of, found))
            for name, test in TESTS.items():
                passed = [(g, p) for g, p in chosen if test(g, p)]
                hits[kind + name, "gold"] += sum(of(g) for g, _ in passed)
                hits[kind + name, "found"] += sum(of(p) for _, p in passed)
        matched = {id(g) for g, p in chosen if TESTS["content"](g, p)}
        errors += [
            f"{document['doc_id']} missed {' … '.join(document['text'][s:e] for s, e in a['content'])[:140]!r}"
            for a, g in zip(document["attributions"], gold, strict=True)
            if id(g) not in matched
        ]
    metrics = {
        f"{kind}{name} f1": _f1(
            hits[kind + name, "found"], sizes[kind, "found"], hits[kind + name, "gold"], sizes[kind, "gold"]
        )
        for kind in ("", "quoted ", "indirect ")
        for name in TESTS
    }
    contents = hits["content", "gold"]
    metrics["source given content"] = (
        round(100 * hits["content and source", "gold"] / contents, 1) if contents else 0.0
    )
    return metrics, errors


def pairs(gold: Sequence[Attribution], found: Sequence[Attribution]) -> list[Pair]:
    """One-to-one pairs, greedily by the overlap of content, then of cue, then of source; no overlap, no pair."""
    ranked = sorted(
        (
            (-jaccard(g.content, p.content), -jaccard(g.cue, p.cue), -jaccard(g.source, p.source), i, j)
            for i, g in enumerate(gold)
            for j, p in enumerate(found)
            if g.content & p.content
        ),
    )
    used_gold: set[int] = set()
    used_found: set[int] = set()
    chosen: list[Pair] = []
    for *_, i, j in ranked:
        if i not in used_gold and j not in used_found:
            used_gold.add(i)
            used_found.add(j)
            chosen.append((gold[i], found[j]))
    return chosen


def jaccard(one: frozenset[int], other: frozenset[int]) -> float:
    """The share of common words; 1 where both are empty.

    >>> jaccard(frozenset({1, 2}), frozenset({2, 3})), jaccard(frozenset(), frozenset())
    (0.3333333333333333, 1.0)
    """
    if not one and not other:
        return 1.0
    return len(one & other) / len(one | other)


def _numbered(text: str, attribution: Mapping[str, Any]) -> Attribution:
    words = _words(text)

    def covered(spans: Sequence[Span]) -> frozenset[int]:
        return frozenset(
            words[at]
            for start, end in spans
            for at in range(max(0, start), min(end, len(text)))
            if at in words
        )

    return Attribution(
        covered(attribution["content"]), covered(attribution["source"]), covered(attribution["cue"]),
        any(_QUOTE.search(text[max(0, s - 1) : e + 1]) for s, e in attribution["content"]),
    )  # fmt: skip


@lru_cache(maxsize=1)
def _words(text: str) -> Mapping[int, int]:
    """The number of the word at each character, of the text at hand."""
    return {at: n for n, m in enumerate(_WORD.finditer(text)) for at in range(*m.span())}


def _f1(right_found: int, found: int, right_gold: int, gold: int) -> float:
    precision, recall = right_found / found if found else 0.0, right_gold / gold if gold else 0.0
    return round(200 * precision * recall / (precision + recall), 1) if precision + recall else 0.0
