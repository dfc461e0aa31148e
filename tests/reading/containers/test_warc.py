"""Web archives: pages with their addresses, other answers dropped, what lies before a cut is read."""

from __future__ import annotations

import gzip
import random
import re
from pathlib import Path
from uuid import uuid4

import pytest
from reading.holding import TEXT, found, told

from onrecord.model import Dropped
from onrecord.reading import Incoming, incoming

PAGE = f"<html><head><title>T</title></head><body><article>{f'<p>{TEXT} {TEXT}</p>' * 3}</article></body></html>".encode()


def record(kind: str, address: str, content: str, block: bytes) -> bytes:
    head = (
        f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {address}\r\nWARC-Date: 2024-05-01T00:00:00Z\r\n"
    )
    head += f"WARC-Record-ID: <urn:uuid:{uuid4()}>\r\nContent-Type: {content}\r\nContent-Length: {len(block)}\r\n\r\n"
    return head.encode() + block + b"\r\n\r\n"


def archive(path: Path, *answers: tuple[str, str, bytes], packed: bool = True, **headers: str) -> Path:
    """An archive with a note on the crawl, and a request and an answer for each (status, type, body)."""
    records = [record("warcinfo", "", "application/warc-fields", b"software: a test\r\n")]
    for number, (status, kind, body) in enumerate(answers):
        address = f"https://a.example/{number}"
        asked = b"GET / HTTP/1.1\r\nHost: a.example\r\n\r\n"
        records.append(record("request", address, "application/http; msgtype=request", asked))
        fields = {"Content-Type": kind, **{k.replace("_", "-"): v for k, v in headers.items()}}
        head = f"HTTP/1.1 {status}\r\n" + "".join(f"{k}: {v}\r\n" for k, v in fields.items()) + "\r\n"
        records.append(
            record("response", address, "application/http; msgtype=response", head.encode() + body)
        )
    path.write_bytes(b"".join(gzip.compress(part) if packed else part for part in records))
    return path


@pytest.mark.parametrize(("name", "packed"), [("x.warc", False), ("x.warc.gz", True)])
def test_pages_are_read_and_other_answers_dropped(tmp_path, name, packed):
    answers = [
        ("200 OK", "text/html; charset=utf-8", PAGE), ("404 Not Found", "text/html", PAGE),
        ("200 OK", "image/png", b"\x89PNG"), ("200 OK", "text/plain", TEXT.encode()), ("301 Moved", "text/html", b""),
    ]  # fmt: skip
    items = list(incoming(str(archive(tmp_path / name, *answers, packed=packed))))
    assert [told(item).split("\n")[0] for item in items] == [
        "T",
        "http-status",
        "binary",
        TEXT,
        "http-status",
    ]
    assert isinstance(items[0], Incoming)
    assert (items[0].article.url, items[0].article.published) == ("https://a.example/0", None)


def test_the_origin_is_the_offset_of_the_record_in_the_file(tmp_path):
    path = archive(tmp_path / "x.warc.gz", ("200 OK", "text/plain", TEXT.encode()))
    (item,) = incoming(str(path))
    offset = int(item.origin.rpartition("@")[2])
    assert TEXT.encode() in gzip.decompress(path.read_bytes()[offset:])


def test_an_archive_packed_as_a_whole(tmp_path):
    path = archive(tmp_path / "x.warc", ("200 OK", "text/plain", TEXT.encode()), packed=False)
    (tmp_path / "y.warc.gz").write_bytes(gzip.compress(path.read_bytes()))
    assert [text for _, text in found(tmp_path / "y.warc.gz")] == [TEXT]


def test_the_charset_of_the_server_is_used_where_the_page_has_none(tmp_path):
    text = "Der Präsident traf in Köln"
    path = archive(tmp_path / "x.warc.gz", ("200 OK", "text/plain; charset=cp1250", text.encode("cp1250")))
    assert [text for _, text in found(path)] == [text]


def test_answers_packed_by_the_server(tmp_path):
    path = archive(
        tmp_path / "x.warc.gz",
        ("200 OK", "text/plain", gzip.compress(TEXT.encode())),
        Content_Encoding="gzip",
    )
    assert [text for _, text in found(path)] == [TEXT]


def test_a_bomb_in_an_answer_is_dropped_and_the_next_one_read(tmp_path):
    bomb = ("200 OK", "text/plain", gzip.compress(b"a" * 100_000_000))
    path = archive(
        tmp_path / "x.warc.gz",
        bomb,
        ("200 OK", "text/plain", gzip.compress(TEXT.encode())),
        Content_Encoding="gzip",
    )
    assert [text for _, text in found(path)] == ["too-large", TEXT]


@pytest.mark.parametrize(("name", "packed"), [("x.warc", False), ("x.warc.gz", True)])
def test_a_cut_archive_gives_what_lies_before_and_one_drop(tmp_path, name, packed):
    chance = random.Random(7)
    words = [
        "Peru",
        "recalled",
        "its",
        "envoy",
        "from",
        "the",
        "talks",
        "on",
        "Monday",
        "after",
        "new",
        "demands",
        "of",
        "Chile",
        "over",
        "the",
        "border",
    ]
    texts = [" ".join(chance.choices(words, k=400)) for _ in range(6)]
    path = archive(
        tmp_path / name, *[("200 OK", "text/plain", text.encode()) for text in texts], packed=packed
    )
    whole = path.read_bytes()
    path.write_bytes(whole[: len(whole) - 400])
    assert [text for _, text in found(path)] == [*texts[:5], "truncated"]


def test_garbage_after_the_magic(tmp_path):
    (tmp_path / "x.warc").write_bytes(b"WARC/1.0\r\n" + bytes(range(256)) * 20)
    assert [text for _, text in found(tmp_path / "x.warc")] == ["truncated"]


def test_a_broken_record_costs_itself(tmp_path):
    texts = [f"Peru recalled envoy number {n} on Monday." for n in range(4)]
    path = archive(tmp_path / "x.warc.gz", *[("200 OK", "text/plain", text.encode()) for text in texts])
    members = path.read_bytes().split(b"\x1f\x8b\x08")
    members[5] = members[5][:90] + b"\x00" * 40 + members[5][130:]
    path.write_bytes(b"\x1f\x8b\x08".join(members))
    assert [text for _, text in found(path)] == [texts[0], "unreadable", *texts[2:]]
    path = archive(
        tmp_path / "x.warc", *[("200 OK", "text/plain", text.encode()) for text in texts], packed=False
    )
    short = re.sub(
        rb"(WARC-Type: response.*?Content-Length: )\d+",
        rb"\g<1>60",
        path.read_bytes(),
        count=1,
        flags=re.DOTALL,
    )
    path.write_bytes(short)
    assert [text for _, text in found(path)][1:] == ["unreadable", *texts[1:]]


@pytest.mark.parametrize("packed", [False, True])
def test_no_damage_ends_in_anything_but_outcomes(tmp_path, packed):
    path = archive(tmp_path / "x.warc", *[("200 OK", "text/html", PAGE)] * 4, packed=packed)
    whole, chance = path.read_bytes(), random.Random(7)
    for _ in range(100):
        damaged = bytearray(whole)
        for _ in range(3):
            damaged[chance.randrange(len(whole))] = chance.randrange(256)
        path.write_bytes(damaged)
        assert all(isinstance(item, Incoming | Dropped) for item in incoming(str(path)))
