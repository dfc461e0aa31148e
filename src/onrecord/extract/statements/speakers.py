"""Who the phrase that names a source means: an actor of the record, somebody new, or nobody that can be told."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from typing import TYPE_CHECKING

from onrecord.analysis import span_of
from onrecord.analysis.clauses import markers, obliques, phrase
from onrecord.analysis.naming import complement
from onrecord.extract.draft import ActorIndex, Draft
from onrecord.extract.statements.found import Found
from onrecord.extract.statements.parts import GROUPS, group_of
from onrecord.extract.statements.sources import RELATIVE, example_in, head_of, is_pair, taken_up, whole_of
from onrecord.extract.statements.standing import (
    author,
    author_told,
    entity_named,
    is_paper,
    paper_before,
    seat_named,
    state_of,
)
from onrecord.lexicon import confidence_of
from onrecord.model import Actor, Mention, Span
from onrecord.model.codes import ActorKind, MentionForm
from onrecord.who import fitting, knowledge
from onrecord.who.entries import Actor as Known

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
# The reason of an actor that is called by a name of the knowledge base, and of one that is called by a common noun.
NAMED = "actors/known-name"
DESCRIBED = "actors/described"


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
        speaker = (
            self._labelled(tokens)
            or self._resolved(tokens)
            or self._last(tokens, found)
            or self._in_paper(tokens)
        )
        if speaker is not None:
            self.spoken.append((tokens[0].i, speaker))
        return speaker

    def _resolved(self, tokens: list[Token]) -> str | None:
        head = head_of(tokens)
        example = example_in(tokens)
        if example:
            return self._resolved(example)
        if (head.tag_ in RELATIVE and not head.text.isupper()) or head.lower_ == "that":
            noun = taken_up(head, self.draft.who)
            if noun is None:
                return None
            tokens = [t for t in noun.subtree if t.i < head.i or t.i == noun.i]
            head = noun
        part = whole_of(head, tokens)
        if part is not None:
            return self._resolved([t for t in part.subtree if t.i <= part.i and t.i > head.i])
        group = group_of(head, self.draft, self.spoken)
        if group is not None:
            return group.id
        together = self.draft.who.all_at(head)
        if len(together) > 1:
            return together[0].id
        if head.pos_ == "PRON" or head.lower_ in markers("nobody"):
            return together[0].id if together else None
        if is_pair(head):
            return None
        paper = is_paper(head) and self.draft.who.at(head) is None
        found = None if paper else self._person(tokens, head) or self._known(tokens, head)
        found = found or self._listed(tokens, head)
        if paper and not found:
            return self._author(head)
        return found if found or self._is_shared(tokens, head) else self._new(tokens, head)

    def _labelled(self, tokens: Sequence[Token]) -> str | None:
        """The one person whose family name, in capitals, stands before what is said, as in a transcript: "SOTO: Never"."""
        label = span_of(*tokens).of(self.draft.article.text)
        if (
            not label.isupper()
            or len(label) < 3
            or tokens[-1].i + 1 >= len(tokens[-1].doc)
            or tokens[-1].nbor().text != ":"
        ):
            return None
        bearers = [a for a in self._people() if a.name.lower().endswith(f" {label.lower()}")]
        return bearers[0].id if len(bearers) == 1 else None

    def _author(self, paper: Token) -> str | None:
        """Whose a paper is, by its own phrase or by what the article says of it elsewhere."""
        by = author(paper, self.draft.who) or author_told(paper, self.draft.who)
        return by.id if by is not None else None

    def _in_paper(self, tokens: Sequence[Token]) -> str | None:
        """Whose the paper is that "it" takes up."""
        paper = paper_before(tokens[0]) if len(tokens) == 1 and tokens[0].lower_ == "it" else None
        return self._author(paper) if paper is not None else None

    def _listed(self, tokens: Sequence[Token], head: Token) -> str | None:
        """The body of the knowledge base that the whole phrase names in other capitals: "the west"."""
        span = span_of(*tokens)
        body = entity_named(span.of(self.draft.article.text))
        if body is None or head.ent_type_ in ("PERSON", "GPE"):
            return None
        named = (Mention(span=span, form="name"),)
        known = Actor(
            id="",
            name=body.name,
            kind=body.kind,
            mentions=named,
            confidence=confidence_of(NAMED),
            reason=NAMED,
        )
        return self._entry(body, known, named[0])

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
        if re.match(r"['’]s?\b", text[name.end : name.end + 2]) or self._is_modifier(name, area):
            return True
        titles = [
            m.span.start
            for a in self._people()
            for m in a.mentions
            if m.span.contains(name) and m.span != name
        ]
        start = min(
            (at for at in titles if at >= area.start), default=name.start
        )  # "secretary of state Ana Soto"
        before = list(self.draft.analysis.tokens(Span(area.start, start))) if start > area.start else []
        for token in reversed(before):
            if token.text == "," or token.lower_ == "and":
                return False
            if token.pos_ in ("ADP", "VERB") or token.tag_ in RELATIVE:
                return True
        return False

    def _is_modifier(self, name: Span, area: Span) -> bool:
        """Whether a name stands before a noun for no person, which is meant then: "the Clinton campaign"."""
        last = self.draft.analysis.tokens(name)[-1]
        head = last.head
        inside = area.start <= head.idx < area.end and head.i == last.i + 1
        return (
            inside
            and last.dep_ in ("compound", "nmod", "amod")
            and head.tag_ == "NN"
            and head.lower_ not in _offices()
        )

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
        return sum(a.name.lower().endswith(ending) for a in self._people()) > 1

    def _people(self) -> list[Actor]:
        """The people who are called by a name."""
        return [a for a in self.draft.actors if a.kind == "person" and a.reason != DESCRIBED]

    def _known(self, tokens: Sequence[Token], head: Token) -> str | None:
        """The actor that the head of the phrase means."""
        for part in (head, *(t for t in head.conjuncts if t in tokens)):
            known = self.draft.who.at(part)
            if known is None or self._is_torn(known, tokens):
                continue
            return self._seat(part, known) or self._state(known) or known.id
        return None

    def _state(self, known: Actor) -> str | None:
        """The state whose government an unnamed body is, which then is that state where the report has no other word for it."""
        state = state_of(known) if known.reason == DESCRIBED else None
        if state is None:
            return None
        same = next((a for a in self.draft.actors if a.kb == state.id), None)
        if same is not None:
            return same.id
        told = replace(known, name=state.name, kind="state", sectors=state.sectors, kb=state.id)
        self._keep(tuple(told if a is known else a for a in self.draft.actors))
        return known.id

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
                house = seat_named(m.span.of(self.draft.article.text))
                return self._entry(house, known, m) if house is not None else None
        return None

    def _entry(self, entry: Known, like: Actor, mention: Mention) -> str:
        """The actor of an entry of the knowledge base, new with this mention where the record has it not; `like` has how it was told."""
        same = next((a for a in self.draft.actors if a.kb == entry.id), None)
        return same.id if same else self._add(
            Actor(id="", name=entry.name.removeprefix("the "), kind=entry.kind, country=entry.country or None,
                  sectors=entry.sectors, member_of=like.member_of, kb=entry.id, mentions=(mention,),
                  confidence=like.confidence, reason=like.reason)
        )  # fmt: skip

    def _last(self, tokens: Sequence[Token], found: Found) -> str | None:
        """The only fitting speaker of the sentences before what is said, for a pronoun that nobody else was found for.

        For "it" and "they", which mean things as well, who spoke in the sentence before.
        """
        fits = _MEANT.get(tokens[0].lower_) if len(tokens) == 1 else None
        if fits is None:
            return None
        head = tokens[0]
        begin = min([head.idx, *(part.start for part in found.content)])
        sentences = list(head.doc.sents)
        own = max(n for n, s in enumerate(sentences) if s.start_char <= begin)
        first = sentences[max(0, own - (REACH_SENTENCES if fits is _is_one else 1))].start
        near = {s for at, s in self.spoken if first <= at < head.i}
        if fits is not _is_one and len(near) > 1:
            return None
        fitting = {s for s in near if fits(self.draft.who[s])}
        return fitting.pop() if len(fitting) == 1 else None

    def _new(self, tokens: Sequence[Token], head: Token) -> str | None:
        """Somebody whom no layer before knew, called as the phrase calls them."""
        if head.ent_type_ in ("DATE", "TIME", "CARDINAL") or head.pos_ not in ("NOUN", "PROPN"):
            return None
        kept = [t for t in tokens if t in set(head.subtree) or t.i == head.i]
        outside = {
            t.i for c in head.lefts if c.dep_ in ("poss", "nummod") for t in c.subtree
        }  # owners and counts
        span = phrase(head, "relcl", "acl", "appos", "advcl", "prep", "punct", "conj", "cc")
        words = [
            t.text
            for t in self.draft.analysis.tokens(span)
            if (t.dep_ not in ("det", "predet", "case") or t.lower_ in markers("naming"))
            and t.i not in outside
            and t.lower_ not in markers("unnaming")
            and t in kept
        ]
        name = " ".join([*words, *(t.text for t in complement(head) if t in tokens)]) or head.text
        alone = head.pos_ == "PROPN" and " " not in name and head.ent_type_ not in ("NORP", "ORG")
        one = head.tag_ in ("NN", "NNP") and head.lower_ not in fitting.bodies()
        kind: ActorKind = "person" if one or alone else "group"
        bearers = [
            a
            for a in self._people()
            if head.text[:1].isupper() and a.name.lower().endswith(f" {name.lower()}")
        ]
        same = next(
            (a for a in (*self.draft.actors, *bearers) if a.name.lower() == name.lower() or a in bearers),
            None,
        )
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


@cache
def _offices() -> frozenset[str]:
    """The last words of the nouns that mean one person."""
    return frozenset(
        agent.noun.split()[-1].lower() for agent in knowledge().agents.values() if agent.kind == "person"
    )


def _is_one(actor: Actor) -> bool:
    """Whether an actor is one person, or one source of whom no more is told."""
    return actor.kind == "person" or (actor.reason == DESCRIBED and "source" in actor.name.lower().split())


def _is_body(actor: Actor) -> bool:
    """Whether an actor is one body: a state, an organisation."""
    return actor.kind not in ("person", "people", "group") or (
        actor.kind == "group" and actor.reason != DESCRIBED
    )


def _is_several(actor: Actor) -> bool:
    """Whether an actor is several people."""
    return actor.kind in GROUPS


_MEANT: Mapping[str, Callable[[Actor], bool]] = {
    "he": _is_one, "she": _is_one, "it": _is_body, "they": _is_several,
}  # fmt: skip
