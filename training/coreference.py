"""Learns which mentions mean one event, and prints how well that goes.

    pip install -e . scikit-learn==1.9.1
    python training/coreference.py ecbplus_train_dev.jsonl

Every choice is made on the topics of the split "train", by cross-validation that leaves topics out; the split "dev" is
read once, at the end, and nothing is learned from it. The data, the seed and the same versions give the same model.
docs/models/coreference.md is its card.
"""

from __future__ import annotations

import argparse
import json
import os
import random
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from pathlib import Path
from typing import Any

import numpy as np
from sklearn.ensemble import HistGradientBoostingClassifier

from onrecord.across.coreference import forest as forests
from onrecord.across.coreference.documents import (
    DOCUMENT_FEATURES,
    groups,
    report_pairs,
    square,
    topics,
)  # fmt: skip
from onrecord.across.coreference.features import FEATURES, FREE_FEATURES, mention_pairs
from onrecord.across.coreference.forest import Forest, Model
from onrecord.across.coreference.linkage import link
from onrecord.across.coreference.mention import Report
from onrecord.across.coreference.resolve import Occasion, occasion_pairs, split, together
from onrecord.across.coreference.weighing import Usage, usage
from onrecord.evaluate.clusters import figures
from onrecord.evaluate.coref import read_reports

SEED = 0
FOLDS = 5
# How many forests are grown for each question.
GROWN = 3
ONE_TOPIC = 0.05
# Of the pairs that are not one event, the share that the forest without reports learns from.
KEPT = 0.25
OCCASION_THRESHOLDS = (0.3, 0.35, 0.4, 0.45, 0.5, 0.55, 0.6)
EVENT_THRESHOLDS = (0.2, 0.25, 0.3, 0.35, 0.4, 0.45, 0.5, 0.55, 0.6)

GROWTH: Mapping[str, Any] = {"min_samples_leaf": 100, "l2_regularization": 5, "max_features": 0.4}
FREE: Mapping[str, Any] = {**GROWTH, "max_iter": 120, "learning_rate": 0.08, "max_leaf_nodes": 12}
REPORTS: Mapping[str, Any] = {
    **GROWTH, "max_iter": 100, "learning_rate": 0.06, "max_leaf_nodes": 8, "l2_regularization": 10,
}  # fmt: skip
PAIRS: Mapping[str, Any] = {**GROWTH, "max_iter": 150, "learning_rate": 0.07, "max_leaf_nodes": 12}

Rows = np.ndarray[Any, np.dtype[np.float64]]
Truth = np.ndarray[Any, np.dtype[np.bool_]]


@dataclass(frozen=True)
class Gold:
    """Annotated reports: the topic and the occasion of each, and the event of each mention, by their keys."""

    reports: tuple[Report, ...]
    topic: Mapping[str, str]
    occasion: Mapping[str, str]
    event: Mapping[str, str]


@dataclass(frozen=True)
class Part:
    """Pairs to learn from: `fold` is that of the topic, -1 where the two reports are of different topics."""

    rows: Rows
    truth: Truth
    fold: np.ndarray[Any, np.dtype[np.int64]]


def read(data: Path, part: str) -> Gold:
    """The reports of a split."""
    rows = [json.loads(line) for line in data.read_text("utf-8").splitlines() if line.strip()]
    rows = [row for row in rows if row["split"] == part]
    reports = tuple(read_reports(rows))
    events = {
        f"{row['doc_id']}/{mention['m_id']}": mention["cluster"] for row in rows for mention in row["events"]
    }
    return Gold(
        reports=reports,
        topic={row["doc_id"]: row["topic"] for row in rows},
        occasion={row["doc_id"]: row["subtopic"] for row in rows},
        event={mention.key: events[mention.key] for report in reports for mention in report.mentions},
    )


def grow(part: Part, features: Sequence[str], how: Mapping[str, Any], kept: float = 1.0) -> Forest:
    """A forest learned from the part: the mean of GROWN ones that differ in the luck of the draw."""
    learners = []
    for seed in range(SEED, SEED + GROWN):
        chosen = part.truth | (np.random.default_rng(seed).random(len(part.truth)) < kept)
        weight = np.where(part.truth, 1.0, 1 / kept)[chosen]
        learner = HistGradientBoostingClassifier(**how, early_stopping=False, random_state=seed)
        learners.append(learner.fit(part.rows[chosen], part.truth[chosen], sample_weight=weight))
    return _forest(learners, tuple(features))


