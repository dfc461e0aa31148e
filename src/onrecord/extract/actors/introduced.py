"""People whom a report introduces by an office, an age or what they call themselves, whatever the recogniser took them for."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING

from onrecord.analysis import span_of
from onrecord.analysis.clauses import markers
from onrecord.analysis.naming import LONGEST
from onrecord.extract.actors.cast import Cast, Role
from onrecord.who import knowledge
from onrecord.who.given import gender_of_name
from onrecord.who.vocabulary import is_a

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

AGES = range(14, 100)
# The most words of a name, ranks before it left out.
NAME_WORDS = 4
REFLEXIVE = frozenset({"himself", "herself", "itself", "themselves"})


def find_introduced(doc: Doc, cast: Cast, taken: set[int]) -> set[int]:
    """Adds people that no recogniser found but that an office, a title or an age beside them makes people; gives back their tokens."""
    found: set[int] = set()
    for words in _runs(doc, taken):
        name = _less_ranks(words)
        titled = _follows_title(words[0]) and _is_closed(words[-1])
        if (
            not name
            or len(name) > NAME_WORDS
            or not (titled or _has_age(words[-1]) or _is_ranked(words, name))
        ):
            continue
        if len(name) == 1 and len(words) == 1:
            continue
        text = doc[name[0].i : name[-1].i + 1].text
        role = cast.named(text, "person", "actors/person-entity")
        role.gender = role.gender or gender_of_name(text)
        cast.mention(role, span_of(*name), "name", words[-1].i)
        found.update(token.i for token in (words if titled or _has_age(words[-1]) else name))
    return found


def introduced_by(title: Token, cast: Cast) -> Role | None:
    """The person whose name stands behind a title and what it is of: "its envoy in Lima, Ana Soto", "the envoy to Peru Ana Soto"."""
    doc = title.doc
    at = title.i + 1
    if at >= len(doc) or doc[at].dep_ != "prep":
        return None
    for token in doc[at + 1 : at + 1 + LONGEST]:
        if token.pos_ in ("VERB", "AUX") or token.is_sent_start or token.is_quote:
            return None
        role = _begun(token, cast)
        before = _before_ranks(token)
        if role is not None and before.text == ",":
            return role if _is_closed(_end_of_name(token, role)) else None
        if role is not None and before.pos_ in ("NOUN", "PROPN"):
            return role
        if role is not None or (token.text == "," and _begun(_past_ranks(token), cast) is None):
            return None
    return None


def self_named(noun: Token) -> tuple[Token, ...]:
    """The words of the name that somebody goes by: "a man who signs himself Captain Arul", "a commander known as Ezequiel"."""
    for c in noun.rights:
        if c.dep_ == "appos" and (name := self_named(c)):
            return name
        calls = c.dep_ in ("relcl", "acl") and c.lemma_ in markers("naming-oneself")
        if calls and (c.tag_ == "VBN" or any(g.lower_ in REFLEXIVE for g in c.children)):
            return tuple(_name_behind(c))
    return ()


def _name_behind(verb: Token) -> Iterator[Token]:
    """The capitalised words behind a verb of naming, "himself", "as" and articles passed over."""
    at = verb.i + 1
    while at < len(verb.doc) and verb.doc[at].lower_ in {*REFLEXIVE, "as", "the"}:
        at += 1
    while at < len(verb.doc) and (verb.doc[at].text[:1].isupper() or _joins(verb.doc[at])):
        yield verb.doc[at]
        at += 1


def _joins(token: Token) -> bool:
    """Whether a word in lower case or a hyphen goes on with a name: "Abu Omar al-Masri"."""
    if token.i + 1 >= len(token.doc):
        return False
    hyphen = token.text == "-" and not token.whitespace_
    goes_on = token.nbor().text == "-" or bool(token.nbor().text[:1].isupper())
    return (hyphen or is_a(token.lower_, "particle")) and goes_on


def _runs(doc: Doc, taken: set[int]) -> Iterator[list[Token]]:
    """Stretches of capitalised words that nobody has taken, particles between them included."""
    run: list[Token] = []
    for token in doc:
        capital = token.text[:1].isupper() and token.pos_ in ("PROPN", "NOUN", "ADJ") and token.i not in taken
        if capital or (run and token.i not in taken and _joins(token)):
            run.append(token)
        elif run:
            yield run
            run = []


def _less_ranks(words: list[Token]) -> list[Token]:
    at = 0
    while at < len(words) and is_rank(words[at]):
        at += 1
    return words[at:]


def _is_ranked(words: list[Token], name: list[Token]) -> bool:
    """Whether a title stands right before a name of two words or more that no recogniser took for another: "Bishop Ana Soto"."""
    plain = not any(t.ent_type_ or t.lower_ in _office_words() for t in name)
    return plain and 1 < len(name) < len(words) and all(t.pos_ == "PROPN" for t in name)


@cache
def _office_words() -> frozenset[str]:
    """The words that nouns for actors are made of, and that are no names: "foreign", "minister"."""
    return frozenset(word for noun in knowledge().agents for word in noun.lower().split())


def is_rank(token: Token) -> bool:
    """Whether a word before a name is a title of it: "President", "Capt."."""
    row = knowledge().agents.get(token.lower_.rstrip("."))
    return (row is not None and row.kind == "person") or is_a(token.lower_.rstrip("."), "honorific")


def _has_age(last: Token) -> bool:
    """Whether an age in commas follows: ", 46,"."""
    behind = last.doc[last.i + 1 : last.i + 4]
    return (
        len(behind) == 3
        and behind[0].text == ","
        and behind[1].text.isdigit()
        and int(behind[1].text) in AGES
        and behind[2].text in (",", ".")
    )


def _is_closed(last: Token) -> bool:
    """Whether a comma, a full stop, a mark or the end of the text closes what ends in this word."""
    if last.i + 1 >= len(last.doc):
        return True
    after = last.nbor()
    return after.is_punct or after.is_space or bool(after.is_sent_start)


def _follows_title(first: Token) -> bool:
    """Whether a comma and, before it, a noun for one person stand before a word, with or without what that noun is of."""
    doc = first.doc
    if first.i < 2 or first.nbor(-1).text != ",":
        return False
    for at in range(first.i - 2, max(-1, first.i - 2 - LONGEST), -1):
        token = doc[at]
        if token.pos_ in ("VERB", "AUX") or token.text in (",", ".", ";") or token.is_quote:
            return False
        row = knowledge().agents.get(token.lower_)
        if row is not None and row.kind == "person" and token.pos_ == "NOUN":
            return at == first.i - 2 or doc[at + 1].dep_ == "prep"
    return False


def _begun(token: Token, cast: Cast) -> Role | None:
    role = cast.begins.get(token.idx)
    return role if role is not None and role.kind == "person" else None


def _before_ranks(token: Token) -> Token:
    before = token.nbor(-1)
    while before.i and is_rank(before) and before.text[:1].isupper():
        before = before.nbor(-1)
    return before


def _past_ranks(comma: Token) -> Token:
    at = comma.i + 1
    while at + 1 < len(comma.doc) and is_rank(comma.doc[at]):
        at += 1
    return comma.doc[min(at, len(comma.doc) - 1)]


def _end_of_name(first: Token, role: Role) -> Token:
    span = next(s for s in role.mentions if s.start == first.idx)
    return next((t for t in first.doc[first.i :] if t.idx + len(t) >= span.end), first)
