"""Every page with reports in it is a feed of its own."""

from __future__ import annotations

from xml.etree import ElementTree

NAMES = {"a": "http://www.w3.org/2005/Atom"}


def test_a_feed_is_known_by_its_address_and_leads_to_the_pages(client):
    one, other = (
        ElementTree.fromstring(client.get(path).content)
        for path in ("/events.atom?country=NOR", "/events.atom?country=ISL")
    )
    assert one.findtext("a:id", None, NAMES) == "http://testserver/events.atom?country=NOR"
    assert one.findtext("a:id", None, NAMES) != other.findtext("a:id", None, NAMES)
    assert one.findtext("a:title", None, NAMES) == "OnRecord · Events · NOR"
    links = [link.get("href") for link in one.findall("a:entry/a:link[@rel='alternate']", NAMES)]
    assert links
    for link in links:
        assert client.get(link).status_code == 200
