"""Stores of events that are made by hand, for questions about numbers."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from onrecord.store import Store, open_store
from onrecord.store.bulk import insert

MONDAY = datetime.date(2031, 3, 3)


def day(number: int) -> datetime.date:
    """The day so many days after MONDAY."""
    return MONDAY + datetime.timedelta(number)


def event_store(path: Path, events: Sequence[dict[str, Any]]) -> Store:
    """A store with one article for each event: `on` is its day and that of publication, `tells` its happening."""
    store = open_store(path / "made.duckdb", create=True)
    articles, rows, tellings = [], [], []
    for number, event in enumerate(events):
        article = f"{number:016x}"
        when = day(event.get("on", 0))
        outlet = event.get("outlet", "Harbour Post")
        articles.append({
            "article": article, "id": article, "text": "made", "serial": number + 1, "version": 1, "withdrawn": False,
            "published": when, "outlet": outlet, "added": datetime.datetime.combine(when, datetime.time(12)),
        })  # fmt: skip
        acts, meets = event.get("acts", ["NOR"]), event.get("meets", ["ISL"])
        intensity = event.get("intensity", -5.0)
        rows.append({
            "article": article, "id": "e1", "type": event.get("type", "COERCE"), "status": event.get("status", "actual"),
            "day": when, "when_begin": when, "when_end": when, "intensity": intensity, "confidence": 0.5,
            "quad": "material-conflict" if intensity < 0 else "verbal-cooperation", "withdrawn": False,
            "source_parties": acts, "target_parties": meets,
            "source_keys": [f"state/{a}" for a in acts], "target_keys": [f"state/{a}" for a in meets],
            "where_name": event.get("where"), "where_country": event.get("country"), "text": "made",
        })  # fmt: skip
        if "tells" in event:
            tellings.append({"happening": event["tells"], "article": article, "id": "e1", "counts": []})
    with store.writing() as connection:
        for table, made in (("articles", articles), ("events", rows), ("tellings", tellings)):
            insert(connection, table, made)
    return store
