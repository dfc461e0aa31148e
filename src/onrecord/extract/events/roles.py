"""Who did it to whom: the sources and targets of a trigger, by its construction."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from onrecord.analysis.clauses import agent, child, is_passive, obliques, phrase, subject
from onrecord.extract.draft import Draft
from onrecord.extract.events.triggers import Trigger
from onrecord.model import Span, Statement

if TYPE_CHECKING:
    from spacy.tokens import Token

AGAINST = (
    "against",
    "on",
    "with",
    "to",
    "at",
    "from",
    "into",
    "between",
    "among",
    "for",
    "toward",
    "towards",
    "over",
)
MUTUAL = frozenset({"AGREE", "CONSULT", "COOPERATE"})
SPEECH = frozenset({"REQUEST", "ACCUSE", "REJECT", "THREATEN"})
SELF = frozenset({"i", "we", "us", "our", "my"})


@dataclass(frozen=True, slots=True)
class Sides:
    """The actor ids on the two sides of an event."""

    sources: tuple[str, ...]
    targets: tuple[str, ...]


def sides(draft: Draft, trigger: Trigger, statement: Statement | None) -> Sides:
    """The sources and targets of the event; empty where the text names none."""
    cast = _Casting(draft, statement)
    if trigger.noun is None:
        sources, targets = _of_verb(cast, trigger)
    else:
        sources, targets = _of_noun(cast, trigger)
    if trigger.act.type in MUTUAL and len(sources) > 1 and not targets:
        sources, targets = sources[:1], sources[1:]
    targets = tuple(t for t in targets if t not in sources)
    return Sides(sources, targets)


@dataclass(frozen=True, slots=True)
class _Casting:
    draft: Draft
    statement: Statement | None

    def ids(self, head: Token | None) -> tuple[str, ...]:
        """The actors that a phrase means, else those named inside it."""
        if head is None:
            return ()
        if head.lower_ in SELF and self.statement is not None and self.statement.speaker:
            return (self.statement.speaker,)
        if head.pos_ == "PRON":
            return self.draft.who.ids(head)
        return self.draft.who.ids(head) or tuple(a.id for a in self.draft.who.within(_core(head)))[:1]

    def first(self, heads: Iterable[Token]) -> tuple[str, ...]:
        """The actors of the first phrase that means any."""
        for head in heads:
            found = self.ids(head)
            if found:
                return found
        return ()


def _core(head: Token) -> Span:
    """The noun phrase with its of- and in-phrases, without clauses."""
    return phrase(head, "relcl", "acl", "appos", "advcl", "conj")


def _of_verb(cast: _Casting, trigger: Trigger) -> tuple[tuple[str, ...], tuple[str, ...]]:
    verb = trigger.token
    if is_passive(verb):
        sources = cast.ids(agent(verb))
        targets = cast.ids(subject(verb)) if trigger.thing is None else ()
    else:
        sources = cast.ids(subject(verb))
        thing = child(verb, "dobj")
        targets = cast.ids(thing) if thing is not None and trigger.thing is None else ()
        targets = cast.first(c for c in verb.children if c.dep_ == "dative") or targets
    if trigger.thing is not None:
        targets = (
            cast.first(obliques(trigger.thing, *AGAINST)) or cast.first(_owners(trigger.thing)) or targets
        )
    if not targets or set(targets) <= set(sources):
        targets = cast.first(_beyond(verb, trigger.act.type)) or targets
    return sources, targets


def _beyond(verb: Token, kind: str) -> Iterable[Token]:
    """Where else the other side may stand: behind a preposition, or as the subject of the clause it asks for."""
    yield from obliques(verb, *AGAINST)
    inner = child(verb, "ccomp", "xcomp")
    if kind in SPEECH and inner is not None:
        own = child(inner, "nsubj", "nsubjpass")
        if own is not None:
            yield own
        thing = child(inner, "dobj")
        if thing is not None:
            yield thing
        yield from obliques(inner, *AGAINST)


def _owners(noun: Token) -> Iterable[Token]:
    """Modifiers that name a side: "Turkish positions", "Iran's programme", "positions of the rebels"."""
    for c in noun.children:
        if c.dep_ in ("poss", "amod", "compound", "nmod"):
            yield c
    yield from obliques(noun, "of")


def _of_noun(cast: _Casting, trigger: Trigger) -> tuple[tuple[str, ...], tuple[str, ...]]:
    noun, entry = trigger.token, trigger.noun
    of = next(obliques(noun, "of"), None)
    owners = [c for c in noun.children if c.dep_ in ("poss", "amod", "compound", "nmod")]
    sources = cast.first(obliques(noun, "by")) or cast.first(owners)
    targets = cast.first(obliques(noun, *AGAINST))
    if of is not None and entry is not None:
        named = cast.ids(of)
        if entry.of_target:
            targets = named or targets
        else:
            sources = sources or named
    between = next(
        (p for p in noun.children if p.dep_ == "prep" and p.lower_ in ("between", "involving", "among")), None
    )
    if between is not None:
        both = cast.first(c for c in between.children if c.dep_ == "pobj")
        sources, targets = both[:1], both[1:] or targets
    if not sources:
        sources = _of_governor(cast, noun)
    return sources, targets


def _of_governor(cast: _Casting, noun: Token) -> tuple[str, ...]:
    """The subject of the verb whose object the noun is: "Russia began its withdrawal"."""
    verb = noun.head
    if noun.dep_ in ("dobj", "pobj") and verb.pos_ == "ADP":
        verb = verb.head
    if verb.pos_ == "VERB" and not is_passive(verb):
        return cast.ids(subject(verb))
    return ()
