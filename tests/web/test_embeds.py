"""Charts alone: no navigation, a way back, a table that says the same."""

from __future__ import annotations

import pytest
from paged import charts, find, page, words
from starlette.testclient import TestClient

from onrecord.store import open_store
from onrecord.web import make_app

EMBEDDED = [
    ("/embed/escalation", "escalation", "/dyads/ISL/NOR"), ("/embed/escalation?dyad=norway,ISL", "escalation", "/dyads/NOR/ISL"),
    ("/embed/lanes", "lanes", "/stories/"), ("/embed/map?type=consult", "map", "/map?type=consult"),
    ("/embed/network", "network", "/dyads"), ("/embed/network?actor=state/NOR", "network", "/actors/state/NOR"),
]  # fmt: skip


@pytest.mark.parametrize(("address", "name", "back"), EMBEDDED)
def test_a_chart_alone(client, address, name, back):
    tree = page(client, address)
    assert len(charts(tree, name)) == 1
    assert len(find(tree, "h1")) == 1
    assert find(tree, "nav") == find(tree, "form") == []
    assert find(tree, "details.twin tbody tr")
    (link,) = find(tree, "p.back a")
    assert link.get("href").startswith(back)
    assert client.get(link.get("href")).status_code == 200
    assert find(tree, "base")[0].get("target") == "_blank"


@pytest.mark.parametrize(
    "address",
    ["/embed/escalation?dyad=NOR,KEN", "/embed/lanes?story=none", "/embed/network?actor=person/nobody"],
)
def test_what_is_not_on_record_is_not_found(client, address):
    assert client.get(address).status_code == 404


@pytest.mark.parametrize("name", ["escalation", "lanes", "map", "network"])
def test_an_empty_store_has_nothing_to_draw(tmp_path, name):
    empty = TestClient(make_app(open_store(tmp_path / "empty.duckdb", create=True)))
    assert words(find(page(empty, f"/embed/{name}"), "p.none")[0]) == "There is nothing to draw yet."


@pytest.mark.parametrize("path", ["/dyads", "/map", "/forecasts/scores", "/events", "/actors", "/stories"])
def test_an_empty_store_has_pages(tmp_path, path):
    empty = TestClient(make_app(open_store(tmp_path / "empty.duckdb", create=True)))
    assert find(page(empty, path), "p.none")
    assert empty.get(f"{path}.json").json() == []
