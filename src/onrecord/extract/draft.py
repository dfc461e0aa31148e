"""A record under construction: the article, its analysis and the layers found so far."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from onrecord.analysis import Analysis
from onrecord.analysis.clauses import obliques, together
from onrecord.model import Actor, Article, Event, Forecast, Mention, Position, Span, Statement, Time

if TYPE_CHECKING:
    from spacy.tokens import Token


# The labels of modifiers that tell whose a thing is.
OWNING = frozenset({"poss", "amod", "compound", "nmod"})
# The forms of mentions that several actors may share: "both sides", "they".
TOGETHER = frozenset({"description", "pronoun"})


@dataclass(frozen=True, slots=True)
class Rejected:
    """A reading that a rule considered for an item and did not take, and why: what `explain` shows."""

    item: str
    reading: str
    why: str


class ActorIndex:
    """Finds the actor that a phrase means, by the tokens its mentions cover."""

    __slots__ = ("_actors", "_by_token")

    def __init__(self, analysis: Analysis | None = None, actors: tuple[Actor, ...] = ()) -> None:
        self._actors = {actor.id: actor for actor in actors}
        self._by_token: dict[int, list[tuple[Mention, Actor]]] = {}
        for actor in actors:
            for mention in actor.mentions:
                for token in analysis.tokens(mention.span) if analysis else ():
                    self._by_token.setdefault(token.i, []).append((mention, actor))

    def __getitem__(self, actor_id: str) -> Actor:
        return self._actors[actor_id]

    def at(self, head: Token) -> Actor | None:
        """The actor of the phrase with this head: of the longest mention that ends in it or has it as head.

        None where the phrase means several together ("both sides"): `all_at` has them.
        """
        found = self.all_at(head)
        return found[0] if len(found) == 1 else None

    def all_at(self, head: Token) -> tuple[Actor, ...]:
        """The actors that the phrase with this head means: one, or those whom it means together."""
        best: Mention | None = None
        found: list[Actor] = []
        for mention, actor in self._by_token.get(head.i, ()):
            span = mention.span
            headed = not (span.start <= head.head.idx < span.end) or head.head.i == head.i
            if headed and (best is None or span.end - span.start > best.span.end - best.span.start):
                best, found = mention, [actor]
            elif headed and best is not None and span == best.span and mention.form in TOGETHER:
                found.append(actor)
        return tuple(found)

    def ids(self, head: Token) -> tuple[str, ...]:
        """The ids of the actors of the phrase with this head and of all that is coordinated with it, in order.

        Where the head means no actor, whose it is counts ("Turkish positions", "Iran's programme"), then
        what it is of ("a group of senators", "dozens of rebels").
        """
        found: dict[str, None] = {}
        for part in together(head):
            owned = (a for c in part.lefts if c.dep_ in OWNING and (a := self.all_at(c)))
            actors = self.all_at(part) or next(owned, ())
            if actors:
                found.update(dict.fromkeys(actor.id for actor in actors))
                continue
            for inner in obliques(part, "of"):
                found.update(dict.fromkeys(self.ids(inner) if inner.i != part.i else ()))
        return tuple(found)

    def within(self, span: Span) -> tuple[Actor, ...]:
        """The actors mentioned wholly inside `span`, in the order of the text, each once."""
        found = sorted(
            (mention.span.start, actor.id)
            for actor in self._actors.values()
            for mention in actor.mentions
            if span.contains(mention.span)
        )
        return tuple(self._actors[i] for i in dict.fromkeys(i for _, i in found))


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """What each step takes and gives back, with its own layer filled in."""

    article: Article
    analysis: Analysis
    times: tuple[Time, ...] = ()
    actors: tuple[Actor, ...] = ()
    who: ActorIndex = field(default_factory=ActorIndex)
    statements: tuple[Statement, ...] = ()
    events: tuple[Event, ...] = ()
    positions: tuple[Position, ...] = ()
    forecasts: tuple[Forecast, ...] = ()
    rejected: tuple[Rejected, ...] = ()
