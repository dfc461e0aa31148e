"""Who does, who undergoes and what else belongs to an event, by the words that hang on its mention in the parse."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Span as Phrase
    from spacy.tokens import Token

# The most words of one argument.
WIDEST = 12

_SUBJECT = frozenset({"nsubj", "csubj"})
_OBJECT = frozenset({"dobj", "nsubjpass", "attr", "oprd", "dative", "obj"})
_ELSE = frozenset({"npadvmod", "advmod", "xcomp", "ccomp"})
_APART = frozenset({"relcl", "acl", "advcl", "conj", "cc", "punct", "ccomp"})
# A mention of these functions shares the subject of the word it hangs on.
_SHARES = frozenset({"xcomp", "conj", "acl"})


@dataclass(frozen=True, slots=True)
class Arguments:
    """The words of the subject, the object and all else."""

    subject: tuple[Token, ...]
    object: tuple[Token, ...]
    other: tuple[Token, ...]


def arguments(phrase: Phrase) -> Arguments:
    """The arguments of the event that the phrase names; what is done to is the object, in passive clauses too."""
    inside = {token.i for token in phrase}
    roles: dict[str, list[Token]] = {"subject": [], "object": [], "other": []}
    for token in _dependants(phrase, inside):
        role = _role(token)
        if role:
            roles[role] += _argument(token, inside)
    head = phrase.root
    if head.dep_ in {"acl", "relcl", "amod", "compound"}:
        roles["object"].append(head.head)
    return Arguments(*(tuple(roles[name]) for name in ("subject", "object", "other")))


def _dependants(phrase: Phrase, inside: Collection[int]) -> Iterator[Token]:
    own = [child for token in phrase for child in token.children if child.i not in inside]
    yield from own
    head = phrase.root
    shares = head.dep_ in _SHARES or (head.pos_ == "NOUN" and head.dep_ in {"dobj", "attr"})
    subjects = _SUBJECT | {"agent", "nsubjpass"}
    if shares and not any(child.dep_ in subjects for child in own):
        yield from (child for child in head.head.children if child.dep_ in subjects and child.i not in inside)


def _role(token: Token) -> str | None:
    by = token.dep_ == "agent" or (token.dep_ == "prep" and token.lower_ == "by")
    if token.dep_ in _SUBJECT or token.dep_ == "poss" or by:
        return "subject"
    if token.dep_ in _OBJECT or token.dep_ in {"compound", "amod", "nmod"}:
        return "object"
    if token.dep_ == "prep":
        return "object" if token.lower_ == "of" else "other"
    return "other" if token.dep_ in _ELSE else None


def _argument(token: Token, inside: Collection[int]) -> list[Token]:
    """The token and what hangs on it, clauses and coordinated words left out."""
    found: list[Token] = []
    waiting = [token]
    while waiting and len(found) < WIDEST:
        found.append(waiting.pop())
        waiting += [
            child for child in found[-1].children if child.dep_ not in _APART and child.i not in inside
        ]
    return found
