"""How a phrase was resolved, in lines for people and in one object for programs."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from onrecord.who.base import KnowledgeBase
from onrecord.who.resolution import Resolution
from onrecord.who.words import words


def as_row(found: Resolution) -> dict[str, Any]:
    """The resolution as `onrecord actors resolve` prints it: unknown is null; the name only where somebody is meant."""
    return {
        "name": found.name if found.answered else None,
        "kb": found.kb,
        "kind": found.kind if found.answered else None,
        "country": found.country,
        "sectors": list(found.sectors),
        "office": found.office,
        "candidates": list(found.candidates),
        "reason": found.reason,
    }


def lines(text: str, found: Resolution, base: KnowledgeBase, date: str | None) -> Iterator[str]:
    """What is known in the phrase, each step, and what came out."""
    parts = words(text)
    for match in base.names.matches(parts):
        run = text[parts[match.start].start : parts[match.end - 1].end]
        for named in match.entry.names:
            when = (
                f", {named.valid.begin or '...'} to {named.valid.end or '...'}"
                if named.valid.begin or named.valid.end
                else ""
            )
            yield f"known    {run!r}: {named.type} of {named.actor}{when}"
        if match.entry.title:
            yield f"known    {run!r}: title of an office"
        if match.entry.agent:
            yield f"known    {run!r}: noun, {'/'.join(match.entry.agent.sectors) or 'no sector'}, {match.entry.agent.kind}"
    for step in found.steps:
        yield f"step     {step}"
    if not found.answered:
        yield "result   nobody for sure"
    else:
        yield f"result   {found.name}"
        yield f"kb       {found.kb or '-'}"
        known = base.actors.get(found.kb or "")
        if known is not None and known.wikidata:
            yield f"wikidata {known.wikidata}"
        yield f"kind     {found.kind or '-'}"
        yield f"country  {found.country or '-'}"
        yield f"sectors  {' '.join(found.sectors) or '-'}"
    if found.office:
        yield f"office   {found.office}"
    if found.candidates:
        yield f"open     {' | '.join(found.candidates)}"
    if found.kb and found.kb in base.actors:
        for term in base.holders.of_person(found.kb):
            mark = "*" if date is not None and term.held.covers(date) else " "
            yield f"term   {mark} {term.office} of {term.of}, {term.held.begin} to {term.held.end or 'now'}"
