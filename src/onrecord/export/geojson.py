"""Events on a map: GeoJSON (RFC 7946), one feature an event; an event at an unknown place has a null geometry.

A point stands for a city or for a whole country: its property `precision` says which.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from onrecord.lexicon.places import place_of

if TYPE_CHECKING:
    from onrecord.model import Event
    from onrecord.store.selection import Chosen


def geojson(chosen: Iterable[Chosen]) -> Iterator[str]:
    """A FeatureCollection, one feature a line."""
    yield '{"type": "FeatureCollection", "features": ['
    separator = "\n"
    for report in chosen:
        for event in report.events:
            yield separator + json.dumps(_feature(report, event), ensure_ascii=False)
            separator = ",\n"
    yield "\n]}\n"


def _feature(report: Chosen, event: Event) -> dict[str, Any]:
    article, cast, place = report.record.article, report.cast, place_of(event.where)
    point = place.point if place else None
    return {
        "type": "Feature",
        "id": report.named(event.id),
        "geometry": {"type": "Point", "coordinates": list(point)} if point else None,
        "properties": {
            "place": place.name if place else None,
            "country": place.country.code if place and place.country else None,
            "precision": place.precision if place else None,
            "type": event.type, "mode": event.mode, "status": event.status, "intensity": event.intensity,
            "quad": event.quad, "contexts": list(event.contexts),
            "sources": [cast[actor].name for actor in event.sources],
            "targets": [cast[actor].name for actor in event.targets],
            "when": event.when.value if event.when else None,
            "begin": event.when.begin if event.when else None,
            "end": event.when.end if event.when else None,
            "text": event.span.of(article.text), "confidence": event.confidence,
            "article": report.article, "published": article.published, "outlet": article.outlet,
            "title": article.title, "url": article.url,
        },
    }  # fmt: skip
