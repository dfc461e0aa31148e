"""The actors layer against actor phrases coded with country and sector."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from onrecord.evaluate.result import Evaluation
from onrecord.model import Actor, Record, Span
from onrecord.pipeline import Reader
from onrecord.reading import Hints, Incoming, read_plain

# What the annotation writes for an organisation of states where a country is asked for.
NO_COUNTRY = frozenset({"IGO", "NGO", "MNC", "IMG"})


def evaluate(data: Path) -> Evaluation:
    """Shares of phrases coded with the right country, and country and sector, where one is annotated.

    `precision` counts only phrases that the engine gives a country. `data` is JSONL with `sentence`,
    `actor_text`, `country` and `sector`, or the folder of gsr_pairs.jsonl.
    """
    path = data / "gsr_pairs.jsonl" if data.is_dir() else data
    rows = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    coded = [row for row in rows if row["country"] and row["country"] not in NO_COUNTRY]
    articles = (Incoming(read_plain(row["sentence"], Hints(id=row["id"])), row["id"]) for row in coded)
    answered = right = both = 0
    predictions: list[Mapping[str, Any]] = []
    errors: list[str] = []
    for row, record in zip(coded, Reader(layers=["actors"]).read_many(articles), strict=True):
        actor = _actor(record, row["actor_text"]) if isinstance(record, Record) else None
        country = actor.country if actor else None
        answered += country is not None
        right += country == row["country"]
        same_sector = (
            not row["sector"] or actor is None or row["sector"] in actor.sectors or actor.kind == "person"
        )
        both += country == row["country"] and same_sector
        predictions.append({"id": row["id"], "country": country, "sectors": actor.sectors if actor else ()})
        if country != row["country"]:
            errors.append(
                f"{row['id']} {row['actor_text']!r} is {row['country']}, found {country}: {row['sentence'][:100]}"
            )
    metrics = {
        "country accuracy": right / len(coded),
        "country precision": right / answered if answered else 0.0,
        "country and sector accuracy": both / len(coded),
        "answered": answered / len(coded),
    }
    return Evaluation(
        task="actor",
        metrics={name: round(value, 4) for name, value in metrics.items()},
        predictions=tuple(predictions),
        errors=tuple(errors),
    )


def _actor(record: Record, phrase: str) -> Actor | None:
    """The actor whose mention fits the phrase best: the same words, else one that overlaps it, with a country first."""
    at = record.article.text.find(phrase)
    if at < 0:
        return None
    span = Span(at, at + len(phrase))
    found = [
        (mention.span != span, actor.country is None, -(mention.span.end - mention.span.start), order)
        for order, actor in enumerate(record.actors)
        for mention in actor.mentions
        if mention.span.overlaps(span)
    ]
    return record.actors[min(found)[3]] if found else None
