"""Reading: plain text, pages, JSON, encodings, dates."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.errors import InputError
from onrecord.reading import Hints, Incoming, incoming, read_html, read_plain, read_rows
from onrecord.reading.dates import day_in, plausible
from onrecord.reading.dates import given as date_given
from onrecord.reading.decode import decode
from onrecord.text import reading_copy

PASTED = """Envoys fail to agree on water treaty

Envoys fail to agree on water treaty
Two days of talks on the shared river ended in Astana without a deal. / Photo House
By Lena Falk and Omar Aziz March 3, 2023

ASTANA, March 2 (Reuters) - Talks on the treaty ended on Thursday.

"We will meet again," the Kazakh envoy said.

(Reporting by Lena Falk)
"""


def test_a_pasted_report_keeps_every_character_and_knows_its_parts():
    article = read_plain(PASTED)
    assert article.text == PASTED
    assert article.title == "Envoys fail to agree on water treaty"
    assert article.summary == "Two days of talks on the shared river ended in Astana without a deal."
    assert article.byline == ("Lena Falk", "Omar Aziz")
    assert article.credits == ("Photo House", "Lena Falk")
    assert (article.published, article.outlet) == ("2023-03-03", "Reuters")
    assert (article.dateline.place, article.dateline.date) == ("Astana", "2023-03-02")
    assert [s.span.of(PASTED) for s in article.sections if s.kind == "byline"][
        1
    ] == "ASTANA, March 2 (Reuters) -"
    assert [s.kind for s in article.sections] == [
        "title",
        "title",
        "summary",
        "credit",
        "byline",
        "byline",
        "body",
        "credit",
    ]


PROSE = [  # id, text: prose without a head is body and nothing else
    ("one paragraph", "The minister resigned on Monday after a vote of no confidence in parliament."),
    (
        "hard-wrapped",
        "The minister resigned on Monday\nafter a vote of no confidence\nin parliament.\n\nHe left at once.",
    ),
    ("a quotation first", '"No," the minister said.\n\nHe left at once.'),
    ("Windows line ends", "The minister resigned.\r\n\r\nHe left at once.\r\n"),
]


@pytest.mark.parametrize("text", [c[1] for c in PROSE], ids=[c[0] for c in PROSE])
def test_prose_without_a_head_is_body(text):
    article = read_plain(text)
    assert {s.kind for s in article.sections} == {"body"}
    assert article.title is None


def test_what_the_caller_knows_wins():
    article = read_plain(PASTED, Hints(date="2020-01-01", outlet="Wire", url="https://a.example/1"))
    assert (article.published, article.outlet, article.url) == ("2020-01-01", "Wire", "https://a.example/1")


PAGE = """<!doctype html><html><head><title>Port deal signed | The Courier</title>
<script type="application/ld+json">{"@type": ["NewsArticle"], "headline": "Port deal signed", "datePublished": "2022-08-09T10:00:00Z",
"author": [{"name": "Ada Byrne"}], "publisher": {"name": "The Courier"}}</script></head><body>
<div class="cookie-banner"><p>We use cookies. Accept all cookies to go on reading.</p></div>
<nav><a href="/">Home</a></nav>
<article><h1>Port deal signed</h1><p>Djibouti and Ethiopia signed a port deal on Tuesday after a year of talks in Addis Ababa.</p>
<p>"It is a good day for both nations," the Ethiopian prime minister said at the ceremony in the harbour.</p>
<p>The deal gives Ethiopia access to a new terminal for thirty years, and Djibouti a share in the railway.</p></article>
<aside><h2>Most read</h2><ul><li><a href="/1">Ten lakes to see</a></li></ul></aside></body></html>"""


def test_a_page_gives_its_report_without_what_stands_around():
    article = read_html(PAGE)
    assert article.text.startswith("Port deal signed\n\nDjibouti and Ethiopia signed")
    assert "cookies" not in article.text
    assert "Ten lakes" not in article.text
    assert (article.title, article.published, article.outlet, article.byline) == (
        "Port deal signed", "2022-08-09", "The Courier", ("Ada Byrne",),
    )  # fmt: skip


FORMS = [  # id, object, (text, title, date, outlet)
    ("our own", {"id": 1, "text": "Peru agreed.", "title": "T", "date": "2024-01-02", "outlet": "W"}, ("T\n\nPeru agreed.", "T", "2024-01-02", "W")),
    ("news-please", {"maintext": "Peru agreed.", "title": "T", "date_publish": "2024-01-02 10:00:00", "source_domain": "w.example"}, ("T\n\nPeru agreed.", "T", "2024-01-02", "w.example")),
    ("trafilatura", {"text": "Peru agreed.", "title": "T", "date": "2024-01-02", "sitename": "W"}, ("T\n\nPeru agreed.", "T", "2024-01-02", "W")),
    ("NGEC", {"id": "x", "date": "20240102", "event_text": "Peru agreed."}, ("Peru agreed.", None, "2024-01-02", None)),
    ("ninjs", {"headline": "T", "body_text": "Peru agreed.", "versioncreated": "2024-01-02T10:00:00Z", "pubstatus": "usable"}, ("T\n\nPeru agreed.", "T", "2024-01-02", None)),
]  # fmt: skip


@pytest.mark.parametrize(("row", "expected"), [c[1:] for c in FORMS], ids=[c[0] for c in FORMS])
def test_forms_of_json(row, expected):
    (item,) = read_rows([json.dumps(row)])
    assert isinstance(item, Incoming)
    article = item.article
    assert (article.text, article.title, article.published, article.outlet) == expected


DROPPED = [  # id, line, reason
    ("withheld", '{"body_text": "x", "pubstatus": "withheld"}', "withheld"),
    ("embargoed", '{"body_text": "x", "embargoed": "2199-01-01T00:00:00Z"}', "withheld"),
    ("no text", '{"title": "x"}', "no-text"),
    ("an array", "[1, 2]", "bad-json"),
    ("cut off", '{"text": "x', "bad-json"),
    ("deep", "[" * 100_000, "bad-json"),
]


@pytest.mark.parametrize(("line", "reason"), [c[1:] for c in DROPPED], ids=[c[0] for c in DROPPED])
def test_rows_that_give_no_report(line, reason):
    (item,) = read_rows([line])
    assert getattr(item, "reason", None) == reason


def test_lone_surrogates_are_replaced():
    (item,) = read_rows(['{"text": "Peru \\ud800 agreed."}'])
    assert isinstance(item, Incoming)
    assert item.article.text == "Peru \ufffd agreed."


def test_a_file_that_is_not_there():
    (item,) = incoming("nowhere/at-all.txt")
    assert (getattr(item, "step", None), getattr(item, "reason", None)) == ("read", "missing")


@pytest.mark.parametrize("day", ["soon", "2199-01-01"])
def test_a_date_that_is_none(day):
    with pytest.raises(InputError):
        date_given(day)


DATES = [  # text, day
    ("December 9, 2021", "2021-12-09"), ("9 December 2021", "2021-12-09"), ("4 May 2023", "2023-05-04"),
    ("Sept. 1, 2020", "2020-09-01"), ("2021-12-09T10:00:00Z", "2021-12-09"), ("20211209", "2021-12-09"),
    ("31 February 2021", None), ("yesterday", None),
]  # fmt: skip


@pytest.mark.parametrize(("text", "day"), DATES)
def test_dates(text, day):
    assert day_in(text) == day


def test_a_day_without_a_year_takes_the_nearest():
    assert day_in("Dec 31", near="2022-01-01") == "2021-12-31"
    assert plausible("2199-01-01") is None


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252", "latin-1"])
def test_encodings(encoding):
    text = "Der Präsident und der Außenminister trafen sich in Köln. " * 5
    assert decode(text.encode(encoding)).removeprefix("\ufeff") == text


@given(st.text(max_size=200))
def test_the_reading_copy_keeps_its_length(text):
    assert len(reading_copy(text)) == len(text)


@given(st.text(max_size=200))
def test_sections_lie_in_the_text_in_order(text):
    article = read_plain(text)
    assert article.text == text
    edges = [edge for section in article.sections for edge in section.span]
    assert edges == sorted(edges)
    assert all(0 <= edge <= len(text) for edge in edges)
