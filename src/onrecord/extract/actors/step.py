"""Finds the actors of an article: names first, then common nouns, then pronouns."""

from __future__ import annotations

from dataclasses import replace

from onrecord.extract.actors.cast import Cast
from onrecord.extract.actors.names import find_names
from onrecord.extract.actors.nouns import find_nouns, share_countries
from onrecord.extract.actors.pronouns import find_pronouns
from onrecord.extract.draft import ActorIndex, Draft


def find_actors(draft: Draft) -> Draft:
    """The draft with its actors and the index of their mentions filled in."""
    cast = Cast(draft.article.published)
    named = find_names(draft.analysis, cast)
    find_nouns(draft.analysis.doc, cast, named)
    share_countries(cast)
    find_pronouns(draft.analysis, cast)
    actors = cast.actors()
    return replace(draft, actors=actors, who=ActorIndex(draft.analysis, actors))
