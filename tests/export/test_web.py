"""Feeds, linked data, maps and calendars are read by the libraries that people read them with."""

from __future__ import annotations

import json
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import feedparser
import icalendar
import pytest
from exporting import HOSTILE, exported, hostile_record
from lxml import etree
from rdflib import RDF, Graph, Namespace, URIRef
from rdflib.namespace import PROV
from storing import taken

from onrecord.store import Store, open_store
from onrecord.store.add import add

OA = Namespace("http://www.w3.org/ns/oa#")
SCHEMA = Namespace("https://schema.org/")
# The terms of the annotation context that the exports use, to read them without the net.
ANNO = {
    "oa": "http://www.w3.org/ns/oa#", "as": "http://www.w3.org/ns/activitystreams#", "id": "@id", "type": "@type",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#", "Annotation": "oa:Annotation",
    "AnnotationPage": "as:OrderedCollectionPage", "TextualBody": "oa:TextualBody", "target": {"@id": "oa:hasTarget"},
    "TextPositionSelector": "oa:TextPositionSelector", "TextQuoteSelector": "oa:TextQuoteSelector",
    "body": {"@id": "oa:hasBody"}, "source": {"@id": "oa:hasSource", "@type": "@id"},
    "selector": {"@id": "oa:hasSelector"}, "items": {"@id": "as:items"}, "value": "rdf:value", "start": "oa:start",
    "end": "oa:end", "exact": "oa:exact", "prefix": "oa:prefix", "suffix": "oa:suffix",
}  # fmt: skip


