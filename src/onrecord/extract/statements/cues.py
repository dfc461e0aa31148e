"""Cues: the verbs and phrases that tell that somebody said something, and the content they take."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from onrecord.analysis import span_of
from onrecord.analysis.clauses import (
    agent,
    child,
    in_condition,
    is_negated,
    is_passive,
    markers,
    modal,
    obliques,
    phrase,
    subject,
)
from onrecord.lexicon import items, load_table
from onrecord.model import Span

if TYPE_CHECKING:
    from spacy.tokens import Token

OWNERS = frozenset({"GPE", "ORG", "NORP", "PERSON"})


@dataclass(frozen=True, slots=True)
class Cue:
    """A verb of saying (or thinking, asking, ...) as the table describes it."""

    manner: str
    takes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Citation:
    """ "Reuters quoted an official as saying ...": the verb of saying, whom it cites, and who cites (None: not told)."""

    saying: Token
    source: Token
    by: Token | None


@dataclass(frozen=True, slots=True)
class Said:
    """One reported act of speech: cue, head of the source phrase (None: not named), content, the rule, and who cites the source."""

    cue: Token
    source: Token | None
    content: Span
    manner: str
    rule: str
    by: Token | None = None


@cache
def cues() -> Mapping[str, Cue]:
    """The verbs of saying by lemma."""
    return {row["lemma"]: Cue(row["manner"], items(row["takes"])) for row in load_table("speech_cues")}


@cache
def _nouns() -> frozenset[str]:
    return frozenset(row["noun"] for row in load_table("speech_nouns"))


def says(token: Token) -> bool:
    """Whether the word is one of the tables: a verb or a noun of saying, or "according"."""
    return token.lemma_ in cues() or token.lemma_ in _nouns() or token.lower_ == "according"


def unsaid(verb: Token) -> bool:
    """Whether the clause of a verb leaves it unsaid: "may say", "did not say", "if he says"."""
    return modal(verb) in markers("unsaid") or is_negated(verb) or in_condition(verb)


def cue_of(token: Token) -> Cue | None:
    """The table's entry for a verb that reports speech here: not "may say", "did not say" or "if he says"."""
    if token.pos_ != "VERB":
        return None
    cue = cues().get(token.lemma_) or _made_clear(token)
    if cue is None or unsaid(token):
        return None
    return None if cue.manner == "thinks" and _is_own(token) else cue


def _is_own(verb: Token) -> bool:
    """Whether it is the speaker's own thought, as in "I think": part of what is said, and no report of it."""
    found = child(verb, "nsubj")
    return found is not None and found.lower_ in markers("own-thought")


def _made_clear(token: Token) -> Cue | None:
    """ "made it clear that ..." is a way of saying."""
    if token.lemma_ == "make" and any(t.lower_ == "clear" for t in token.doc[token.i + 1 : token.i + 4]):
        return cues()["say"]
    return None


def source_of(verb: Token) -> Token | None:
    """The head of the phrase that names who speaks: subject, by-phrase, or a subject after the verb."""
    if is_passive(verb):
        return agent(verb)
    found = subject(verb)
    if found is not None and found.i + 1 < len(found.doc) and found.nbor().text == "-":
        # "The co-chair Ana Soto said" comes apart at the hyphen: the last of several subjects is the name.
        found = [found, *(c for c in verb.lefts if c.dep_ == "nsubj" and c.i > found.i + 1)][-1]
    return None if found is not None and found.dep_ == "expl" else found


def citation(word: Token) -> Citation | None:
    """Whom a clause cites by "quoted X as saying" or "was quoted as saying"; `word` is either of the two verbs."""
    saying = (
        word
        if word.dep_ == "pcomp"
        else next((g for c in word.children if c.lower_ == "as" for g in c.children), None)
    )
    if saying is None or saying.tag_ != "VBG" or saying.head.lower_ != "as":
        return None
    citing = saying.head.head
    if citing.lemma_ not in markers("citing"):
        return None
    passive = is_passive(citing)
    source = subject(citing) if passive else child(citing, "dobj")
    by = (
        (agent(citing) or agent(saying) or next(obliques(saying, "by"), None)) if passive else subject(citing)
    )
    return Citation(saying, source, by) if source is not None else None


def tells_nobody(verb: Token) -> bool:
    """Whether a passive leaves open who says or thinks so: "Iran is believed to", "he was told that", "widely seen as"."""
    cue = cues().get(verb.lemma_)
    thinks = verb.lemma_ in markers("regarding") or (cue is not None and cue.manner == "thinks")
    known = thinks or (cue is not None and child(verb, "auxpass", "nsubjpass") is not None)
    saying = any(c.dep_ == "xcomp" and c.lemma_ in cues() for c in verb.children)
    return (
        verb.pos_ == "VERB"
        and verb.tag_ == "VBN"
        and known
        and is_passive(verb)
        and agent(verb) is None
        and not saying
    )


