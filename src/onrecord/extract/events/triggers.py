"""Finds the words that make an event: verbs in one of their listed uses, and event nouns."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from onrecord.analysis import Sentence
from onrecord.analysis.clauses import child, is_passive, subject, together
from onrecord.extract.events.plover import Act, NounEntry, nouns, verbs

if TYPE_CHECKING:
    from spacy.tokens import Token


@dataclass(frozen=True, slots=True)
class Trigger:
    """A word that makes an event. `noun` holds the entry of an event noun, `thing` the object that a verb use asks for."""

    token: Token
    act: Act
    noun: NounEntry | None = None
    thing: Token | None = None
    gains: bool = False


def triggers(sentence: Sentence) -> Iterator[Trigger]:
    """The triggers of a sentence in order; a noun that belongs to the use of a verb makes no event of its own."""
    found: list[Trigger] = []
    used: set[int] = set()
    for token in sentence.phrase:
        if token.pos_ in ("VERB", "AUX") and token.lemma_ in verbs():
            trigger = _verb(token)
            if trigger is not None:
                found.append(trigger)
                if trigger.thing is not None:
                    used.update(t.i for t in together(trigger.thing))
    for token in sentence.phrase:
        if token.pos_ in ("NOUN", "PROPN") and token.lemma_.lower() in nouns() and token.i not in used:
            trigger = _noun(token)
            if trigger is not None:
                found.append(trigger)
    yield from sorted(found, key=lambda t: t.token.i)


def _verb(verb: Token) -> Trigger | None:
    things = _things(verb)
    follows = {
        c.lower_
        for c in verb.children
        if c.dep_ in ("prt", "prep", "advmod", "agent", "dative") and c.i > verb.i
    }
    words = " ".join(t.lower_ for t in verb.doc[verb.i + 1 : verb.i + 3])
    for use in verbs()[verb.lemma_]:
        if use.objects:
            thing = next((t for t in things if t.lemma_.lower() in use.objects), None)
            if thing is not None:
                return Trigger(verb, use.act, thing=thing, gains=use.gains)
        elif use.particle:
            if use.particle.split()[0] in follows or words.startswith(use.particle):
                return Trigger(verb, use.act)
        else:
            return Trigger(verb, use.act)
    return None


def _things(verb: Token) -> tuple[Token, ...]:
    """The objects of the verb, or the subjects of its passive, with what is coordinated and what is counted."""
    thing = subject(verb) if is_passive(verb) else child(verb, "dobj")
    if thing is None:
        return ()
    counted = [
        o
        for c in thing.children
        if c.dep_ == "prep" and c.lower_ == "of"
        for o in c.children
        if o.dep_ == "pobj"
    ]
    return (*together(thing), *counted)


def _noun(noun: Token) -> Trigger | None:
    doc = noun.doc
    for entry in nouns()[noun.lemma_.lower()]:
        first = noun.i - len(entry.words) + 1
        if first < noun.sent.start:
            continue
        words = [t.lower_ for t in doc[first : noun.i]]
        if words == list(entry.words[:-1]) and noun.dep_ not in ("compound", "npadvmod"):
            return Trigger(noun, entry.act, noun=entry)
    return None
