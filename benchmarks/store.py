"""Loads synthetic rows into a store and times the common queries.

    python benchmarks/store.py [--events 1000000] [--store FILE]

The events of a thousand actors over six years, ten to an article with eight actors, are made in batches as a batch engine would write
them, and go into the tables through Arrow. Each query is asked ASKED times; the median is printed, in milliseconds,
and with it the rows that came back.
"""

from __future__ import annotations

import argparse
import datetime
import random
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pyarrow as pa

from onrecord.store import Filter, Store, ask, open_store
from onrecord.store.bulk import arrow_schema, insert_arrow
from onrecord.store.series import days, deeds
from onrecord.store.sql import run

SEED = 3
BATCH = 100_000
TO_AN_ARTICLE = 10
ASKED = 9
PARTIES = ("USA", "RUS", "UKR", "CHN", "IRN", "ISR", "PSE", "FRA", "DEU", "GBR", "TUR", "SYR", "IND", "PAK", "SAU",
           "YEM", "SDN", "ETH", "MLI", "NATO", "UNO", "EU")  # fmt: skip
TYPES = ("CONSULT", "AGREE", "SUPPORT", "COOPERATE", "AID", "ACCUSE", "REJECT", "THREATEN", "PROTEST", "SANCTION",
         "MOBILIZE", "COERCE", "ASSAULT")  # fmt: skip
FIRST = datetime.date(2020, 1, 1)
DAYS = 2_200


