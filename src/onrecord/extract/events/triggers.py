"""Finds the words that make an event: verbs in one of their listed uses, event nouns and adjectives of judgement."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from onrecord.analysis import Sentence
from onrecord.analysis.clauses import child, condition, is_passive, markers, modal, subject, together
from onrecord.extract.events.plover import (
    Act,
    AdjectiveEntry,
    NounEntry,
    VerbEntry,
    adjectives,
    nouns,
    verbs,
    words,
)

if TYPE_CHECKING:
    from spacy.tokens import Token

# The labels by which a word hangs on the trigger that it spells out.
SPELLING_OUT = frozenset({"pobj", "prep", "relcl", "acl", "xcomp", "advcl"})
PARTICLES = frozenset({"prt", "prep", "advmod", "agent", "dative"})


@dataclass(frozen=True, slots=True)
class Trigger:
    """A word that makes an event.

    `noun` holds the entry of an event noun, `thing` the object that a verb use asks for, `judged` who judges
    by an adjective: its "subject" or the "speaker", `behind` the word asked for behind a preposition.
    """

    token: Token
    act: Act
    noun: NounEntry | None = None
    thing: Token | None = None
    gains: bool = False
    judged: str = ""
    behind: Token | None = None


def triggers(sentence: Sentence) -> Iterator[Trigger]:
    """The triggers of a sentence in order; a noun that belongs to the use of a verb makes no event of its own."""
    found: list[Trigger] = []
    used: set[int] = set()
    for token in sentence.phrase:
        trigger = _clausal(token)
        if trigger is not None:
            found.append(trigger)
            used.update(
                t.i for word in (trigger.thing, trigger.behind) if word is not None for t in together(word)
            )
    for token in sentence.phrase:
        if token.pos_ in ("NOUN", "PROPN") and token.lemma_.lower() in nouns() and token.i not in used:
            trigger = _noun(token)
            if trigger is not None:
                found.append(trigger)
    found.sort(key=lambda t: t.token.i)
    yield from (t for t in found if not _repeats(t, found))


def _repeats(trigger: Trigger, found: list[Trigger]) -> bool:
    """Whether the trigger only spells out another of its type that it hangs on: "met for a summit", "talks to discuss"."""
    if trigger.token.dep_ == "xcomp" and trigger.token.head.lemma_ in markers("negative-verb"):
        # "refused to negotiate" is one act, the refusal.
        return any(t.token.i == trigger.token.head.i for t in found)
    if trigger.noun is None and trigger.thing is None:
        # "fought a war" is told by its noun.
        direct = child(trigger.token, "dobj")
        if direct is not None and any(
            t.token.i == direct.i and t.act.type == trigger.act.type for t in found
        ):
            return True
    if trigger.act.type not in ("CONSULT", "AGREE"):
        return False
    kinds = {t.token.i: t.act.type for t in found} | {
        t.thing.i: t.act.type for t in found if t.thing is not None
    }
    here = trigger.token
    for _ in range(3):
        if here.dep_ not in SPELLING_OUT or here.head.i == here.i:
            return False
        here = here.head
        if kinds.get(here.i) == trigger.act.type:
            return True
    return False


def _clausal(token: Token) -> Trigger | None:
    """The trigger of a verb or adjective."""
    if token.pos_ not in ("VERB", "AUX", "ADJ"):
        return None
    entry = adjectives().get(token.lower_)
    if entry is not None and token.dep_ != "amod" and (token.pos_ == "ADJ" or _is_felt(token, entry)):
        return Trigger(token, entry.act, judged=entry.judge)
    return _verb(token) if token.pos_ != "ADJ" and token.lemma_ in verbs() else None


def _is_felt(participle: Token, entry: AdjectiveEntry) -> bool:
    """Whether a participle tells a feeling ("angered by X", "opposed to X") and not what somebody does ("opposed by X")."""
    return is_passive(participle) and (entry.act.type == "ACCUSE" or child(participle, "agent") is None)


def _verb(verb: Token) -> Trigger | None:
    if _asks_nothing(verb) or _shows(verb):
        return None
    follows = {c.lower_: c for c in verb.children if c.dep_ in PARTICLES and c.i > verb.i}
    behind = " ".join(t.lower_ for t in verb.doc[verb.i + 1 : verb.i + 3])
    for use in verbs()[verb.lemma_]:
        if use.particle and use.particle.split()[0] not in follows and not behind.startswith(use.particle):
            continue
        if not use.objects:
            return Trigger(verb, use.act, gains=use.gains)
        thing = next((t for t in _things(verb) if t.lemma_.lower() in use.objects), None)
        if thing is not None:
            return Trigger(verb, use.act, thing=thing, gains=use.gains)
        taken = _taken(follows[use.particle], use) if use.particle in follows else None
        if taken is not None:
            return Trigger(verb, use.act, gains=use.gains, behind=taken)
    return None


def _asks_nothing(verb: Token) -> bool:
    """Whether a verb of wanting speaks of one's own course ("wants to go"), or one of asking of a question ("asked if")."""
    if verb.lemma_ not in words("wish") and verb.lemma_ not in words("assertion"):
        return False
    inner = child(verb, "xcomp", "ccomp")
    if inner is None:
        return False
    if verb.lemma_ in words("assertion"):
        # "insisted that it was so" asserts, "insisted that it be so" asks.
        return inner.dep_ == "ccomp" and inner.tag_ != "VB" and modal(inner) not in words("obliging")
    if any(c.dep_ == "mark" and c.lower_ in ("if", "whether") for c in inner.children):
        return True
    whom = child(verb, "dobj", "dative") is not None or any(
        c.dep_ in ("nsubj", "nsubjpass") for c in inner.children
    )
    return not whom and not is_passive(verb)


def _shows(verb: Token) -> bool:
    """Whether a verb of protest has an object, and so another sense ("demonstrated its power", "rallied support")."""
    return verb.lemma_ in words("intransitive") and child(verb, "dobj", "ccomp") is not None


def _taken(prep: Token, use: VerbEntry) -> Token | None:
    """The listed word behind the preposition: "regard as a terrorist group", "come to the aid of"."""
    heads = [c for c in prep.children if c.dep_ in ("pobj", "amod", "pcomp")]
    return next((t for head in heads for t in (head, *head.lefts) if t.lemma_.lower() in use.objects), None)


def _things(verb: Token) -> tuple[Token, ...]:
    """The objects of the verb, or the subjects of its passive, with what is coordinated and what is counted."""
    thing = subject(verb) if is_passive(verb) else child(verb, "dobj", "attr", "oprd")
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
    if noun.ent_type_ in ("PERSON", "DATE", "ORG", "WORK_OF_ART") and noun.pos_ == "PROPN":
        return None
    if noun.dep_ in ("attr", "oprd") and noun.lemma_ == "threat":
        # Somebody is called a threat: nobody threatens.
        return None
    if noun.lemma_ == "consequence" and not _is_grave(noun):
        return None
    for entry in nouns()[noun.lemma_.lower()]:
        first = noun.i - len(entry.words) + 1
        if first < noun.sent.start:
            continue
        before = tuple(t.lower_ for t in doc[first : noun.i])
        if before == entry.words[:-1] and noun.dep_ not in ("compound", "npadvmod", "nmod"):
            return Trigger(noun, entry.act, noun=entry)
    return None


def _is_grave(consequence: Token) -> bool:
    """Whether consequences are the kind one threatens with: severe ones, or such as hang on a condition."""
    if any(c.lower_ in words("grave") for c in consequence.children):
        return True
    return condition(consequence) is not None or condition(consequence.head) is not None
