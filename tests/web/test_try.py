"""Try it: what visitors bring is read within limits, refused in words, and never stored."""

from __future__ import annotations

import json
import threading
from pathlib import Path
from typing import Any

import pytest
from lxml import html
from serving import serving
from starlette.exceptions import HTTPException
from starlette.testclient import TestClient

from onrecord.errors import InputError
from onrecord.model import Article, Provenance, Record, from_json
from onrecord.reading import Hints
from onrecord.web import make_app
from onrecord.web.trying import LIMIT_BYTES, MOST_CHARS, MOST_DROPPED, MOST_REPORTS, Given, ReadingRoom

STORY = Path(__file__).parents[2] / "examples/story/reports.jsonl"
TEXT = "Norway demanded on Monday that Iceland release the ferry. Iceland rejected the demand."

GERMAN = (
    "Der Minister sagte am Montag, die Verhandlungen gingen weiter und würden bald enden. Er fügte hinzu, dass beide Seiten"
    " noch in dieser Woche zusammenkommen wollten, um über den Hafen und die Zölle zu sprechen."
)


class Quick:
    """A reader that finds nothing, at once."""

    def read_many(self, incoming: Any) -> Any:
        made = Provenance(engine="0", model="none", steps=())
        return [Record(article=one.article, provenance=made) for one in incoming]


class Slow(Quick):
    """A reader that takes as long as it is told."""

    def __init__(self) -> None:
        self.begun, self.go_on = threading.Event(), threading.Event()

    def read_many(self, incoming: Any) -> Any:
        self.begun.set()
        assert self.go_on.wait(10)
        return super().read_many(incoming)


def given(data: str | bytes, name: str = "the text", **known: str) -> Given:
    return Given(data.encode() if isinstance(data, str) else data, name, Hints(**known))


@pytest.fixture(scope="module")
def room() -> ReadingRoom:
    return ReadingRoom(Quick)


@pytest.fixture(scope="module")
def visitor(story_store) -> TestClient:
    """The app with the real engine."""
    return TestClient(make_app(story_store))


def words(answer) -> str:
    return " ".join(html.document_fromstring(answer.text).find(".//main").text_content().split())


def filled(area) -> str:
    """What stands in a text area; browsers leave out the line break that it begins with."""
    return area.text.removeprefix("\n")


def test_a_text_is_read_and_shown_with_its_record(visitor):
    answer = visitor.post(
        "/try",
        data={"text": TEXT, "title": "A ferry is held", "date": "2024-03-05", "outlet": "Harbour Post"},
    )
    page = html.document_fromstring(answer.text)
    assert answer.status_code == 200
    assert answer.headers["cache-control"] == "no-store"
    assert page.xpath("//h1")[0].text_content().endswith("A ferry is held")
    assert "Harbour Post · 5 Mar 2024" in words(answer)
    assert "Read just now, and not put on record." in words(answer)
    assert {"p1", "e1"} <= set(page.xpath("//tr/@id"))


def test_nothing_is_stored(visitor, story_store):
    before = story_store.query("SELECT count(*) AS n FROM kept.articles").to_pylist()
    inputs = story_store.query("SELECT count(*) AS n FROM kept.inputs").to_pylist()
    visitor.post("/try", data={"text": TEXT})
    assert story_store.query("SELECT count(*) AS n FROM kept.articles").to_pylist() == before
    assert story_store.query("SELECT count(*) AS n FROM kept.inputs").to_pylist() == inputs


def test_lines_of_a_form_end_as_elsewhere(visitor):
    answer = visitor.post("/try", data={"text": TEXT.replace(". ", ".\r\n\r\n")})
    assert len(html.document_fromstring(answer.text).xpath("//article/p[@class='body']")) == 2


