"""Finds words of likelihood in a sentence, each with the clause or noun whose truth it weighs."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from onrecord.analysis.clauses import child, in_condition, is_negated, is_passive, subject
from onrecord.extract.forecasts.numbers import stated_chance
from onrecord.extract.forecasts.scales import Reading, constructions, graded, word_class, words

if TYPE_CHECKING:
    from spacy.tokens import Token

_NONE: frozenset[str] = frozenset()
# Farther apart, a "chance" and a "low" speak of different things.
REACH = 25


# Constructions of verbs and nouns, which are looked up by their base form; the others as they stand.
BY_BASE = frozenset({"belief", "future", "omen", "noun"})


@dataclass(frozen=True, slots=True)
class Likelihood:
    """One phrase of likelihood.

    `about` is the head of what it weighs, `frame` the head of the clause or phrase that says the whole;
    `holder` the token of who believes it, where the sentence names one.
    """

    rule: str
    phrase: tuple[Token, ...]
    about: Token
    frame: Token
    reading: Reading
    negated: bool = False
    holder: Token | None = None


def find_likelihoods(tokens: Iterable[Token]) -> Iterator[Likelihood]:
    """The likelihoods that the words of one sentence state, in the order of the text."""
    known = constructions()
    for token in tokens:
        found = None
        form, base = token.lower_, token.lemma_
        if form not in known and base not in known:
            continue
        for name in sorted(known.get(form, _NONE) | known.get(base, _NONE)):
            word = base if name in BY_BASE else form
            if found is None and word in words(name):
                found = _RULES[name](token)
        if found is not None:
            yield found


def _modal(token: Token) -> Likelihood | None:
    """It could happen; not what somebody was able or allowed to do."""
    verb = token.head
    if token.tag_ != "MD" or token.dep_ != "aux" or verb.dep_ in ("pcomp", "csubj") or in_condition(verb):
        return None
    if token.lower_ == "could" and _is_ability(verb):
        return None
    if any(c.dep_ in ("mark", "advmod", "dobj") and c.i < token.i and c.lower_ in word_class("purpose") and c.lower_ != "that"
           for c in verb.children):  # fmt: skip
        return None
    return Likelihood("modal", (token,), verb, verb, words("modal")[token.lower_])


def _is_ability(verb: Token) -> bool:
    """Whether "could" tells of an ability, a permission or of what did not happen, rather than of a chance."""
    if verb.lemma_ in word_class("ability") or is_negated(verb):
        return True
    if any(c.dep_ == "aux" and c.lower_ == "have" for c in verb.children):
        return True
    actor = subject(verb)
    if verb.dep_ == "relcl" and any(
        c.dep_ == "prep" and any(g.tag_ == "WDT" for g in c.children) for c in verb.children
    ):
        return True
    return actor is not None and actor.lower_ in word_class("person") and not is_passive(verb)


def _claim(token: Token) -> Likelihood | None:
    """It is likely that; it is likely to; war is likely."""
    verb = token.head
    if token.dep_ not in ("acomp", "oprd", "attr", "ccomp", "ROOT", "xcomp") or token.pos_ not in (
        "ADJ",
        "ADV",
    ):
        return None
    copula = verb if verb.i != token.i and verb.lemma_ in word_class("copula") else None
    that = child(token, "ccomp") or (child(copula, "ccomp") if copula is not None else None)
    infinitive = child(token, "xcomp") or (child(copula, "xcomp") if copula is not None else None)
    reading, phrase = _with_degree(token, "claim")
    negated = is_negated(copula) if copula is not None else is_negated(token)
    if that is not None and that.i > token.i:
        return Likelihood("claim-that", phrase, that, that, reading, negated)
    actor = subject(copula) if copula is not None else None
    if infinitive is not None and infinitive.i > token.i:
        if reading.entry == "possibly" or token.lower_ in ("impossible", "unthinkable", "inconceivable"):
            return None
        frame = copula if copula is not None else token
        return Likelihood("claim-to", phrase, infinitive, frame, reading, negated)
    if (
        copula is None
        or actor is None
        or actor.pos_ == "PRON"
        or reading.entry == "possibly"
        or in_condition(copula)
    ):
        return None
    if token.lower_ in ("certain", "impossible", "doubtful"):
        return None
    return Likelihood("claim-noun", phrase, actor, copula, reading, negated)


def _raised(token: Token) -> Likelihood | None:
    """It is expected to happen; it is expected that it happens."""
    to = child(token, "xcomp")
    that = child(token, "ccomp")
    passive = token.tag_ == "VBN" and (is_passive(token) or token.dep_ in ("acl", "conj", "acomp"))
    adjective = token.pos_ == "ADJ" and token.dep_ in ("acomp", "conj", "amod", "acl")
    if (
        not passive
        and not adjective
        and not (token.lower_ in ("set", "forecast") and child(token, "auxpass"))
    ):
        return None
    frame = token.head if token.dep_ == "acomp" else token
    if is_negated(frame) and any(c.lower_ in word_class("duty") for c in frame.children):
        return None
    reading, phrase = _with_degree(token, "raised")
    if to is not None and to.lemma_ in word_class("obligation"):
        return None
    if to is not None and to.i > token.i and any(c.tag_ == "TO" for c in to.children):
        marker = tuple(c for c in to.children if c.tag_ == "TO" and c.i == token.i + 1)
        return Likelihood("raised-to", (*phrase, *marker), to, frame, reading, is_negated(frame))
    if that is not None and that.i > token.i and passive:
        return Likelihood("raised-that", phrase, that, that, reading, is_negated(frame))
    return None


def _event(token: Token) -> Likelihood | None:
    """War is imminent."""
    verb = token.head
    actor = subject(verb) if token.dep_ in ("acomp", "oprd") else None
    if actor is None or verb.lemma_ not in word_class("copula"):
        return None
    reading, phrase = _with_degree(token, "event")
    return Likelihood("event", phrase, verb, verb, reading, is_negated(verb))


def _open(token: Token) -> Likelihood | None:
    """It is unclear whether; the future remains unclear."""
    verb = token.head
    if token.dep_ not in ("acomp", "oprd", "ROOT") or token.pos_ != "ADJ":
        return None
    asked = child(token, "ccomp") or child(verb, "ccomp")
    if asked is not None and any(c.dep_ == "mark" and c.lower_ in ("whether", "if") for c in asked.children):
        return Likelihood("open-whether", (token,), asked, asked, words("open")[token.lower_])
    actor = subject(verb)
    if actor is not None and actor.lemma_ in word_class("outcome"):
        return Likelihood("open-outcome", (token,), verb, verb, words("open")[token.lower_])
    return None


def _adverb(token: Token) -> Likelihood | None:
    """It will probably happen."""
    verb = token.head
    if token.dep_ != "advmod" or verb.pos_ not in ("VERB", "AUX") or in_condition(verb):
        return None
    reading, phrase = _with_degree(token, "adverb")
    return Likelihood("adverb", phrase, verb, verb, reading)


def _attribute(token: Token) -> Likelihood | None:
    """A possible war."""
    noun = token.head
    if token.dep_ != "amod" or noun.pos_ != "NOUN" or noun.lemma_ not in word_class("event"):
        return None
    reading, phrase = _with_degree(token, "attribute")
    return Likelihood("attribute", phrase, noun, noun, reading)


def _belief(token: Token) -> Likelihood | None:
    """They fear that it happens; they expect it to happen."""
    if token.pos_ != "VERB" or is_passive(token) or is_negated(token) or in_condition(token):
        return None
    if token.tag_ == "VB" and token.dep_ in ("acl", "relcl"):
        return None
    clause = child(token, "ccomp") or child(token, "xcomp")
    if clause is None and token.lemma_ == "brace":
        clause = next(
            (g for c in token.children if c.dep_ == "prep" and c.lower_ == "for" for g in c.children), None
        )
    if clause is None or clause.i < token.i or (clause.dep_ == "ccomp" and clause.tag_ == "VBG"):
        return None
    return Likelihood(
        "belief", (token,), clause, clause, words("belief")[token.lemma_], holder=subject(token)
    )


def _future(token: Token) -> Likelihood | None:
    """They believe that it will happen."""
    clause = child(token, "ccomp")
    if token.pos_ != "VERB" or is_negated(token) or is_passive(token) or clause is None or clause.i < token.i:
        return None
    if not any(c.dep_ == "aux" and c.lower_ in ("will", "would", "’ll", "'ll") for c in clause.children):
        return None
    return Likelihood(
        "belief-future", (token,), clause, clause, words("future")[token.lemma_], holder=subject(token)
    )


def _omen(token: Token) -> Likelihood | None:
    """The fighting threatens to spread: nobody threatens, something looms."""
    actor = subject(token)
    to = child(token, "xcomp")
    if token.pos_ != "VERB" or to is None or actor is None or actor.pos_ != "NOUN" or is_negated(token):
        return None
    if actor.lemma_ not in word_class("event"):
        return None
    return Likelihood("omen", (token,), to, token, words("omen")[token.lemma_])


def _noun(token: Token) -> Likelihood | None:
    """The chances are low; there is little chance that; a 70% chance of; the risk of."""
    if token.pos_ != "NOUN":
        return None
    given = child(token, "prep", "acl", "relcl", "ccomp")
    number = stated_chance(token)
    if number is not None:
        return Likelihood(
            "number",
            number.words if number.words[0].i > token.i else (*number.words, token),
            token,
            token,
            number.reading,
        )
    grade = _predicate_grade(token)
    if grade is not None:
        reading, phrase = _with_degree(grade, "grade")
        frame = grade.head if grade.head.i != grade.i else token
        return Likelihood("noun-grade", phrase, token, frame, reading, is_negated(frame))
    if given is None or (token.lower_ in ("fear", "doubt") and not _graded_by("no", token)):
        return None
    if given.dep_ == "prep" and (given.lower_ != "of" or child(given, "pobj", "pcomp") is None):
        return None
    governed = token.head.lemma_ in word_class("opportunity") and token.dep_ == "dobj"
    for c in token.children:
        if c.lower_ in words("grade") and c.dep_ in ("amod", "det"):
            if token.lemma_ in ("doubt", "fear"):
                break
            reading, phrase = _with_degree(c, "grade")
            return Likelihood("noun-graded", (*phrase, token), token, token, reading)
    if (
        (given.dep_ == "acl" and given.tag_ == "VB")
        or governed
        or (token.lemma_ in ("chance", "prospect") and given.dep_ != "prep")
    ):
        return None
    return Likelihood("noun", (token,), token, token, words("noun")[token.lemma_])


def _graded_by(word: str, noun: Token) -> bool:
    return any(c.lower_ == word for c in noun.children)


def _predicate_grade(noun: Token) -> Token | None:
    """The adjective that grades the noun over a copula, near to its right, whatever the parse makes of what is between."""
    sentence_end = noun.sent.end
    grades = words("grade")
    for token in noun.doc[noun.i + 1 : min(noun.i + REACH, sentence_end)]:
        if (
            token.lower_ in grades
            and token.dep_ in ("acomp", "oprd")
            and token.head.lemma_ in word_class("copula")
        ):
            named = subject(token.head)
            return token if named is None or named.i <= noun.i or named.left_edge.i <= noun.i else None
        if token.text == ";" or (
            token.dep_ == "nsubj" and token.i > noun.i + 1 and token.head.lemma_ in word_class("copula")
        ):
            return None
    return None


def _with_degree(token: Token, construction: str) -> tuple[Reading, tuple[Token, ...]]:
    """What the word means with the adverb of degree before it, and the words of both."""
    word = token.lower_
    before = token.nbor(-1) if token.i > 0 else None
    if (
        before is not None
        and before.head.i == token.i
        and before.dep_ in ("advmod", "neg")
        and before.dep_ != "neg"
    ):
        return graded(word, before.lower_, construction), (before, token)
    return graded(word, None, construction), (token,)


_RULES: Mapping[str, Callable[[Token], Likelihood | None]] = {
    "modal": _modal, "claim": _claim, "raised": _raised, "event": _event, "open": _open, "adverb": _adverb,
    "attribute": _attribute, "belief": _belief, "future": _future, "omen": _omen, "noun": _noun,
    "grade": lambda token: None,
}  # fmt: skip
