"""Where every item comes from, in PROV-O (JSON-LD): the item, the reading that made it, the version of the report.

The citation chain runs backwards: what the report prints was quoted (direct speech) or derived (reported speech) from
what the last one to pass it on said, and so on to the words of the speaker.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from onrecord.export.linked import Node, document
from onrecord.export.wording import (
    NAMESPACE,
    Item,
    actor_iri,
    article_iri,
    chosen_items,
    evidence,
    headline,
    item_iri,
    web_address,
)
from onrecord.model import Statement
from onrecord.model.identity import slug

if TYPE_CHECKING:
    from onrecord.store.selection import Chosen

CONTEXT = {
    "prov": "http://www.w3.org/ns/prov#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "label": "http://www.w3.org/2000/01/rdf-schema#label",
    "value": "prov:value",
    "generatedAtTime": {"@id": "prov:generatedAtTime", "@type": "xsd:dateTime"},
    "endedAtTime": {"@id": "prov:endedAtTime", "@type": "xsd:dateTime"},
    **{name: {"@id": f"prov:{name}", "@type": "@id"} for name in (
        "wasGeneratedBy", "wasDerivedFrom", "wasQuotedFrom", "wasRevisionOf", "wasAttributedTo", "wasAssociatedWith",
        "used", "hadPrimarySource",
    )},
}  # fmt: skip


def prov(chosen: Iterable[Chosen]) -> Iterator[str]:
    """A graph with the provenance of each item."""
    return document({"@context": CONTEXT}, "@graph", _nodes(chosen))


def _nodes(chosen: Iterable[Chosen]) -> Iterator[Node]:
    agents: set[str] = set()
    for report in chosen:
        for agent in (_engine(report), _outlet(report), *_speakers(report)):
            if agent and agent["@id"] not in agents:
                agents.add(agent["@id"])
                yield agent
        yield _article(report)
        yield _reading(report)
        for item in chosen_items(report):
            yield _item(report, item)
            if isinstance(item, Statement) and item.speaker:
                yield from _chain(report, item)


def _article(report: Chosen) -> Node:
    article, outlet = report.record.article, _outlet(report)
    return {
        "@id": article_iri(report.article), "@type": "prov:Entity", "label": article.title or article.url,
        "generatedAtTime": f"{report.added:%Y-%m-%dT%H:%M:%SZ}",
        "hadPrimarySource": web_address(article.url),
        "wasRevisionOf": article_iri(report.replaces) if report.replaces else None,
        "wasAttributedTo": outlet["@id"] if outlet else None,
    }  # fmt: skip


def _reading(report: Chosen) -> Node:
    made = report.record.provenance
    return {
        "@id": _reading_iri(report), "@type": "prov:Activity",
        "label": f"Read by OnRecord {made.engine} with {made.model}: {', '.join(made.steps)}",
        "used": article_iri(report.article), "wasAssociatedWith": f"{NAMESPACE}engine:{made.engine}",
        "endedAtTime": f"{report.added:%Y-%m-%dT%H:%M:%SZ}",
    }  # fmt: skip


def _item(report: Chosen, item: Item) -> Node:
    node: dict[str, Any] = {
        "@id": item_iri(report, item.id), "@type": "prov:Entity", "label": headline(report, item),
        "value": evidence(report, item), "wasGeneratedBy": _reading_iri(report),
        "wasDerivedFrom": [article_iri(report.article)],
    }  # fmt: skip
    if isinstance(item, Statement) and item.speaker:
        _derive(node, item, _told_iri(report, item, len(item.via)))
    return node


def _chain(report: Chosen, said: Statement) -> Iterator[Node]:
    """What the speaker said, and what each who passed it on said, nearest to the speaker first."""
    tellers = (said.speaker or "", *said.via)
    yield _told(report, said, 0, tellers[0])
    for number, (_, teller) in enumerate(pairwise(tellers), start=1):
        node = _told(report, said, number, teller)
        _derive(node, said, _told_iri(report, said, number - 1))
        yield node


def _told(report: Chosen, said: Statement, number: int, teller: str) -> dict[str, Any]:
    return {
        "@id": _told_iri(report, said, number), "@type": "prov:Entity", "wasAttributedTo": actor_iri(report, teller),
    }  # fmt: skip


def _derive(node: dict[str, Any], said: Statement, origin: str) -> None:
    relation = "wasDerivedFrom" if said.mode == "indirect" else "wasQuotedFrom"
    node[relation] = [*node.get(relation, ()), origin]


def _told_iri(report: Chosen, said: Statement, number: int) -> str:
    return f"{item_iri(report, said.id)}.{'said' if number == 0 else f'told{number}'}"


def _reading_iri(report: Chosen) -> str:
    return f"{article_iri(report.article)}:reading"


def _engine(report: Chosen) -> Node:
    engine = report.record.provenance.engine
    return {
        "@id": f"{NAMESPACE}engine:{engine}",
        "@type": "prov:SoftwareAgent",
        "label": f"OnRecord {engine}",
    }


def _outlet(report: Chosen) -> Node | None:
    name = report.record.article.outlet
    if not name:
        return None
    return {"@id": f"{NAMESPACE}outlet:{slug(name)}", "@type": "prov:Organization", "label": name}


def _speakers(report: Chosen) -> Iterator[Node]:
    for actor in report.actors:
        kind = "Person" if actor.kind == "person" else "Organization"
        yield {
            "@id": actor_iri(report, actor.id),
            "@type": ["prov:Agent", f"prov:{kind}"],
            "label": actor.name,
        }
