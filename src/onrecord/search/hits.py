"""What can be searched for, and what a search finds."""

from __future__ import annotations

import json
import os
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from onrecord.errors import StoreError
from onrecord.store.gate import Gate
from onrecord.store.store import Store, arrow

KINDS = ("article", "statement", "event", "position", "forecast")
# How many articles are indexed at a time.
AT_ONCE = 1_000
FIRST_WAIT_S = 600.0
# The file in the folder of an index that says how far it goes.
REACHED = "reached.json"
# Bumped when an index of an older form must be made anew.
FORM = 2

_UNITS = """
WITH fresh AS (SELECT * FROM articles WHERE serial > $1 AND serial <= $2)
SELECT 'article' AS kind, article, '' AS id, title, NULL AS who, text, published AS day, outlet FROM fresh
{items} ORDER BY article, kind, length(id), id
"""
_ITEMS = """UNION ALL BY NAME
SELECT '{kind}' AS kind, t.article, t.id, a.title, {who} AS who, {text} AS text, t.day, a.outlet
FROM {kind}s t JOIN fresh a USING (article)
"""
# Who says or wants it, and the words.
_SAID = {
    "statement": ("t.speaker_name", "t.text"),
    "event": ("NULL", "t.text"),
    "position": ("t.holder_name", "concat_ws(' ', t.text, t.condition_text)"),
    "forecast": ("NULL", "concat_ws(' ', t.text, t.phrase_text)"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Within:
    """What is searched: items of these kinds, of one outlet, in one month such as "2024-03"; None is all."""

    kinds: Collection[str] = KINDS
    outlet: str | None = None
    month: str | None = None

    def holds(self, hit: Hit) -> bool:
        """Whether the hit is one of those."""
        return (
            hit.kind in self.kinds
            and self.outlet in (None, hit.outlet)
            and (self.month is None or (hit.day or "").startswith(self.month))
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """A place that a search found: the report, the item in it (None where the report itself), and how well it fits.

    `score` orders the hits of one search and means nothing beyond it; `text` is the item, or the part of the
    report around the words.
    """

    kind: str
    article: str
    id: str | None
    title: str | None
    text: str
    day: str | None
    outlet: str | None
    score: float


@dataclass(frozen=True, slots=True)
class Place:
    """Where the indexes of a store lie, and up to which article each of them goes."""

    folder: Path

    @contextmanager
    def turn(self, index: str) -> Iterator[bool]:
        """Whether this process may write to the index now; where another does, it is searched as it stands.

        The first index is waited for, up to FIRST_WAIT_S seconds; then StoreError is raised.
        """
        there = self.upto(index) > 0
        with ExitStack() as held:
            try:
                held.enter_context(Gate(self.folder / index, 0 if there else FIRST_WAIT_S).writing())
            except StoreError:
                if not there:
                    raise
                yield False
                return
            yield True

    def upto(self, index: str) -> int:
        """The serial number of the last article in the index; 0 where there is none of the present form."""
        try:
            state = json.loads((self.folder / index / REACHED).read_text("utf-8"))
            return int(state["serial"]) if state["form"] == FORM else 0
        except (OSError, ValueError, KeyError):
            return 0

    def reached(self, index: str, serial: int) -> None:
        """Notes how far the index goes now."""
        unfinished = self.folder / index / f".{REACHED}"
        unfinished.write_text(json.dumps({"form": FORM, "serial": serial}), "utf-8")
        os.replace(unfinished, self.folder / index / REACHED)


def missing(store: Store, index: str) -> int:
    """How many reports are not in the index yet; 0 where it is up to date."""
    with store.reading() as connection:
        found = connection.execute(
            "SELECT count(*) FROM articles WHERE serial > $1", [place_of(store).upto(index)]
        ).fetchone()
    return int(found[0]) if found else 0


def place_of(store: Store) -> Place:
    """The folder of the store's indexes, made where it is missing; raises StoreError where it cannot be."""
    folder = store.path.with_name(f"{store.path.name}.index")
    try:
        folder.mkdir(exist_ok=True)
    except OSError as error:
        raise StoreError(f"{folder}: the search index cannot be written ({error.strerror})") from error
    return Place(folder)


def units(store: Store, after: int) -> Iterator[tuple[int, list[dict[str, Any]]]]:
    """What is to be indexed of the articles after a serial number, in portions, each with the last number in it.

    A unit has kind, article, id, title, who, text, day and outlet.
    """
    sql = _UNITS.format(
        items="".join(_ITEMS.format(kind=kind, who=who, text=text) for kind, (who, text) in _SAID.items())
    )
    with store.reading() as connection:
        found = connection.execute("SELECT max(serial) FROM articles").fetchone()
    last = int(found[0] or 0) if found else 0
    while after < last:
        upto = min(after + AT_ONCE, last)
        with store.reading() as connection:
            rows = arrow(connection, sql, [after, upto]).to_pylist()
        yield upto, rows
        after = upto


def standing(store: Store, articles: list[str]) -> dict[str, str | None]:
    """Which of these articles are current, with their titles: an index may still hold versions that were replaced."""
    with store.reading() as connection:
        sql = "SELECT article, title FROM articles WHERE article IN (SELECT unnest($1::VARCHAR[]))"
        return dict(connection.execute(sql, [articles]).fetchall())


def told(store: Store, places: Sequence[tuple[str, str, str, float]]) -> list[Hit]:
    """The hits at these places (kind, article, id, score), those in articles that were replaced left out."""
    rows: dict[tuple[str, str, str], dict[str, Any]] = {}
    with store.reading() as connection:
        for kind in {place[0] for place in places}:
            articles = [article for k, article, _, _ in places if k == kind]
            sql = _ARTICLE
            if kind != "article":
                who, text = _SAID[kind]
                sql = _ITEM.format(kind=kind, who=who, text=text)
            for row in arrow(connection, sql, [articles]).to_pylist():
                rows[kind, row["article"], row["id"]] = row
    return [
        Hit(kind=kind, article=article, id=item or None, score=round(score, 4), title=row["title"],
            text=in_full(row), day=row["day"].isoformat() if row["day"] else None, outlet=row["outlet"])
        for kind, article, item, score in places if (row := rows.get((kind, article, item)))
    ]  # fmt: skip


def in_full(unit: Mapping[str, Any]) -> str:
    """The words of a unit on one line, with who says or wants it in front of them."""
    said = " ".join((unit["text"] or "").split())
    return f"{unit['who']}: {said}" if unit["who"] else said


_ARTICLE = """
SELECT article, '' AS id, title, NULL AS who, text[:200] AS text, published AS day, outlet FROM articles
WHERE article IN (SELECT unnest($1::VARCHAR[]))
"""
_ITEM = """
SELECT t.article, t.id, a.title, {who} AS who, {text} AS text, t.day, a.outlet FROM {kind}s t JOIN articles a USING (article)
WHERE t.article IN (SELECT unnest($1::VARCHAR[]))
"""
