"""Of which group somebody is one whom a report only counts off: "one said", "another expert", "others", "a third"."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from onrecord.analysis.clauses import SUBJECTS, markers
from onrecord.extract.draft import Draft
from onrecord.model import Actor
from onrecord.who.plurals import plural

if TYPE_CHECKING:
    from spacy.tokens import Token

# Kinds of actor of whom one or some can speak, and how many sentences back they may stand.
GROUPS = frozenset({"group", "people", "armed-group", "military"})
REACH_SENTENCES = 3
# Of these some can speak where the report says what goes on within them.
BODIES = GROUPS | {"party", "institution", "igo"}
_COUNTED = frozenset({"CARDINAL", "ORDINAL"})


def group_of(head: Token, draft: Draft, spoken: Sequence[tuple[int, str]]) -> Actor | None:
    """The group of which the phrase with this head names a part; None where it names none, or no group can be told.

    `spoken` are the tokens at which sources stood before and who they were.
    """
    if _is_lone(head):
        return _before(head, draft, spoken)
    if head.tag_ == "NN" and any(_is_one(c) for c in head.lefts):
        return _called(head, draft)
    return None


def _is_lone(head: Token) -> bool:
    """Whether a word that counts stands for those counted: "one said", "others", "nineteen expect", "a third, cited by Tass"."""
    counts = head.lower_ in markers("part") or (head.ent_type_ in _COUNTED and head.pos_ in ("NUM", "ADJ"))
    if not counts or head.dep_ in ("det", "nummod", "amod") or any(c.dep_ == "relcl" for c in head.rights):
        return False
    return not any(c.dep_ == "prep" and c.lower_ in ("of", "in", "among") for c in head.rights)


def _is_one(word: Token) -> bool:
    """Whether a word before a noun makes it one of several: "one expert", "another expert", "a second expert"."""
    return word.lower_ in markers("one-of") or (word.dep_ == "amod" and word.ent_type_ == "ORDINAL")


def _before(head: Token, draft: Draft, spoken: Sequence[tuple[int, str]]) -> Actor | None:
    """The group that spoke last in the sentences before, or in which something goes on, or else is the subject there."""
    before = head.doc[_sentence(head, 1) : head.i]
    torn = _torn(before, draft)
    first = before.start if torn else _sentence(head, REACH_SENTENCES)
    last = next((draft.who[actor] for at, actor in reversed(spoken) if first <= at < head.i), None)
    if last is not None and last.kind in GROUPS:
        return last
    if torn is not None:
        return torn
    for token in reversed(before):
        group = draft.who.at(token) if token.dep_ in SUBJECTS else None
        if group is not None:
            return group if group.kind in GROUPS else None
    return None


def _torn(before: Iterable[Token], draft: Draft) -> Actor | None:
    """The one body in which something goes on: "a debate within the opposition", "it split the party"."""
    inside = (
        draft.who.at(t)
        for t in before
        if (t.dep_ == "pobj" and t.head.lower_ in markers("inside-group"))
        or (t.dep_ == "dobj" and t.head.lemma_ in markers("splitting"))
    )
    found = {actor.id: actor for actor in inside if actor is not None and actor.kind in BODIES}
    return next(iter(found.values())) if len(found) == 1 else None


def _sentence(head: Token, back: int) -> int:
    """The first token of so many sentences before that of the head."""
    start = head.sent.start
    for _ in range(back):
        start = head.doc[start - 1].sent.start if start else 0
    return start


def _called(head: Token, draft: Draft) -> Actor | None:
    """The group named before by the plural of the noun, whose name has all else that the phrase says of the one."""
    several = plural(head.lower_)
    told = {t.lower_ for t in head.lefts if not _is_one(t) and t.dep_ != "det"}
    found = [
        actor
        for actor, at in _mentioned(draft)
        if at < head.idx and several in actor.name.lower().split() and actor.kind in GROUPS
    ]
    last = found[-1] if found else None
    return last if last is not None and told <= set(last.name.lower().split()) else None


def _mentioned(draft: Draft) -> Iterator[tuple[Actor, int]]:
    """The actors with the places where they are mentioned, in the order of the text."""
    places = sorted((m.span.start, n) for n, actor in enumerate(draft.actors) for m in actor.mentions)
    return ((draft.actors[n], at) for at, n in places)
