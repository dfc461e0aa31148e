"""Whom a definite description takes up: "the group", "the military alliance", "the Gulf kingdom", "the council"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from onrecord.analysis.clauses import markers
from onrecord.extract.actors.antecedents import UNNAMED, Antecedents
from onrecord.extract.actors.cast import Role
from onrecord.who import fitting
from onrecord.who.entries import Agent
from onrecord.who.names import run_key
from onrecord.who.vocabulary import is_a

if TYPE_CHECKING:
    from spacy.tokens import Token

DEFINITE = frozenset({"the", "this", "that", "these", "those"})
# Kinds that a noun of their own takes up, though no table of descriptions has it: "the charity", "the airline".
BODIES = frozenset({"armed-group", "party", "ngo", "company", "igo", "media"})
# Kinds that no last word of their name takes up.
NEVER_CALLED = frozenset({"state", "people", "place", "person"})


@dataclass(frozen=True, slots=True)
class Description:
    """A definite phrase: the words of its noun and those between article and noun, in lower case; the kinds of actor and
    the sectors that the noun means, the kinds of which the words must be told, and the state that the phrase says it is of."""

    words: tuple[str, ...]
    modifiers: tuple[str, ...]
    kinds: frozenset[str]
    told: frozenset[str]
    sectors: frozenset[str]
    country: str | None = None

    def is_told(self, role: Role, date: str | None) -> bool:
        """Whether all its words are told of the role."""
        return role.kind in self.told and fitting.tells((*self.modifiers, *self.words), role.kb, date)

    def is_name_of(self, role: Role, date: str | None) -> bool:
        """Whether a description of the role ends in its words, or a name of it that says what sort of body it is."""
        if role.reason != UNNAMED and (role.kind in NEVER_CALLED or self.words[-1] not in fitting.bodies()):
            return False
        names = (role.name,) if role.reason == UNNAMED else _names(role)
        whole = (*self.modifiers, *self.words)
        bare = fitting.bears(self.modifiers, role.kb, date)
        return any(_ends(name, whole) or (bare and _ends(name, self.words)) for name in names)

    def is_kind_of(self, role: Role, date: str | None) -> bool:
        """Whether the role is of the kind and the sectors that the noun means, and what stands before that may be said of it."""
        if role.kind not in self.kinds or role.reason == UNNAMED or self.country not in (None, role.country):
            return False
        fit = not self.sectors or bool(self.sectors.intersection(role.sectors))
        return fit and fitting.bears(self.modifiers, role.kb, date)


def taken_up(head: Token, first: int, row: Agent | None, back: Antecedents) -> Role | None:
    """Whom the phrase with this head takes up; its noun begins at the token `first`, and `row` is what is known of it."""
    said = _description(head, first, row, back)
    if said is None or is_told_apart(head) or (said.country and head.tag_ != "NN"):
        return None
    date, beside = back.cast.date, {id(role) for role in back.beside(head)}

    def fits(role: Role) -> bool:
        if id(role) in beside:
            return False
        if said.is_kind_of(role, date) or said.country:
            return said.is_kind_of(role, date)
        return said.is_told(role, date) or (said.is_name_of(role, date) and back.is_topic(role, head.i))

    told = said.told and not said.country
    sure = [role for role in back.earlier(head) if said.is_told(role, date)] if told else []
    if len(sure) == 1 and id(sure[0]) not in beside:
        return sure[0]
    if said.kinds == {"state"}:
        only = back.only_state(head) if head.doc[head.left_edge.i].lower_ == "the" else None
        return only if only is not None and said.is_kind_of(only, date) and id(only) not in beside else None
    return back.latest(head.i, fits)


def _description(head: Token, first: int, row: Agent | None, back: Antecedents) -> Description | None:
    before = _modifiers(head, first, back)
    if before is None:
        return None
    modifiers, country = before
    words = tuple(t.lower_ for t in head.doc[first : head.i + 1])
    noun = fitting.nouns().get(words[-1])
    kinds, told = (noun.kinds, noun.told) if noun is not None else (frozenset(), frozenset())
    if row is not None and noun is not None and len(words) > 1:
        kinds = noun.all & {row.kind}
    elif row is not None and noun is None and row.kind in BODIES and head.tag_ == "NN":
        kinds = frozenset({row.kind})
    armed = row is not None and row.kind == "armed-group"
    # "The rebel group" must be a rebel group, and "the terrorists" no rebels; "the militant group" may be one or not.
    either = head.tag_ == "NN" and row is not None and "REB" not in row.sectors
    sectors = frozenset(row.sectors if row and armed and not either else ())
    return Description(words, modifiers, kinds - {"state"} if country else kinds, told, sectors, country)


def _modifiers(head: Token, first: int, back: Antecedents) -> tuple[tuple[str, ...], str | None] | None:
    """The words between the article and the noun and the state among them; None without article, and where two stand there."""
    words: list[str] = []
    country: str | None = None
    for i in range(first - 1, head.left_edge.i - 1, -1):
        token = head.doc[i]
        if token.lower_ in DEFINITE:
            return tuple("".join(reversed(words)).split()), country
        role = back.cast.at.get(i)
        if role is not None and role.kind == "state":
            if country is not None or role.country is None:
                return None
            country = role.country
        else:
            words.append(token.text_with_ws.lower())
    return None


def is_told_apart(head: Token) -> bool:
    """Whether what follows a noun says which one is meant: "the group of seven", "the party that won"; not so in
    "accused the group of treason"."""
    for c in head.children:
        if c.i < head.i:
            continue
        if c.dep_ == "prep" and is_a(c.lower_, "of", "for"):
            return c.lower_ != "of" or head.head.lemma_ not in markers("told-of")
        if c.dep_ in ("relcl", "acl", "appos"):
            return c.dep_ != "relcl" or head.doc[head.i + 1].text != ","
    return False


def _names(role: Role) -> Iterator[str]:
    yield role.name
    yield from fitting.long_names(role.kb) if role.kb else ()


def _ends(name: str, words: tuple[str, ...]) -> bool:
    keys = _head_words(name)
    return len(keys) >= len(words) and keys[len(keys) - len(words) :] == words


@lru_cache(maxsize=8192)
def _head_words(name: str) -> tuple[str, ...]:
    """The words of a name before "of" or "for", as keys: of "Syrian Observatory for Human Rights" the first two."""
    keys = run_key(name).split()
    cut = next((n for n, key in enumerate(keys) if n and key in ("of", "for", "from", "in")), len(keys))
    return tuple(keys[:cut])
