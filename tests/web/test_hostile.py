"""Reports are strangers' text: whatever stands in them, a page shows it and runs none of it."""

from __future__ import annotations

import re

import pytest
from lxml import html
from starlette.testclient import TestClient
from storing import taken

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
    Time,
    When,
    Where,
    content_id,
)
from onrecord.store import open_store
from onrecord.store.add import add
from onrecord.store.links import put
from onrecord.store.plots import put_stories
from onrecord.web import make_app
from onrecord.web.views import VIEWS

EVIL = """</script><script>alert(1)</script>"'><img src=x onerror=alert(2)><svg/onload=alert(3)>{{7*7}}"""
BY = {"confidence": 0.7, "reason": EVIL}


def hostile(number: int) -> Record:
    text = f"{EVIL}\n\n{EVIL} met {EVIL} {number} times."
    whole = Span(len(EVIL) + 2, len(text))
    head = Span(0, len(EVIL))
    when = When(value=EVIL, begin="2024-03-01", end="2024-03-01")
    return Record(
        id=EVIL,
        article=Article(
            id=content_id(text), url=f"javascript:alert({number})", outlet=EVIL, byline=(EVIL,), title=EVIL, summary=EVIL,
            published="2024-03-01", language="en", text=text, credits=(EVIL,),
            sections=(Section(kind="title", span=head), Section(kind="body", span=whole)),
        ),
        actors=tuple(
            Actor(id=f"a{n}", name=f"{EVIL} {n}", kind="person", country="NOR", office=EVIL, kb=f"person/evil-{n}",
                  mentions=(Mention(span=head, form="name"),), **BY)
            for n in (1, 2)
        ),
        times=(Time(id="t1", span=head, type="DATE", value=EVIL, begin="2024-03-01", end="2024-03-01", **BY),),
        statements=(Statement(id="s1", speaker="a1", speaker_span=head, cue=(head,), content=(whole,), mode="direct",
                              addressees=("a2",), said=when, **BY),),
        events=(Event(id="e1", type="CONSULT", mode=EVIL, sources=("a1",), targets=("a2",), trigger=head, span=whole, when=when,
                      where=Where(name=EVIL, span=head, country="NOR"), intensity=1.0, quad="verbal-cooperation", **BY),),
        positions=(Position(id="p1", kind="demand", holder="a1", toward=("a2",), proposition=whole, condition=head,
                            deadline="2024-03-20", span=whole, **BY),),
        forecasts=(Forecast(id="f1", forecaster="a1", proposition=whole, phrase=head, scale=EVIL, entry=EVIL, low=0.1, high=0.2,
                            point=0.15, **BY),),
        provenance=Provenance(engine=EVIL, model=EVIL, steps=()),
    )  # fmt: skip


@pytest.fixture(scope="module")
def hostile_client(tmp_path_factory) -> tuple[TestClient, str]:
    store = open_store(tmp_path_factory.mktemp("hostile") / "evil.duckdb", create=True)
    add(store, [taken(hostile(number), f"in{number}") for number in range(3)])
    keys = store.query("SELECT article FROM articles ORDER BY serial").column("article").to_pylist()
    put_stories(store, [{"story": keys[0], "title": EVIL, "actors": ["person/evil-1"]}],
                [{"story": keys[0], "article": key, "likeness": 0.9} for key in keys])  # fmt: skip
    put(
        store,
        "wire_families",
        [{"family": keys[0], "first_outlet": EVIL, "evidence": EVIL, "articles": 2, "outlets": 2}],
    )
    put(
        store,
        "wire_copies",
        [{"family": keys[0], "article": key, "likeness": 0.9, "credit": EVIL} for key in keys[:2]],
    )
    put(store, "happenings", [{"happening": f"{keys[0]}#e1", "type": "CONSULT", "text": EVIL, "reports": 2, "outlets": 1,
                               "independent": 2, "contradictions": [EVIL], "source_keys": ["person/evil-1"], "target_keys": []}])  # fmt: skip
    put(
        store,
        "tellings",
        [{"happening": f"{keys[0]}#e1", "article": key, "id": "e1", "counts": [EVIL]} for key in keys[:2]],
    )
    return TestClient(make_app(store), raise_server_exceptions=True), keys[0]


def faults(page: str) -> list[str]:
    """What in a page would run, or leads to what runs."""
    tree = html.document_fromstring(page)
    found = []
    for element in tree.iter():
        if not isinstance(element.tag, str):
            continue
        if element.tag == "script" and not (
            element.get("src", "").startswith("/static/") or element.get("type") == "application/json"
        ):
            found.append(html.tostring(element)[:200].decode())
        if element.tag in ("img", "iframe", "object", "embed") or (
            element.tag == "svg" and element.get("onload")
        ):
            found.append(element.tag)
        for name, value in element.attrib.items():
            if (
                name.startswith("on")
                or name == "style"
                or re.match(r"\s*(javascript|data|vbscript):", value, re.I)
            ):
                found.append(f"{element.tag} {name}={value[:80]}")
    return found


# Pages that are no views.
OTHERS = ("/review", "/review?layer=forecasts", "/review/events/{article}/{id}", "/docs", "/search?q=met",
          "/sql?q=SELECT+*+FROM+articles")  # fmt: skip


@pytest.mark.parametrize("path", [*(view.path for view in VIEWS), *OTHERS])
def test_nothing_in_a_report_runs(hostile_client, path):
    client, article = hostile_client
    named = {
        "article": article,
        "story": article,
        "id": "e1",
        "kind": "person",
        "name": "evil-1",
        "one": "NOR",
        "other": "NOR",
    }
    answer = client.get(path.format(**named))
    assert answer.status_code in (200, 404)
    assert faults(answer.text) == []
    assert "49" not in re.findall(r"\{\{7\*7\}\}|\b49\b", answer.text)


@pytest.mark.parametrize(
    "path",
    [
        "/events?actor={0}",
        "/events?text={0}",
        "/articles?outlet={0}",
        "/{0}",
        "/articles/{0}",
        "/stories/{0}",
    ],
)
def test_nothing_in_an_address_runs(hostile_client, path):
    client, _ = hostile_client
    answer = client.get(
        path.format(
            "%3C/script%3E%3Cscript%3Ealert(1)%3C/script%3E%22%3E%3Cimg%20src=x%20onerror=alert(2)%3E"
        )
    )
    assert answer.status_code < 500
    assert faults(answer.text) == []


def test_a_fault_would_be_found():
    assert len(faults(f"<html><body>{EVIL}<a href='javascript:x()' style='x'>y</a></body></html>")) >= 5
