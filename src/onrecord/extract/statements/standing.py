"""Who is meant by what only stands for a speaker: seats and governments for a state, reports and letters for their authors."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from onrecord.analysis.clauses import agent, child, doer, markers, obliques
from onrecord.extract.draft import ActorIndex
from onrecord.model import Actor
from onrecord.who import knowledge
from onrecord.who.entries import Actor as Known
from onrecord.who.names import run_key
from onrecord.who.vocabulary import is_a

if TYPE_CHECKING:
    from spacy.tokens import Token

# Links between a paper and who wrote it or had it written.
_AUTHORED = ("by", "from", "of", "in")


def seat_named(name: str) -> Known | None:
    """The seat of government that is called so ("the Kremlin"); None where the name is no seat's."""
    base = knowledge()
    entry = base.names.entry(run_key(name)) or base.names.entry(run_key(f"the {name}"))
    seats = [named.actor for named in entry.names if named.actor in base.seats] if entry else []
    return base.actors[seats[0]] if len(seats) == 1 else None


def entity_named(name: str) -> Known | None:
    """The organisation that is called so in whatever capitals: "the west"; None where none is, or several are."""
    base = knowledge()
    entry = base.names.entry(run_key(name))
    found = {named.actor for named in entry.names if named.type == "name"} if entry else set()
    entity = base.actors[found.pop()] if len(found) == 1 else None
    return (
        entity if entity is not None and entity.kind in ("igo", "ngo", "armed-group", "institution") else None
    )


def state_of(government: Actor) -> Known | None:
    """The state that speaks through "the Turkish government", "the leadership"; None of a government apart ("in exile")."""
    state = knowledge().state(government.country)
    words = government.name.split()
    noun = next((n for n, word in enumerate(words) if word.lower() in markers("governing")), None)
    if state is None or noun is None or government.kb is not None:
        return None
    behind = words[noun + 1 :]
    return state if not behind or _is_capital(behind[-1], state) else None


def _is_capital(name: str, state: Known) -> bool:
    entry = knowledge().names.entry(run_key(name))
    return entry is not None and any(
        n.actor == state.id and n.type in ("capital", "name") for n in entry.names
    )


def is_paper(noun: Token) -> bool:
    """Whether a noun is of a thing, mostly written or spoken, which says nothing but for somebody: "the report", "a poll"."""
    if noun.pos_ != "NOUN":
        return False
    pair = f"{noun.nbor(-1).lower_} {noun.lower_}" if noun.i else ""
    thing = noun.text.islower() and is_a(noun.lower_, "thing")
    return thing or noun.lemma_.lower() in markers("paper") or pair in markers("paper")


def author(paper: Token, who: ActorIndex) -> Actor | None:
    """Whose report, poll or speech it is, where the phrase says so; None where it does not."""
    for token in _authors(paper):
        found = author(token, who) if is_paper(token) else who.at(token)
        if found is not None:
            return None if any(who.at(other) is not None for other in token.conjuncts) else found
    return None


def author_told(paper: Token, who: ActorIndex) -> Actor | None:
    """Whose a paper is that was told elsewhere: "the report", of which the article says once that it is Amnesty's.

    None where the article tells of papers so called by two, or where the phrase does not mean one it speaks of.
    """
    article = child(paper, "det")
    if (
        article is None
        or article.lower_ not in ("the", "this", "that")
        or paper.lemma_ not in markers("paper")
    ):
        return None
    same = (t for t in paper.doc if t.lemma_ == paper.lemma_ and t.i != paper.i and is_paper(t))
    found = {by.id: by for t in same if (by := author(t, who)) is not None}
    return next(iter(found.values())) if len(found) == 1 else None


def paper_before(it: Token) -> Token | None:
    """The paper that "it" stands for: the subject of the sentence before, where that is one."""
    start = it.sent.start
    before = it.doc[start - 1].sent if start else None
    subject = child(before.root, "nsubj", "nsubjpass") if before is not None else None
    return subject if subject is not None and is_paper(subject) else None


def _authors(paper: Token) -> Iterator[Token]:
    issued = next((c for c in paper.children if c.dep_ == "acl" and c.tag_ == "VBN"), None)
    by = agent(issued) if issued is not None and issued.lemma_ not in markers("having-seen") else None
    yield from (t for t in (child(paper, "poss"), by) if t is not None)
    yield from (c for c in reversed(list(paper.lefts)) if c.dep_ in ("compound", "nmod", "amod"))
    yield from (t for t in obliques(paper, *_AUTHORED) if not is_a(t.lower_, "thing"))
    if paper.dep_ in ("dobj", "nsubjpass") and paper.head.lemma_ in markers("issuing"):
        by = doer(paper.head)
        yield from (t for t in (by,) if t is not None)
