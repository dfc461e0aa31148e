"""A store of generated reports, whole records with all layers, for measuring the web app.

    python benchmarks/generated.py STORE [--articles 20000]

The reports are put together from sentences of a few forms with invented people, five events to a report, and go in the
way that real ones do. The seed makes it the same store each time.
"""

from __future__ import annotations

import argparse
import datetime
import random
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import Any, TypeVar

from onrecord.model import (
    Actor,
    Article,
    Dropped,
    Event,
    Forecast,
    Mention,
    Position,
    Provenance,
    Record,
    Section,
    Span,
    Statement,
    Time,
    When,
    Where,
    content_id,
)  # fmt: skip
from onrecord.store import Store, open_store
from onrecord.store.add import add
from onrecord.store.links import put
from onrecord.store.plots import put_stories
from onrecord.store.rows import Taken

T = TypeVar("T")
SEED = 5
BATCH = 1_000
TO_A_STORY = 12
FIRST = datetime.date(2019, 1, 1)
DAYS = 2_000
STATES = (
    ("Norway", "NOR"), ("Iceland", "ISL"), ("Sweden", "SWE"), ("Finland", "FIN"), ("Russia", "RUS"), ("Ukraine", "UKR"),
    ("China", "CHN"), ("India", "IND"), ("Pakistan", "PAK"), ("Iran", "IRN"), ("Israel", "ISR"), ("Turkey", "TUR"),
    ("Egypt", "EGY"), ("Sudan", "SDN"), ("Ethiopia", "ETH"), ("Mali", "MLI"), ("Brazil", "BRA"), ("Mexico", "MEX"),
    ("Japan", "JPN"), ("Serbia", "SRB"),
)  # fmt: skip
NAMES = ("Haugen", "Oduya", "Lindqvist", "Petrov", "Okafor", "Marin", "Tanaka", "Costa", "Demir", "Rahimi")
ACTS = (
    ("met envoys of", "CONSULT", 1.0, "verbal-cooperation"), ("signed an agreement with", "AGREE", 4.0, "verbal-cooperation"),
    ("accused", "ACCUSE", -2.0, "verbal-conflict"), ("threatened", "THREATEN", -4.4, "verbal-conflict"),
    ("imposed sanctions on", "SANCTION", -6.5, "material-conflict"), ("shelled positions of", "ASSAULT", -9.5, "material-conflict"),
    ("sent aid to", "AID", 7.0, "material-cooperation"), ("moved troops toward", "MOBILIZE", -7.2, "material-conflict"),
)  # fmt: skip
CITIES = ("Oslo", "Kyiv", "Khartoum", "Tehran", "Ankara", "Delhi", "Cairo", "Bamako", "Tokyo", "Belgrade")
KINDS = ("demand", "offer", "promise", "threat", "refusal")
OUTCOMES = ("open", "open", "met", "broken", "refused")
BY = {"confidence": 0.7, "reason": "generated"}


@dataclass
class Writing:
    """A report in the making: its text so far, and what was found in it."""

    text: str = ""
    found: dict[str, list[Any]] = field(default_factory=dict)
    mentions: dict[int, list[Mention]] = field(default_factory=dict)

    def put(self, words: str) -> Span:
        start = len(self.text)
        self.text += words
        return Span(start, len(self.text))

    def name(self, number: int, words: str) -> Span:
        span = self.put(words)
        self.mentions.setdefault(number, []).append(Mention(span=span, form="name"))
        return span

    def add(self, layer: str, form: Any, **fields: Any) -> None:
        items = self.found.setdefault(layer, [])
        items.append(form(id=f"{layer[0]}{len(items) + 1}", **fields))


def report(number: int, rng: random.Random) -> Record:
    """One report of five events, a statement, a position and a forecast."""
    sides = rng.sample(range(len(STATES)), 3)
    person = rng.choice(NAMES)
    day = FIRST + datetime.timedelta(rng.randrange(DAYS))
    writing = Writing()
    title = writing.put(f"{STATES[sides[0]][0]} and {STATES[sides[1]][0]}, report {number}")
    writing.put("\n\n")
    began = len(writing.text)
    for count in range(5):
        _event(writing, rng, sides, day, last=count == 4)
    _statement(writing, person, sides)
    _position(writing, rng, sides, day)
    _forecast(writing)
    actors = [
        Actor(id=f"a{n + 1}", name=STATES[side][0], kind="state", country=STATES[side][1], kb=f"state/{STATES[side][1]}",
              mentions=tuple(writing.mentions.get(side, ())), **BY)
        for n, side in enumerate(sides)
    ]  # fmt: skip
    actors.append(Actor(id="a4", name=person, kind="person", country=STATES[sides[0]][1], office="foreign minister",
                        kb=f"person/{person.lower()}-{sides[0]}", mentions=tuple(writing.mentions.get(-1, ())), **BY))  # fmt: skip
    body = Section(kind="body", span=Span(began, len(writing.text)))
    article = Article(
        id=content_id(writing.text), url=f"https://news.example/{number}", outlet=f"Outlet {number % 60}",
        title=title.of(writing.text), published=day.isoformat(), language="en", text=writing.text,
        sections=(Section(kind="title", span=title), body),
    )  # fmt: skip
    found = {layer: tuple(items) for layer, items in writing.found.items()}
    return Record(id=str(number), article=article, actors=tuple(actors), provenance=Provenance(engine="0", model="none", steps=()), **found)  # fmt: skip


