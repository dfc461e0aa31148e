"""The knowledge base, the resolver and the actors layer against phrases coded with country and sector, and lists of leaders."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from onrecord.evaluate.oracles import agreements
from onrecord.evaluate.result import Evaluation
from onrecord.model import Actor, Record, Span
from onrecord.pipeline import Reader
from onrecord.reading import Hints, Incoming, read_plain
from onrecord.who import Resolution, Resolver, knowledge

# What the annotation writes for an organisation of states where a country is asked for.
NO_COUNTRY = frozenset({"IGO", "NGO", "MNC", "IMG"})


def evaluate(data: Path) -> Evaluation:
    """How phrases are resolved in their sentences, how whole sentences are read, and who held office.

    `country accuracy`, `country precision` (of what is given a country) and `country and sector accuracy` are of
    the resolver, which sees the phrase and its sentence; a person's sector is not asked for. The same `in reading`
    are of the actors layer, which has to find the phrase first. `data` is JSONL with `sentence`, `actor_text`,
    `country` and `sector`, or a folder with gsr_pairs.jsonl and lists of office holders, against which the knowledge
    base is then measured as well (`onrecord.evaluate.oracles`).
    """
    path = data / "gsr_pairs.jsonl" if data.is_dir() else data
    rows = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    coded = [row for row in rows if row["country"] and row["country"] not in NO_COUNTRY]
    resolver = Resolver(knowledge())
    resolved = [_resolved(resolver.resolve(row["actor_text"], None, row["sentence"])) for row in coded]
    read = [_read(record, row) for record, row in zip(_records(coded), coded, strict=True)]
    lists = agreements(data) if data.is_dir() else {}
    metrics = _metrics(coded, resolved, "") | _metrics(coded, read, " in reading")
    metrics |= {f"agreement with {name}": agreement.share for name, agreement in lists.items()}
    metrics |= {f"asked of {name}": float(agreement.asked) for name, agreement in lists.items()}
    return Evaluation(
        task="actor",
        metrics={name: round(value, 4) for name, value in metrics.items()},
        predictions=tuple(
            {"id": row["id"], "country": found.country, "sectors": found.sectors}
            for row, found in zip(coded, resolved, strict=True)
        ),
        errors=(*_errors(coded, resolved), *(line for each in lists.values() for line in each.differences)),
    )


@dataclass(frozen=True, slots=True)
class _Found:
    """What was found of a phrase: the country and sectors, and whether it is a person."""

    country: str | None = None
    sectors: tuple[str, ...] = ()
    person: bool = False


def _resolved(found: Resolution) -> _Found:
    return _Found(found.country, found.sectors, found.kind == "person")


def _read(record: object, row: Mapping[str, Any]) -> _Found:
    actor = _actor(record, row["actor_text"]) if isinstance(record, Record) else None
    return _Found(actor.country, actor.sectors, actor.kind == "person") if actor else _Found()


def _records(rows: Sequence[Mapping[str, Any]]) -> Iterator[object]:
    articles = (Incoming(read_plain(row["sentence"], Hints(id=row["id"])), row["id"]) for row in rows)
    return iter(Reader(layers=["actors"]).read_many(articles))


def _metrics(rows: Sequence[Mapping[str, Any]], found: Sequence[_Found], where: str) -> dict[str, float]:
    pairs = list(zip(rows, found, strict=True))
    right = [(row, each) for row, each in pairs if each.country == row["country"]]
    answered = sum(each.country is not None for each in found)
    both = sum(not row["sector"] or each.person or row["sector"] in each.sectors for row, each in right)
    return {
        f"country accuracy{where}": len(right) / len(rows),
        f"country precision{where}": len(right) / answered if answered else 0.0,
        f"country and sector accuracy{where}": both / len(rows),
    }


def _errors(rows: Sequence[Mapping[str, Any]], found: Sequence[_Found]) -> Iterator[str]:
    for row, each in zip(rows, found, strict=True):
        if each.country != row["country"]:
            phrase, sentence = row["actor_text"], row["sentence"][:100]
            yield f"{row['id']} {phrase!r} is {row['country']}, found {each.country}: {sentence}"


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
