"""The phrase of a source, word by word: what it hangs on, what it names as an example, of what it takes a part."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from onrecord.analysis.clauses import antecedent, markers, obliques
from onrecord.extract.draft import ActorIndex

if TYPE_CHECKING:
    from spacy.tokens import Token

# Kinds of actor of whom a report says "who".
WHO = frozenset({"person", "people", "group", "military", "armed-group"})
RELATIVE = frozenset({"WDT", "WP"})
# Labels of the links from a noun up to the noun that it tells more of: "officials | involved in the war".
_WITHIN = frozenset({"prep", "pobj", "pcomp", "acl", "dobj", "amod", "compound"})


def head_of(tokens: Sequence[Token]) -> Token:
    """The word that the phrase hangs on: the first whose own head stands outside of it."""
    if tokens[0].tag_ in RELATIVE and len(tokens) > 1:
        return tokens[0]
    within = {t.i for t in tokens}
    tops = [t for t in tokens if t.head.i not in within or t.head.i == t.i]
    nominal = [t for t in tops if t.pos_ in ("NOUN", "PROPN", "PRON")]
    return (nominal or tops or list(tokens))[0]


def whole_of(head: Token, tokens: Sequence[Token]) -> Token | None:
    """Of what the phrase takes a part: "dozens of officials", "some in the opposition"."""
    if head.lower_ not in markers("partitive"):
        return None
    return next((t for t in obliques(head, "of", "in", "among") if t in tokens and t.i > head.i), None)


def example_in(tokens: Sequence[Token]) -> list[Token]:
    """Whom a phrase for many names as one of them: "some, including the minister", "many, like Ana Soto"."""
    if tokens[0].lower_ not in markers("nobody"):
        return []
    at = next((n for n, t in enumerate(tokens) if t.lower_ in markers("naming-one")), len(tokens))
    return list(tokens[at + 1 :])


def is_pair(head: Token) -> bool:
    """Whether it is "both sides" or "the two governments", which mean nobody unless the two were told before."""
    before = [t.lower_ for t in head.doc[head.left_edge.i : head.i]]
    return (
        head.tag_ == "NNS"
        and head.text.islower()
        and ("both" in before or ("the" in before and "two" in before))
    )


def taken_up(relative: Token, who: ActorIndex) -> Token | None:
    """The noun that "who", "which" or "that" stands for; for "who" the nearest one up the phrase that means people."""
    if relative.lower_ != "who":
        return antecedent(relative)
    found = _introduced(relative, who) or antecedent(relative)
    people = (t for t in _above(found) if (a := who.at(t)) is not None and a.kind in WHO) if found else ()
    return next(iter(people), found)


def _above(noun: Token) -> Iterator[Token]:
    """A noun and the nouns whose phrase it stands in: "ground", then "forces" in "forces on the ground"."""
    while True:
        if noun.pos_ in ("NOUN", "PROPN"):
            yield noun
        if noun.dep_ not in _WITHIN or noun.head.i >= noun.i:
            return
        noun = noun.head


def _introduced(who: Token, index: ActorIndex) -> Token | None:
    """The person named before a phrase in commas that "who" follows: "Ana Soto, director of the institute, who"."""
    before = [t for t in who.sent if t.i < who.i]
    commas = [t for t in before if t.text == ","]
    if len(commas) < 2 or commas[-1].i != who.i - 1:
        return None
    name = commas[-2].nbor(-1)
    between = who.doc[commas[-2].i + 1 : commas[-1].i]
    known = index.at(name)
    verbs = any(t.pos_ in ("VERB", "AUX") and t.dep_ not in ("pcomp", "acl") for t in between)
    return name if known is not None and known.kind == "person" and not verbs else None