def _event(writing: Writing, rng: random.Random, sides: list[int], day: datetime.date, *, last: bool) -> None:
    act, kind, intensity, quad = rng.choice(ACTS)
    one, other = rng.sample((0, 1, 2), 2)
    start = len(writing.text)
    writing.name(sides[one], STATES[sides[one]][0])
    writing.put(" ")
    trigger = writing.put(act)
    writing.put(" ")
    writing.name(sides[other], STATES[sides[other]][0])
    writing.put(" near ")
    city = rng.choice(CITIES)
    where = writing.put(city)
    when = When(value=day.isoformat(), begin=day.isoformat(), end=day.isoformat())
    writing.put(" on ")
    told = writing.put(f"{day:%B} {day.day}")
    span = Span(start, len(writing.text))
    writing.put(
        f", officials said after a long day of talks that brought little else to report.{' ' if not last else chr(10) * 2}"
    )
    writing.add("times", Time, span=told, type="DATE", value=when.value, begin=when.begin, end=when.end, **BY)
    writing.add("events", Event, type=kind, sources=(f"a{one + 1}",), targets=(f"a{other + 1}",), trigger=trigger, span=span,
                when=when, where=Where(name=city, span=where), intensity=intensity, quad=quad,
                confidence=round(rng.uniform(0.3, 1), 2), reason="generated")  # fmt: skip


def _statement(writing: Writing, person: str, sides: list[int]) -> None:
    writing.put("“")
    content = writing.put("We will not leave the table before the other side has put its offer in writing")
    writing.put(",” ")
    speaker = writing.name(-1, person)
    cue = writing.put(" said")
    writing.put(".\n\n")
    writing.add(
        "statements",
        Statement,
        speaker="a4",
        speaker_span=speaker,
        cue=(cue,),
        content=(content,),
        mode="direct",
        **BY,
    )


def _position(writing: Writing, rng: random.Random, sides: list[int], day: datetime.date) -> None:
    start = len(writing.text)
    writing.name(sides[0], STATES[sides[0]][0])
    writing.put(" asked ")
    writing.name(sides[1], STATES[sides[1]][0])
    writing.put(" to ")
    what = writing.put("open the border crossing for convoys")
    due = day + datetime.timedelta(rng.randrange(3, 60))
    writing.put(f" by {due:%B} {due.day}.\n\n")
    writing.add("positions", Position, kind=rng.choice(KINDS), holder="a1", toward=("a2",), proposition=what,
                span=Span(start, len(writing.text) - 2), deadline=due.isoformat(), outcome=rng.choice(OUTCOMES), **BY)  # fmt: skip


def _forecast(writing: Writing) -> None:
    writing.put("Analysts called it ")
    phrase = writing.put("unlikely")
    writing.put(" that ")
    what = writing.put("the talks will end this month")
    writing.put(".")
    writing.add("forecasts", Forecast, forecaster=None, proposition=what, phrase=phrase, scale="icd203", entry="unlikely",
                low=0.2, high=0.45, point=0.325, **BY)  # fmt: skip


def batched(rows: Iterable[T], size: int) -> Iterator[list[T]]:
    """The rows in batches of this size, the last one smaller."""
    waiting = iter(rows)
    while some := list(islice(waiting, size)):
        yield some


def reports(articles: int) -> Iterator[Record]:
    """So many reports."""
    rng = random.Random(SEED)
    return (report(number, rng) for number in range(articles))


def fill(store: Store, articles: int) -> None:
    """Puts the reports in, and relates them: every twelve a story, every twentieth a copy, a tenth of the events told twice."""
    for number, some in enumerate(batched(reports(articles), BATCH)):
        add(
            store,
            [
                Taken(key=f"{record.id}", source="generated", origin=f"row {record.id}", outcome=record)
                for record in some
            ],
        )
        add(store, [Taken(key=f"dropped {number}", source="generated", origin=f"row d{number}",
                          outcome=Dropped(id=None, step="read", reason="empty", message="there is no text in it"))])  # fmt: skip
    keys = store.query("SELECT article, title FROM articles ORDER BY serial").to_pylist()
    stories, joined = [], []
    for some in batched(keys, TO_A_STORY):
        stories.append(
            {"story": some[0]["article"], "title": some[0]["title"], "actors": ["state/NOR", "state/ISL"]}
        )
        joined += [{"story": some[0]["article"], "article": row["article"], "likeness": 0.8} for row in some]
    put_stories(store, stories, joined)
    pairs = [(one["article"], other["article"]) for one, other in zip(keys[::20], keys[1::20], strict=False)]
    put(
        store,
        "wire_families",
        [
            {"family": one, "first_outlet": "Outlet 0", "evidence": "date", "articles": 2, "outlets": 2}
            for one, _ in pairs
        ],
    )
    put(
        store,
        "wire_copies",
        [
            {"family": one, "article": key, "likeness": 0.95, "credit": None}
            for one, other in pairs
            for key in (one, other)
        ],
    )
    put(store, "happenings", [
        {"happening": f"{one}#e1", "type": "CONSULT", "text": "met envoys", "source_keys": ["state/NOR"], "target_keys": ["state/ISL"],
         "first": FIRST, "last": FIRST, "reports": 2, "outlets": 2, "independent": 1, "contradictions": []} for one, _ in pairs])  # fmt: skip
    put(
        store,
        "tellings",
        [
            {"happening": f"{one}#e1", "article": key, "id": "e1", "counts": []}
            for one, other in pairs
            for key in (one, other)
        ],
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("store", type=Path)
    parser.add_argument("--articles", type=int, default=20_000)
    args = parser.parse_args()
    store = open_store(args.store, create=True)
    fill(store, args.articles)
    counts = (
        store.query("SELECT (SELECT count(*) FROM articles), (SELECT count(*) FROM events)")
        .to_pylist()[0]
        .values()
    )
    print("{:,} reports and {:,} events in {}".format(*counts, args.store))


if __name__ == "__main__":
    main()
