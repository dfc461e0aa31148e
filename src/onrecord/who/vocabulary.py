"""The words that structure a phrase about an actor, from the lexicon."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from onrecord.lexicon import load_table
from onrecord.who.plurals import plural


@cache
def _classes() -> Mapping[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for table in ("phrase_words", "name_words"):
        for row in load_table(table):
            found.setdefault(row["class"], set()).add(row["word"])
    things = found["thing"] | {row["noun"] for row in load_table("thing_nouns")}
    found["object"] = things | set(map(plural, things))
    return {name: frozenset(words) for name, words in found.items()}


def of_class(name: str) -> frozenset[str]:
    """The words of a class of `phrase_words.tsv` or `name_words.tsv`, as keys; of "object" those of `thing_nouns.tsv` too.

    >>> "backed" in of_class("backing")
    True
    """
    return _classes()[name]


def is_a(word: str, *names: str) -> bool:
    """Whether a word, as a key, is of one of the classes."""
    return any(word in _classes()[name] for name in names)
