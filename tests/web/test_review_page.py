"""Review: one item at a time, decided by plain forms, kept with who decided, taken back, and told in a log."""

from __future__ import annotations

import json
import shutil
from typing import Any

import pytest
from lxml import html
from starlette.testclient import TestClient
from storing import taken

from onrecord.pipeline import Reader
from onrecord.reading import Hints
from onrecord.store import Filter, Store, decisions, open_store, queue
from onrecord.store.add import add
from onrecord.web import make_app


@pytest.fixture
def kept(story_store, tmp_path) -> Store:
    path = tmp_path / "story.duckdb"
    shutil.copy(story_store.path, path)
    return open_store(path)


@pytest.fixture
def desk(kept) -> TestClient:
    return TestClient(make_app(kept))


class Page:
    """A page of review with its forms."""

    def __init__(self, client: TestClient, address: str) -> None:
        answer = client.get(address)
        assert answer.status_code == 200
        self.client, self.tree = client, html.document_fromstring(answer.text)

    def form(self, which: str) -> Any:
        """The form that has a button with these words."""
        return next(form for form in self.tree.forms if which in form.text_content())

    def send(self, which: str, fields: dict[str, Any] | None = None, **button: str):
        form = self.form(which)
        values: dict[str, Any] = {}
        for name, value in form.form_values():
            values.setdefault(name, []).append(value)
        return self.client.post(
            form.action, data={**values, **(fields or {}), **button}, follow_redirects=False
        )


def test_the_least_sure_item_comes_first_with_its_sentence(desk, kept):
    (first,) = queue(kept, Filter(), "events", limit=1)
    page = Page(desk, "/review")
    assert page.tree.xpath("string(//blockquote)") == "".join(first.sentence)
    assert page.tree.xpath("string(//blockquote/mark)") == first.evidence
    assert "0 of the events decided, 59 to go" in page.tree.xpath("string(//p[@class='about'])")


@pytest.mark.parametrize(("button", "decision"), [("accept", "accepted"), ("reject", "rejected")])
def test_a_decision_is_kept_and_leads_to_the_next(desk, kept, button, decision):
    first, second = queue(kept, Filter(), "events", limit=2)
    answer = Page(desk, "/review").send("Accept", decision=button)
    assert answer.status_code == 303
    assert answer.headers["location"].startswith("/review?done=")
    (made,) = decisions(kept)
    assert (made.article, made.id, made.decision) == (first.article, first.item.id, decision)
    page = Page(desk, answer.headers["location"])
    assert page.tree.xpath("string(//blockquote/mark)") == second.evidence
    assert decision[:4].capitalize() in page.tree.xpath("string(//*[@role='status'])")
    assert "1 of the events decided, 58 to go" in page.tree.xpath("string(//p[@class='about'])")


def test_the_last_decision_is_undone_on_the_spot(desk, kept):
    (first,) = queue(kept, Filter(), "events", limit=1)
    after = Page(desk, Page(desk, "/review").send("Accept", decision="accept").headers["location"])
    answer = after.send("Undo")
    assert answer.status_code == 303
    page = Page(desk, answer.headers["location"])
    assert page.tree.xpath("string(//blockquote/mark)") == first.evidence
    assert [one.decision for one in decisions(kept)] == ["undone", "accepted"]
    assert "undone" in page.tree.xpath("string(//ul[@class='history'])")


def test_a_correction_sets_only_what_was_changed(desk, kept):
    page = Page(desk, "/review")
    fields = {"field.type": "THREATEN", "field.mode": "restrict", "note": "it threatens"}
    assert page.send("Save the correction", fields, decision="edit").status_code == 303
    (made,) = decisions(kept)
    assert (made.change, made.note) == ({"type": "THREATEN", "mode": "restrict"}, "it threatens")
    assert made.corrected is not None
    assert made.corrected.quad == "verbal-conflict"


def test_who_acts_is_chosen_among_the_actors_of_the_report(desk, kept):
    (first,) = queue(kept, Filter(), "events", limit=1)
    other = next(id for id in first.cast if id not in first.item.sources)
    page = Page(desk, "/review")
    assert {box.get("value") for box in page.tree.xpath("//input[@name='field.sources']")} == set(first.cast)
    page.send("Save the correction", {"field.sources": [other]}, decision="edit")
    assert decisions(kept)[0].change == {"sources": [other]}
    shown = Page(desk, f"/review/events/{first.article}/{first.item.id}").tree
    assert f"→ {first.cast[other].name}" in shown.xpath("string(//div[@class='held'])")
    assert first.cast[other].name in Page(desk, "/review/log").tree.xpath("string(//p[@class='condition'])")


@pytest.mark.parametrize("layer", ["events", "positions", "forecasts", "statements"])
def test_a_form_that_is_sent_as_it_came_changes_nothing(desk, kept, layer):
    for number, waiting in enumerate(queue(kept, Filter(), layer, limit=40)):
        answer = Page(desk, f"/review?layer={layer}&skip={number}").send(
            "Save the correction", decision="edit"
        )
        assert answer.status_code == 400, waiting.evidence
        tree = html.document_fromstring(answer.text)
        assert "nothing is changed; accept the item instead" in tree.xpath("string(//*[@role='alert'])")
        assert tree.xpath("//details[@id='edit']/@open")
    assert decisions(kept) == []


