"""Feeds: a full text is a report, a teaser is a link; hostile and broken feeds end in clear outcomes."""

from __future__ import annotations

import json
import time
from pathlib import Path

import pytest

from onrecord.model import Dropped
from onrecord.reading import Hints, Incoming, Link, Raw, entries, incoming, parse
from onrecord.reading.containers.entry import is_full

SENTENCE = "Peru recalled its envoy from Chile on Monday after a week of talks about the border."
FULL = "".join(f"<p>{SENTENCE} {SENTENCE}</p>" for _ in range(5))
RSS = f"""<?xml version="1.0" encoding="utf-8"?>
<!-- made by hand -->
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>The Courier</title><link>https://a.example/</link>
<item><title>Envoy &amp;amp; border</title><link>https://a.example/1</link><guid>g1</guid><pubDate>Mon, 06 May 2024 23:30:00 -0400</pubDate>
<description>{SENTENCE}</description><content:encoded><![CDATA[{FULL}]]></content:encoded></item>
<item><title>A teaser</title><link>/2</link><guid>g2</guid><pubDate>Tue, 07 May 2024 10:00:00 GMT</pubDate><description>{SENTENCE}</description></item>
<item><title>A long teaser</title><link>https://a.example/3</link><description><![CDATA[{FULL} <a href="x">Read more...</a>]]></description></item>
<item><title>The same again</title><link>https://a.example/4</link><guid>g1</guid><description>x</description></item>
<item><title>Nowhere</title><link>javascript:alert(1)</link><description>{SENTENCE}</description></item>
</channel></rss>"""
ATOM = f"""<feed xmlns="http://www.w3.org/2005/Atom"><title>The Courier</title>
<entry><title>Envoy</title><id>urn:1</id><link href="https://a.example/1"/><published>2024-05-06T10:00:00Z</published>
<content type="html">{FULL.replace("<", "&lt;")}</content></entry>
<entry><title>Teaser</title><id>urn:2</id><link href="https://a.example/2"/><updated>2024-05-07T10:00:00Z</updated><summary>{SENTENCE}</summary></entry></feed>"""
RDF = f"""<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel rdf:about="https://a.example/"><title>The Courier</title></channel>
<item rdf:about="https://a.example/1"><title>Envoy</title><link>https://a.example/1</link><dc:date>2024-05-06</dc:date><description>{SENTENCE}</description></item></rdf:RDF>"""
JSON_FEED = json.dumps(
    {
        "version": "https://jsonfeed.org/version/1.1", "title": "The Courier", "items": [
            {"id": 1, "url": "https://a.example/1", "title": "Envoy", "date_published": "2024-05-06T10:00:00Z", "content_html": FULL},
            {"id": 2, "url": "https://a.example/2", "content_text": SENTENCE}, {"id": 3, "content_text": SENTENCE}, 7,
        ],
    }
)  # fmt: skip


def told(item: object) -> str:
    """What an entry is: "text", its address, or its reason."""
    if isinstance(item, Raw):
        return "text"
    return item.url if isinstance(item, Link) else getattr(item, "reason", "")


def apart(path: Path, content: str | bytes) -> list[object]:
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return list(entries(str(path)))


CASES = [  # id, content, what each entry is
    ("RSS 2", RSS, ["text", "https://a.example/2", "https://a.example/3", "duplicate", "no-text"]),
    ("RSS 1", RDF, ["https://a.example/1"]),
    ("Atom", ATOM, ["text", "https://a.example/2"]),
    ("JSON Feed", JSON_FEED, ["text", "https://a.example/2", "no-text", "no-text"]),
    ("a feed without entries", "<rss version='2.0'><channel><title>x</title></channel></rss>", []),
    ("a cut feed", RSS[: RSS.index("<item><title>A long")] + "<item><title>x</title><link>https://a.example/9</link>",
     ["text", "https://a.example/2", "https://a.example/9", "truncated"]),
    ("cut inside a text", RSS[: RSS.index("]]>") - 50], ["https://a.example/1", "truncated"]),
    ("an ampersand by itself", RSS.replace("A teaser", "A & teaser"), ["text", "https://a.example/2", "https://a.example/3", "duplicate", "no-text"]),
    ("no items", '{"version": "https://jsonfeed.org/version/1", "items": 7}', ["bad-feed"]),
    ("broken JSON", '{"version": "https://jsonfeed.org/version/1", "items": [', ["bad-json"]),
    ("too large", "<rss>" + " " * 17_000_000, ["too-large"]),
]  # fmt: skip


