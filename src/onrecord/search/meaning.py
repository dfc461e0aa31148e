"""Search by meaning: what says the same in other words, by the sentence encoder and a vector index (usearch).

The index is a file of vectors whose keys count the units in the order in which they were indexed, and a folder of
Parquet files that say which unit each key is.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Collection, Sequence
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from onrecord.encoder import WIDTH, load_encoder
from onrecord.errors import StoreError
from onrecord.search.hits import KINDS, Hit, Place, Within, place_of, told, units
from onrecord.store.store import Store

INDEX = "meaning"
# Events are left out: the sentence that tells an event is met in its statement or in the report.
MEANT = frozenset(KINDS) - {"event"}
# What of a report is encoded: its title and beginning, about as much as the encoder takes in at once.
LEAD_CHARS = 700


def by_meaning(
    store: Store,
    query: str,
    within: Within = Within(),
    *,
    limit: int = 20,
    offset: int = 0,
    fresh: bool = True,
) -> list[Hit]:
    """The places whose meaning is nearest to the query; `score` is the cosine of the two.

    Brings the index up to date first, unless it need not be `fresh`: encoding is the work of the first search. Raises
    StoreError where the index can neither be read nor made.
    """
    place = place_of(store)
    if not fresh and not place.upto(INDEX):
        return []
    folder = place.folder / INDEX
    try:
        with place.turn(INDEX) as mine:
            index = _opened(store, place, folder, update=mine and fresh)
    except (OSError, RuntimeError, pa.ArrowInvalid) as error:
        raise StoreError(
            f"{folder}: the index of meaning cannot be used ({error}); remove the folder and search again"
        ) from error
    if not len(index):
        return []
    vector = load_encoder().sentences([query])[0]
    found: list[Hit] = []
    count = limit + offset
    while True:
        matches = index.search(vector, count)
        pairs = ((int(match.key), 1.0 - float(match.distance)) for match in matches)
        nearest = sorted(pairs, key=lambda pair: (-pair[1], pair[0]))
        found = [hit for hit in told(store, _units(folder, nearest, within.kinds)) if within.holds(hit)]
        if len(found) >= limit + offset or count >= len(index):
            return found[offset : offset + limit]
        count = min(4 * count, len(index))


def _opened(store: Store, place: Place, folder: Path, *, update: bool) -> Any:
    """The index, with everything that the store holds where it is to be updated."""
    from usearch.index import Index

    upto = place.upto(INDEX)
    if upto == 0:
        shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(exist_ok=True)
    file = folder / "vectors.usearch"
    index = Index(ndim=WIDTH, metric="cos", dtype="f16")
    if file.exists():
        index.load(str(file))
    if update:
        _update(store, place, index, upto)
    return index


def _update(store: Store, place: Place, index: Any, upto: int) -> None:
    """Adds what came after an article to the index: first its units, then its vectors, then the note of how far it goes."""
    folder = place.folder / INDEX
    for serial, rows in units(store, upto):
        meant = [row for row in rows if row["kind"] in MEANT and row["text"]]
        first = len(index)
        if meant:
            index.add(
                range(first, first + len(meant)), load_encoder().sentences([_text(row) for row in meant])
            )
            keys = pa.table({name: [row[name] for row in meant] for name in ("kind", "article", "id")})
            pq.write_table(keys, folder / f"{first:012d}.parquet")
        unfinished = folder / ".vectors.usearch"
        index.save(str(unfinished))
        os.replace(unfinished, folder / "vectors.usearch")
        place.reached(INDEX, serial)


def _text(row: dict[str, Any]) -> str:
    text = row["text"]
    if row["kind"] == "article" and row["title"] and not text.startswith(row["title"]):
        text = f"{row['title']}. {text}"
    return " ".join(part for part in (row["who"], text) if part)[:LEAD_CHARS]


def _units(
    folder: Path, nearest: Sequence[tuple[int, float]], kinds: Collection[str]
) -> list[tuple[str, str, str, float]]:
    """Kind, article, id and score of the keys found, those of other kinds left out."""
    starts = sorted(int(file.stem) for file in folder.glob("*.parquet"))
    tables: dict[int, pa.Table] = {}
    found = []
    for key, score in nearest:
        start = max(number for number in starts if number <= key)
        if start not in tables:
            tables[start] = pq.read_table(folder / f"{start:012d}.parquet")
        kind, article, item = (tables[start][name][key - start].as_py() for name in ("kind", "article", "id"))
        if kind in kinds:
            found.append((kind, article, item, score))
    return found
