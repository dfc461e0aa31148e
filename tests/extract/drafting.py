"""Small drafts made by hand: a text, who is in it, and what is said in it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from onrecord.analysis import analyse
from onrecord.extract.draft import ActorIndex, Draft
from onrecord.model import Actor, Article, Mention, Span, Statement, Time


def place(text: str, words: str) -> Span:
    """Where `words` first stand in `text`."""
    start = text.index(words)
    return Span(start, start + len(words))


def drafted(
    text: str,
    actors: Mapping[str, str] = {},
    said: Sequence[tuple[str | None, str]] = (),
    times: Sequence[Time] = (),
    **article: str,
) -> Draft:
    """A draft of `text`: actors by form ("name|other form": code), statements as (speaker's name, content)."""
    whole = Article(id="0", text=text, **article)
    ((_, analysis),) = analyse([whole])
    found = tuple(
        _actor(i, forms.split("|"), code, text) for i, (forms, code) in enumerate(actors.items(), start=1)
    )
    by_name = {actor.name: actor.id for actor in found}
    statements = tuple(
        Statement(
            id=f"s{i}", speaker=by_name[name] if name else None, speaker_span=None, cue=(),
            content=(place(text, content),), mode="direct" if '"' in content else "indirect",
            confidence=1, reason="test",
        )
        for i, (name, content) in enumerate(said, start=1)
    )  # fmt: skip
    return Draft(
        article=whole, analysis=analysis, actors=found, who=ActorIndex(analysis, found), statements=statements,
        times=tuple(times),
    )  # fmt: skip


def _actor(number: int, forms: Sequence[str], code: str, text: str) -> Actor:
    mentions = tuple(
        Mention(span=Span(*match.span()), form="name")
        for form in forms
        for match in re.finditer(rf"\b{re.escape(form)}\b", text)
    )
    kind = "state" if len(code) == 3 else "armed-group"
    return Actor(
        id=f"a{number}", name=forms[0], kind=kind, country=code if kind == "state" else None, mentions=mentions,
        confidence=1, reason="test",
    )  # fmt: skip
