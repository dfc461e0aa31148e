"""The corpus that the package brings: sizes, validity, splits, and no word of others."""

from __future__ import annotations

import json
from collections import Counter

import pytest

from onrecord.corpus import load_corpus, problems
from onrecord.corpus.counts import labels, sizes
from onrecord.corpus.files import PARTS

# Reports on which the engine is measured elsewhere.
MEASURED_ON = {"seed", *(f"guardian-{number}" for number in (139, 160, 263, 555, 630, 649))}


@pytest.fixture(scope="module")
def corpus():
    return load_corpus()


def test_it_is_as_large_as_it_says(corpus):
    counts = sizes(corpus.annotations.values())
    assert counts["written"]["reports"] == 40
    assert sum(row["reports"] for row in counts.values()) >= 140
    total = sum((Counter(row) for row in counts.values()), Counter())
    assert total["events"] >= 4000
    assert total["positions"] >= 1800
    assert total["statements"] >= 1800
    assert total["forecasts"] >= 300
    assert sum(labels(corpus.annotations.values())["event type"].values()) == total["events"]


def test_every_annotation_is_valid(corpus):
    reports = corpus.reports()
    faults = [
        f"{name}: {line}"
        for every in (corpus.annotations, corpus.second)
        for name, annotation in every.items()
        for line in problems(annotation, reports[name].text if name in reports else None)
    ]
    assert faults == []


def test_every_report_belongs_to_one_part_and_none_is_measured_on(corpus):
    assert corpus.parts.keys() == corpus.annotations.keys()
    assert set(corpus.parts.values()) == set(PARTS)
    assert not MEASURED_ON & corpus.annotations.keys()
    assert corpus.second.keys() <= corpus.annotations.keys()
    assert len(corpus.second) >= 12


def test_the_texts_of_others_are_not_in_it(corpus):
    own = {name for name, annotation in corpus.annotations.items() if annotation.source == "written"}
    rows = [json.loads(line) for line in (corpus.folder / "written.jsonl").read_text("utf-8").splitlines()]
    assert {row["id"] for row in rows} == own == corpus.reports().keys()
    longest = max(
        (value for name in corpus.annotations.keys() - own for value in _strings(corpus, name)), key=len
    )
    assert len(longest.split()) <= 20, longest


def _strings(corpus, name):
    """Every string of an annotation but its id, digest and outlet."""
    stack = [json.loads((corpus.folder / "annotations" / f"{name}.json").read_text("utf-8"))]
    for key in ("id", "sha256", "outlet"):
        stack[0].pop(key, None)
    while stack:
        value = stack.pop()
        if isinstance(value, str):
            yield value
        elif isinstance(value, dict | list):
            stack.extend(value.values() if isinstance(value, dict) else value)
