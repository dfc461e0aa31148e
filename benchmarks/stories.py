"""Measures how well reports are put into stories, and the constants of it.

    python benchmarks/stories.py ../shared/gold/coref/ecbplus_train_dev.jsonl [--sweep]

The stories of ECB+ are its subtopics: reports of one happening. The reports come in an order drawn with SEED, without
dates. B-cubed and pairwise F1, on the train and on the dev part; constants are chosen on train.
"""

from __future__ import annotations

import argparse
import itertools
import json
import random
import re
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from onrecord.across.stories import RULE, Report, Rule, follow
from onrecord.archive.stories import lead
from onrecord.encoder import load_encoder
from onrecord.model import Record
from onrecord.model.identity import actor_key
from onrecord.pipeline import Reader
from onrecord.reading import Hints

SEED = 7
# Half of the stories' reports open with the address they were found at, which gives the story away.
ADDRESS = re.compile(r"\A(?:https?:|www\.).*\n")
ORDERS = 5


def b_cubed(annotated: Sequence[str], found: Sequence[str]) -> tuple[float, float]:
    """Precision and recall, the mean over reports of the share of its story that belongs there."""
    both = Counter(zip(annotated, found, strict=True))
    whole, made = Counter(annotated), Counter(found)
    pairs = list(zip(annotated, found, strict=True))
    precision = sum(both[pair] / made[pair[1]] for pair in pairs) / len(pairs)
    recall = sum(both[pair] / whole[pair[0]] for pair in pairs) / len(pairs)
    return precision, recall


def figures(rows: Sequence[tuple[str, Report]], rule: Rule) -> tuple[float, float, float]:
    """B-cubed F1, precision and recall, the mean over ORDERS orders."""
    total = [0.0, 0.0, 0.0]
    for order in range(ORDERS):
        shuffled = list(rows)
        random.Random(SEED + order).shuffle(shuffled)
        joined, _ = follow([report for _, report in shuffled], rule=rule)
        precision, recall = b_cubed([story for story, _ in shuffled], [join.story for join in joined])
        for at, value in enumerate((2 * precision * recall / (precision + recall), precision, recall)):
            total[at] += value / ORDERS
    return total[0], total[1], total[2]


def prepared(data: Path) -> dict[str, list[tuple[str, Report]]]:
    """The reports of each part with the story each belongs to."""
    reader, encoder = Reader(), load_encoder()
    parts: dict[str, list[tuple[str, Report]]] = {}
    for line in data.read_text("utf-8").splitlines():
        row = json.loads(line)
        row["text"] = ADDRESS.sub("", row["text"])
        record = reader.read(row["text"], Hints(id=row["doc_id"]))
        actors = record.actors if isinstance(record, Record) else ()
        keys = frozenset(key for key in map(actor_key, actors) if not key.startswith("~"))
        (vector,) = encoder.sentences([lead(None, row["text"])])
        parts.setdefault(row["split"], []).append(
            (row["subtopic"], Report(row["doc_id"], vector, None, keys))
        )
    return parts


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("data", type=Path)
    parser.add_argument("--sweep", action="store_true", help="try other constants, on train and dev")
    args = parser.parse_args()
    parts = prepared(args.data)
    rules = [RULE]
    if args.sweep:
        rules += [
            Rule(likeness=likeness / 100, actors=actors / 100)
            for likeness, actors in itertools.product(range(46, 76, 3), (0, 10, 15, 20, 25, 30))
        ]
    print(f"{'part':6} {'likeness':>8} {'actors':>6} {'B3 F1':>6} {'P':>6} {'R':>6}")
    for rule in rules:
        for part, rows in sorted(parts.items(), reverse=True):
            f1, precision, recall = figures(rows, rule)
            print(
                f"{part:6} {rule.likeness:8.2f} {rule.actors:6.2f} {f1:6.3f} {precision:6.3f} {recall:6.3f}",
                flush=True,
            )


if __name__ == "__main__":
    main()
