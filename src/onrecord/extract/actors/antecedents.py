"""Whom a phrase takes up that was named before: "the group", "the military alliance", "the minister", "both sides".

The one place that looks back. It searches from the phrase backwards and abstains where two are about as good.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

from onrecord.analysis.clauses import subject
from onrecord.extract.actors.cast import Cast, Role
from onrecord.who import fitting
from onrecord.who.entries import Agent
from onrecord.who.names import run_key
from onrecord.who.vocabulary import is_a

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

# How many tokens back "the group" may reach, and how much nearer than a rival its antecedent must be.
REACH, NEAR = 200, 15
# How many sentences back a pair may stand that "the two sides" takes up.
PAIR_REACH = 3
SUBJECT = frozenset({"nsubj", "nsubjpass"})
# Labels of phrases that take part in what a clause tells, rather than tell its place or qualify a noun.
TAKING_PART = SUBJECT | {"dobj", "dative", "poss", "agent", "conj", "appos"}
TOWARD = frozenset({"with", "to", "between", "against", "by", "from", "toward", "towards", "of"})
# Actors that stand for the state they are of, which "the government" alone means only while the report speaks of it.
GOVERNING = frozenset({"institution", "military"})
OF_STATE = frozenset({"state", "person", "institution", "military", "group"})
UNNAMED = "actors/described"
# Kinds that a noun of their own takes up, though no table of descriptions has it: "the charity", "the airline".
BODIES = frozenset({"armed-group", "party", "ngo", "company", "igo"})


class Antecedents:
    """Looks back in one article; `cast` holds who appeared so far, and where."""

    def __init__(self, doc: Doc, cast: Cast) -> None:
        self.doc, self.cast = doc, cast
        self.tails = fitting.bodies() & {word for role in cast.roles.values() for word in _tails(role)}

    def before(self, at: int, reach: int = REACH) -> Iterator[tuple[int, Role]]:
        """The mentions before a token, the latest first: the head token and the role."""
        for i in range(at - 1, max(-1, at - 1 - reach), -1):
            role = self.cast.at.get(i)
            if role is not None:
                yield i, role

    def latest(self, at: int, fits: Callable[[Role], bool], reach: int = REACH) -> Role | None:
        """The fitting role mentioned last before a token; None where another was mentioned nearly as late."""
        found: tuple[int, Role] | None = None
        for i, role in self.before(at, reach):
            if found is not None and found[0] - i > NEAR:
                break
            if (found is None or role is not found[1]) and fits(role):
                if found is not None:
                    return None
                found = (i, role)
        return found[1] if found else None

    def described(self, head: Token, first: int, words: Sequence[str], row: Agent | None) -> Role | None:
        """Whom a definite phrase takes up; `words` are those of its noun, which begins at `first`, and `row` is what is known of it."""
        modifiers = self._modifiers(first, head)
        if modifiers is None or _is_told_apart(head):
            return None
        beside = {id(role) for role in self.beside(head)}
        noun = fitting.nouns().get(words[-1], fitting.Noun())
        kinds = noun.kinds if row is None or len(words) == 1 else frozenset({row.kind}) & noun.all
        if row is not None and row.kind in BODIES and not noun.all and head.tag_ == "NN":
            kinds = frozenset({row.kind})
        sectors = frozenset(row.sectors if row is not None and row.kind == "armed-group" else ())

        def told(role: Role) -> bool:
            whole = (*modifiers, *words)
            return role.kind in noun.told and fitting.tells(whole, role.kb, self.cast.date)

        def fits(role: Role) -> bool:
            if id(role) in beside:
                return False
            if told(role) or self._is_called(role, (*modifiers, *words)):
                return True
            if not fitting.bears(modifiers, role.kb, self.cast.date):
                return False
            meant = (
                role.kind in kinds and role.reason != UNNAMED and (not sectors or sectors & {*role.sectors})
            )
            return bool(meant) or (self._is_called(role, tuple(words)) and self._is_topic(role, head.i))

        sure = {id(r): r for r in self.cast.roles.values() if told(r) and self._appeared(r, head)}
        if len(sure) == 1 and id(next(iter(sure.values()))) not in beside:
            return next(iter(sure.values()))
        if noun.kinds == {"state"}:
            return self._only_state(head, modifiers) if self.doc[head.left_edge.i].lower_ == "the" else None
        return self.latest(head.i, fits)

    def _is_called(self, role: Role, words: tuple[str, ...]) -> bool:
        """Whether a description of the role ends in the words, or a name of it that says what sort of body it is."""
        if role.reason == UNNAMED:
            return _ends(role.name, words)
        if role.kind in ("state", "people", "place", "person") or words[-1] not in self.tails:
            return False
        return any(_ends(name, words) for name in _names(role))

    def _appeared(self, role: Role, head: Token) -> bool:
        return any(span.start < head.idx for span in role.mentions)

    def _modifiers(self, first: int, head: Token) -> tuple[str, ...] | None:
        """The words between the article and the noun, in lower case, less the adjective of a state; None without article."""
        left = head.left_edge.i
        text: list[str] = []
        for i in range(first - 1, left - 1, -1):
            token = self.doc[i]
            if token.lower_ in ("the", "this", "that", "these", "those"):
                joined = "".join(reversed(text)).lower().split()
                return tuple(joined)
            if token.ent_type_ == "NORP" or (
                (role := self.cast.at.get(i)) is not None and role.kind == "state"
            ):
                return None
            text.append(token.text_with_ws[::1])
        return None

    def beside(self, head: Token) -> Iterator[Role]:
        """Who stands in the same clause or list as the phrase, or speaks the words it stands in, and so is somebody else."""
        around = list(head.conjuncts)
        verb = head.head.head if head.dep_ == "pobj" else head.head
        if verb.pos_ in ("VERB", "AUX"):
            around += [*verb.children, *(g for c in verb.children if c.dep_ == "prep" for g in c.children)]
            doer = subject(verb)
            around += [doer, *doer.conjuncts] if doer is not None else []
        for token in around:
            role = self.cast.at.get(token.i)
            if role is not None and token.i != head.i:
                yield role
        for i in range(head.i - 1, head.sent.start - 1, -1):
            role = self.cast.at.get(i)
            if role is not None and self.doc[i].dep_ in SUBJECT and is_quoted(self.doc, i, head.i):
                yield role

    def _is_topic(self, role: Role, at: int) -> bool:
        """Whether no other state has taken the floor since an institution was mentioned, so that "the government" is its own."""
        if role.kind not in GOVERNING or role.country is None:
            return True
        for i, other in self.before(at):
            if other is role:
                return True
            if (
                self.doc[i].dep_ in SUBJECT
                and other.kind in OF_STATE
                and other.country not in (None, role.country)
            ):
                return False
        return False

    def _only_state(self, head: Token, modifiers: Sequence[str]) -> Role | None:
        """The one state that the sentence before the phrase, with the sentence before it, speaks of."""
        near = [
            role
            for place in self._sentences(head, 1)
            for i in place
            if (role := self.cast.at.get(i)) is not None
        ]
        countries = {role.country for role in near if role.country}
        states = [role for role in near if role.kind == "state" and role.country]
        if len(countries) != 1 or not states or any(role is states[0] for role in self.beside(head)):
            return None
        return states[0] if fitting.bears(modifiers, states[0].kb, self.cast.date) else None

    def _sentences(self, head: Token, back: int) -> Iterator[range]:
        """The tokens before the phrase in its sentence, then those of the sentences before, as far back as told."""
        start = head.sent.start
        yield range(start, head.i)
        for _ in range(back):
            if start == 0:
                return
            end, start = start, self.doc[start - 1].sent.start
            yield range(start, end)

    def pair(self, head: Token) -> tuple[Role, ...]:
        """The two whom "the two sides" or "both leaders" means, where just two take part in what is told before."""
        noun = fitting.nouns(two=True).get(head.lower_)
        if noun is None or _is_told_apart(head):
            return ()
        found: dict[object, Role] = {}
        for place in self._sentences(head, PAIR_REACH):
            for i in place:
                role = self.cast.at.get(i)
                if role is not None and self._takes_part(self.doc[i]):
                    for side in self._side(role, noun.kinds):
                        found.setdefault(id(side), side)
            if len(found) > 1:
                break
        return tuple(found.values()) if len(found) == 2 else ()

    def _takes_part(self, token: Token) -> bool:
        if token.dep_ == "conj":
            return self._takes_part(token.head) if token.head.i != token.i else False
        return token.dep_ in TAKING_PART or (token.dep_ == "pobj" and token.head.lower_ in TOWARD)

    def _side(self, role: Role, kinds: frozenset[str]) -> Iterator[Role]:
        """The actor of one of the kinds that a role is or stands for: a minister for the state, where states are meant."""
        state = self.cast.roles.get(f"state/{role.country}") if "state" in kinds and role.country else None
        if role.kind in OF_STATE and state is not None:
            yield state
        elif role.kind in kinds and (
            role.reason != UNNAMED or ("state" in kinds and role.kind == "armed-group")
        ):
            yield role


def is_quoted(doc: Doc, start: int, end: int) -> bool:
    """Whether a quotation opens between two tokens and is not closed there."""
    marks = [t for t in doc[start:end] if t.is_quote and t.text not in ("'", "’", "‘")]
    return len(marks) % 2 == 1


def _is_told_apart(head: Token) -> bool:
    """Whether what follows a noun says which one is meant: "the group of seven", "the party that won"."""
    for c in head.children:
        if c.i > head.i and (
            c.dep_ in ("relcl", "acl", "appos") or (c.dep_ == "prep" and is_a(c.lower_, "of", "for"))
        ):
            return c.dep_ != "relcl" or head.doc[head.i + 1].text != ","
    return False


def _names(role: Role) -> tuple[str, ...]:
    return (role.name, *(fitting.long_names(role.kb) if role.kb else ()))


def _tails(role: Role) -> Iterator[str]:
    """The last words by which an organisation may be taken up."""
    if role.kind not in ("state", "people", "place", "person"):
        yield from (keys[-1] for name in _names(role) if (keys := _head_words(name)))


def _ends(name: str, words: tuple[str, ...]) -> bool:
    keys = _head_words(name)
    return len(keys) >= len(words) and keys[len(keys) - len(words) :] == words


@lru_cache(maxsize=8192)
def _head_words(name: str) -> tuple[str, ...]:
    """The words of a name before "of" or "for", as keys: of "Syrian Observatory for Human Rights" the first two."""
    keys = run_key(name).split()
    cut = next((n for n, key in enumerate(keys) if n and key in ("of", "for", "from", "in")), len(keys))
    return tuple(keys[:cut])