def reported(token: Token) -> Iterator[Said]:
    """What the clause of a verb or noun of saying reports, without the content of quotation marks alone."""
    cue = cue_of(token)
    if cue is not None:
        content, rule = None, "statements/clause"
        if not {"marked", "quote"} & set(cue.takes):
            content = _clause(token)
        if content is None and "charge" in cue.takes:
            content, rule = _charge(token), "statements/charge"
        if content is not None:
            cited = citation(token)
            source = (
                cited.source if cited else source_of(main_saying(token) if token.tag_ == "VBG" else token)
            )
            yield Said(token, source, content, cue.manner, rule, cited.by if cited else None)
    elif token.lower_ == "according":
        content = _all_but(token)
        source = next(obliques(token, "to"), None) or child(token, "pobj")
        if content is not None and source is not None:
            yield Said(token, source, content, "says", "statements/according-to")
    elif token.pos_ == "NOUN" and token.lemma_ in _nouns():
        clause = next(
            (c for c in token.children if c.dep_ in ("acl", "ccomp") and child(c, "mark") is not None), None
        )
        if clause is not None and clause.i > token.i:
            yield Said(token, owner(token), clause_content(clause), "says", "statements/noun")


def clause_content(head: Token) -> Span:
    """The clause without the "that" before it and the clause of an inner cue it may hang on."""
    span = phrase(head)
    mark = child(head, "mark")
    if mark is not None and mark.lower_ == "that" and mark.idx <= span.start + 1:
        following = head.doc[mark.i + 1]
        span = Span(following.idx, span.end) if following.idx < span.end else span
    return span


def _clause(verb: Token) -> Span | None:
    """The that-clause; of "X made it clear that" the clause behind "clear"; a clause before the verb."""
    if verb.lemma_ == "make":
        return _behind_clear(verb)
    inner = next((c for c in verb.children if c.dep_ == "ccomp" and c.i > verb.i), None)
    if inner is not None and not (verb.lemma_ in markers("asking") and not _opens(inner)):
        return clause_content(inner)
    before = next((c for c in verb.children if c.dep_ == "ccomp" and c.i < verb.i), None)
    return phrase(before) if before is not None and not _quoted(before) else None


def _opens(clause: Token) -> bool:
    """Whether a word of its own opens the clause: "that", "whether", "why"."""
    first = next(iter(clause.subtree))
    return child(clause, "mark") is not None or first.lower_ in markers("question")


def _behind_clear(verb: Token) -> Span | None:
    """The clause that "made it clear" opens with "that"."""
    within = sorted(verb.subtree, key=lambda t: t.i)
    clear = next((t for t in within if t.lower_ == "clear" and t.i > verb.i), None)
    that = next(
        (
            t
            for t in within
            if clear is not None and t.i > clear.i and t.dep_ == "mark" and t.lower_ == "that"
        ),
        None,
    )
    return clause_content(that.head) if that is not None else None


def _quoted(token: Token) -> bool:
    return any(t.text == '"' for t in token.subtree)


def _charge(verb: Token) -> Span | None:
    """ "accused Iran of seizing the ship"."""
    for prep in verb.children:
        if prep.dep_ == "prep" and prep.lower_ in ("of", "for") and prep.i > verb.i:
            inner = child(prep, "pcomp", "pobj")
            return phrase(inner) if inner is not None else None
    return None


def _all_but(according: Token) -> Span | None:
    """The sentence that an "according to" phrase vouches for, without that phrase."""
    inside = {t.i for t in according.subtree}
    head = according.head
    while head.pos_ not in ("VERB", "AUX") and head.head.i != head.i:
        head = head.head
    rest = [t for t in head.subtree if t.i not in inside and not t.is_space]
    side = [t for t in rest if t.i < according.i] or [t for t in rest if t.i > according.i]
    if not side or head.i in inside:
        return None
    while len(side) > 1 and side[-1].is_punct and side[-1].text != '"':
        side.pop()
    while len(side) > 1 and side[0].is_punct and side[0].text != '"':
        side.pop(0)
    return span_of(side[0], side[-1])


def owner(noun: Token) -> Token | None:
    """Whose claim it is: a possessive, an of/by/from phrase, "a US announcement", or the subject of "issued a warning"."""
    owner = child(noun, "poss") or next(obliques(noun, "of", "by", "from"), None)
    owner = owner or next(
        (c for c in noun.lefts if c.ent_type_ in OWNERS and c.dep_ in ("amod", "compound", "nmod")), None
    )
    if owner is None:
        verb = noun.head.head if noun.dep_ == "pobj" and noun.head.lower_ in ("with", "in") else noun.head
        says = (cue := cues().get(verb.lemma_)) is not None and cue.manner == "says"
        utters = verb.pos_ == "VERB" and (says or verb.lemma_ in markers("uttering"))
        owner = subject(verb) if utters and noun.dep_ in ("dobj", "pobj") else None
    return owner


def cue_word(tokens: Sequence[Token]) -> Token | None:
    """The verb of saying among the words of a cue, else its first verb, else its first word."""
    verbs = [t for t in tokens if t.pos_ == "VERB"]
    saying = [t for t in verbs if t.lemma_ in cues()]
    nouns = [t for t in tokens if t.lemma_ in _nouns()]
    return next(iter(saying or nouns or verbs or tokens), None)


def main_saying(participle: Token) -> Token:
    """The verb of saying that "adding" or "noting" goes on from: the highest one of its sentence above it, else itself."""
    found = token = participle
    while token.head.i != token.i:
        token = token.head
        if token.pos_ == "VERB" and token.lemma_ in cues():
            found = token
    return found
