"""Finds the temporal expressions of an article and resolves them in reading order."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from onrecord.extract.draft import Draft
from onrecord.extract.times.anchor import Anchor, is_future, is_narrative
from onrecord.extract.times.calendar import covered
from onrecord.extract.times.grammar import Match, matches
from onrecord.extract.times.resolve import RECIPES
from onrecord.extract.times.words import number, triggers, words
from onrecord.lexicon import confidence_of
from onrecord.model import Span, Time
from onrecord.model.codes import TimeType

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_TIMED = re.compile(r"\d{4}-\d\d-\d\dT")


def find_times(draft: Draft) -> Draft:
    """The draft with its times filled in."""
    published = date.fromisoformat(draft.article.published) if draft.article.published else None
    doc = draft.analysis.doc
    anchor = Anchor(published, is_narrative(doc.text, published))
    times: list[Time] = []
    for sentence in draft.analysis.sentences:
        if sentence.section.kind == "credit" or sentence.repeated:
            continue
        span = sentence.span
        if not triggers().search(doc.text, span.start, span.end):
            continue
        for match in matches(doc.text, span.start, span.end, lambda match: _is_time(doc, match)):
            time = _time(doc, match, anchor, f"t{len(times) + 1}")
            if time is not None:
                times.append(time)
    return replace(draft, times=tuple(times))


def _time(doc: Doc, match: Match, anchor: Anchor, item: str) -> Time | None:
    found = doc.char_span(match.start, match.end, alignment_mode="expand")
    if found is None:
        return None
    value = RECIPES[match.rule.recipe](match.parts, anchor, is_future(found.root))
    if value is None:
        return None
    span = _trimmed(match)
    begin, end = covered(value)
    kind: TimeType = "TIME" if match.rule.type == "DATE" and _TIMED.match(value) else match.rule.type
    if begin and kind in ("DATE", "TIME") and (len(value) >= 10 or anchor.narrative):
        anchor.latest = date.fromisoformat(begin)
    reason = f"times/{match.rule.name}"
    return Time(
        id=item, span=span, type=kind, value=value, begin=begin, end=end, mod=words("mod").get(match.parts.get("mod", "")),
        confidence=confidence_of(reason), reason=reason,
    )  # fmt: skip


def _trimmed(match: Match) -> Span:
    """The expression without the preposition that a rule may look at."""
    lead = match.text.split(" ", 1)[0].lower()
    cut = (
        len(lead) + 1
        if match.rule.recipe == "vague" and lead in ("for", "over", "in", "within", "after")
        else 0
    )
    return Span(match.start + cut, match.end)


def _is_time(doc: Doc, match: Match) -> bool:
    """Whether words that can mean a time do so here."""
    found = doc.char_span(match.start, match.end, alignment_mode="expand")
    if found is None:
        return False
    first, last = found[0], found[-1]
    if _is_other_sense(match, last):
        return False
    before = first.nbor(-1).lower_ if first.i else ""
    if match.rule.recipe == "year" and "short" not in match.parts:
        return first.ent_type_ == "DATE" or before in words("before-year") or "mod" in match.parts
    if match.rule.recipe == "month":
        # "may" and "march" are verbs where they are not written as names.
        named = any(t.pos_ == "PROPN" and t.text[:1].isupper() for t in _between(first, last))
        return named and last.ent_type_ != "PERSON"
    if match.rule.name == "per":
        return (
            first.i > 0
            and first.nbor(-1).pos_ in ("NUM", "NOUN", "SYM")
            and first.nbor(-1).ent_type_ in ("PERCENT", "MONEY", "QUANTITY", "CARDINAL")
        )
    if match.rule.recipe == "duration" and match.parts.get("n") in ("a", "an"):
        return before in words("before-unit") or "-" in match.text
    if match.rule.recipe == "vague":
        return match.text.lower().split()[0] in ("for", "over", "in", "within", "after") and " " in match.text
    if match.rule.recipe == "season":
        return True
    if match.rule.name == "repeat":
        return last.pos_ in ("ADJ", "ADV")
    if match.rule.recipe == "duration" and last.i + 1 < len(last.doc) and last.nbor().lower_ in ("old", "-"):
        return last.nbor().lower_ == "-" and not (last.i + 2 < len(last.doc) and last.nbor(2).lower_ == "old")
    return True


def _is_other_sense(match: Match, last: Token) -> bool:
    """Whether it is an ordinal ("a second summit"), a place ("in some quarters") or a subject ("the future of Nato")."""
    after = last.nbor() if last.i + 1 < len(last.doc) else None
    unit = match.parts.get("unit")
    if unit == "second" and after is not None:
        return after.pos_ in ("NOUN", "ADJ", "PROPN")
    if unit == "quarters":
        return number(match.parts.get("n", "some")) is None
    return match.rule.recipe == "reference" and after is not None and after.lower_ == "of"


def _between(first: Token, last: Token) -> Iterator[Token]:
    return (first.doc[i] for i in range(first.i, last.i + 1))
