"""Who the phrase that names a source means: an actor of the record, somebody new, or nobody that can be told."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from typing import TYPE_CHECKING

from onrecord.analysis import span_of
from onrecord.analysis.clauses import antecedent, markers, obliques, phrase
from onrecord.extract.draft import ActorIndex, Draft
from onrecord.extract.statements.found import Found
from onrecord.lexicon import confidence_of
from onrecord.model import Actor, Mention, Span
from onrecord.model.codes import ActorKind, MentionForm
from onrecord.who import knowledge
from onrecord.who.entries import Actor as Known
from onrecord.who.names import run_key

if TYPE_CHECKING:
    from spacy.tokens import Token

# A pronoun that nothing else resolves means the speaker of so many sentences before, at most.
REACH_SENTENCES = 3
_NAME = re.compile(
    r"(?:[A-ZÀ-ÞŁŚŞİ][\w'’.-]+ (?:(?:al|bin|von|van|de|der|del|el|ibn|da|dos)[ -])*)+[A-ZÀ-ÞŁŚŞİ][\w'’-]+$"
)
# The reason of an organisation that only the recogniser of names took for one.
GUESSED = "actors/organisation-entity"
# Whoever belongs to one of these acts for it, beside its state.
PARTIES = frozenset({"armed-group", "party", "igo"})
# The reason of an actor that is called by a common noun.
DESCRIBED = "actors/described"
_RELATIVE = frozenset({"WDT", "WP"})


@dataclass(slots=True)
class Speakers:
    """Resolves the sources of one article, in the order of the text; `draft` gains the actors that are new."""

    draft: Draft
    spoken: list[tuple[int, str]] = field(default_factory=list)

    def of(self, found: Found) -> str | None:
        """The actor that the source means; None where the text does not say, or two are possible."""
        if not found.source:
            return None
        tokens = [t for span in found.source for t in self.draft.analysis.tokens(span) if not t.is_punct]
        if not tokens:
            return None
        speaker = self._resolved(tokens)
        if speaker is not None:
            self.spoken.append((tokens[0].i, speaker))
        return speaker

    def _resolved(self, tokens: list[Token]) -> str | None:
        head = _head(tokens)
        if head.tag_ in _RELATIVE or head.lower_ == "that":
            noun = antecedent(head)
            if noun is None:
                return None
            head = noun
            tokens = [t for t in head.subtree if t.i <= head.i]
        part = _whole(head, tokens)
        if part is not None:
            return self._resolved([t for t in part.subtree if t.i <= part.i and t.i > head.i])
        if head.pos_ == "PRON" or head.lower_ in markers("nobody"):
            known = self.draft.who.at(head)
            return known.id if known is not None else self._pronoun(head)
        found = self._person(tokens, head) or self._known(tokens, head)
        return found if found or self._is_shared(tokens, head) else self._new(tokens, head)

    def _person(self, tokens: Sequence[Token], head: Token) -> str | None:
        """The person named in the phrase, unless only as somebody's owner or as whom another speaks for."""
        names: list[tuple[Span, Actor]] = []
        area = span_of(*tokens)
        for actor in self.draft.actors:
            names += [
                (m.span, actor)
                for m in actor.mentions
                if actor.kind == "person" and m.form == "name" and area.contains(m.span)
            ]
        named = [(s, a) for s, a in sorted(names, key=lambda n: n[0]) if not self._is_aside(s, area)]
        whole = self._written(tokens, head)
        if whole is not None and not any(s.contains(whole) for s, _ in named):
            return self._named(whole)
        return named[0][1].id if named else None

    def _is_aside(self, name: Span, area: Span) -> bool:
        """Whether a name inside the phrase is an owner ("Ruiz's lawyer") or hangs on a preposition or a clause."""
        text = self.draft.article.text
        if re.match(r"['’]s?\b", text[name.end : name.end + 2]):
            return True
        before = (
            list(self.draft.analysis.tokens(Span(area.start, name.start))) if name.start > area.start else []
        )
        for token in reversed(before):
            if token.text == "," or token.lower_ == "and":
                return False
            if token.pos_ in ("ADP", "VERB") or token.tag_ in _RELATIVE:
                return True
        return False

    def _written(self, tokens: Sequence[Token], head: Token) -> Span | None:
        """A full name that ends the phrase behind a common noun and that no layer before took for a person's."""
        area = span_of(*tokens)
        text = area.of(self.draft.article.text)
        if head.pos_ not in ("PROPN", "NOUN") or "," in text:
            return None
        found = _NAME.search(text)
        if found is None or not found.start() or text[found.start() - 2 : found.start() - 1].isupper():
            return None
        before = self.draft.analysis.tokens(Span(area.start, area.start + found.start()))
        span = Span(area.start + found.start(), area.end)
        if not before or before[-1].lower_ not in _offices():
            return None
        taken = [a for a in self.draft.who.within(span) if a.kind != "person" and a.reason != GUESSED]
        return None if taken else span

    def _is_shared(self, tokens: Sequence[Token], head: Token) -> bool:
        """Whether the phrase is a family name alone, that more than one person of the report bears."""
        words = [t for t in tokens if t.dep_ not in ("det", "case")]
        if head.pos_ != "PROPN" or len(words) != 1:
            return False
        ending = f" {head.lower_}"
        return sum(a.kind == "person" and a.name.lower().endswith(ending) for a in self.draft.actors) > 1

    def _known(self, tokens: Sequence[Token], head: Token) -> str | None:
        """The actor that the head of the phrase means."""
        for part in (head, *(t for t in head.conjuncts if t in tokens)):
            known = self.draft.who.at(part)
            if known is None or self._is_torn(known, tokens):
                continue
            return self._seat(part, known) or known.id
        return None

    def _is_torn(self, known: Actor, tokens: Sequence[Token]) -> bool:
        """Whether a description reaches beyond the phrase to the left, as where a headline was read as one phrase."""
        area = span_of(*tokens)
        return known.reason == DESCRIBED and not any(
            m.span.overlaps(area) and m.span.start >= area.start - len("the ") for m in known.mentions
        )

    def _seat(self, head: Token, known: Actor) -> str | None:
        """The institution whose name stands for the state elsewhere: what it says, it says in its own name."""
        if known.kind != "state" or head.pos_ != "PROPN":
            return None
        for m in known.mentions:
            if m.form == "metonym" and m.span.start <= head.idx < m.span.end:
                house = _seat_named(m.span.of(self.draft.article.text))
                return self._house(house, known, m) if house is not None else None
        return None

    def _house(self, house: Known, state: Actor, mention: Mention) -> str:
        """The actor that is a seat of government of that state."""
        same = next((a for a in self.draft.actors if a.kb == house.id), None)
        return same.id if same else self._add(
            Actor(id="", name=house.name.removeprefix("the "), kind="institution", country=house.country or None,
                  sectors=house.sectors, member_of=state.member_of, kb=house.id, mentions=(mention,),
                  confidence=state.confidence, reason=state.reason)
        )  # fmt: skip

    def _pronoun(self, head: Token) -> str | None:
        """The only fitting speaker of the sentences before, for "he" and "she"."""
        if head.lower_ not in ("he", "she"):
            return None
        sentences = list(head.doc.sents)
        own = next(n for n, s in enumerate(sentences) if s.start <= head.i < s.end)
        begin = sentences[max(0, own - REACH_SENTENCES)].start
        near = [s for at, s in self.spoken if begin <= at < head.i]
        people = {s for s in near if self.draft.who[s].kind == "person"}
        if len(people) != 1:
            return None
        return people.pop()

    def _new(self, tokens: Sequence[Token], head: Token) -> str | None:
        """Somebody whom no layer before knew, called as the phrase calls them."""
        if head.ent_type_ in ("DATE", "TIME", "CARDINAL") or head.pos_ not in ("NOUN", "PROPN"):
            return None
        kept = [t for t in tokens if t in set(head.subtree) or t.i == head.i]
        span = phrase(head, "relcl", "acl", "appos", "advcl", "prep", "punct", "conj", "cc")
        words = [
            t.text
            for t in self.draft.analysis.tokens(span)
            if (t.dep_ not in ("det", "predet", "poss", "case", "nummod") or t.lower_ in markers("naming"))
            and t.lower_ not in markers("unnaming")
            and t in kept
        ]
        name = " ".join([*words, *_complement(head, tokens)]) or head.text
        kind: ActorKind = "person" if head.tag_ in ("NN", "NNP") else "group"
        same = next((a for a in self.draft.actors if a.name.lower() == name.lower()), None)
        if same is not None:
            return same.id
        owner = next((a for a in self._owners(head, tokens) if a.kind != "person"), None)
        new = self._describe(name, kind, span, "description", "statements/new-source")
        if owner is not None:
            acts_for = tuple(
                dict.fromkeys((*owner.member_of, *((owner.name,) if owner.kind in PARTIES else ())))
            )
            told = replace(self.draft.who[new], country=owner.country, member_of=acts_for)
            self._keep((*self.draft.actors[:-1], told))
        return new

    def _owners(self, head: Token, tokens: Sequence[Token]) -> Iterator[Actor]:
        """The actors that the phrase says it belongs to, by a modifier or by "of", "for" or "in"."""
        for part in (*head.lefts, *obliques(head, "of", "for", "in", "from", "inside")):
            known = self.draft.who.at(part) if part in tokens else None
            if known is not None:
                yield known

    def _named(self, span: Span) -> str:
        """The person of that name, who may have been taken for an organisation."""
        name = span.of(self.draft.article.text)
        known = next((a for a in self.draft.actors if a.name == name), None)
        if known is None:
            return self._describe(name, "person", span, "name", "statements/named-source")
        self._keep(tuple(replace(a, kind="person") if a is known else a for a in self.draft.actors))
        return known.id

    def _describe(self, name: str, kind: ActorKind, span: Span, form: MentionForm, reason: str) -> str:
        return self._add(
            Actor(id="", name=name, kind=kind, mentions=(Mention(span=span, form=form),),
                  confidence=confidence_of(reason), reason=reason)
        )  # fmt: skip

    def _add(self, actor: Actor) -> str:
        actor = replace(actor, id=f"a{len(self.draft.actors) + 1}")
        self._keep((*self.draft.actors, actor))
        return actor.id

    def _keep(self, actors: tuple[Actor, ...]) -> None:
        self.draft = replace(self.draft, actors=actors, who=ActorIndex(self.draft.analysis, actors))


