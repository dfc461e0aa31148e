"""How tests read pages: asked for through a client, looked through by short paths."""

from __future__ import annotations

import json
import re
from typing import Any

from lxml import html
from lxml.html import HtmlElement
from starlette.testclient import TestClient

PART = re.compile(r"(?P<tag>[\w*]*)(?P<classes>(?:\.[\w-]+)*)(?P<attributes>(?:\[[^\]]+\])*)")


def page(client: TestClient, address: str) -> HtmlElement:
    """The page at an address, which must be there."""
    answer = client.get(address)
    assert answer.status_code == 200, answer.text[:300]
    return html.document_fromstring(answer.text)


def find(tree: HtmlElement, path: str) -> list[HtmlElement]:
    """The elements at a path such as "dl.figures dd" or "a[@aria-current]": tags, classes and XPath conditions."""
    steps = []
    for part in path.split():
        match = PART.fullmatch(part)
        assert match is not None, part
        classes = "".join(
            f"[contains(concat(' ', normalize-space(@class), ' '), ' {name} ')]"
            for name in match["classes"].split(".")[1:]
        )
        steps.append(f"descendant::{match['tag'] or '*'}{classes}{match['attributes']}")
    return tree.xpath("/".join(steps))


def words(element: HtmlElement) -> str:
    """All the text in an element, in one line."""
    return " ".join(" ".join(element.itertext()).split())


def charts(tree: HtmlElement, name: str) -> list[Any]:
    """The data of all charts of a name."""
    return [json.loads(block.text) for block in find(tree, f"figure[@data-chart='{name}'] script")]