@pytest.mark.parametrize(
    ("layer", "fields", "why"),
    [
        ("events", {"field.type": "DANCE"}, "type cannot be 'DANCE'"),
        ("events", {"field.mode": "hunger"}, "has no mode 'hunger'"),
        ("events", {"field.sources": ["a999"]}, "no such actor"),
        ("positions", {"field.deadline": "soon"}, "deadline"),
        ("forecasts", {"field.low": "often"}, "'often' is no number"),
        ("forecasts", {"field.low": "0.9", "field.high": "0.1"}, "from a smaller to a larger number"),
        ("forecasts", {"field.low": "nan"}, "from a smaller to a larger number"),
        ("forecasts", {"field.low": ""}, "from a smaller to a larger number"),
    ],
)
def test_a_value_that_cannot_be_is_told(desk, kept, layer, fields, why):
    answer = Page(desk, f"/review?layer={layer}").send("Save the correction", fields, decision="edit")
    assert answer.status_code == 400
    assert why in html.document_fromstring(answer.text).xpath("string(//*[@role='alert'])")
    assert decisions(kept) == []


def test_a_forecast_is_resolved(desk, kept):
    assert Page(desk, "/review?layer=forecasts").send("What became of it", became="true").status_code == 303
    (made,) = decisions(kept)
    assert made.change == {"outcome": "true"}
    page = Page(desk, f"/review/forecasts/{made.article}/{made.id}")
    assert "It came true" in page.tree.xpath("string(//div[@class='held'])")
    assert "none → It came true" in page.tree.xpath("string(//div[@class='held'])")


def test_a_likelihood_has_its_middle_for_a_point(desk, kept):
    Page(desk, "/review?layer=forecasts").send(
        "Save", {"field.low": "0.2", "field.high": "0.5"}, decision="edit"
    )
    assert decisions(kept)[0].change == {"low": 0.2, "high": 0.5, "point": 0.35}


def test_a_position_is_told_kept(desk, kept):
    Page(desk, "/review?layer=positions").send("What became of it", became="broken")
    assert decisions(kept)[0].change == {"outcome": "broken"}


def test_what_is_sent_twice_is_kept_once_and_another_mind_is_heard(desk, kept):
    page = Page(desk, "/review")
    for decision in ("accept", "accept", "reject"):
        assert page.send("Accept", decision=decision).status_code == 303
    assert [one.decision for one in decisions(kept)] == ["rejected", "accepted"]


def test_items_are_skipped_and_come_back(desk, kept):
    second = queue(kept, Filter(), "events", limit=2)[1]
    (link,) = Page(desk, "/review?type=CONSULT").tree.xpath("//a[@id='skip']/@href")
    assert link == "/review?type=CONSULT&skip=1"
    page = Page(desk, "/review?skip=1")
    assert page.tree.xpath("string(//blockquote/mark)") == second.evidence
    answer = page.send("Accept", decision="accept")
    assert answer.headers["location"].startswith("/review?skip=1&done=")
    end = Page(desk, "/review?skip=5000").tree.xpath("string(//p[@class='none'])")
    assert "You passed over 5,000" in end


def test_conditions_narrow_the_queue(desk):
    page = Page(desk, "/review?type=CONSULT")
    assert "consult" in page.tree.xpath("string(//p[@class='reading'])")
    assert page.tree.xpath("//ul[@class='given']//a/@href") == ["/review"]
    assert "Nothing that meets" in Page(desk, "/review?outlet=nobody").tree.xpath(
        "string(//p[@class='none'])"
    )
    assert desk.get("/review?layer=forecasts&dyad=NOR,ISL").status_code == 400


def test_who_decides_is_remembered(desk, kept):
    answer = Page(desk, "/review?layer=positions").send("Remember", {"reviewer": " Ada  Bergström "})
    assert answer.headers["location"] == "/review?layer=positions"
    assert "httponly" in answer.headers["set-cookie"].lower()
    page = Page(desk, "/review")
    assert "You decide as Ada Bergström" in page.tree.text_content()
    page.send("Accept", decision="accept")
    assert decisions(kept)[0].reviewer == "Ada Bergström"


def test_nobody_is_sent_to_another_site(desk):
    for back in ("//evil.example", "https://evil.example", "/\\evil.example", "x" * 3_000):
        answer = desk.post("/review/name", data={"reviewer": "A", "back": back}, follow_redirects=False)
        assert answer.headers["location"] == "/review"


@pytest.mark.parametrize(
    ("form", "status"),
    [
        ({"layer": "events", "article": "none", "id": "e1", "decision": "accept"}, 404),
        ({"layer": "times", "article": "none", "id": "t1", "decision": "accept"}, 400),
        ({}, 400),
        ({"layer": "events", "article": "a" * 500, "id": "e1"}, 400),
    ],
)
def test_what_is_not_there_cannot_be_decided(desk, form, status):
    assert desk.post("/review", data=form).status_code == status


