"""Through whom a statement reached the report: media cited beside it, those who relay it, and what it is inside of."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from onrecord.analysis.clauses import agent, markers, obliques
from onrecord.extract.draft import Draft
from onrecord.extract.statements.circumstances import addressees, word_of
from onrecord.extract.statements.found import Found
from onrecord.model import Statement, cover

if TYPE_CHECKING:
    from spacy.tokens import Token


def cited(draft: Draft, item: Found, speaker: str | None) -> tuple[str, ...]:
    """Who passed it on, nearest the speaker first: "as cited by Reuters", "told Al Jazeera", "a text seen by Tass"."""
    word = word_of(draft, item)
    if word is None:
        return ()
    found: dict[str, None] = {}
    for span in item.through:
        found.update({actor.id: None for actor in draft.who.within(span)[:1]})
    for token in _outside(word, item):
        if token.lemma_ in markers("having-seen") and token.tag_ == "VBN" and token.dep_ == "acl":
            seen = dict.fromkeys(_meant(draft, [agent(token), *obliques(token, "by", "to")]))
            found.update({actor: None for actor in seen if draft.who[actor].kind == "media"})
        if token.lemma_ in markers("citing") and token.tag_ == "VBN" and token.i != word.i:
            found.update(dict.fromkeys(_meant(draft, [agent(token), *obliques(token, "by")])))
    found.update(
        dict.fromkeys(a for a in addressees(draft, item) if draft.who[a].kind == "media" and a != speaker)
    )
    found.update(dict.fromkeys(_reporting(draft, word, item)))
    return tuple(actor for actor in found if actor != speaker)


def _outside(word: Token, item: Found) -> list[Token]:
    """The words of the cue's sentence that are not content."""
    return [t for t in word.sent if not any(part.start <= t.idx < part.end for part in item.content)]


def _meant(draft: Draft, heads: Sequence[Token | None]) -> Iterator[str]:
    for head in heads:
        actor = draft.who.at(head) if head is not None else None
        if actor is not None:
            yield actor.id


def _reporting(draft: Draft, word: Token, item: Found) -> Iterator[str]:
    """A medium that reports what the sentence says: ", News Corp reported", "As the Gazette has reported, ..."."""
    for token in word.sent:
        if token.lemma_ not in markers("relaying") or token.pos_ != "VERB" or token.i == word.i:
            continue
        if any(part.start <= token.idx < part.end for part in item.content):
            continue
        aside = token.dep_ in ("ROOT", "advcl", "parataxis", "ccomp") and word.i != token.i
        subjects = [c for c in token.children if c.dep_ == "nsubj"]
        for actor in _meant(draft, subjects):
            if aside and draft.who[actor].kind == "media":
                yield actor


def chains(statements: Sequence[Statement], draft: Draft) -> Iterator[Statement]:
    """The statements with `inside`, and all who relay the outer ones at the end of their chain."""
    by_id = {}
    for statement in statements:
        nearest = _outer(statement, statements)
        if nearest is None:
            by_id[statement.id] = statement
            yield statement
            continue
        outer = by_id.get(nearest.id, nearest)
        links = (*statement.via, *((outer.speaker,) if outer.speaker else ()), *outer.via)
        via = tuple(dict.fromkeys(link for link in links if link != statement.speaker))
        speaker = statement.speaker or _self(statement, outer, draft)
        by_id[statement.id] = replace(
            statement, inside=nearest.id, via=tuple(v for v in via if v != speaker), speaker=speaker
        )
        yield by_id[statement.id]


def _self(statement: Statement, outer: Statement, draft: Draft) -> str | None:
    """Who says "I" in speech: whoever speaks it."""
    span = statement.speaker_span
    own = span is not None and span.of(draft.article.text).lower() == "i" and outer.mode != "indirect"
    return outer.speaker if own else None


def _outer(statement: Statement, statements: Sequence[Statement]) -> Statement | None:
    """The narrowest other statement whose content holds this one, its cue included."""
    whole = cover(statement.content)
    around = [
        other for other in statements
        if other is not statement and any(p.contains(whole) and p != whole for p in other.content)
        and (not statement.cue or any(p.contains(statement.cue[0]) for p in other.content))
    ]  # fmt: skip
    return min(around, key=lambda o: o.content[-1].end - o.content[0].start) if around else None
