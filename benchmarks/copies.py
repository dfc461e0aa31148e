"""Measures the finding of wire copies: what it finds of copies that were planted, and how fast it is.

    python benchmarks/copies.py ../shared/gold/news_throughput.jsonl [--limit 5000] [--sweep]

Of every tenth article a copy is planted, edited as outlets edit (the end cut off, sentences dropped, words replaced, a
credit put in front), and of every tenth another one a routine report of the same form, its numbers and names of days
changed, which is no copy. Precision is counted over planted pairs alone, since nobody has said which of the articles
themselves are copies. Speed is that of bringing a store up to date: sketches, candidates, alignment, rows.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import tempfile
import time
from collections.abc import Iterable
from itertools import islice
from pathlib import Path

from onrecord.across import copies
from onrecord.archive.copies import relate_copies
from onrecord.model import Article, Record
from onrecord.model.record import Provenance
from onrecord.store import Store, open_store
from onrecord.store.add import add
from onrecord.store.rows import Taken

SEED = 11
EVERY = 10
_SENTENCE = re.compile(r"(?<=[.!?])\s+")
_NUMBER = re.compile(r"\d+")
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday")


def edited(text: str, rng: random.Random) -> str:
    """The text as another outlet might print it: at least half of its sentences, some words replaced."""
    sentences = _SENTENCE.split(text)
    kept = sentences[: max(2, round(len(sentences) * rng.uniform(0.6, 1.0)))]
    if len(kept) > 4:
        kept.pop(rng.randrange(1, len(kept)))
    words = " ".join(kept).split(" ")
    for _ in range(round(len(words) * rng.uniform(0, 0.04))):
        words[rng.randrange(len(words))] = rng.choice(("reportedly", "also", "later", "officials"))
    return f"GENEVA ({rng.choice(('Kyodo', 'ANSA', 'Xinhua'))}) - " + " ".join(words)


def routine(text: str, rng: random.Random) -> str:
    """A report of the same form on another day: other numbers, other days."""
    other = _NUMBER.sub(lambda m: str(rng.randrange(10 ** max(1, len(m[0])))), text)
    return re.sub("|".join(_DAYS), lambda m: rng.choice(_DAYS), other)


def planted(texts: list[str]) -> tuple[list[tuple[str, str]], set[str], set[str]]:
    """Names and texts with the planted ones among them, and the names of copies and of routine reports.

    "17" is an article, "17c" its copy, "17r" the routine report.
    """
    rng = random.Random(SEED)
    rows, copied, alike = [], set(), set()
    for number, text in enumerate(texts):
        rows.append((str(number), text))
        if number % EVERY == 0 and len(text.split()) >= 2 * copies.SHORTEST:
            rows.append((f"{number}c", edited(text, rng)))
            copied.add(f"{number}c")
        elif number % EVERY == 5 and len(_NUMBER.findall(text)) >= 4:
            rows.append((f"{number}r", routine(text, rng)))
            alike.add(f"{number}r")
    rng.shuffle(rows)
    return rows, copied, alike


def filled(path: Path, rows: Iterable[tuple[str, str]]) -> Store:
    """A store with these articles and nothing coded in them."""
    store = open_store(path, create=True)
    made = Provenance(engine="0", model="none", steps=())
    batch = []
    for name, text in rows:
        article = Article(
            id=name,
            text=text,
            url=f"https://news.example/{name}",
            outlet="copy" if name[-1].isalpha() else "one",
        )
        batch.append(
            Taken(
                key=name,
                source="bench",
                origin=name,
                outcome=Record(id=name, article=article, actors=(), provenance=made),
            )
        )
    for at in range(0, len(batch), 1000):
        add(store, batch[at : at + 1000])
    return store


def figures(store: Store, copied: set[str], alike: set[str]) -> dict[str, float]:
    """Recall over planted copies, and precision over them and the routine reports."""
    rows = store.query(
        "SELECT c.family, a.source_id AS name FROM wire_copies c JOIN articles a USING (article)"
    ).to_pylist()
    family = {row["name"]: row["family"] for row in rows}
    found = {name for name in copied | alike if family.get(name) and family[name] == family.get(name[:-1])}
    return {
        "recall": round(len(found & copied) / len(copied), 4),
        "precision": round(len(found & copied) / max(1, len(found)), 4),
        "families": len(set(family.values())),
    }  # fmt: skip


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("data", type=Path)
    parser.add_argument("--limit", type=int, default=5000)
    parser.add_argument("--sweep", action="store_true", help="try other thresholds")
    args = parser.parse_args()
    with args.data.open(encoding="utf-8") as lines:
        rows, copied, alike = planted([json.loads(line)["text"] for line in islice(lines, args.limit)])
    tried = [(copies.LIKENESS, copies.NUMBERS)]
    if args.sweep:
        tried += [(a / 10, b / 10) for a in (4, 5, 6, 7, 8) for b in (0, 6, 8, 10)]
    for likeness, numbers in tried:
        copies.LIKENESS, copies.NUMBERS = likeness, numbers
        with tempfile.TemporaryDirectory() as scratch:
            store = filled(Path(scratch) / "copies.duckdb", rows)
            began = time.perf_counter()
            relate_copies(store)
            speed = round(len(rows) / (time.perf_counter() - began))
            print(
                json.dumps(
                    {
                        "likeness": likeness,
                        "numbers": numbers,
                        **figures(store, copied, alike),
                        "articles/s": speed,
                    }
                ),
                flush=True,
            )


if __name__ == "__main__":
    main()