class Tags(HTMLParser):
    """Collects the tags of a piece of HTML."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: set[str] = set()
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self.found.add(tag)


def test_every_annotation_leads_back_to_its_words(hostile: Store):
    page = json.loads(exported(hostile, "annotations"))
    assert (page["@context"], page["type"]) == ("http://www.w3.org/ns/anno.jsonld", "AnnotationPage")
    assert len(page["items"]) == 6
    for target in (target for item in page["items"] for target in item["target"]):
        position, words = target["selector"]
        assert HOSTILE[position["start"] : position["end"]] == words["exact"]
        assert words.get("prefix", "") + words["exact"] + words.get("suffix", "") in HOSTILE
    said = next(item for item in page["items"] if item["id"].endswith("#s1"))
    assert [target["selector"][1]["exact"] for target in said["target"]] == ["talks", "may fail"]
    assert json.loads(said["body"][1]["value"])["speaker"] == "a1"


def test_annotations_are_linked_data(full: Store):
    page = json.loads(exported(full, "annotations"))
    graph = Graph().parse(data=json.dumps({**page, "@context": ANNO}), format="json-ld")
    found = set(graph.subjects(RDF.type, OA.Annotation))
    assert found == {URIRef(item["id"]) for item in page["items"]}
    assert all(graph.value(one, OA.hasTarget) for one in found)


def test_schema_org_knows_quotations_and_claims_and_no_verdict(full: Store):
    text = exported(full, "schema-org")
    graph = Graph().parse(data=text, format="json-ld")
    (quotation,) = graph.subjects(RDF.type, SCHEMA.Quotation)
    assert str(graph.value(quotation, SCHEMA.text)) == "talks … may fail"
    speaker = graph.value(quotation, SCHEMA.spokenByCharacter)
    assert graph.value(speaker, RDF.type) == SCHEMA.Person
    claims = set(graph.subjects(RDF.type, SCHEMA.Claim))
    assert claims
    assert all(
        graph.value(graph.value(claim, SCHEMA.appearance), RDF.type) == SCHEMA.NewsArticle for claim in claims
    )
    assert "rating" not in text.lower()


def test_provenance_leads_from_the_item_to_the_page_and_to_the_speaker(full: Store):
    graph = Graph().parse(data=exported(full, "prov"), format="json-ld")
    (said,) = [one for one in graph.subjects(PROV.wasQuotedFrom) if str(one).endswith("#s1")]
    reading = graph.value(said, PROV.wasGeneratedBy)
    article = graph.value(reading, PROV.used)
    assert (said, PROV.wasDerivedFrom, article) in graph
    assert str(graph.value(article, PROV.hadPrimarySource)).startswith("https://news.example/")
    told = graph.value(said, PROV.wasQuotedFrom)
    spoken = graph.value(told, PROV.wasQuotedFrom)
    assert str(graph.value(told, PROV.wasAttributedTo)) == "urn:onrecord:actor:igo/NATO"
    assert graph.value(graph.value(spoken, PROV.wasAttributedTo), RDF.type) is not None
    assert all(graph.value(one, PROV.wasGeneratedBy) for one in graph.subjects(PROV.wasGeneratedBy))


def test_geojson_is_valid_and_says_what_a_point_stands_for(full: Store):
    found = json.loads(exported(full, "geojson"))
    assert found["type"] == "FeatureCollection"
    places = set()
    for feature in found["features"]:
        assert feature["type"] == "Feature"
        point, precision = feature["geometry"], feature["properties"]["precision"]
        assert (point is None) is (precision is None)
        if point:
            longitude, latitude = point["coordinates"]
            assert point["type"] == "Point"
            assert -180 <= longitude <= 180
            assert -90 <= latitude <= 90
            places.add((feature["properties"]["place"], precision, longitude, latitude))
    assert ("Oslo", "city", 10.75, 59.91) in places


def test_calendar_programs_read_the_calendar(hostile: Store):
    text = exported(hostile, "icalendar")
    lines = text.split("\r\n")
    assert all(len(line.encode()) <= 75 for line in lines)
    calendar = icalendar.Calendar.from_ical(text)
    meeting, deadline = calendar.walk("VEVENT")
    assert (
        str(deadline["SUMMARY"]) == 'Deadline, demand: =SUM(1) minister "Bob, the <b>builder</b>" – Iceland'
    )
    assert str(deadline["DTSTART"].dt) == "2031-04-01"
    assert str(deadline["DTEND"].dt) == "2031-04-02"
    assert str(meeting["DTSTART"].dt) == "2031-03-07"
    assert "talks – in Oslo, on Friday" in str(meeting["DESCRIPTION"])
    assert str(meeting["LOCATION"]) == "Oslo"
    assert meeting["SEQUENCE"] == 0


@pytest.mark.parametrize("name", ["rss", "atom"])
def test_feed_readers_read_the_feed(full: Store, name: str):
    text = exported(full, name)
    etree.fromstring(text.encode())
    feed = feedparser.parse(text.encode())
    assert not feed.bozo
    assert len(feed.entries) == 4
    days = [entry.published_parsed[:3] for entry in feed.entries]
    assert days == sorted(days, reverse=True)
    assert all(entry.id.startswith("urn:onrecord:") for entry in feed.entries)
    (evil,) = [entry for entry in feed.entries if "=cmd" in entry.title]
    html = evil.content[0].value if name == "atom" else evil.description
    assert "script" not in Tags(html).found
    assert "talks … may fail" in html


def test_json_feed(full: Store):
    feed = json.loads(exported(full, "json-feed"))
    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    assert len({item["id"] for item in feed["items"]}) == 4
    assert all(Tags(item["content_html"]).found <= {"ul", "li", "b", "q", "p"} for item in feed["items"])


def test_timeline(hostile: Store):
    found = json.loads(exported(hostile, "timelinejs"))
    assert len(found["events"]) == 6
    for slide in found["events"]:
        assert {"year", "month", "day"} == set(slide["start_date"])
        assert Tags(slide["text"]["headline"]).found == set()
        assert Tags(slide["text"]["text"]).found <= {"p", "a"}
    assert len({slide["unique_id"] for slide in found["events"]}) == 6


def test_characters_that_xml_cannot_hold_are_left_out(tmp_path: Path):
    record = hostile_record()
    article = replace(record.article, title="bell\x07 and \x1b[31m red")
    store = open_store(tmp_path / "control.duckdb", create=True)
    add(store, [taken(replace(record, article=article))])
    assert feedparser.parse(exported(store, "rss").encode()).entries[0].title == "bell and [31m red"
