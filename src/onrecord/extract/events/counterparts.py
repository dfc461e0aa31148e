"""The other side where the clause of an act does not name it: whoever the text around it sets against its source."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from onrecord.analysis import Sentence
from onrecord.extract.draft import Draft
from onrecord.extract.events.casting import party
from onrecord.extract.events.roles import Sides
from onrecord.model import Actor

# Types whose other side is a friend, or one's own rulers: whoever the report sets against the source is the wrong one.
NOT_AGAINST = frozenset({"SUPPORT", "COOPERATE", "PROTEST"})
# Types that a party does to many at once: the other side must stand in the same sentence.
FORCEFUL = frozenset({"ASSAULT", "COERCE", "THREATEN"})
# A text of fewer sentences speaks of nobody more than of others.
REPORT = 4
# How many sentences back an exchange of the source counts.
REACH = 6
BODIES = frozenset({"state", "igo", "armed-group", "party"})


@dataclass(slots=True)
class Counterparts:
    """The parties of one article and their exchanges so far."""

    draft: Draft
    sentences: Sequence[Sentence]
    _exchanges: list[tuple[int, frozenset[str]]] = field(default_factory=list)
    _mentions: Counter[str] = field(default_factory=Counter)
    _body: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for actor in self.draft.actors:
            if is_side(actor):
                self._mentions[party(actor)] += len(actor.mentions)
                if actor.kind in BODIES or party(actor) not in self._body:
                    self._body[party(actor)] = actor.id

    def note(self, number: int, found: Sides) -> None:
        """Keeps who dealt with whom in the sentence with this number."""
        if found.sources and found.targets:
            self._exchanges.append((number, self._parties((*found.sources, *found.targets))))

    def completed(self, kind: str, number: int, found: Sides, *, is_event: bool) -> Sides:
        """The sides with the other party where one side is told, or only people of whom no more is known on the other.

        It is the only other party in the sentence, or in the one before where the sentence has none; and it was
        the other party in the last exchange, or is the one the report speaks of most. One of these signs alone is
        right in half of the cases annotated in the corpus, two in two thirds. Where the act `is_event` without
        its other side, the last exchange and the one spoken of most are enough.
        """
        if kind in NOT_AGAINST:
            return found
        if found.sources and not self._parties(found.targets):
            force = kind in FORCEFUL
            other = self._agreed(number, found.sources, 0 if force else 1, strict=force or not is_event)
            return Sides(found.sources, (*found.targets, *other))
        if found.targets and not found.sources:
            return Sides(self._agreed(number, found.targets, 0, strict=True), found.targets)
        return found

    def _agreed(self, number: int, told: Iterable[str], back: int, *, strict: bool) -> tuple[str, ...]:
        """The one other party than that of those told that two signs name; when `strict`, one that stands nearby."""
        own = self._parties(told)
        near, last, foremost = self._nearby(number, own, back), self._last(number, own), self._foremost(own)
        agreed = near & (last | foremost) or (frozenset() if strict else last & foremost)
        return tuple(self._body[one] for one in agreed)

    def _nearby(self, number: int, own: frozenset[str], back: int) -> frozenset[str]:
        for sentence in reversed(self.sentences[max(0, number - back) : number + 1]):
            others = self._parties(a.id for a in self.draft.who.within(sentence.span)) - own
            if others:
                return others if len(others) == 1 else frozenset()
        return frozenset()

    def _last(self, number: int, own: frozenset[str]) -> frozenset[str]:
        for at, parties in reversed(self._exchanges):
            if number - at > REACH:
                break
            if own & parties and parties - own:
                return parties - own
        return frozenset()

    def _foremost(self, own: frozenset[str]) -> frozenset[str]:
        if len(self.sentences) < REPORT:
            return frozenset()
        others = [one for one, count in self._mentions.most_common() if count and one not in own]
        return frozenset(others[:1])

    def _parties(self, ids: Iterable[str]) -> frozenset[str]:
        actors = (self.draft.who[i] for i in ids)
        return frozenset(party(actor) for actor in actors if is_side(actor))


def is_side(actor: Actor) -> bool:
    """Whether somebody can be set against another: a state, a known body or its officials; no outlet, place or nameless group."""
    if actor.kind in ("media", "place"):
        return False
    if actor.kind == "person":
        return bool(actor.sectors) and bool(actor.country or actor.member_of)
    return actor.kind in BODIES or bool(actor.country or actor.kb or actor.member_of)
