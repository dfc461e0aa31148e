"""Questions about a clause that every layer asks: who does it, to whom, is it negated, is it an "if".

All functions take spaCy tokens of the shared parse. Labels are those of the ClearNLP scheme that the
English models use (nsubj, dobj, pobj, agent, xcomp, ccomp, advcl, relcl, ...).
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING

from onrecord.analysis.parsed import span_of
from onrecord.lexicon import load_table
from onrecord.model import Span

if TYPE_CHECKING:
    from spacy.tokens import Token

SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "expl"})
OBJECTS = frozenset({"dobj", "dative", "attr", "oprd"})


@cache
def markers(kind: str) -> frozenset[str]:
    """The function words of one kind (`condition`, `negation`, `future`, ...) from the table of markers."""
    return frozenset(row["word"] for row in load_table("markers") if row["kind"] == kind)


def child(token: Token, *labels: str) -> Token | None:
    """The first child of `token` that bears one of the dependency `labels`."""
    return next((c for c in token.children if c.dep_ in labels), None)


def is_passive(verb: Token) -> bool:
    """Whether the verb is passive ("was seized", "the ship seized by Iran")."""
    if any(c.dep_ in ("nsubjpass", "auxpass", "agent") for c in verb.children):
        return True
    bare = verb.tag_ == "VBN" and not any(c.dep_ == "aux" for c in verb.children)
    return bare and verb.dep_ in ("acl", "advcl")


def agent(verb: Token) -> Token | None:
    """The head of the by-phrase of a passive verb."""
    by = child(verb, "agent")
    return child(by, "pobj") if by is not None else None


def subject(verb: Token) -> Token | None:
    """The grammatical subject of `verb`, shared ones included, or None.

    Follows conjunction ("met and agreed"), control ("agreed to talk"), relative and participle clauses
    ("Iran, which seized", "troops attacking"), and auxiliaries; never crosses a clause with its own subject.
    """
    seen = 0
    token = verb
    while seen < 8:
        seen += 1
        found = child(token, "nsubj", "nsubjpass", "csubj")
        if found is not None:
            return _antecedent(token) or found if found.tag_ in ("WDT", "WP") else found
        if token.dep_ == "acl":
            return (
                token.head if token.tag_ in ("VBG", "VBN") or token.head.pos_ in ("NOUN", "PROPN") else None
            )
        if token.dep_ in ("conj", "aux", "auxpass", "acomp") and token.head.pos_ in ("VERB", "AUX"):
            token = token.head
        elif token.dep_ == "xcomp":
            controller = child(token.head, "dobj", "dative")
            if controller is not None and token.i > controller.i:
                return controller
            token = token.head
        elif token.dep_ == "advcl" and token.tag_ in ("VBG", "VBN", "VB"):
            token = token.head
        elif token.dep_ == "pcomp" and token.head.dep_ == "prep":
            prep, token = token.head, token.head.head
            controller = child(token, "dobj") if prep.lower_ in markers("object-control") else None
            if controller is not None:
                # "accused Iran of shelling": whoever is accused does it.
                return controller
            if token.pos_ in ("NOUN", "PROPN"):
                return None
        else:
            return None
    return None


def _antecedent(verb: Token) -> Token | None:
    """The noun that a relative clause speaks of, also across a clause of saying ("which they said had gone")."""
    if verb.dep_ == "ccomp" and verb.head.dep_ == "relcl":
        verb = verb.head
    return verb.head if verb.dep_ == "relcl" else None


def antecedent(relative: Token) -> Token | None:
    """The noun that "who", "which" or "that" stands for, also across a clause of saying; None outside a relative clause."""
    token = relative
    while token.dep_ != "relcl" and token.head.i != token.i:
        token = token.head
    return token.head if token.dep_ == "relcl" else None


def doer(verb: Token) -> Token | None:
    """Who does it: the subject of an active verb, the by-phrase of a passive one."""
    return agent(verb) if is_passive(verb) else subject(verb)


def undergoer(verb: Token) -> Token | None:
    """To whom it is done: the direct object of an active verb, the subject of a passive one."""
    return subject(verb) if is_passive(verb) else child(verb, "dobj")


def obliques(token: Token, *prepositions: str) -> Iterator[Token]:
    """The heads of the prepositional phrases of `token`, nested ones included; any preposition when none is named."""
    for prep in token.children:
        if prep.dep_ in ("prep", "dative", "agent") and (not prepositions or prep.lower_ in prepositions):
            yield from (c for c in prep.children if c.dep_ == "pobj")
        if prep.dep_ == "prep" and prep.lower_ != "according":
            yield from obliques(prep, *prepositions)


def together(token: Token) -> tuple[Token, ...]:
    """The token and what is joined to it by "and", "or" or a comma."""
    return (
        (token, *token.conjuncts)
        if token.dep_ != "conj"
        else (token, *(c for c in token.conjuncts if c.i > token.i))
    )


def phrase(token: Token, *without: str) -> Span:
    """The span of the subtree of `token`, less the subtrees that hang on it by the labels `without`."""
    left_out = {t.i for c in token.children if c.dep_ in without for t in c.subtree}
    kept = [t for t in token.subtree if t.i not in left_out and not t.is_space]
    while len(kept) > 1 and kept[-1].is_punct and kept[-1].text not in ('"', "'", "''"):
        kept.pop()
    while len(kept) > 1 and kept[0].is_punct and kept[0].text not in ('"', "'", "``"):
        kept.pop(0)
    return span_of(*kept) if kept else span_of(token)


def is_negated(verb: Token) -> bool:
    """Whether the verb is negated by "not", "never", "no longer" or a negated subject or object ("no troops")."""
    for c in verb.children:
        if c.dep_ == "neg" or c.lower_ in markers("negation"):
            return True
        if c.dep_ in ("nsubj", "nsubjpass", "dobj", "attr") and any(g.lower_ == "no" for g in c.children):
            return True
    return verb.dep_ == "xcomp" and verb.head.lemma_ in markers("negative-verb")


def modal(verb: Token) -> str | None:
    """The modal or auxiliary that colours the verb ("will", "could", "must"), lower case, or None."""
    for c in verb.children:
        if c.dep_ == "aux" and c.tag_ == "MD":
            return str(c.lower_)
    return None


def condition(verb: Token) -> Token | None:
    """The head of the if / unless / until / only-after clause that `verb` hangs on, or None."""
    for c in verb.children:
        if c.dep_ == "advcl" and _conditional(c):
            return c
        if c.dep_ == "prep" and _conditional_preposition(c):
            return c
    return None


def _conditional_preposition(prep: Token) -> bool:
    """Whether a phrase sets a condition: "until a truce", "only after a truce", but not "until Friday"."""
    if any(c.ent_type_ in ("DATE", "TIME") for c in prep.children):
        return False
    only = prep.i > 0 and prep.nbor(-1).lower_ == "only"
    return prep.lower_ in markers("condition") or (only and prep.lower_ in markers("condition-after-only"))


def in_condition(verb: Token) -> bool:
    """Whether the verb stands inside an if-clause."""
    token = verb
    for _ in range(6):
        if token.dep_ == "advcl" and _conditional(token):
            return True
        if token.dep_ not in ("conj", "xcomp", "ccomp", "advcl", "pcomp", "prep"):
            return False
        token = token.head
    return False


def _conditional(head: Token) -> bool:
    """Whether the clause opens with "if", "unless", ..., "only after", "only when" or "in case"; "even if" sets none."""
    for c in head.children:
        if c.dep_ in ("mark", "advmod") and c.lower_ in markers("condition"):
            return c.i == 0 or c.nbor(-1).lower_ != "even"
        if c.lower_ in markers("condition-after-only") and c.i > 0 and c.nbor(-1).lower_ == "only":
            return True
        if c.lower_ == "in" and c.i + 1 < head.i and c.nbor(1).lower_ in markers("condition-noun"):
            return True
    return False


def governors(token: Token) -> Iterator[Token]:
    """The verbs and nouns above `token`, nearest first, as far as the root of the sentence."""
    while token.head.i != token.i:
        token = token.head
        if token.pos_ in ("VERB", "AUX", "NOUN", "ADJ"):
            yield token
