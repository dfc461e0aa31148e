"""The PLOVER tables: what makes an event of which type."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from onrecord.lexicon import items, load_table
from onrecord.model.codes import EventType


@dataclass(frozen=True, slots=True)
class Act:
    """What a trigger means: PLOVER type and mode, the nearest CAMEO code, and the rule that says so."""

    type: EventType
    mode: str | None
    cameo: str | None
    rule: str


@dataclass(frozen=True, slots=True)
class VerbEntry:
    """One use of a verb: alone, with a particle or preposition, or with one of the listed objects.

    `gains` where the subject gets what somebody else does: "won a concession from".
    """

    particle: str
    objects: frozenset[str]
    act: Act
    gains: bool


@dataclass(frozen=True, slots=True)
class NounEntry:
    """An event noun of one or more words; `of_target` when its of-phrase names whom it is done to;
    `agent` when it names somebody by what he does ("a backer of")."""

    words: tuple[str, ...]
    act: Act
    of_target: bool
    agent: bool = False


@dataclass(frozen=True, slots=True)
class AdjectiveEntry:
    """An adjective of judgement; `judge` says who judges: its subject ("angry") or the speaker ("unacceptable")."""

    act: Act
    judge: str


@cache
def adjectives() -> Mapping[str, AdjectiveEntry]:
    """The adjectives of judgement by their form."""
    return {
        row["adjective"]: AdjectiveEntry(_act(row, "adjective"), row["judge"])
        for row in load_table("event_adjectives")
    }


@cache
def verbs() -> Mapping[str, tuple[VerbEntry, ...]]:
    """The uses of each verb by lemma, the most particular first: with object, with particle, alone."""
    found: dict[str, list[VerbEntry]] = {}
    for row in load_table("event_verbs"):
        act = _act(row, "verb-object" if row["object"] else "verb-particle" if row["particle"] else "verb")
        found.setdefault(row["verb"], []).append(
            VerbEntry(row["particle"], frozenset(items(row["object"])), act, row["source"] == "from")
        )
    return {
        verb: tuple(sorted(uses, key=lambda use: (not use.objects, not use.particle)))
        for verb, uses in found.items()
    }


@cache
def nouns() -> Mapping[str, tuple[NounEntry, ...]]:
    """The event nouns by their last word, the longest first."""
    found: dict[str, list[NounEntry]] = {}
    for row in load_table("event_nouns"):
        words = tuple(row["noun"].split())
        found.setdefault(words[-1], []).append(
            NounEntry(words, _act(row, "noun"), row["of"] == "target", row["of"] == "agent")
        )
    return {noun: tuple(sorted(uses, key=lambda use: -len(use.words))) for noun, uses in found.items()}


def _act(row: Mapping[str, str], rule: str) -> Act:
    return Act(row["type"], row["mode"] or None, row["cameo"] or None, f"events/{rule}")  # type: ignore[arg-type]


@cache
def statuses() -> Mapping[str, str]:
    """Which status the governing verb or noun gives to the event in its clause, by lemma."""
    return {row["lemma"]: row["status"] for row in load_table("event_statuses")}


@cache
def contexts() -> Mapping[str, str]:
    """Which PLOVER context a word tells, by lemma."""
    return {row["lemma"]: row["context"] for row in load_table("event_contexts")}


@cache
def words(kind: str) -> frozenset[str]:
    """The words of one kind from the table of closed classes."""
    return frozenset(row["word"] for row in load_table("event_words") if row["kind"] == kind)
