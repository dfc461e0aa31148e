"""Speed and memory of the engine beside the bare base analysis of the same text, in the same run.

    python benchmarks/speed.py REPORTS.jsonl [--limit N] [--memory]

Each line of the input holds `text` and, if known, `date` (or `dct`). Prints one JSON object: articles and
words a second, the share of each step, and `layers / base`, the cost of all layers over that of the parse.
Run it with one thread (OMP_NUM_THREADS=1) for figures per core.
"""

from __future__ import annotations

import argparse
import json
import resource
import time
from collections import defaultdict
from itertools import islice
from pathlib import Path

from onrecord.analysis.model import load_model
from onrecord.analysis.parsed import BATCH, analyse
from onrecord.extract.draft import Draft
from onrecord.model import Article
from onrecord.pipeline import Reader, plan
from onrecord.reading import Hints, Incoming, read_rows


def articles(path: Path, limit: int) -> list[Article]:
    rows = [json.loads(line) for line in islice(path.open(encoding="utf-8"), limit)]
    lines = [
        json.dumps({"text": r["text"], "title": r.get("title"), "date": r.get("date") or r.get("dct")})
        for r in rows
    ]
    return [item.article for item in read_rows(lines, Hints()) if isinstance(item, Incoming)]


def measure(found: list[Article]) -> dict[str, object]:
    nlp = load_model()
    spent: dict[str, float] = defaultdict(float)
    words = sum(len(article.text.split()) for article in found)
    for at in range(0, len(found), BATCH):
        with nlp.memory_zone():
            began = time.perf_counter()
            parsed = list(analyse(found[at : at + BATCH]))
            spent["base analysis"] += time.perf_counter() - began
            for article, analysis in parsed:
                draft = Draft(article=article, analysis=analysis)
                for step in plan():
                    began = time.perf_counter()
                    draft = step.run(draft)
                    spent[step.assigns] += time.perf_counter() - began
    base, total = spent["base analysis"], sum(spent.values())
    return {
        "articles": len(found), "words": words, "seconds": round(total, 2),
        "articles/s": round(len(found) / total, 1), "words/s": round(words / total),
        "layers / base": round((total - base) / base, 3),
        "shares": {name: round(value / total, 3) for name, value in spent.items()},
    }  # fmt: skip


def memory(found: list[Article]) -> list[float]:
    """Memory in use, in MiB, after each tenth of the articles, read through one Reader (Linux; else the peak)."""
    reader, used = Reader(), []
    tenth = max(1, len(found) // 10)
    for number, _ in enumerate(reader.read_many(Incoming(article) for article in found), start=1):
        if number % tenth == 0:
            used.append(in_use())
    return used


def in_use() -> float:
    """The resident memory of this process in MiB."""
    pages = Path("/proc/self/statm")
    if pages.exists():
        return round(int(pages.read_text().split()[1]) * resource.getpagesize() / 2**20, 1)
    return round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, 1)


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("reports", type=Path)
    parser.add_argument("--limit", type=int, default=300)
    parser.add_argument(
        "--memory", action="store_true", help="also read all of them again and print the memory in use"
    )
    args = parser.parse_args()
    found = articles(args.reports, args.limit)
    measure(found[:BATCH])
    figures = measure(found)
    if args.memory:
        figures["MiB in use by tenths"] = memory(found)
    print(json.dumps(figures, indent=1))


if __name__ == "__main__":
    main()
