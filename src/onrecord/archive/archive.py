"""The archive: a store with everything that can be done with it, as one object for programs."""

from __future__ import annotations

import datetime
from collections.abc import Collection, Iterator
from pathlib import Path
from typing import Any

import pyarrow as pa

from onrecord.across.escalation import Day, Deed, curve
from onrecord.archive.relating import relate
from onrecord.archive.taking import Tally, take_in
from onrecord.model import Event, Forecast, Position, Record, Statement
from onrecord.reading import Hints
from onrecord.search import Hit, Within, by_meaning, by_words
from onrecord.search.hits import KINDS
from onrecord.store import Answer, Filter, Found, Store, ask, open_store, records
from onrecord.store.series import agenda, days, deeds
from onrecord.store.sql import run


class Archive:
    """A store opened for use. It holds no file open between calls, so others can add to it and query it meanwhile.

    The conditions of a query are the fields of `onrecord.store.Filter`, given by name: actor, dyad, country, type,
    since, until, status, outlet, confidence, text, article, story. Every method raises StoreError where the store
    cannot be used or a condition does not fit.
    """

    def __init__(self, store: Store) -> None:
        self.store = store

    def articles(
        self, *, limit: int | None = None, newest: bool = False, **wanted: Any
    ) -> Answer[dict[str, Any]]:
        """The reports, as mappings."""
        return ask(self.store, "articles", Filter(**wanted), limit=limit, newest=newest)

    def statements(
        self, *, limit: int | None = None, newest: bool = False, **wanted: Any
    ) -> Answer[Found[Statement]]:
        """Who said what."""
        return ask(self.store, "statements", Filter(**wanted), limit=limit, newest=newest)

    def events(
        self, *, limit: int | None = None, newest: bool = False, **wanted: Any
    ) -> Answer[Found[Event]]:
        """Who did what to whom."""
        return ask(self.store, "events", Filter(**wanted), limit=limit, newest=newest)

    def positions(
        self, *, limit: int | None = None, newest: bool = False, **wanted: Any
    ) -> Answer[Found[Position]]:
        """Who demands, offers, promises, threatens, refuses or concedes what."""
        return ask(self.store, "positions", Filter(**wanted), limit=limit, newest=newest)

    def forecasts(
        self, *, limit: int | None = None, newest: bool = False, **wanted: Any
    ) -> Answer[Found[Forecast]]:
        """Who thinks what how likely."""
        return ask(self.store, "forecasts", Filter(**wanted), limit=limit, newest=newest)

    def actors(self, *, limit: int | None = None, **wanted: Any) -> Answer[dict[str, Any]]:
        """Who acts, with the number of reports they act in, as mappings."""
        return ask(self.store, "actors", Filter(**wanted), limit=limit)

    def stories(self, *, limit: int | None = None, **wanted: Any) -> Answer[dict[str, Any]]:
        """The running stories, as mappings."""
        return ask(self.store, "stories", Filter(**wanted), limit=limit)

    def timeline(self, *, limit: int | None = None, **wanted: Any) -> pa.Table:
        """Events, statements, positions and forecasts in one table, in order of day."""
        return days(self.store, Filter(**wanted), limit=limit)

    def calendar(self, today: datetime.date | None = None, **wanted: Any) -> pa.Table:
        """Deadlines due and overdue and meetings planned, as seen on a day."""
        return agenda(self.store, today or datetime.date.today(), Filter(**wanted))

    def escalation(self, *sides: str, **wanted: Any) -> tuple[Day, ...]:
        """The daily escalation index between two sides, or of all events that meet the conditions.

        Raises ValueError for one side or more than two.
        """
        if len(sides) not in (0, 2):
            raise ValueError(f"two sides are needed, or none, not {len(sides)}")
        pair = (sides[0], sides[1]) if sides else None
        found = deeds(self.store, pair, Filter(**wanted))
        return curve(Deed(row["day"], row["event"], row["intensity"]) for row in found)

    def search(
        self, words: str, *, meaning: bool = False, kinds: Collection[str] = KINDS, limit: int = 20
    ) -> list[Hit]:
        """The places that fit the words best, by the words themselves or by their meaning."""
        return (by_meaning if meaning else by_words)(self.store, words, Within(kinds=kinds), limit=limit)

    def record(self, article: str) -> Record:
        """The whole record of one article, by its id in the store."""
        return next(records(self.store, [article]))[1]

    def records(self) -> Iterator[tuple[str, Record]]:
        """Every record with the id of its article, in the order in which they were put on record."""
        keys = self.store.query("SELECT article FROM articles ORDER BY serial").column("article").to_pylist()
        return records(self.store, keys)

    def sql(self, query: str) -> pa.Table:
        """The answer to a query in DuckDB's SQL, which can only read; raises QueryError for what is wrong in it."""
        return run(self.store, query)

    def add(
        self, *sources: str, date: str | None = None, outlet: str | None = None, workers: int = 1
    ) -> Tally:
        """Puts the reports at these paths, patterns or addresses on record, and relates them to the others."""
        tally = take_in(self.store, sources, Hints(date=date, outlet=outlet), workers=workers)
        relate(self.store)
        return tally


def open_archive(path: str | Path, *, create: bool = False) -> Archive:
    """The archive at a path: a DuckDB file (made where there is none, if `create`) or a folder of Parquet files.

    Raises StoreError where there is none, or where it is damaged, held or of a later version.
    """
    return Archive(open_store(path, create=create))
