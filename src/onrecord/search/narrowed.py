"""A search with what it can be narrowed down to: its best hits, counted by kind, outlet and month."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal, TypeAlias

from onrecord.search import meaning, words
from onrecord.search.hits import Hit, Within, missing
from onrecord.store.store import Store

How: TypeAlias = Literal["words", "meaning"]
# So many of the best hits are looked at. Nearness of meaning has no end of its own: what is further off is noise.
MOST: Mapping[str, int] = {words.INDEX: 500, meaning.INDEX: 100}
# A page does not wait for more reports than this to be indexed; encoding a report takes far longer than cutting it up.
AT_ONCE: Mapping[str, int] = {words.INDEX: 40_000, meaning.INDEX: 150}
FACET_TOP = 12


@dataclass(frozen=True, slots=True)
class Narrowed:
    """The hits, the best first, and how many of them there are by value; months in order, the others by number.

    `missing` counts the reports that the index does not have yet.
    """

    hits: tuple[Hit, ...]
    kinds: Mapping[str, int]
    outlets: Mapping[str, int]
    months: Mapping[str, int]
    missing: int = 0


def narrowed(
    store: Store, query: str, how: How, within: Within = Within(), *, at_once: int | None = None
) -> Narrowed:
    """The best hits of a search, MOST of them at most.

    Brings the index up to date where it lacks no more than `at_once` reports, AT_ONCE by default. Raises StoreError where the index can neither be read nor made.
    """
    find = words.by_words if how == words.INDEX else meaning.by_meaning
    behind = missing(store, how)
    fresh = behind <= (AT_ONCE[how] if at_once is None else at_once)
    hits = find(store, query, within, limit=MOST[how], fresh=fresh)
    return Narrowed(
        hits=tuple(hits),
        kinds=_counted(hit.kind for hit in hits),
        outlets=dict(list(_counted(hit.outlet for hit in hits).items())[:FACET_TOP]),
        months=dict(sorted(_counted(hit.day and hit.day[:7] for hit in hits).items())),
        missing=0 if fresh else behind,
    )


def _counted(values: Iterable[str | None]) -> dict[str, int]:
    counted = Counter(value for value in values if value)
    return dict(sorted(counted.items(), key=lambda pair: (-pair[1], pair[0])))
