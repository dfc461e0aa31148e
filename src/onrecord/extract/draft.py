"""A record under construction: the article, its analysis and the layers found so far."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from onrecord.analysis import Analysis
from onrecord.analysis.clauses import obliques, together
from onrecord.model import Actor, Article, Event, Forecast, Position, Span, Statement, Time

if TYPE_CHECKING:
    from spacy.tokens import Token


# The labels of modifiers that tell whose a thing is.
OWNING = frozenset({"poss", "amod", "compound", "nmod"})


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
        self._by_token: dict[int, list[tuple[Span, Actor]]] = {}
        for actor in actors:
            for mention in actor.mentions:
                for token in analysis.tokens(mention.span) if analysis else ():
                    self._by_token.setdefault(token.i, []).append((mention.span, actor))

    def __getitem__(self, actor_id: str) -> Actor:
        return self._actors[actor_id]

    def at(self, head: Token) -> Actor | None:
        """The actor of the phrase with this head: of the longest mention that ends in it or has it as head."""
        best: tuple[Span, Actor] | None = None
        for span, actor in self._by_token.get(head.i, ()):
            headed = not (span.start <= head.head.idx < span.end) or head.head.i == head.i
            longer = best is None or span.end - span.start > best[0].end - best[0].start
            if headed and longer:
                best = (span, actor)
        return best[1] if best else None

    def ids(self, head: Token) -> tuple[str, ...]:
        """The ids of the actors of the phrase with this head and of all that is coordinated with it, in order.

        Where the head means no actor, whose it is counts ("Turkish positions", "Iran's programme"), then
        what it is of ("a group of senators", "dozens of rebels").
        """
        found: dict[str, None] = {}
        for part in together(head):
            actor = self.at(part) or next(
                (a for c in part.lefts if c.dep_ in OWNING and (a := self.at(c))), None
            )
            if actor is not None:
                found[actor.id] = None
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
