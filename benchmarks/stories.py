"""Tries other constants for putting reports into stories.

    python benchmarks/stories.py ../shared/gold/coref/ecbplus_train_dev.jsonl

B-cubed on the train and the dev part of ECB+, as `onrecord eval stories` measures it. Constants are chosen on train.
"""

from __future__ import annotations

import itertools
import json
import sys
from dataclasses import replace
from pathlib import Path

from onrecord.across.stories import RULE
from onrecord.evaluate.stories import b_cubed, read


def main(data: Path) -> None:
    rows = [json.loads(line) for line in data.read_text("utf-8").splitlines()]
    parts = {part: read([row for row in rows if row["split"] == part]) for part in ("train", "dev")}
    tried = itertools.product(
        (0.55, 0.58, 0.61, 0.64, 0.67), (0.0, 0.1, 0.15, 0.2, 0.3), (0.0, 0.1, 0.15, 0.2)
    )
    rules = [RULE, *(replace(RULE, likeness=a, actors=b, strangers=c) for a, b, c in tried)]
    print(f"{'part':6} {'likeness':>8} {'actors':>6} {'strangers':>9} {'B3 F1':>6} {'P':>6} {'R':>6}")
    for rule in rules:
        for part, reports in parts.items():
            f1, precision, recall = b_cubed(reports, rule)
            print(
                f"{part:6} {rule.likeness:8.2f} {rule.actors:6.2f} {rule.strangers:9.2f} {f1:6.3f} {precision:6.3f} {recall:6.3f}"
            )


if __name__ == "__main__":
    main(Path(sys.argv[1]))
