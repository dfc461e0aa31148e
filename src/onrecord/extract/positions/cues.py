"""Finds the words that make a move in a bargaining: "demanded", "its refusal to", "committed to"."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from onrecord.analysis.clauses import in_condition, is_negated, modal
from onrecord.lexicon import items, load_table

if TYPE_CHECKING:
    from spacy.tokens import Token


@dataclass(frozen=True, slots=True)
class Cue:
    """One way to make a move: the word, what must hang on it, and where its parts are looked for, in order.

    `kind` is a position kind or "label": a name given to somebody, an accusation when the name blames.
    """

    word: str
    pos: str
    requires: frozenset[str]
    kind: str
    proposition: tuple[str, ...]
    toward: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FoundCue:
    """A cue at its place in the text; `kind` is what it amounts to there ("did not accept" is a refusal)."""

    token: Token
    cue: Cue
    kind: str


# What a negated cue amounts to; other cues say nothing when they are negated.
_NEGATED: Mapping[str, str] = {
    "acceptance": "refusal",
    "offer": "refusal",
    "promise": "refusal",
    "concession": "refusal",
}
_CLASSES: Mapping[str, tuple[str, ...]] = {
    "verb": ("VERB", "AUX"),
    "noun": ("NOUN", "PROPN"),
    "adj": ("ADJ", "VERB"),
}


def find_cues(tokens: Iterable[Token]) -> Iterator[FoundCue]:
    """The cues of one sentence, in the order of the text; one reading a word."""
    known = cues()
    for token in tokens:
        for cue in _readings(known, token):
            if token.pos_ in _CLASSES[cue.pos] and _complete(token, cue):
                kind = _kind(token, cue)
                if kind is not None:
                    yield FoundCue(token, cue, kind)
                break


def _readings(known: Mapping[str, tuple[Cue, ...]], token: Token) -> tuple[Cue, ...]:
    """The cues of the word as it stands ("committed"), then those of its base form."""
    base = known.get(token.lemma_, ())
    own = known.get(token.lower_, ()) if token.lower_ != token.lemma_ else ()
    return (*own, *base) if own else base


@cache
def cues() -> Mapping[str, tuple[Cue, ...]]:
    """The cues by word; those that require a word of their own come first."""
    found: dict[str, list[Cue]] = {}
    for row in load_table("position_cues"):
        cue = Cue(
            row["word"], row["pos"], frozenset(items(row["requires"])), row["kind"],
            items(row["proposition"]), items(row["toward"]),
        )  # fmt: skip
        found.setdefault(row["word"], []).append(cue)
    return {word: tuple(sorted(rows, key=lambda cue: not cue.requires)) for word, rows in found.items()}


@cache
def word_class(name: str) -> frozenset[str]:
    """The words of one class of the table of words around a move ("hostile", "blame", ...)."""
    return frozenset(row["word"] for row in load_table("position_words") if row["class"] == name)


def _complete(token: Token, cue: Cue) -> bool:
    """Whether the words that the cue requires hang on it, or open the clause that does ("called for talks to begin")."""
    if not cue.requires or any(c.lower_ in cue.requires for c in token.children):
        return True
    clauses = (c for c in token.children if c.dep_ in ("ccomp", "xcomp", "advcl") and c.i > token.i)
    return any(g.dep_ == "mark" and g.lower_ in cue.requires for c in clauses for g in c.children)


def _kind(token: Token, cue: Cue) -> str | None:
    """What the cue amounts to: nothing under "could" or in an if-clause, the opposite under "not"."""
    if cue.pos == "noun":
        return None if any(c.lower_ == "no" for c in token.children) else cue.kind
    clause = token.head if token.dep_ in ("acomp", "oprd") else token
    if _is_hedged(clause) or in_condition(clause):
        return None
    return _NEGATED.get(cue.kind) if is_negated(clause) else cue.kind


def _is_hedged(verb: Token) -> bool:
    """Whether the verb, or one that governs it without a finite clause between, is only possible ("may want to refuse")."""
    for _ in range(5):
        if modal(verb) in word_class("hedge"):
            return True
        if verb.dep_ not in ("xcomp", "pcomp", "prep", "conj") and not (
            verb.dep_ == "advcl" and verb.tag_ == "VBG"
        ):
            return False
        verb = verb.head
    return False
