"""What became of what was said: forecasts that people saw come true or not, and moves with their outcomes.

What a person decided holds before what the engine read; what a person rejected does not count.
"""

from __future__ import annotations

import datetime
from collections import Counter
from dataclasses import dataclass
from typing import Any

from onrecord.model import Forecast
from onrecord.store.filters import Filter, met
from onrecord.store.reviews import Review, review_of
from onrecord.store.store import Store

_RESOLVED = """
SELECT r.*, t.text AS words, t.day, a.published, a.outlet, a.title, a.url, json_type(r.change, '$.forecaster') AS moved,
       t.forecaster_key, t.forecaster_name, t.forecaster_party, p.key AS moved_key, p.name AS moved_name, p.party AS moved_party
FROM reviewed r JOIN forecasts t ON t.article = r.article AND t.id = r.id JOIN articles a ON a.article = t.article
LEFT JOIN kept.actors p ON p.article = r.read_in AND p.id = json_extract_string(r.change, '$.forecaster')
WHERE r.layer = 'forecasts' AND r.decision = 'edited' AND json_extract_string(r.change, '$.outcome') IS NOT NULL AND {where}
ORDER BY t.day, a.serial, length(t.id), t.id
"""
# Copies of one wire report tell one move, as the first of them has it. Rows lie in the order in which reports were put on
# record, so the first row is that of the first report.
_READ = """
SELECT t.holder_key AS key, arg_min_null(t.holder_name, t.rowid) AS name, arg_min_null(t.holder_party, t.rowid) AS party,
       t.kind, arg_min_null(t.outcome, t.rowid) AS outcome
FROM kept.positions t {frame} LEFT JOIN kept.wire_copies c ON c.article = t.article
WHERE NOT t.withdrawn AND {where} GROUP BY coalesce(c.family, t.article), t.holder_key, t.kind, t.text
"""
# The same where people decided on some, which costs twice as much: the one that a person decided on stands for all.
_DECIDED = """
SELECT CASE WHEN json_type(r.change, '$.holder') IS NULL THEN t.holder_key ELSE p.key END AS key,
       CASE WHEN json_type(r.change, '$.holder') IS NULL THEN t.holder_name ELSE p.name END AS name,
       CASE WHEN json_type(r.change, '$.holder') IS NULL THEN t.holder_party ELSE p.party END AS party,
       coalesce(json_extract_string(r.change, '$.kind'), t.kind) AS kind,
       coalesce(json_extract_string(r.change, '$.outcome'), t.outcome) AS outcome
FROM kept.positions t {frame} LEFT JOIN kept.wire_copies c ON c.article = t.article
LEFT JOIN reviewed r ON r.article = t.article AND r.id = t.id AND r.layer = 'positions'
LEFT JOIN kept.actors p ON p.article = r.read_in AND p.id = json_extract_string(r.change, '$.holder')
WHERE NOT t.withdrawn AND {where} QUALIFY row_number() OVER (
    PARTITION BY coalesce(c.family, t.article), t.holder_key, t.kind, t.text ORDER BY r.serial DESC NULLS LAST, t.rowid
) = 1 AND r.decision IS DISTINCT FROM 'rejected'
"""
_MOVES = """
SELECT key, name, party, kind, outcome, count(*) AS n FROM ({moves})
WHERE key IS NOT NULL AND NOT starts_with(key, '~') AND ($holder::VARCHAR IS NULL OR key = $holder) GROUP BY ALL ORDER BY ALL
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Resolved:
    """A forecast that a person saw come true or not: `likelihood` is what was stated, as the person corrected it."""

    article: str
    id: str
    forecaster: str | None
    key: str | None
    party: str | None
    likelihood: float
    came_true: bool
    text: str
    day: datetime.date | None
    outlet: str | None
    title: str | None
    url: str | None
    review: Review


@dataclass(frozen=True, slots=True, kw_only=True)
class Moves:
    """The moves of one holder: how many of each kind ended how, the most frequent first."""

    key: str
    name: str
    party: str | None
    n: int
    by_outcome: tuple[tuple[str, str, int], ...]

    def number(self, kind: str, *outcomes: str) -> int:
        """How many moves of a kind ended in one of these ways; with no way named, how many there are."""
        return sum(
            n for of, outcome, n in self.by_outcome if of == kind and (not outcomes or outcome in outcomes)
        )


def resolved(
    store: Store, wanted: Filter = Filter(), *, limit: int | None = None, offset: int = 0
) -> list[Resolved]:
    """The forecasts that meet the filter and of which a person said what came about, in order of day."""
    condition = met(store, "forecasts", wanted)
    cut = (f" LIMIT {int(limit)}" if limit is not None else "") + f" OFFSET {int(offset)}"
    found = []
    for row in store.rows(_RESOLVED.format(where=condition.sql) + cut, condition.values):
        review = review_of(row)
        item = review.corrected
        if isinstance(item, Forecast):
            who = "moved" if row["moved"] else "forecaster"
            found.append(Resolved(
                article=row["article"], id=row["id"], forecaster=row[f"{who}_name"], key=row[f"{who}_key"],
                party=row[f"{who}_party"], likelihood=item.point, came_true=review.change["outcome"] == "true",
                text=row["words"], day=row["day"], outlet=row["outlet"], title=row["title"], url=row["url"], review=review,
            ))  # fmt: skip
    return found


def moves(
    store: Store,
    wanted: Filter = Filter(),
    *,
    holder: str | None = None,
    limit: int | None = None,
    offset: int = 0,
) -> list[Moves]:
    """The demands, promises, threats and other moves that meet the filter, holder by holder, those of most moves first.

    With `holder`, the key of an actor, only its own come.
    """
    numbers: dict[str, Counter[tuple[str, str]]] = {}
    names: dict[str, Counter[tuple[str, str | None]]] = {}
    for row in _moves_told(store, wanted, holder):
        numbers.setdefault(row["key"], Counter())[row["kind"], row["outcome"]] += row["n"]
        names.setdefault(row["key"], Counter())[row["name"], row["party"]] += row["n"]
    busiest = sorted(numbers, key=lambda key: (-numbers[key].total(), key))
    return [
        _moves(key, numbers[key], names[key])
        for key in busiest[offset : None if limit is None else offset + limit]
    ]


def _moves_told(store: Store, wanted: Filter, holder: str | None) -> list[dict[str, Any]]:
    with store.one_state():
        condition = met(store, "positions", wanted)
        decided = store.rows("SELECT 1 FROM kept.reviews WHERE layer = 'positions' LIMIT 1")
        frame = "JOIN articles a ON a.article = t.article" if condition.of_article else ""
        told = (_DECIDED if decided else _READ).format(where=condition.sql, frame=frame)
        return store.rows(_MOVES.format(moves=told), {**condition.values, "holder": holder})


def _moves(key: str, numbers: Counter[tuple[str, str]], names: Counter[tuple[str, str | None]]) -> Moves:
    ((name, party), _) = names.most_common(1)[0]
    most_first = sorted(numbers.items(), key=lambda one: (-one[1], one[0]))
    return Moves(
        key=key, name=name, party=party, n=numbers.total(),
        by_outcome=tuple((kind, outcome, n) for (kind, outcome), n in most_first),
    )  # fmt: skip