def batch(start: int, size: int, rng: np.random.Generator) -> dict[str, pa.Table]:
    """So many events from number `start` on, with their articles."""
    epoch = (FIRST - datetime.date(1970, 1, 1)).days
    numbers = np.arange(start, start + size)
    articles = np.arange(start // TO_AN_ARTICLE, (start + size) // TO_AN_ARTICLE)
    days_of = rng.integers(0, DAYS, len(articles)) + epoch
    one, other = rng.integers(0, 1000, size), rng.integers(0, 1000, size)
    parties = np.array(PARTIES)
    lists = pa.array(np.arange(size + 1, dtype=np.int32))

    def each(values: np.ndarray) -> pa.Array:
        return pa.ListArray.from_arrays(lists, pa.array(values))

    names = np.array([f"Actor {n}" for n in range(1000)])
    keys = np.array([f"person/actor-{n}" for n in range(1000)])
    words = np.array([f"attacked a convoy near village {n}" for n in range(997)])
    event_days = pa.array(np.repeat(days_of, TO_AN_ARTICLE).astype(np.int32)).cast(pa.date32())
    zero = pa.array(np.zeros(size, dtype=np.int32))
    events = {
        "article": pa.array([f"{n:016x}" for n in numbers // TO_AN_ARTICLE]),
        "id": pa.array([f"e{n % TO_AN_ARTICLE + 1}" for n in numbers]),
        "type": pa.array(rng.choice(TYPES, size)), "status": pa.array(["actual"] * size),
        "sources": each(np.full(size, "a1")), "targets": each(np.full(size, "a2")),
        "source_names": each(names[one]), "source_keys": each(keys[one]), "source_parties": each(parties[one % len(PARTIES)]),
        "target_names": each(names[other]), "target_keys": each(keys[other]), "target_parties": each(parties[other % len(PARTIES)]),
        "intensity": pa.array(rng.uniform(-10, 10, size)), "confidence": pa.array(rng.uniform(0.2, 1, size)),
        "text": pa.array(words[numbers % len(words)]), "day": event_days, "when_begin": event_days, "when_end": event_days,
        "trigger_start": zero, "trigger_end": zero, "span_start": zero, "span_end": zero,
        "withdrawn": pa.array(np.zeros(size, dtype=bool)),
    }  # fmt: skip
    reports = {
        "article": pa.array([f"{n:016x}" for n in articles]), "id": pa.array([f"{n:016x}" for n in articles]),
        "published": pa.array(days_of.astype(np.int32)).cast(pa.date32()),
        "outlet": pa.array([f"Outlet {n % 40}" for n in articles]), "title": pa.array([f"Report {n}" for n in articles]),
        "text": pa.array([f"Report {n} tells of a convoy that was attacked." for n in articles]),
        "serial": pa.array(articles + 1), "version": pa.array(np.ones(len(articles), dtype=np.int32)),
        "withdrawn": pa.array(np.zeros(len(articles), dtype=bool)),
    }  # fmt: skip
    cast = np.concatenate(
        [one.reshape(-1, TO_AN_ARTICLE)[:, :4], other.reshape(-1, TO_AN_ARTICLE)[:, :4]], axis=1
    )
    actors = {
        "article": pa.array([f"{n:016x}" for n in np.repeat(articles, cast.shape[1])]),
        "id": pa.array([f"a{n + 1}" for n in range(cast.shape[1])] * len(articles)),
        "name": pa.array(names[cast.ravel()]), "key": pa.array(keys[cast.ravel()]), "kind": pa.array(["person"] * cast.size),
        "party": pa.array(parties[cast.ravel() % len(PARTIES)]), "withdrawn": pa.array(np.zeros(cast.size, dtype=bool)),
    }  # fmt: skip
    made = (("events", events), ("articles", reports), ("actors", actors))
    return {name: _whole(name, columns) for name, columns in made}


def _whole(table: str, columns: dict[str, pa.Array]) -> pa.Table:
    """The columns in the schema of the table, those that are missing null."""
    schema = arrow_schema(table)
    size = len(next(iter(columns.values())))
    return pa.table([columns.get(f.name, pa.nulls(size)).cast(f.type) for f in schema], schema=schema)


def load(store: Store, events: int) -> float:
    """Fills the store; gives the seconds that it took to write, the making of the rows not counted."""
    rng, spent = np.random.default_rng(SEED), 0.0
    for start in range(0, events, BATCH):
        tables = batch(start, min(BATCH, events - start), rng)
        began = time.perf_counter()
        with store.writing() as connection:
            for name, rows in tables.items():
                insert_arrow(connection, name, rows)
        spent += time.perf_counter() - began
    return spent


def queries(store: Store) -> dict[str, Callable[[], object]]:
    """What people ask most, by name; each opens the store anew, as the command line does."""
    actor = f"person/actor-{random.Random(SEED).randrange(1000)}"
    since, until = datetime.date(2023, 1, 1), datetime.date(2023, 3, 31)

    def events(newest: bool = False, **wanted: object) -> Callable[[], object]:
        return lambda: ask(store, "events", Filter(**wanted), limit=100, newest=newest).to_arrow()  # type: ignore[arg-type]

    return {
        "latest events": events(newest=True),
        "events of an actor": events(actor=actor),
        "events of whoever is called so": events(actor="Actor 77"),
        "events of a dyad": events(dyad=("RUS", "UKR")),
        "events of a country, by type and days": events(
            country="IRN", type="THREATEN", since=since, until=until
        ),
        "events of an outlet, surely told": events(outlet="Outlet 7", confidence=0.9),
        "actors": lambda: ask(store, "actors", limit=100).to_arrow(),
        "events by words": events(text="village 123"),
        "deeds of a dyad, for the curve": lambda: deeds(store, ("RUS", "UKR")),
        "timeline of a quarter": lambda: days(
            store, Filter(country="SYR", since=since, until=until), limit=100
        ),
        "events a month, in SQL": lambda: run(
            store,
            "SELECT date_trunc('month', day) AS month, type, count(*) AS n FROM events GROUP BY ALL ORDER BY ALL",
        ),
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--events", type=int, default=1_000_000)
    parser.add_argument("--store", type=Path, help="keep the store here")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        store = open_store(args.store or Path(scratch) / "news.duckdb", create=True)
        print(f"{args.events:,} events loaded in {load(store, args.events):.1f} s")
        for name, asked in queries(store).items():
            spent = []
            for _ in range(ASKED):
                began = time.perf_counter()
                answer = asked()
                spent.append(1000 * (time.perf_counter() - began))
            print(f"{statistics.median(spent):7.0f} ms  {name} ({len(answer)} rows)")  # type: ignore[arg-type]


if __name__ == "__main__":
    main()
