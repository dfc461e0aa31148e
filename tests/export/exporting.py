"""A report with every kind of item that tries to break what reads it, and what tests of exports share."""

from __future__ import annotations

import datetime
from dataclasses import replace

from onrecord.export import find_format
from onrecord.model import (
    Actor,
    Article,
    Event,
    Forecast,
    Mention,
    Position,
    Provenance,
    Record,
    Section,
    Span,
    Statement,
    When,
    Where,
)
from onrecord.store import Filter, Store

HOSTILE = (
    '=cmd|"/c calc"!A1 <script>alert(1)</script>\n\nThe =SUM(1)\tminister "Bob, the <b>builder</b>" of Norway'
    " told Iceland;\r\nEND:VEVENT ]]> & \\n talks – in Oslo, on Friday – may fail \U0001f600."
)


def hostile_record() -> Record:
    text = HOSTILE

    def span(words: str) -> Span:
        start = text.index(words)
        return Span(start, start + len(words))

    minister = '=SUM(1)\tminister "Bob, the <b>builder</b>"'
    sure = {"confidence": 0.9, "reason": "tests/made"}
    actors = (
        Actor(id="a1", name=minister, kind="person", country="NOR", sectors=("GOV", "LEG"), office="=1+1",
              member_of=("NOR",), mentions=(Mention(span=span(minister), form="name"),), **sure),
        Actor(id="a2", name="Iceland", kind="state", country="ISL", sectors=("GOV",), kb="state/ISL",
              mentions=(Mention(span=span("Iceland"), form="name"),), **sure),
        Actor(id="a3", name="NATO", kind="igo", sectors=("IGO",), kb="igo/NATO",
              mentions=(Mention(span=span("Norway"), form="name"),), **sure),
    )  # fmt: skip
    friday = When(value="2031-03-07", begin="2031-03-07", end="2031-03-07")
    said = Statement(
        id="s1", speaker="a1", speaker_span=span(minister), cue=(span("told"),),
        content=(span("talks"), span("may fail")), mode="mixed", via=("a3",), addressees=("a2",), said=friday, **sure,
    )  # fmt: skip
    event = Event(
        id="e1", type="CONSULT", mode="visit", contexts=("diplomatic", "economic"), sources=("a1", "a3"),
        targets=("a2",), trigger=span("talks"), span=span("talks – in Oslo, on Friday"), when=friday,
        where=Where(name="Oslo", span=span("Oslo"), country="NOR"), intensity=4.0, quad="verbal-cooperation",
        cameo="042", statement="s1", **sure,
    )  # fmt: skip
    planned = replace(
        event,
        id="e2",
        status="planned",
        sources=("a1",),
        span=span("Norway told Iceland;\r\nEND:VEVENT ]]> & \\n talks – in Oslo, on Friday"),
    )
    denied = replace(
        event,
        id="e3",
        status="denied",
        type="ASSAULT",
        mode=None,
        cameo=None,
        quad="material-conflict",
        when=None,
    )
    demand = Position(
        id="p1", kind="demand", holder="a1", toward=("a2",), proposition=span("talks"), condition=span("on Friday"),
        deadline="2031-04-01", span=span("talks – in Oslo, on Friday"), statement="s1", **sure,
    )  # fmt: skip
    forecast = Forecast(
        id="f1", forecaster="a1", proposition=span("talks"), phrase=span("may fail"), scale="icd-203",
        entry="likely", low=0.55, high=0.8, point=0.65, **sure,
    )  # fmt: skip
    article = Article(
        id="0" * 16, url='https://news.example/?a=1&b="<script>"', outlet="=Evil\tPost; <i>Ltd</i>",
        title='=cmd|"/c calc"!A1 <script>alert(1)</script>', published="2031-03-05", language="en", text=text,
        sections=(Section(kind="title", span=Span(0, text.index("\n"))),
                  Section(kind="body", span=Span(text.index("The ="), len(text)))),
    )  # fmt: skip
    made = Provenance(engine="0.1.0", model="tests", steps=("made",))
    return Record(
        id="hostile", article=article, actors=actors, statements=(said,), events=(event, planned, denied),
        positions=(demand,), forecasts=(forecast,), provenance=made,
    )  # fmt: skip


def exported(store: Store, name: str, **wanted: object) -> str:
    return b"".join(find_format(name).pieces(store, Filter(**wanted))).decode()  # type: ignore[arg-type]


def day(text: str) -> datetime.date:
    return datetime.date.fromisoformat(text)