def _forest(learners: Sequence[Any], features: tuple[str, ...]) -> Forest:
    """The trees of the learners one after another; log-odds are the mean of theirs."""
    parts: dict[str, list[Any]] = {name: [] for name in ("feature", "left", "right", "threshold", "value")}
    roots = []
    for (tree,) in chain.from_iterable(learner._predictors for learner in learners):
        nodes, at = tree.nodes, len(parts["feature"])
        roots.append(at)
        leaf = nodes["is_leaf"].astype(bool)
        parts["feature"] += np.where(leaf, -1, nodes["feature_idx"]).tolist()
        parts["left"] += (nodes["left"].astype(int) + at).tolist()
        parts["right"] += (nodes["right"].astype(int) + at).tolist()
        parts["threshold"] += np.where(leaf, 0.0, nodes["num_threshold"]).tolist()
        parts["value"] += (nodes["value"] / len(learners)).tolist()
    whole = {name: np.array(parts[name], np.int32) for name in ("feature", "left", "right")}
    return Forest(
        features, np.array(roots, np.int32), **whole, threshold=np.array(parts["threshold"]),
        value=np.array(parts["value"]),
        start=float(np.mean([learner._baseline_prediction.ravel()[0] for learner in learners])),
    )  # fmt: skip


def left_out(part: Part, learn: Callable[[Part], Forest]) -> Rows:
    """The likelihood of each pair by forests that saw no pair of its topic."""
    found = np.zeros(len(part.truth))
    for fold in np.unique(part.fold):
        out = part.fold == fold
        found[out] = learn(Part(part.rows[~out], part.truth[~out], part.fold[~out])).likelihood(
            part.rows[out]
        )
    return found


def folds(gold: Gold) -> dict[str, int]:
    """The fold of each report, whole topics to a fold."""
    names = sorted(set(gold.topic.values()))
    random.Random(SEED).shuffle(names)
    return {key: names.index(topic) % FOLDS for key, topic in gold.topic.items()}


def free_part(topic: Sequence[Report], gold: Gold, fold: Mapping[str, int], use: Usage) -> Part:
    """The pairs of the mentions of a topic without regard to their reports."""
    mentions, report_of = together(topic)
    pairs = mention_pairs(mentions, report_of, use)
    return _part(
        pairs.rows, [gold.event[m.key] for m in mentions], [fold[topic[at].key] for at in report_of], pairs
    )


def _part(rows: Rows, labels: Sequence[str], fold: Sequence[int], pairs: Any) -> Part:
    label, number = np.array(labels), np.array(fold, np.int64)
    return Part(rows, label[pairs.one] == label[pairs.other], number[pairs.one])


def joined(parts: Sequence[Part]) -> Part:
    """The parts as one."""
    return Part(
        *(np.concatenate([getattr(part, name) for part in parts]) for name in ("rows", "truth", "fold"))
    )


def cut(values: Rows, parts: Sequence[Part]) -> Iterator[Rows]:
    """The values of each part."""
    yield from np.split(values, np.cumsum([len(part.truth) for part in parts])[:-1])


def learn(gold: Gold) -> Model:
    """The model, with the figures of each step printed as it is left out of learning."""
    use, fold = usage(gold.reports), folds(gold)
    found = [[gold.reports[at] for at in members] for members in topics(gold.reports, use, ONE_TOPIC)]
    free = [free_part(topic, gold, fold, use) for topic in found]

    def grow_free(part: Part) -> Forest:
        return grow(part, FREE_FEATURES, FREE, KEPT)

    def grow_reports(part: Part) -> Forest:
        return grow(part, DOCUMENT_FEATURES, REPORTS)

    likely = list(cut(left_out(joined(free), grow_free), free))
    asked = [_report_part(*given, gold, fold, use) for given in zip(found, likely, strict=True)]
    pairs, parts = [ends for ends, _ in asked], [part for _, part in asked]
    judged = list(cut(left_out(joined(parts), grow_reports), parts))
    one_occasion = _best_occasions(gold, found, pairs, judged)
    told = [
        occasion
        for topic, ends, values in zip(found, pairs, judged, strict=True)
        for occasion in split(topic, ends, values, use, one_occasion)
    ]
    one_event, learned = _events(gold, told, fold, use)
    return Model(
        use, grow_free(joined(free)), grow_reports(joined(parts)), learned, ONE_TOPIC, one_occasion, one_event
    )


