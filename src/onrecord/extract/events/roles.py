"""Who did it to whom: the sources and targets of a trigger, by its construction."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from onrecord.analysis.clauses import agent, child, is_passive, obliques, phrase, subject
from onrecord.extract.draft import OWNING, Draft
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
# Force and movement of forces are directed at the state on whose land they happen, where nobody else is named.
TERRITORIAL = frozenset({"ASSAULT", "MOBILIZE", "RETREAT"})
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
        if head.tag_ in ("WDT", "WP"):
            return self.ids(_antecedent(head))
        if head.lower_ in SELF and self.statement is not None and self.statement.speaker:
            return (self.statement.speaker,)
        if head.pos_ == "PRON":
            return self.draft.who.ids(head)
        return self.draft.who.ids(head) or tuple(a.id for a in self.draft.who.within(_core(head)))[:1]

    def both(self, noun: Token) -> tuple[tuple[str, ...], tuple[str, ...]] | None:
        """The two sides of "between X and Y" or "involving X and Y"; None where there are not two."""
        for prep in noun.children:
            if prep.lower_ in ("between", "among", "involving"):
                named = self.first(c for c in prep.children if c.dep_ in ("pobj", "dobj"))
                if len(named) > 1:
                    return named[:1], named[1:]
        return None

    def land(self, token: Token) -> tuple[str, ...]:
        """The state on whose land it happens: "intervened in Syria", "strikes in northern Iraq"."""
        found = (
            self.draft.who.at(head) for head in obliques(token, "in", "into", "inside", "across", "near")
        )
        return next(((actor.id,) for actor in found if actor is not None and actor.kind == "state"), ())

    def first(self, heads: Iterable[Token]) -> tuple[str, ...]:
        """The actors of the first phrase that means any."""
        for head in heads:
            found = self.ids(head)
            if found:
                return found
        return ()


def _antecedent(relative: Token) -> Token | None:
    """The noun that "which" or "whom" stands for."""
    token = relative
    for _ in range(5):
        if token.dep_ == "relcl":
            return token.head
        token = token.head
    return None


def _core(head: Token) -> Span:
    """The noun phrase with its of- and in-phrases, without clauses."""
    return phrase(head, "relcl", "acl", "appos", "advcl", "conj")


def _of_verb(cast: _Casting, trigger: Trigger) -> tuple[tuple[str, ...], tuple[str, ...]]:
    verb, act = trigger.token, trigger.act
    thing = trigger.thing
    if verb.dep_ == "amod":
        # "US-backed fighters": whoever stands before the participle does it to what stands behind it.
        return cast.first(c for c in verb.lefts if c.dep_ in ("npadvmod", "compound", "nmod")), cast.ids(
            verb.head
        )
    if is_passive(verb):
        sources = cast.ids(agent(verb))
        targets = cast.ids(subject(verb)) if thing is None else ()
    else:
        sources = cast.ids(subject(verb))
        direct = child(verb, "dobj")
        targets = cast.ids(direct) if direct is not None and thing is None else ()
        targets = cast.first(c for c in verb.children if c.dep_ == "dative") or targets
    if (act.type == "MOBILIZE" or act.mode == "withdraw") and thing is None:
        # What is moved is one's own: "troops were stationed", "withdrew its forces".
        sources, targets = sources or targets, ()
    if trigger.gains:
        return cast.first(obliques(verb, "from", "by", "of")) or cast.first(
            obliques(thing or verb, "from", "by", "of")
        ), sources
    if thing is not None:
        both = cast.both(thing)
        if both:
            return both
        targets = cast.first(obliques(thing, *AGAINST)) or cast.first(_owners(thing)) or targets
    if not targets or set(targets) <= set(sources):
        targets = cast.first(_beyond(verb, act.type)) or targets
    if act.type in TERRITORIAL and (not targets or set(targets) <= set(sources)):
        targets = cast.land(verb) or targets
    return sources, targets


def _beyond(verb: Token, kind: str) -> Iterable[Token]:
    """Where else the other side may stand: behind a preposition, or as the subject of the clause it asks for."""
    for head in obliques(verb, *AGAINST):
        yield head
        yield from (d for c in head.children if c.lemma_ == "involve" and (d := child(c, "dobj")) is not None)
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
        if c.dep_ in OWNING:
            yield c
    yield from obliques(noun, "of")


def _of_noun(cast: _Casting, trigger: Trigger) -> tuple[tuple[str, ...], tuple[str, ...]]:
    noun, entry = trigger.token, trigger.noun
    both = cast.both(noun)
    if both:
        return both
    of = next(obliques(noun, "of"), None)
    owners = [c for c in noun.children if c.dep_ in OWNING]
    owners += [g for c in owners for g in c.children if g.dep_ in ("npadvmod", "compound", "amod")]
    sources = cast.first(obliques(noun, "by")) or cast.first(owners)
    order = ("to", "on", "from", "against", "with") if trigger.act.type == "REQUEST" else AGAINST
    targets = cast.first(obliques(noun, *order)) or cast.first(_adjacent(noun, order))
    if of is not None and entry is not None:
        named = cast.ids(of)
        if entry.of_target:
            targets = named or targets
            # "Khashoggi's death": of such nouns the owner too is the one it happens to.
        else:
            sources = sources or named
    elif entry is not None and entry.of_target and not targets and child(noun, "poss") is not None:
        sources, targets = (), sources
    if not sources:
        sources = _of_governor(cast, noun)
    if trigger.act.type in TERRITORIAL and not targets:
        targets = cast.land(noun)
    return sources, targets


def _adjacent(noun: Token, prepositions: tuple[str, ...]) -> Iterable[Token]:
    """The phrase right behind the noun, where the parse hangs it elsewhere: "in the battle against X"."""
    if noun.i + 1 < len(noun.doc) and noun.nbor().lower_ in prepositions and noun.nbor().dep_ == "prep":
        yield from (c for c in noun.nbor().children if c.dep_ == "pobj")


def _of_governor(cast: _Casting, noun: Token) -> tuple[str, ...]:
    """The subject of the verb whose object the noun is: "Russia began its withdrawal"."""
    verb = noun.head
    if noun.dep_ in ("dobj", "pobj") and verb.pos_ == "ADP":
        verb = verb.head
    if verb.pos_ == "VERB":
        return cast.ids(subject(verb))
    return ()
