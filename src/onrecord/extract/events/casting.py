"""Which actors a phrase means, in the place of the text where an event is told."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from onrecord.analysis.clauses import antecedent, is_passive, obliques, phrase
from onrecord.extract.draft import OWNING, Draft
from onrecord.model import Actor, Statement

if TYPE_CHECKING:
    from spacy.tokens import Token

SELF = frozenset({"i", "we", "us", "our", "my"})
INSIDE = ("in", "into", "inside", "across", "near", "within", "throughout")
BETWEEN = frozenset({"between", "among", "involving"})


@dataclass(frozen=True, slots=True)
class Casting:
    """Looks actors up for one trigger; `statement` is the one that its words stand in."""

    draft: Draft
    statement: Statement | None

    @property
    def speaker(self) -> tuple[str, ...]:
        """The speaker of the statement around the trigger."""
        return (self.statement.speaker,) if self.statement and self.statement.speaker else ()

    def ids(self, head: Token | None) -> tuple[str, ...]:
        """The actors that a phrase means, else the first named inside it; a mere place is nobody."""
        found = [i for i in self._ids(head) if self.draft.who[i].kind != "place"]
        if head is not None and found:
            # "Kurdish fighters", "PKK leaders": where no body is named, the people or group they are of is meant too.
            found += [i for i in self._groups(head) if i not in found and not self.draft.who[found[0]].kb]
        return tuple(found)

    def _groups(self, head: Token) -> Iterator[str]:
        for c in head.lefts:
            actor = self.draft.who.at(c) if c.dep_ in ("amod", "compound", "nmod") else None
            if actor is not None and actor.kb and actor.kind in ("people", "armed-group", "party"):
                yield actor.id

    def _ids(self, head: Token | None) -> tuple[str, ...]:
        if head is None:
            return ()
        if head.tag_ in ("WDT", "WP"):
            return self._ids(antecedent(head))
        if head.lower_ in SELF and self.speaker:
            return self.speaker
        found = self.draft.who.ids(head)
        if head.pos_ == "PRON":
            return () if self._quoted_self(found) else found
        if found:
            return found
        core = phrase(head, "relcl", "acl", "appos", "advcl", "conj")
        return tuple(actor.id for actor in self.draft.who.within(core))[:1]

    def _quoted_self(self, found: tuple[str, ...]) -> bool:
        """Whether "he" in somebody's own words was taken for the one who speaks."""
        return found == self.speaker and self.statement is not None and self.statement.mode != "indirect"

    def first(self, heads: Iterable[Token]) -> tuple[str, ...]:
        """The actors of the first phrase that means any."""
        return next((found for head in heads if (found := self.ids(head))), ())

    def first_known(self, heads: Iterable[Token]) -> tuple[str, ...]:
        """As `first`, for phrases that tell a place as often as a party ("on the enclave", "at the station")."""
        for head in heads:
            found = tuple(i for i in self.ids(head) if _is_known(self.draft.who[i]))
            if found:
                return found
        return ()

    def first_other(self, heads: Iterable[Token], sources: tuple[str, ...]) -> tuple[str, ...]:
        """The actors of the first phrase that means another party than the sources."""
        own = {self.party(i) for i in sources}
        for head in heads:
            if (
                any(c.tag_ == "PRP$" and c.dep_ == "poss" for c in head.lefts)
                and self.draft.who.at(head) is not None
            ):
                continue
            found = tuple(i for i in self.ids(head) if self.party(i) not in own)
            if found:
                return found
        return ()

    def owners(self, noun: Token) -> tuple[str, ...]:
        """Whose the thing is: "Turkish positions", "Iran's programme", "positions of the rebels"."""
        return self.first(c for c in noun.children if c.dep_ in OWNING) or self.first(obliques(noun, "of"))

    def both(self, noun: Token) -> tuple[tuple[str, ...], tuple[str, ...]] | None:
        """The two sides of "between X and Y", "involving X and Y" or "a US-Turkish deal"; None where there are not two."""
        for prep in noun.children:
            if prep.lower_ in BETWEEN:
                named = self.first(c for c in prep.children if c.dep_ in ("pobj", "dobj"))
                if len(named) > 1:
                    return named[:1], named[1:]
        named = tuple(
            dict.fromkeys(
                actor.id
                for c in noun.lefts
                if c.dep_ in ("amod", "compound", "nmod")
                for part in (*c.lefts, c)
                if (actor := self.draft.who.at(part)) is not None and actor.kind in ("state", "igo")
            )
        )
        return (named[:1], named[1:]) if len(named) > 1 else None

    def land(self, token: Token) -> tuple[str, ...]:
        """The state on whose land it happens: "intervened in Syria", "strikes in northern Iraq"."""
        found = (self.draft.who.at(head) for head in obliques(token, *INSIDE))
        return next(((actor.id,) for actor in found if actor is not None and actor.kind == "state"), ())

    def party(self, actor_id: str) -> str:
        """Whom the actor acts for: its state or organisation, else itself."""
        return party(self.draft.who[actor_id])


def _is_known(actor: Actor) -> bool:
    """Whether more is known of a body or company than its name."""
    known = actor.country or actor.member_of or actor.kb or actor.sectors
    return bool(known) or actor.kind not in ("institution", "company")


def party(actor: Actor) -> str:
    """Whom somebody acts for: a person or branch for its state, an armed group for itself."""
    if actor.kind in ("armed-group", "party"):
        return actor.id
    return actor.country or next(iter(actor.member_of), actor.id)


def suffers(verb: Token) -> bool:
    """Whether the subject is the one it is done to, also in clauses without "be" ("with the army ousted")."""
    for _ in range(4):
        if is_passive(verb):
            return True
        if verb.tag_ != "VBN" or any(c.dep_ == "aux" for c in verb.children):
            return False
        if verb.dep_ != "conj":
            return verb.dep_ in ("advcl", "pcomp", "ccomp", "acl") and any(
                c.dep_ in ("nsubj", "mark", "prep") for c in verb.children
            )
        verb = verb.head
    return False
