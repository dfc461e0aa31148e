"""Finds the actors of an article: names first, then, in the order of the text, common nouns and pronouns."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from onrecord.analysis import span_of
from onrecord.analysis.clauses import obliques
from onrecord.extract.actors.antecedents import Antecedents
from onrecord.extract.actors.belonging import BELONGING
from onrecord.extract.actors.cast import Cast
from onrecord.extract.actors.homes import find_homes
from onrecord.extract.actors.names import find_names
from onrecord.extract.actors.nouns import read_noun, share_countries
from onrecord.extract.actors.pairs import alone
from onrecord.extract.actors.pronouns import Pronouns
from onrecord.extract.draft import ActorIndex, Draft

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token


def find_actors(draft: Draft) -> Draft:
    """The draft with its actors and the index of their mentions filled in."""
    cast = Cast(draft.article.published)
    named = find_names(draft.analysis, cast)
    back = Antecedents(draft.analysis, cast)
    pronouns = Pronouns(draft.analysis, back)
    for token in _inside_out(draft.analysis.doc):
        two = alone(token, back) if token.pos_ in ("PRON", "DET") else ()
        if two:
            cast.share(two, span_of(token), "pronoun", token.i)
        elif token.pos_ == "PRON":
            pronouns.read(token)
        elif token.pos_ in ("NOUN", "PROPN") and token.i not in named:
            read_noun(token, back)
    find_homes(back)
    share_countries(cast)
    actors = cast.actors()
    return replace(draft, actors=actors, who=ActorIndex(draft.analysis, actors))


def _inside_out(doc: Doc) -> Iterator[Token]:
    """The words in the order of the text, but what a noun belongs to before the noun: "a spokesman for | the movement"."""
    read: set[int] = set()
    for token in doc:
        inner = obliques(token, *BELONGING) if token.pos_ == "NOUN" else ()
        for each in (*(t for t in inner if t.pos_ == "NOUN"), token):
            if each.i not in read:
                read.add(each.i)
                yield each
