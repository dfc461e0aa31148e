"""Sitemaps, indexes and OPML: the addresses they list, whatever else is in them."""

from __future__ import annotations

import gzip
import time
from pathlib import Path

import pytest

from onrecord.reading import Link, entries
from onrecord.reading.containers.feed import root_of

NEWS = """<?xml version="1.0" encoding="UTF-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:news="http://www.google.com/schemas/sitemap-news/0.9">
<url><loc>https://a.example/1</loc><news:news><news:publication><news:name>The Courier</news:name><news:language>en</news:language>
</news:publication><news:publication_date>2024-05-06T10:00:00+02:00</news:publication_date><news:title>Envoy recalled</news:title></news:news></url>
<url><loc> https://a.example/2 </loc><lastmod>2024-05-07</lastmod></url>
<url><loc>file:///etc/passwd</loc></url></urlset>"""
INDEX = """<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"><sitemap><loc>https://a.example/news.xml.gz</loc></sitemap></sitemapindex>"""
OPML = """<opml version="2.0"><body><outline text="World"><outline text="The Courier" type="rss" xmlUrl="https://a.example/feed"/>
<outline text="Again" xmlURL="https://a.example/feed"/><outline text="Local" xmlUrl="file:///etc/passwd"/></outline></body></opml>"""


def listed(path: Path, content: str | bytes) -> list[tuple[str, str]]:
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return [(i.kind, i.url) if isinstance(i, Link) else ("dropped", i.reason) for i in entries(str(path))]  # type: ignore[union-attr]


PAGES = [("page", "https://a.example/1"), ("page", "https://a.example/2")]
FEEDS = [("feed", "https://a.example/feed")]
CASES = [  # id, content, what it lists
    ("news", NEWS, [*PAGES, ("dropped", "no-text")]),
    ("packed", gzip.compress(NEWS.encode()), [*PAGES, ("dropped", "no-text")]),
    ("index", INDEX, [("sitemap", "https://a.example/news.xml.gz")]),
    ("cut", NEWS[: NEWS.index("<lastmod>")], [PAGES[0], ("dropped", "truncated")]),
    ("broken", NEWS.replace("<lastmod>", "< lastmod>"), [PAGES[0], ("dropped", "bad-feed")]),
    ("OPML", OPML, FEEDS),
    ("OPML with a lone ampersand", OPML.replace("World", "World & all"), FEEDS),
    ("OPML without feeds", "<opml><body/></opml>", [("dropped", "bad-feed")]),
]  # fmt: skip


@pytest.mark.parametrize(("content", "expected"), [c[1:] for c in CASES], ids=[c[0] for c in CASES])
def test_lists(tmp_path, content, expected):
    assert listed(tmp_path / "x.xml", content) == expected


def test_a_news_sitemap_tells_of_its_reports(tmp_path):
    (tmp_path / "x.xml").write_text(NEWS)
    first, second, _ = entries(str(tmp_path / "x.xml"))
    assert (first.title, first.published, first.outlet) == ("Envoy recalled", "2024-05-06", "The Courier")
    assert second.published is None


ENTITIES = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 12}">' for n in range(1, 12))


@pytest.mark.parametrize("content", [NEWS, OPML])
@pytest.mark.parametrize("entity", ["&e11;", "&file;"])
def test_entities_do_no_harm(tmp_path, content, entity):
    (tmp_path / "secret.txt").write_text("secret words")
    kinds = f'<!DOCTYPE x [<!ENTITY file SYSTEM "file://{tmp_path}/secret.txt"><!ENTITY e0 "ha">{ENTITIES}]>'
    body = content[content.index("?>") + 2 :] if "?>" in content else content
    began = time.monotonic()
    (tmp_path / "x.xml").write_text(
        kinds + body.replace("Envoy recalled", f"Envoy{entity}").replace("Courier", f"Courier{entity}")
    )
    items = list(entries(str(tmp_path / "x.xml")))
    assert time.monotonic() - began < 5
    assert "secret words" not in str(items)
    assert len(str(items)) < 2000


def test_a_bomb_of_addresses_stops(tmp_path):
    bomb = b"<urlset>" + (b"<x>" + b" " * 9_999 + b"</x>") * 8_000 + b"</urlset>"
    assert listed(tmp_path / "x.xml.gz", gzip.compress(bomb)) == [("dropped", "bomb")]


def test_an_entry_without_end_stops(tmp_path):
    assert listed(tmp_path / "x.xml", "<urlset><url>" + "<x/>" * 20_000) == [("dropped", "bad-feed")]


@pytest.mark.parametrize(
    ("head", "root"),
    [
        (b"<rss>", "rss"), (b'\xef\xbb\xbf<?xml version="1.0"?>\n<!-- <rss> -->\n<rdf:RDF x="y">', "rdf"),
        (b'<!DOCTYPE rss [<!ENTITY a "b">]><rss>', "rss"), (b"<!doctype html><html>", "html"), (b"text", None),
        ("<feed>".encode("utf-16"), "feed"), (b"<!-- never closed <rss>", None),
    ],
)  # fmt: skip
def test_the_outermost_element(head, root):
    assert root_of(head) == root