def _report_part(
    topic: Sequence[Report], values: Rows, gold: Gold, fold: Mapping[str, int], use: Usage
) -> tuple[Any, Part]:
    """The pairs of the reports of a topic; `values` are the likelihoods of the pairs of their mentions."""
    size = len(together(topic)[0])
    ends, rows = report_pairs(topic, use, square(size, np.triu_indices(size, 1), values))
    label = np.array([gold.occasion[report.key] for report in topic])
    number = np.array([fold[report.key] for report in topic])
    return ends, Part(rows, label[ends[0]] == label[ends[1]], number[ends[0]])


def _best_occasions(
    gold: Gold, found: Sequence[Sequence[Report]], pairs: Sequence[Any], judged: Sequence[Rows]
) -> float:
    """The threshold at which occasions are most like the annotated ones."""
    scores = {}
    for threshold in OCCASION_THRESHOLDS:
        answer: dict[str, Any] = {}
        for topic, ends, values in zip(found, pairs, judged, strict=True):
            labels = link(square(len(topic), ends, values), threshold)[0]
            for report, label in zip(topic, labels, strict=True):
                answer[report.key] = (topic[0].key, label)
        scores[threshold] = figures(gold.occasion, answer)["B3 f1"]
    print("left out, B3 of occasions by threshold:", scores)
    return max(scores, key=lambda threshold: scores[threshold])


def _events(
    gold: Gold, told: Sequence[Occasion], fold: Mapping[str, int], use: Usage
) -> tuple[float, Forest]:
    """The threshold at which events are most like the annotated ones, and the forest of the pairs."""
    full = [occasion for occasion in told if sum(len(report.mentions) for report in occasion.reports) > 1]
    parts = []
    for occasion in full:
        mentions, report_of = together(occasion.reports)
        pairs = occasion_pairs(occasion, use)
        labels = [gold.event[mention.key] for mention in mentions]
        numbers = [fold[occasion.reports[at].key] for at in report_of]
        parts.append(_part(pairs.rows, labels, numbers, pairs))

    def grow_pairs(part: Part) -> Forest:
        return grow(part, FEATURES, PAIRS)

    likely = list(cut(left_out(joined(parts), grow_pairs), parts))
    scores: dict[float, float] = {}
    for threshold in EVENT_THRESHOLDS:
        answer: dict[str, Any] = {
            m.key: m.key for occasion in told for r in occasion.reports for m in r.mentions
        }
        for occasion, values in zip(full, likely, strict=True):
            mentions, _ = together(occasion.reports)
            ends = np.triu_indices(len(mentions), 1)
            for members in groups(link(square(len(mentions), ends, values), threshold)[0]):
                answer |= {mentions[at].key: mentions[members[0]].key for at in members}
        scores[threshold] = figures(gold.event, answer)["CoNLL f1"]
    print("left out, CoNLL F1 of events by threshold:", scores)
    best = max(scores, key=lambda threshold: scores[threshold])
    return best, grow_pairs(joined(parts))


def rounded(model: Model) -> Model:
    """The model with the words left out that stand in one report: they weigh like words never seen."""
    spread = {
        name: type(words)({word: number for word, number in words.items() if number > 1})
        for name, words in model.usage.spread.items()
    }
    return replace(model, usage=Usage(model.usage.reports, spread))


def main() -> None:
    """Learns, writes the model and prints its figures on the split "dev"."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("data", type=Path)
    options.add_argument("--dev", action="store_true", help="measure the split that nothing was chosen on")
    given = options.parse_args()
    into = forests._FOLDER
    forests.save(rounded(learn(read(given.data, "train"))), into)
    print("written:", {path.name: os.path.getsize(path) for path in sorted(into.iterdir())})
    if given.dev:
        from onrecord.evaluate.coref import evaluate

        print("dev:", dict(evaluate(given.data).metrics))


if __name__ == "__main__":
    main()
