"""Measures how often the findings of each rule are right, and writes the table of confidences.

    python benchmarks/calibrate.py [--texts FILE ...]

It reads the part "train" of the corpus, as far as its texts are there: the written reports, and those whose texts
are in FILE. A finding is right when the strict row of its layer says so (events and positions with actors, times
with value, actors with country). Of statements the content is judged by rule, and of those whose content is right the
speaker by how the text tells him; a statement is as sure as both together. The estimate is shrunk towards the
precision of the whole layer, which counts as PRIOR more findings, so that a rule seen twice does not claim certainty.
"""

from __future__ import annotations

import argparse
from collections import Counter
from pathlib import Path

from onrecord.corpus import load_corpus
from onrecord.evaluate.corpus import cases_of
from onrecord.evaluate.record import compare
from onrecord.model import Record
from onrecord.pipeline import Reader

TABLE = Path(__file__).resolve().parents[1] / "src/onrecord/lexicon/data/confidence.tsv"
PRIOR = 5
HEAD = """# How often the findings of a rule were right on the part "train" of the corpus (docs/corpus.md), shrunk towards its layer;
# "speakers" are those of statements whose content is right, by how the text tells who speaks.
# A rule without a row has the confidence of its layer (rule "layer/*").
# source: measured by benchmarks/calibrate.py
# licence: Apache-2.0
rule\tconfidence\tright\tseen
"""


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--texts", action="append", default=[], type=Path)
    cases = cases_of(load_corpus(), parser.parse_args().texts, ["train"])
    outcomes = Reader().read_many(incoming for _, incoming in cases)
    verdicts = compare([gold for gold, _ in cases], [o for o in outcomes if isinstance(o, Record)]).verdicts
    seen: Counter[str] = Counter(rule for rule, _ in verdicts)
    right: Counter[str] = Counter(rule for rule, good in verdicts if good)
    layers_seen: Counter[str] = Counter()
    layers_right: Counter[str] = Counter()
    for rule in seen:
        layers_seen[rule.split("/")[0]] += seen[rule]
        layers_right[rule.split("/")[0]] += right[rule]
    rows = []
    for layer in sorted(layers_seen):
        base = (layers_right[layer] + 1) / (layers_seen[layer] + 2)
        rows.append(f"{layer}/*\t{base:.2f}\t{layers_right[layer]}\t{layers_seen[layer]}")
        for rule in sorted(r for r in seen if r.startswith(f"{layer}/")):
            share = (right[rule] + PRIOR * base) / (seen[rule] + PRIOR)
            rows.append(f"{rule}\t{share:.2f}\t{right[rule]}\t{seen[rule]}")
    TABLE.write_text(HEAD + "\n".join(rows) + "\n", "utf-8")


if __name__ == "__main__":
    main()
