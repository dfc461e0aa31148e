"""Statements as schema.org describes them (JSON-LD): words as spoken are a Quotation, reported speech is a Claim.

A claim says who claims what, where. It carries no rating: OnRecord does not judge what is said.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from onrecord.export.linked import Node, document, known
from onrecord.export.wording import actor_iri, article_iri, evidence, item_iri, web_address
from onrecord.model import Statement, cover

if TYPE_CHECKING:
    from onrecord.store.selection import Chosen

CONTEXT = {"@vocab": "https://schema.org/", "url": {"@type": "@id"}}
PEOPLE = frozenset({"person", "group", "people"})


def schema_org(chosen: Iterable[Chosen]) -> Iterator[str]:
    """A graph with one Quotation or Claim a statement."""
    nodes = (_statement(report, said) for report in chosen for said in report.statements)
    return document({"@context": CONTEXT}, "@graph", nodes)


def _statement(report: Chosen, said: Statement) -> Node:
    """The statement; one that denies something is given with its verb, because what it denies is not claimed."""
    text = report.record.article.text
    denied = said.polarity == "denied"
    spoken = said.mode != "indirect" and not denied
    speaker = _agent(report, said.speaker)
    return {
        "@type": "Quotation" if spoken else "Claim",
        "@id": item_iri(report, said.id),
        "text": cover((*said.cue, *said.content)).of(text) if denied else evidence(report, said),
        "spokenByCharacter" if spoken else "author": speaker,
        "audience": [{"@type": "Audience", "name": report.cast[actor].name} for actor in said.addressees],
        "citation": [{"@type": "CreativeWork", "author": _agent(report, actor)} for actor in said.via],
        "dateCreated": said.said.begin if said.said else None,
        "isPartOf" if spoken else "appearance": _article(report),
    }


def _agent(report: Chosen, actor: str | None) -> dict[str, Any] | None:
    if actor is None:
        return None
    known_actor = report.cast[actor]
    kind = "Country" if known_actor.kind == "state" else "Organization"
    return known({
        "@type": "Person" if known_actor.kind in PEOPLE else kind, "@id": actor_iri(report, actor),
        "name": known_actor.name, "jobTitle": known_actor.office if known_actor.kind == "person" else None,
    })  # fmt: skip


def _article(report: Chosen) -> dict[str, Any]:
    article = report.record.article
    return known({
        "@type": "NewsArticle", "@id": article_iri(report.article), "url": web_address(article.url),
        "headline": article.title, "datePublished": article.published, "inLanguage": article.language,
        "publisher": {"@type": "Organization", "name": article.outlet} if article.outlet else None,
    })  # fmt: skip
