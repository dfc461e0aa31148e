"""Time and memory of the knowledge base of actors: `python benchmarks/actors.py [--rounds N]`.

Prints one JSON object: milliseconds to read the tables and to index the names, microseconds to match the names in a mention,
to look a mention up by name and to resolve a phrase, and how many entries there are.
"""

from __future__ import annotations

import argparse
import json
import time
from collections.abc import Callable

from onrecord.who import Resolver
from onrecord.who.base import load
from onrecord.who.described import meant
from onrecord.who.words import words

MENTIONS = (
    "Angela Merkel", "the Kremlin", "Hezbollah", "the United Nations", "Palestinian", "Boko Haram", "U.S.", "Islamic State",
)  # fmt: skip
PHRASES = (
    "German Chancellor Angela Merkel", "two Palestinian gunmen", "the foreign minister of Germany", "Bush", "Lebanese rebels",
    "a spokesman for the Turkish army", "the opposition leader", "former Israeli prime minister Ehud Olmert",
)  # fmt: skip
DAY = "2005-05-05"


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--rounds", type=int, default=200)
    rounds = parser.parse_args().rounds
    began = time.perf_counter()
    base = load()
    read = time.perf_counter()
    names = base.names
    indexed = time.perf_counter()
    resolver = Resolver(base)

    def look_up(mention: str) -> None:
        for match in names.matches(words(mention)):
            meant(base, match.entry.names, DAY)

    print(
        json.dumps(
            {
                "read ms": round((read - began) * 1e3, 1),
                "index ms": round((indexed - read) * 1e3, 1),
                "lookup us a mention": _each(look_up, MENTIONS, rounds),
                "resolve us a phrase": _each(lambda phrase: resolver.resolve(phrase, DAY), PHRASES, rounds),
                "actors": len(base.actors),
                "names": len(names),
                "terms": len(base.spells),
            }
        )
    )


def _each(run: Callable[[str], object], texts: tuple[str, ...], rounds: int) -> float:
    for text in texts:
        run(text)
    began = time.perf_counter()
    for _ in range(rounds):
        for text in texts:
            run(text)
    return round((time.perf_counter() - began) / rounds / len(texts) * 1e6, 1)


if __name__ == "__main__":
    main()
