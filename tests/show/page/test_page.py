"""The reading page: complete, safe, and true to its record."""

from __future__ import annotations

import dataclasses
import re
from html import unescape

import pytest
from jinja2 import Environment, meta

from onrecord.model import Article, Provenance, Record, Section, Span
from onrecord.model.findings import Actor, Event, Forecast, Mention, Position, Statement, Time, When, Where
from onrecord.show.page import render, render_page
from onrecord.show.page.segments import passages
from onrecord.show.page.tables import Piece, tables
from onrecord.show.page.timeline import timeline

HOSTILE = '</style></script><script>alert(1)</script>"><img src=x onerror=alert(2)> & {{ 7 * 7 }}'
PROVENANCE = Provenance(engine="0", model="none", steps=())


def full_record(words: str = "") -> Record:
    """A record with one item of each kind over a text that ends in `words`."""
    text = f"Title\n\nIran said it will strike if attacked, very likely on Monday. {words}"
    sections = (Section(kind="title", span=Span(0, 5)), Section(kind="body", span=Span(7, len(text))))
    when = When(value="2024-05-06", begin="2024-05-06", end="2024-05-06")
    sure = {"confidence": 0.7, "reason": "events/verb"}
    return Record(
        article=Article(id="x", title=f"Title {words}", outlet=words or "Wire", byline=(words,) if words else (), text=text, sections=sections),
        actors=(Actor(id="a1", name=f"Iran{words}", kind="state", mentions=(Mention(span=Span(7, 11), form="name"),), **sure),),
        times=(Time(id="t1", span=Span(60, 66), type="DATE", value="2024-05-06", begin="2024-05-06", end="2024-05-06", **sure),),
        statements=(Statement(id="s1", speaker="a1", speaker_span=Span(7, 11), cue=(Span(12, 16),), content=(Span(17, 66),), mode="indirect", said=when, **sure),),
        events=(Event(id="e1", type="ASSAULT", sources=("a1",), trigger=Span(25, 31), span=Span(17, 43), when=when, where=Where(name=words or "Gulf", span=Span(7, 11)), status="conditional", intensity=-9, quad="material-conflict", **sure),),
        positions=(Position(id="p1", kind="threat", holder="a1", proposition=Span(17, 43), condition=Span(32, 43), deadline="2024-05-07", span=Span(7, 43), **sure),),
        forecasts=(Forecast(id="f1", forecaster=None, proposition=Span(17, 43), phrase=Span(45, 56), scale="icd-203", entry=words or "very likely", low=0.8, high=0.95, point=0.88, **sure),),
        provenance=PROVENANCE,
    )  # fmt: skip


def test_template_and_context_agree():
    source = (render.STATIC.parent / "page.html.j2").read_text("utf-8")
    used = meta.find_undeclared_variables(Environment().parse(source))
    assert used == {field.name for field in dataclasses.fields(render.PageContext)}


def test_segments_give_the_text_back():
    record = full_record()
    shown = ["".join(segment.text for segment in passage.segments) for passage in passages(record)]
    assert shown == [part.strip() for part in record.article.text.split("\n\n")]


@pytest.mark.parametrize("gap", ["\n\n", "\r\n\r\n", "\n \n", "\n\n\n\n"])
def test_paragraphs_are_divided_by_blank_lines_of_any_kind(gap):
    text = gap.join((" It rained.", "It stopped.", ""))
    found = passages(Record(article=Article(id="x", text=text), provenance=PROVENANCE))
    assert [[segment.text for segment in passage.segments] for passage in found] == [
        ["It rained."],
        ["It stopped."],
    ]


def test_overlapping_findings_stand_on_one_segment():
    segment = next(s for p in passages(full_record()) for s in p.segments if s.text == "strike")
    assert segment.classes == ("statement", "position", "event")


def test_every_row_has_its_evidence_and_every_anchor_its_row():
    page = render_page(full_record())
    rows = set(re.findall(r'<tr id="(\w+)"', page))
    marked = {item for items in re.findall(r'data-items="([^"]+)"', page) for item in items.split()}
    assert rows == {"a1", "t1", "s1", "e1", "p1", "f1"}
    assert marked == rows
    assert set(re.findall(r'href="#([a-z]\d+)"', page)) <= rows


def test_hostile_text_stays_text():
    page = render_page(full_record(HOSTILE))
    assert page.count("<script>") == 1
    assert page.count("</script>") == 1
    assert page.count("</style>") == 1
    assert "<img" not in page
    assert "{{ 7 * 7 }}" in unescape(page)


def test_the_page_asks_for_nothing():
    page = render_page(full_record())
    assert re.findall(r"""(?:src|href)=["'](?!#)[^"']*["']|url\(|@import""", page) == []
    assert "default-src 'none'" in unescape(page)


def test_an_empty_record_says_so():
    page = render_page(Record(article=Article(id="x", text="Nothing."), provenance=PROVENANCE))
    assert page.count('class="none"') == 6
    assert "Untitled report" in page


def test_a_report_without_a_title_has_a_heading():
    page = render_page(Record(article=Article(id="x", text="Nothing."), provenance=PROVENANCE))
    assert "<h1>Untitled report</h1>" in page
    assert render_page(full_record()).count("<h1") == 1


def test_a_space_between_findings_is_no_link():
    record = full_record()
    gap = dataclasses.replace(record.times[0], id="t2", span=Span(31, 32))
    page = render_page(dataclasses.replace(record, times=(*record.times, gap)))
    assert all(
        words.strip()
        for words in re.findall(r'<a class="seg"[^>]*>(.*?)</a>', re.sub(r"</?span[^>]*>", "", page))
    )
    assert '<span class="seg" data-items="t2' in page


def test_names_lead_to_where_more_is_told():
    layers = {table.layer: table for table in tables(full_record(), {"a1": "/actors/state/IRN"})}
    name = (Piece("Iran", "/actors/state/IRN"),)
    assert layers["event"].rows[0].cells[1:3] == (name, "–")
    assert layers["actor"].rows[0].cells[0] == name
    assert layers["forecast"].rows[0].cells[0] == "the report itself"


def test_names_are_told_in_order_and_a_denial_after_them():
    record = full_record()
    denied = dataclasses.replace(record.statements[0], polarity="denied", via=("a1", "a1"))
    shown = tables(dataclasses.replace(record, statements=(denied,)), {"a1": "/a"})
    speaker, *_, through, _, _ = shown[1].rows[0].cells
    assert speaker == (Piece("Iran", "/a"), Piece(" (denied)"))
    assert through == (Piece("Iran", "/a"), Piece(", "), Piece("Iran", "/a"))


def test_a_link_that_runs_code_is_left_out():
    article = dataclasses.replace(full_record().article, url="javascript:alert(1)")
    assert "javascript:" not in render_page(dataclasses.replace(full_record(), article=article))


def test_the_timeline_orders_dates_and_stacks_what_shares_one():
    drawn = timeline(full_record())
    assert drawn is not None
    assert [column.date for column in drawn.columns] == ["2024-05-06", "2024-05-07"]
    assert [(dot.item, dot.shape) for dot in drawn.dots] == [("e1", "dot"), ("p1", "diamond")]


@pytest.mark.parametrize("count", [3000])
def test_thousands_of_findings_render(count):
    text = "word " * count
    times = tuple(
        Time(
            id=f"t{n}",
            span=Span(n * 5, n * 5 + 4),
            type="DATE",
            value="2024",
            confidence=1,
            reason="times/year",
        )
        for n in range(count)
    )
    page = render_page(Record(article=Article(id="x", text=text), times=times, provenance=PROVENANCE))
    assert page.count("<tr id=") == count
