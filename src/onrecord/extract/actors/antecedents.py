"""Looks back in an article for whom a phrase takes up: what was mentioned before, how late, and who it cannot be.

The one place that searches; it goes backwards from the phrase and abstains where two are about as good.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from onrecord.analysis import Analysis
from onrecord.analysis.clauses import subject
from onrecord.extract.actors.cast import Cast, Role

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

# How many tokens back "the group" may reach, and how much nearer than a rival its antecedent must be.
REACH, NEAR = 200, 15
SUBJECT = frozenset({"nsubj", "nsubjpass"})
# Actors that stand for the state they are of, which "the government" alone means only while the report speaks of it.
GOVERNING = frozenset({"institution", "military"})
OF_STATE = frozenset({"state", "person", "institution", "military", "group"})
# The rule of actors that are called by a common noun.
UNNAMED = "actors/described"


class Antecedents:
    """Looks back in one article; `cast` holds who appeared so far, and where, `quoted` the tokens in quotation marks."""

    def __init__(self, analysis: Analysis, cast: Cast) -> None:
        self.doc: Doc = analysis.doc
        self.cast = cast
        self.quoted = frozenset(_quoted(analysis))

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

    def earlier(self, head: Token) -> Iterator[Role]:
        """The roles of which any mention stands before the phrase."""
        for role in self.cast.roles.values():
            if any(span.start < head.idx for span in role.mentions):
                yield role

    def sentences(self, head: Token, back: int) -> Iterator[range]:
        """The tokens before the phrase in its sentence, then those of so many sentences before."""
        start = head.sent.start
        yield range(start, head.i)
        for _ in range(back):
            if start == 0:
                return
            end, start = start, self.doc[start - 1].sent.start
            yield range(start, end)

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

    def is_topic(self, role: Role, at: int) -> bool:
        """Whether no other state has taken the floor since an institution was mentioned, so that "the government" is its own."""
        if role.kind not in GOVERNING or role.country is None:
            return True
        for i, other in self.before(at):
            if other is role:
                return True
            rival = other.kind in OF_STATE and other.country not in (None, role.country)
            if rival and self.doc[i].dep_ in SUBJECT:
                return False
        return False

    def only_state(self, head: Token) -> Role | None:
        """The one state that the sentence before the phrase, with the sentence before it, speaks of."""
        near = [
            role
            for place in self.sentences(head, 1)
            for i in place
            if (role := self.cast.at.get(i)) is not None and role.country
        ]
        states = [role for role in near if role.kind == "state"]
        return states[0] if states and len({role.country for role in near}) == 1 else None


def is_quoted(doc: Doc, start: int, end: int) -> bool:
    """Whether a quotation opens between two tokens and is not closed there."""
    marks = [t for t in doc[start:end] if t.is_quote and t.text not in ("'", "’", "‘")]
    return len(marks) % 2 == 1


def _quoted(analysis: Analysis) -> Iterator[int]:
    """The tokens between double quotation marks, counted anew in each paragraph."""
    inside, paragraph = False, -1
    for sentence in analysis.sentences:
        if sentence.paragraph != paragraph:
            inside, paragraph = False, sentence.paragraph
        for token in sentence.phrase:
            if token.text in ('"', "``", "''"):
                inside = not inside
            elif inside:
                yield token.i