def test_of_a_file_with_many_the_first_is_read_and_the_next_are_offered(visitor):
    answer = visitor.post("/try", files={"file": ("C:\\news\\reports.jsonl", STORY.read_bytes())})
    page = html.document_fromstring(answer.text)
    others = page.xpath("//form[@class='other']")
    assert page.xpath("//h1")[0].text_content().startswith("Norway gives Iceland")
    assert len(others) == MOST_REPORTS - 1
    assert "There is more in it; only the beginning was looked at." in words(answer)
    fields = {field.get("name"): field.get("value") for field in others[0].xpath(".//input")}
    assert fields["date"] == "2024-03-04"
    again = visitor.post("/try", data={**fields, "text": filled(others[0].xpath(".//textarea")[0])})
    assert (
        html.document_fromstring(again.text)
        .xpath("//h1")[0]
        .text_content()
        .endswith("deadline for Icelandic boats")
    )
    assert "Harbour Post" in words(again)


def test_a_page_of_the_web_is_read(visitor):
    body = f"<html><head><title>A ferry</title></head><body><article><h1>A ferry</h1><p>{TEXT * 4}</p></article></body></html>"
    answer = visitor.post("/try", files={"file": ("ferry.html", body.encode())})
    assert answer.status_code == 200
    assert "Norway" in words(answer)


