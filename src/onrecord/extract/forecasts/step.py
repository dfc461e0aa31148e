"""Finds the forecasts of an article: who puts which likelihood on what."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from onrecord.analysis import span_of
from onrecord.analysis.clauses import phrase
from onrecord.extract.draft import Draft, Rejected
from onrecord.extract.forecasts.cues import Likelihood, find_likelihoods
from onrecord.extract.forecasts.scales import word_class
from onrecord.lexicon import confidence_of
from onrecord.model import Forecast, Span, Statement, When, cover

if TYPE_CHECKING:
    from spacy.tokens import Token


def find_forecasts(draft: Draft) -> Draft:
    """The draft with its forecasts filled in.

    The forecaster is who is said to believe it, else the speaker of the statement that the words stand
    in; null where the article itself speaks and its outlet is no actor of the record.
    """
    outlet = _outlet(draft)
    found: list[tuple[Forecast, tuple[Likelihood, ...]]] = []
    for sentence in draft.analysis.prose:
        likelihoods = tuple(find_likelihoods(sentence.phrase))
        found += [(_forecast(draft, inner, outlet), around) for inner, around in _innermost(likelihoods)]
    found.sort(key=lambda pair: pair[0].phrase)
    numbered = [(replace(made, id=f"f{i}"), around) for i, (made, around) in enumerate(found, start=1)]
    rejected = tuple(
        Rejected(made.id, f"{span_of(*outer.phrase).of(draft.article.text)!r} by forecasts/{outer.rule}",
                 "the words inside say how likely it is")
        for made, around in numbered for outer in around
    )  # fmt: skip
    return replace(draft, forecasts=tuple(made for made, _ in numbered), rejected=draft.rejected + rejected)


def _innermost(found: tuple[Likelihood, ...]) -> Iterator[tuple[Likelihood, tuple[Likelihood, ...]]]:
    """The likelihoods that are not about another one, each with those about it ("fears" in "fears that it may")."""
    inner = {likelihood.frame.i for likelihood in found if likelihood.rule == "modal"}
    for likelihood in found:
        if likelihood.rule == "modal":
            yield likelihood, tuple(o for o in found if o.rule != "modal" and o.about.i == likelihood.frame.i)
        elif likelihood.about.i not in inner:
            yield likelihood, ()


def _forecast(draft: Draft, likelihood: Likelihood, outlet: str | None) -> Forecast:
    words = span_of(*likelihood.phrase)
    statement = _statement(draft, words)
    proposition = _proposition(likelihood, statement)
    reading = likelihood.reading.opposite() if likelihood.negated else likelihood.reading
    reason = f"forecasts/{likelihood.rule}"
    return Forecast(
        id="", forecaster=_forecaster(draft, likelihood, statement, outlet), proposition=proposition, phrase=words,
        negated=likelihood.negated, scale=reading.scale, entry=reading.entry, low=reading.low, high=reading.high,
        point=reading.point, inferred=reading.inferred, window=_window(draft, proposition),
        statement=statement.id if statement is not None else None, confidence=confidence_of(reason), reason=reason,
    )  # fmt: skip


def _forecaster(
    draft: Draft, likelihood: Likelihood, statement: Statement | None, outlet: str | None
) -> str | None:
    """Who is said to believe it, else who says it, else the outlet; null for a believer who is no actor."""
    speaker = statement.speaker if statement is not None else outlet
    if likelihood.holder is None or likelihood.holder.lower_ in word_class("first"):
        return speaker
    believer = draft.who.at(likelihood.holder)
    return believer.id if believer is not None else None


def _proposition(likelihood: Likelihood, statement: Statement | None) -> Span:
    """The clause that the likelihood is about, no further than the words of the statement it stands in."""
    frame = likelihood.frame
    whole = phrase(frame, "mark", "cc", "parataxis")
    if frame.dep_ == "ROOT" or frame.dep_ == "conj":
        whole = phrase(frame, "mark", "cc", "parataxis", "conj", "advcl") if not _has_if(frame) else whole
    words = span_of(*likelihood.phrase)
    if whole.overlaps(words):
        whole = cover((whole, words))
    for content in statement.content if statement is not None else ():
        if content.overlaps(whole):
            return Span(max(whole.start, content.start), min(whole.end, content.end))
    return whole


def _has_if(verb: Token) -> bool:
    return any(
        c.dep_ == "advcl" and any(g.lower_ in ("if", "unless") for g in c.children) for c in verb.children
    )


def _statement(draft: Draft, words: Span) -> Statement | None:
    """The innermost statement whose content holds `words`."""
    holding = [
        (c.end - c.start, i) for i, s in enumerate(draft.statements) for c in s.content if c.contains(words)
    ]
    return draft.statements[min(holding)[1]] if holding else None


def _window(draft: Draft, proposition: Span) -> When | None:
    """The first time named in the proposition that is not over on the day of publication.

    What comes "before" a time ends on the day before it; the coming weeks have no end that is known.
    """
    published = draft.article.published
    for time in draft.times:
        if not proposition.contains(time.span) or not time.begin:
            continue
        end = time.end
        if draft.article.text[: time.span.start].rstrip().endswith("before"):
            end = (date.fromisoformat(time.begin) - timedelta(days=1)).isoformat()
        if published is None or (end or time.begin) >= published:
            begin = min(published or time.begin, time.begin) if end != time.end else time.begin
            return When(value=time.value, begin=begin, end=end)
    return None


def _outlet(draft: Draft) -> str | None:
    """The actor that is the outlet of the article, where the text mentions it."""
    name = (draft.article.outlet or "").casefold()
    return next(
        (a.id for a in draft.actors if name and a.kind == "media" and a.name.casefold() == name), None
    )