def test_what_is_not_there_cannot_be_taken_back(desk):
    assert desk.post("/review/undo", data={"key": "none"}).status_code == 404
    assert desk.get("/review/events/none/e1").status_code == 404
    assert desk.get("/review/rumours/none/e1").status_code == 422


def test_a_report_that_was_changed_says_so(tmp_path):
    store = open_store(tmp_path / "ferry.duckdb", create=True)
    hints = Hints(url="https://news.example/ferry", date="2031-03-05")
    desk, reader = TestClient(make_app(store)), Reader()
    old = "Norway demanded that Iceland free the ferry.\n\nEstonia accused Latvia of piracy."
    add(store, [taken(reader.read(old, hints), "old")])
    assert "changed" not in Page(desk, "/review").tree.xpath("string(//p[@class='source'])")
    waiting = queue(store, Filter(), "events", limit=5)
    accused = next(one for one in waiting if "Estonia" in one.evidence)
    address = f"/review/events/{accused.article}/{accused.item.id}"
    Page(desk, address).send("Accept", decision="accept")
    new = old.replace("Estonia accused Latvia of piracy", "Estonia praised Latvia")
    add(store, [taken(reader.read(new, hints), "new")])
    page = Page(desk, "/review").tree.xpath("string(//p[@class='source'])")
    assert "the report was changed; this is version 2" in page
    assert "replaced by a newer version" in Page(desk, address).tree.xpath("string(//p[@class='source'])")
    assert "in a report that was changed since" in Page(desk, "/review/log").tree.text_content()


def test_programs_read_the_queue_and_decide(desk, kept):
    (first,) = desk.get("/review.json?layer=positions&limit=1").json()
    assert first["before"] + first["evidence"] + first["after"]
    assert "promise" in first["settable"]["kind"]
    said = {name: first[name] for name in ("article", "layer", "id")}
    kind = next(kind for kind in first["settable"]["kind"] if kind != first["item"]["kind"])
    sent = {**said, "decision": "edited", "change": {"kind": kind}, "reviewer": "checker", "key": "k1"}
    answer = desk.post("/review.json", json=sent)
    assert (answer.status_code, answer.json()["change"]) == (200, {"kind": kind})
    assert desk.post("/review.json", json=sent).json() == answer.json()
    undone = desk.post("/review.json", json={"decision": "undone", "key": "k1"})
    assert (undone.status_code, undone.json()["decision"]) == (200, "undone")
    assert len(decisions(kept)) == 2


@pytest.mark.parametrize(
    ("sent", "status"),
    [
        ({"decision": "accepted"}, 400),
        ({"decision": "guessed"}, 422),
        ({"decision": "accepted", "article": "none", "layer": "events", "id": "e1"}, 404),
        ({"decision": "undone", "key": "none"}, 404),
        ({"decision": "accepted", "more": 1}, 422),
    ],
)
def test_programs_are_told_what_is_wrong(desk, sent, status):
    answer = desk.post("/review.json", json=sent)
    assert (answer.status_code, answer.json()["status"]) == (status, status)


@pytest.mark.parametrize(
    "change",
    [{"type": 5}, {"type": None}, {"sources": "a1"}, {"sources": [["a1"]]}, {"sources": {"a": 1}}, {"intensity": "much"}, {"when": {"value": 1}},
     {"span": [5, 1]}, {"trigger": {"start": -1, "end": 10**30}}, {"when": {"value": "x", "begin": "soon", "end": None}}, {"": 1},
     {"where": {"name": "Oslo"}}, {"mode": ["x"]}, {"status": {"a": []}}, {"id": "e2"}, {"quad": "x"}, {}],
)  # fmt: skip
def test_no_change_brings_it_down(desk, kept, change):
    (first,) = desk.get("/review.json?limit=1").json()
    said = {name: first[name] for name in ("article", "layer", "id")}
    answer = desk.post("/review.json", json={**said, "decision": "edited", "change": change})
    assert answer.status_code == 400, answer.text
    assert answer.json()["problem"]
    assert decisions(kept) == []


def test_the_log_tells_all_and_gives_training_data(desk):
    assert "Nobody has decided on anything yet" in desk.get("/review/log").text
    page = Page(desk, "/review")
    page.send("Save", {"field.type": "THREATEN", "field.mode": ""}, decision="edit")
    log = Page(desk, "/review/log").tree
    assert "→ THREATEN" in log.xpath("string(//p[@class='condition'])")
    assert desk.get("/review/log.json").json()[0]["decision"] == "edited"
    (line,) = desk.get("/review/log.jsonl").text.splitlines()
    assert json.loads(line)["corrected"]["type"] == "THREATEN"


def test_notes_and_names_are_text(desk):
    evil = "</p><script>alert(1)</script>"
    Page(desk, "/review").send("Remember", {"reviewer": evil})
    Page(desk, "/review").send("Reject, with", {"note": evil}, decision="reject")
    for address in ("/review", "/review/log"):
        assert "<script>alert" not in desk.get(address).text
