"""Which words of a sentence stand on an actor's own side: whom he acts on, and what he says of others, does not."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from typing import TYPE_CHECKING

from onrecord.analysis.clauses import OBJECTS, SUBJECTS, child
from onrecord.lexicon import load_table
from onrecord.who.surroundings import LOCATIVE

if TYPE_CHECKING:
    from spacy.tokens import Span as Phrase
    from spacy.tokens import Token

# How nouns hang together in a list or an apposition, and how one hangs on another.
_BESIDE = frozenset({"conj", "appos", "compound", "nmod"})
_UNDER = frozenset({"prep", "pobj"})
# Clauses that go on with the subject of the verb that they hang on, unless they have their own.
_SHARING = frozenset({"xcomp", "advcl", "conj"})


def other_side(actor: Token, *, at_home: bool = False) -> frozenset[int]:
    """The tokens of the sentence, by number, for whom an actor acts on, what he says of others, and where it happens.

    Of what he says only the subject is on his side ("the minister said Norway would return the boat"), and not even
    that where he asks something of it or blames it ("demanded that Norway release the crew"). Where it happens is on
    his side where the sentence opens with it, and for people who are `at_home` there ("protesters in Quito").
    """
    verb = _acting(actor) or _asked(actor)
    apart = frozenset(_acted_on(verb, actor)) if verb is not None else frozenset()
    places = frozenset(_places(actor))
    return apart - places if at_home else apart | places


def own_clause(actor: Token) -> frozenset[int]:
    """The tokens of the actor's sentence, by number, less what another does beside him ("the US stood by, and he protested")."""
    verb = _acting(actor)
    beside = verb is not None and verb.dep_ == "conj" and child(verb.head, "cc") is not None
    return frozenset(t.i for t in (verb.subtree if verb is not None and beside else actor.sent))


def said(actor: Token) -> frozenset[int]:
    """The tokens, by number, of what an actor says where the verb stands before it; empty where he says nothing."""
    verb = _acting(actor)
    content = child(verb, "ccomp") if verb is not None else None
    after = content is not None and verb is not None and content.i > verb.i
    return frozenset(t.i for t in content.subtree) if content is not None and after else frozenset()


def topic(sentence: Phrase) -> Token:
    """The subject of a sentence; its root where it has none."""
    return next((t for t in sentence if t.dep_ in SUBJECTS and t.head.dep_ == "ROOT"), sentence.root)


def has_scene(actor: Token) -> bool:
    """Whether the actor's sentence opens by telling where it all happens: "In the border town of Zumba, the mayor said"."""
    first = next((t for t in actor.sent if not (t.is_space or t.is_punct)), actor)
    place = first.dep_ == "prep" and first.lower_ in LOCATIVE
    return place and any(t.pos_ == "PROPN" for t in first.subtree if t.i < actor.i)


def _acting(actor: Token) -> Token | None:
    """The verb of which an actor is the subject, also in a list or an apposition; None where he stands elsewhere."""
    token = actor
    while token.dep_ in _BESIDE or (token.i != actor.i and token.dep_ in _UNDER):
        token = token.head
    return token.head if token.dep_ in SUBJECTS and token.head.pos_ in ("VERB", "AUX") else None


def _asked(actor: Token) -> Token | None:
    """What an actor is asked to do: "urged the government to halt the trade"."""
    verb = actor.head.head if actor.dep_ == "pobj" else actor.head
    what = child(verb, "xcomp", "advcl") if verb.lemma_ in _asking() else None
    return what if what is not None and what.i > actor.i else None


def _acted_on(verb: Token, actor: Token) -> Iterator[int]:
    for c in verb.children:
        if c.i == actor.i or c.is_ancestor(actor):
            continue
        if c.dep_ in OBJECTS or (c.dep_ in ("prep", "agent") and not _is_scene(c, verb)):
            yield from _numbers(c.subtree)
        elif c.dep_ == "ccomp":
            whom = child(c, *SUBJECTS) if verb.lemma_ in _asking() else None
            yield from _numbers(whom.subtree) if whom is not None else ()
            yield from _acted_on(c, actor)
        elif c.dep_ in _SHARING and (c.dep_ != "conj" or child(c, *SUBJECTS) is None):
            yield from _acted_on(c, actor)


def _is_scene(prep: Token, verb: Token) -> bool:
    """Whether a phrase before the verb is a place: "In Lima, the minister said", but not "in a letter to Peru, he said"."""
    place = child(prep, "pobj") if prep.i < verb.i and prep.lower_ in LOCATIVE else None
    return place is not None and place.pos_ == "PROPN"


def _places(actor: Token) -> Iterator[int]:
    """Where something happens, but for the phrase that opens the sentence and those that tell of the actor."""
    for prep in actor.sent:
        within = prep.is_ancestor(actor) or prep.head.i == actor.i
        if prep.dep_ == "prep" and prep.lower_ in LOCATIVE and prep.i > actor.sent.start + 1 and not within:
            yield from _numbers(prep.subtree)


def _numbers(tokens: Iterable[Token]) -> Iterator[int]:
    return (t.i for t in tokens)


@cache
def _asking() -> frozenset[str]:
    """The verbs whose content is what somebody else ought to do or has done."""
    return frozenset(
        row["lemma"] for row in load_table("speech_cues") if row["manner"] in ("asks", "accuses")
    )