@pytest.mark.parametrize(("fields", "told"), [
    ({}, "Paste a text, choose a file or name an address"),
    ({"text": "  \n"}, "Paste a text, choose a file or name an address"),
    ({"text": TEXT, "address": "https://news.example"}, "one of them"),
    ({"text": GERMAN}, "another language (de)"),
    ({"text": TEXT, "date": "yesterday"}, "yesterday"),
    ({"text": "{not json"}, "Not read: the text. Not valid JSON"),
    ({"text": "rain " * (MOST_CHARS // 5 + 1)}, "it has more than 100,000 characters"),
    ({"address": "http://127.0.0.1:9/"}, "no http or https address of a machine that everybody can reach"),
    ({"address": "file:///etc/hostname"}, "no http or https address"),
])  # fmt: skip
def test_what_cannot_be_read_says_why_and_is_kept_in_the_form(visitor, fields, told):
    answer = visitor.post("/try", data=fields)
    page = html.document_fromstring(answer.text)
    assert answer.status_code == 400
    assert told.lower() in words(answer).lower()
    assert page.xpath("//*[@role='alert']")
    assert filled(page.xpath("//form[@id='try']//textarea")[0]) == fields.get("text", "")
    assert page.xpath("//form[@id='try']//input[@name='address']/@value") == [fields.get("address", "")]


def test_addresses_of_this_machine_are_not_fetched(visitor):
    with serving() as site:
        answer = visitor.post("/try", data={"address": site.url})
        assert answer.status_code == 400
        assert site.asked == []


def test_a_picture_says_what_it_is(visitor):
    answer = visitor.post("/try", files={"file": ("map.png", b"\x89PNG\r\n\x1a\n" + bytes(50))})
    assert "Not read: map.png. It is a PNG picture, not text." in words(answer)


@pytest.mark.parametrize("sent", [
    {"files": {"file": ("big.txt", b"rain " * (LIMIT_BYTES // 5 + 1))}}, {"data": {"text": "rain " * (LIMIT_BYTES // 5 + 1)}},
], ids=["file", "text"])  # fmt: skip
def test_what_is_too_large_is_refused(visitor, sent):
    data = {key: value for key, value in sent.items() if key == "data"}
    answer = visitor.post("/try", **data, files=sent.get("files", {"file": ("", b"")}))
    assert answer.status_code in (400, 413)
    assert "larger than 2 MB" in words(answer)


def test_hostile_texts_stay_text(visitor):
    evil = f"{TEXT} </textarea></p><script>alert(1)</script><img src=x onerror=alert(2)>"
    rows = "\n".join(
        json.dumps({"text": evil, "title": evil, "outlet": evil, "url": "javascript:alert(3)"})
        for _ in range(3)
    )
    for answer in (
        visitor.post(
            "/try", data={"text": evil, "title": evil, "outlet": evil, "url": "javascript:alert(3)"}
        ),
        visitor.post("/try", files={"file": ("rows.jsonl", rows.encode())}),
        visitor.post("/try", data={"text": evil, "address": evil}),
    ):
        assert "<script>alert" not in answer.text
        assert "<img" not in answer.text
        assert 'href="javascript' not in answer.text


def test_hostile_names_stay_text(visitor):
    evil = "</li><script>alert(1)</script>.png"
    answer = visitor.post("/try", files={"file": (evil, b"\x89PNG\r\n\x1a\n" + bytes(50))})
    assert "<script>alert" not in answer.text


def test_a_program_gets_the_record(visitor):
    answer = visitor.post("/try.json", json={"text": TEXT, "title": "A ferry is held", "date": "2024-03-05"})
    record = from_json(answer.content)
    assert answer.status_code == 200
    assert (record.article.title, record.article.published) == ("A ferry is held", "2024-03-05")
    assert {event.type for event in record.events} >= {"REQUEST", "REJECT"}


@pytest.mark.parametrize(("body", "status"), [
    ({"text": ""}, 422), ({}, 422), ({"text": TEXT, "address": "https://news.example"}, 422),
    ({"text": TEXT, "date": "soon"}, 422), ({"text": "x" * (MOST_CHARS + 1)}, 422), ({"text": "   "}, 400),
    ({"text": GERMAN}, 400),
])  # fmt: skip
def test_a_program_is_told_what_is_wrong(visitor, body, status):
    answer = visitor.post("/try.json", json=body)
    assert answer.status_code == status
    assert answer.json()["problem"]


def test_the_interface_is_described(visitor):
    described = visitor.get("/openapi.json").json()
    operation = described["paths"]["/try.json"]["post"]
    assert set(operation["responses"]) == {"200", "400", "422", "503"}
    body = operation["requestBody"]["content"]["application/json"]["schema"]["$ref"].rpartition("/")[2]
    assert set(described["components"]["schemas"][body]["properties"]) == {
        "text",
        "title",
        "date",
        "outlet",
        "url",
    }
    assert "/try" not in described["paths"]


def test_the_model_is_loaded_once_and_not_before_it_is_needed():
    made = []
    room = ReadingRoom(lambda: made.append(1) or Quick())
    assert made == []
    room.read(given(b"\x89PNG\r\n\x1a\n"))
    assert made == []
    for _ in range(3):
        assert room.read(given(TEXT)).record is not None
    assert made == [1]


def test_readings_take_turns_and_too_many_are_sent_away():
    slow = Slow()
    room = ReadingRoom(lambda: slow, waiting=1)
    done = []
    readers = [threading.Thread(target=lambda: done.append(room.read(given(TEXT)))) for _ in range(2)]
    readers[0].start()
    assert slow.begun.wait(10)
    readers[1].start()
    while room._turns._work_queue.qsize() < 1:
        pass
    with pytest.raises(HTTPException, match="Many want") as refused:
        room.read(given(TEXT))
    assert refused.value.status_code == 503
    slow.go_on.set()
    for reader in readers:
        reader.join(10)
    assert len(done) == 2
    assert room.read(given(TEXT)).record is not None


def test_what_takes_too_long_is_given_up_and_the_next_one_is_read():
    slow = Slow()
    room = ReadingRoom(lambda: slow, read_s=0.05)
    with pytest.raises(HTTPException, match=r"It took longer than 0\.05 seconds"):
        room.read(given(TEXT))
    slow.go_on.set()
    patient = room.read(given(TEXT))
    assert patient.record is not None


def test_inputs_that_are_no_reports_are_named_up_to_a_number(room):
    rows = "\n".join([json.dumps({"text": TEXT}), *(["{"] * (MOST_DROPPED + 5))])
    tried = room.read(given(rows, "rows.jsonl"))
    assert isinstance(tried.record, Record)
    assert isinstance(tried.record.article, Article)
    assert (len(tried.dropped), tried.more) == (MOST_DROPPED, True)
    assert tried.dropped[0].origin == "rows.jsonl:2"


def test_a_date_that_is_none_is_refused(room):
    with pytest.raises(InputError) as refused:
        room.read(given(TEXT, date="soon"))
    assert refused.value.reason == "bad-date"
