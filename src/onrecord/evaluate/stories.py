"""Measures how well reports are put into running stories.

The annotated stories are the subtopics of ECB+: reports of one happening, without dates. They are read in ORDERS
orders drawn with SEED; figures are the mean.
"""

from __future__ import annotations

import json
import random
import re
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from onrecord.across.stories import RULE, Report, Rule, follow
from onrecord.archive.stories import lead
from onrecord.encoder import load_encoder
from onrecord.evaluate.result import Evaluation
from onrecord.model import Record
from onrecord.model.identity import actor_key
from onrecord.pipeline import Reader
from onrecord.reading import Hints

SEED = 7
ORDERS = 5
# Half of the reports open with the address they were found at, which gives the story away.
_ADDRESS = re.compile(r"\A(?:https?:|www\.).*\n")


def evaluate(data: Path) -> Evaluation:
    """B-cubed figures of the stories found on the "dev" split, where there is one."""
    rows = [json.loads(line) for line in data.read_text("utf-8").splitlines() if line.strip()]
    reports = read([row for row in rows if row.get("split") == "dev"] or rows)
    f1, precision, recall = b_cubed(reports, RULE)
    joined, _ = follow([report for _, report in reports])
    return Evaluation(
        task="stories",
        metrics={"B3 precision": round(precision, 4), "B3 recall": round(recall, 4), "B3 f1": round(f1, 4)},
        predictions=tuple({"report": join.article, "story": join.story} for join in joined),
    )


def read(rows: Sequence[dict[str, str]]) -> list[tuple[str, Report]]:
    """The reports as stories are made of, each with the story it belongs to."""
    reader, encoder, found = Reader(), load_encoder(), []
    for row in rows:
        text = _ADDRESS.sub("", row["text"])
        record = reader.read(text, Hints(id=row["doc_id"]))
        actors = record.actors if isinstance(record, Record) else ()
        keys = frozenset(key for key in map(actor_key, actors) if not key.startswith("~"))
        (vector,) = encoder.sentences([lead(None, text)])
        found.append((row["subtopic"], Report(row["doc_id"], vector, None, keys)))
    return found


def b_cubed(reports: Sequence[tuple[str, Report]], rule: Rule) -> tuple[float, float, float]:
    """F1, precision and recall, B-cubed (Bagga and Baldwin 1998): the mean over reports of the share of its story
    that belongs there, and of those that belong there that are in it."""
    total = [0.0, 0.0, 0.0]
    for order in range(ORDERS):
        shuffled = list(reports)
        random.Random(SEED + order).shuffle(shuffled)
        joined, _ = follow([report for _, report in shuffled], rule=rule)
        pairs = [(story, join.story) for (story, _), join in zip(shuffled, joined, strict=True)]
        both, whole, made = (
            Counter(pairs),
            Counter(one for one, _ in pairs),
            Counter(other for _, other in pairs),
        )
        precision = sum(both[pair] / made[pair[1]] for pair in pairs) / len(pairs)
        recall = sum(both[pair] / whole[pair[0]] for pair in pairs) / len(pairs)
        for at, value in enumerate((2 * precision * recall / (precision + recall), precision, recall)):
            total[at] += value / ORDERS
    return total[0], total[1], total[2]
