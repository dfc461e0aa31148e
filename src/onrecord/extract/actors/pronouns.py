"""Who "he", "she" and "it" are: the latest fitting actor in a place of weight, or nobody."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from onrecord.analysis import Analysis, Sentence, span_of
from onrecord.extract.actors.cast import Cast, Role
from onrecord.lexicon import load_table

SUBJECT = ("nsubj", "nsubjpass")
# How many sentences back an antecedent may stand, within the paragraph before.
REACH = 2


@cache
def pronouns() -> dict[str, str]:
    """Personal pronouns and what they can mean: "m", "f" or "thing"."""
    return {row["word"]: row["means"] for row in load_table("pronouns")}


def find_pronouns(analysis: Analysis, cast: Cast) -> None:
    """Adds the pronouns that clearly mean one actor to its mentions."""
    earlier: list[Sentence] = []
    for sentence in analysis.prose:
        for token in sentence.phrase:
            means = pronouns().get(token.lower_)
            if means is None or token.pos_ != "PRON":
                continue
            role = _antecedent(sentence, token.i, earlier, means, cast)
            if role is not None:
                cast.mention(role, span_of(token), "pronoun", token.i)
        earlier = [s for s in (*earlier, sentence) if sentence.paragraph - s.paragraph <= 1][-REACH:]


def _antecedent(
    sentence: Sentence, before: int, earlier: list[Sentence], means: str, cast: Cast
) -> Role | None:
    """The antecedent: the subject before the pronoun, else the only candidate, sentence by sentence backwards."""
    for place in (sentence, *reversed(earlier)):
        candidates = [
            (token_dep, role)
            for at, token_dep, role in _roles(place, cast)
            if at < before and _fits(role, means)
        ]
        distinct = list({id(role): role for _, role in candidates}.values())
        if len(distinct) == 1:
            return distinct[0]
        subjects = [role for dep, role in candidates if dep in SUBJECT]
        if subjects:
            # In the pronoun's own sentence the nearest subject; before it, the first one, which is the topic.
            return subjects[-1] if place is sentence else subjects[0]
        if distinct:
            return None
    return None


def _roles(sentence: Sentence, cast: Cast) -> Iterator[tuple[int, str, Role]]:
    for token in sentence.phrase:
        role = cast.at.get(token.i)
        if role is not None:
            yield token.i, token.dep_, role


def _fits(role: Role, means: str) -> bool:
    if role.reason == "actors/organisation-entity":
        return False
    if means == "many":
        return role.kind in ("group", "people", "armed-group", "military")
    if means == "thing":
        return role.kind in (
            "state",
            "igo",
            "institution",
            "party",
            "company",
            "armed-group",
            "military",
            "ngo",
            "media",
        )
    return role.kind == "person" and role.gender in ("", means)