@pytest.mark.parametrize(("content", "outcomes"), [c[1:] for c in CASES], ids=[c[0] for c in CASES])
def test_entries(tmp_path, content, outcomes):
    assert [told(item) for item in apart(tmp_path / "feed.xml", content)] == outcomes


def test_an_entry_with_its_text_is_a_report(tmp_path):
    raw = apart(tmp_path / "feed.xml", RSS)[0]
    assert isinstance(raw, Raw)
    assert raw.origin == f"{tmp_path}/feed.xml!https://a.example/1"
    item = parse(raw)
    assert isinstance(item, Incoming)
    article = item.article
    assert (item.id, article.title, article.published, article.outlet, article.url) == (
        "g1", "Envoy & border", "2024-05-06", "The Courier", "https://a.example/1",
    )  # fmt: skip
    assert article.text.count(SENTENCE) == 10


def test_a_link_tells_what_the_feed_knows(tmp_path):
    link = apart(tmp_path / "feed.xml", RSS)[1]
    assert isinstance(link, Link)
    assert (link.id, link.title, link.published, link.outlet) == (
        "g2",
        "A teaser",
        "2024-05-07",
        "The Courier",
    )
    assert link.hints == Hints(id="g2", date="2024-05-07", outlet="The Courier", url="https://a.example/2")


def test_a_link_is_accounted_for_where_nobody_follows_it(tmp_path):
    (tmp_path / "feed.xml").write_text(ATOM)
    outcomes = list(incoming(str(tmp_path / "feed.xml")))
    assert isinstance(outcomes[1], Dropped)
    assert (outcomes[1].reason, "https://a.example/2" in outcomes[1].message) == ("link-only", True)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_encodings_of_feeds(tmp_path, encoding):
    name = {"utf-8-sig": "utf-8", "cp1252": "windows-1252"}.get(encoding, encoding)
    content = RSS.replace("utf-8", name).replace("A teaser", "Köln – Straße").encode(encoding)
    assert apart(tmp_path / "feed.xml", content)[1].title == "Köln – Straße"


def test_a_feed_that_names_the_wrong_charset_is_read(tmp_path):
    content = RSS.replace("A teaser", "Köln und Straße").encode("cp1252")
    items = apart(tmp_path / "feed.xml", content)
    assert [told(item) for item in items][:2] == ["text", "https://a.example/2"]
    assert items[1].title == "Köln und Straße"


ENTITIES = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 12}">' for n in range(1, 12))
BOMB = f'<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY e0 "ha">{ENTITIES}]>'


@pytest.mark.parametrize("entity", ["&e11;", "&file;"])
def test_entities_do_no_harm(tmp_path, entity):
    (tmp_path / "secret.txt").write_text("secret words")
    head = BOMB.replace("<!ENTITY e0", f'<!ENTITY file SYSTEM "file://{tmp_path}/secret.txt"><!ENTITY e0')
    content = f"{head}<rss version='2.0'><channel><item><title>x{entity}</title><link>https://a.example/1</link></item></channel></rss>"
    began = time.monotonic()
    items = apart(tmp_path / "feed.xml", content)
    assert time.monotonic() - began < 5
    assert "secret words" not in str(items)
    assert len(str(items)) < 2000


@pytest.mark.parametrize(
    ("body", "full"),
    [(FULL, True), (SENTENCE, False), (FULL + "<p>Read more</p>", False), (FULL + " [&#8230;]", False),
     ("<img src='" + "x" * 900 + "'>", False), (SENTENCE * 8 + "…", False), (SENTENCE * 8, True)],
)  # fmt: skip
def test_what_is_a_whole_report(body, full):
    assert is_full(body) is full