def _seat_named(name: str) -> Known | None:
    """The seat of government that is called so ("the Kremlin"); None where the name is no seat's."""
    base = knowledge()
    entry = base.names.entry(run_key(name)) or base.names.entry(run_key(f"the {name}"))
    seats = [named.actor for named in entry.names if named.actor in base.seats] if entry else []
    return base.actors[seats[0]] if len(seats) == 1 else None


@cache
def _offices() -> frozenset[str]:
    """The last words of the nouns that mean one person."""
    return frozenset(
        agent.noun.split()[-1].lower() for agent in knowledge().agents.values() if agent.kind == "person"
    )


def _whole(head: Token, tokens: Sequence[Token]) -> Token | None:
    """Of what the phrase takes a part: "dozens of officials", "some in the opposition"."""
    if head.lower_ not in markers("partitive"):
        return None
    return next((t for t in obliques(head, "of", "in", "among") if t in tokens and t.i > head.i), None)


def _complement(head: Token, tokens: Sequence[Token]) -> list[str]:
    """The proper name that a phrase is told apart by, with its preposition: "inside the Working Group"."""
    within = {t.i for t in tokens}
    for prep in head.children:
        if prep.dep_ == "prep" and prep.i in within and any(t.pos_ == "PROPN" for t in prep.subtree):
            return [t.text for t in prep.subtree if t.i in within]
    return []


def _head(tokens: Sequence[Token]) -> Token:
    """The word that the phrase hangs on: the first whose own head stands outside of it."""
    within = {t.i for t in tokens}
    tops = [t for t in tokens if t.head.i not in within or t.head.i == t.i]
    nominal = [t for t in tops if t.pos_ in ("NOUN", "PROPN", "PRON")]
    return (nominal or tops or list(tokens))[0]
