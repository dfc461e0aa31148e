"""Where inputs lie: files, folders, patterns, packed files, JSON lines and arrays; each is found once, in order."""

from __future__ import annotations

import gzip
import io
import json
import os
import pickle
import sys

import pytest
from reading.holding import TEXT, found, told

from onrecord.model import Dropped
from onrecord.reading import Hints, Raw, holds_many, incoming, parse, raws
from onrecord.reading.bounded import lines_of


def test_a_raw_input_parses_the_same_after_pickling_and_so_does_its_outcome(tmp_path):
    (tmp_path / "a.txt").write_text(TEXT)
    (raw,) = raws(str(tmp_path / "a.txt"), Hints(outlet="Wire"))
    again = pickle.loads(pickle.dumps(raw))
    assert again == raw
    item = pickle.loads(pickle.dumps(parse(again)))
    assert (item.article.text, item.article.outlet, item.origin) == (TEXT, "Wire", str(tmp_path / "a.txt"))


def test_a_key_tells_place_and_bytes():
    keys = {Raw(o, d, None, Hints()).key for o, d in [("a", b"1"), ("a", b"2"), ("b", b"1"), ("a", b"1")]}
    assert len(keys) == 3
    assert Raw("a", b"1", None, Hints(date="2024-01-01")).key == "a#6b86b273ff34fce1"


@pytest.mark.parametrize(
    ("form", "data", "outcome"),
    [
        ("text", b"<p>One</p> said two.", "<p>One</p> said two."),
        (None, b'{"text": "Peru agreed."}', "Peru agreed."),
        ("json", b"Peru agreed.", "bad-json"),
        ("json", b'{"text": "<div> is a tag, Peru said."}', "<div> is a tag, Peru said."),
        ("html", b"<html></html>", "no-text"),
        (None, b"", "empty"),
    ],
)
def test_the_form_decides_how_an_input_is_parsed(form, data, outcome):
    assert told(parse(Raw("x", data, form, Hints()))) == outcome


def test_a_folder_is_walked_in_order(tmp_path):
    for name in ("b.txt", "a/2.txt", "a/10.txt", ".hidden", ".git/x.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(TEXT)
    (tmp_path / "c.png").write_bytes(b"\x89PNG" + bytes(range(256)))
    (tmp_path / "a/loop").symlink_to(tmp_path)
    (tmp_path / "gone").symlink_to(tmp_path / "nowhere")
    os.mkfifo(tmp_path / "pipe")
    assert found(tmp_path) == [
        ("10.txt", TEXT), ("2.txt", TEXT), ("b.txt", TEXT), ("c.png", "binary"), ("gone", "unreadable"), ("pipe", "unreadable"),
    ]  # fmt: skip


def test_an_empty_folder_is_accounted_for(tmp_path):
    assert found(tmp_path) == [(tmp_path.name, "empty")]


def test_a_pattern_names_files(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    for name in ("x/a.txt", "x/y/b.txt", "x/y/c.html"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(TEXT)
    (tmp_path / "[odd].txt").write_text(TEXT)
    assert [o.origin for o in incoming("**/*.txt")] == ["[odd].txt", "x/a.txt", "x/y/b.txt"]
    assert [o.origin for o in incoming("x/*")] == ["x/a.txt", "x/y/b.txt", "x/y/c.html"]
    assert [o.origin for o in incoming("[odd].txt")] == ["[odd].txt"]
    assert found("z*") == [("z*", "missing")]


@pytest.mark.parametrize(
    ("source", "many"),
    [(".", True), ("*.txt", True), ("a.jsonl.gz", True), ("A.CSV", True), ("a.txt", False)],
)
def test_which_names_hold_many(source, many):
    assert holds_many(source) is many


ROWS = "".join(json.dumps({"id": n, "text": TEXT}) + "\n\n" for n in range(3))
LINES = [("x.jsonl:1", TEXT), ("x.jsonl:3", TEXT), ("x.jsonl:5", TEXT)]


def test_json_lines_are_found_by_name_by_content_and_by_wish(tmp_path):
    for name in ("x.jsonl", "x.txt"):
        (tmp_path / name).write_text(ROWS)
        lines = [(place.replace("x.jsonl", name), text) for place, text in LINES]
        assert found(tmp_path / name) == lines
    (tmp_path / "one.txt").write_text('{"text": "Peru agreed."}')
    assert found(tmp_path / "one.txt") == [("one.txt", "Peru agreed.")]
    assert found(tmp_path / "one.txt", lines=True) == [("one.txt:1", "Peru agreed.")]


def test_packed_json_lines(tmp_path):
    whole = gzip.compress(ROWS.encode())
    (tmp_path / "x.jsonl.gz").write_bytes(whole)
    assert found(tmp_path / "x.jsonl.gz") == [(place.replace(":", ".gz:"), text) for place, text in LINES]


def test_a_packed_file_that_is_cut_gives_what_lies_before(tmp_path):
    rows = "".join(
        json.dumps({"text": f"Peru recalled envoy {os.urandom(40).hex()}."}) + "\n" for _ in range(2000)
    )
    whole = gzip.compress(rows.encode())
    (tmp_path / "x.jsonl.gz").write_bytes(whole[: len(whole) // 2])
    reasons = [o.reason if isinstance(o, Dropped) else "kept" for o in incoming(str(tmp_path / "x.jsonl.gz"))]
    assert reasons.count("kept") > 900
    assert reasons[-1] == "truncated"
    assert set(reasons[:-1]) == {"kept"}
    (tmp_path / "y.txt.gz").write_bytes(gzip.compress(TEXT.encode())[:-12])
    assert found(tmp_path / "y.txt.gz") == [("y.txt.gz", "truncated")]
    (tmp_path / "z.txt.gz").write_bytes(gzip.compress(TEXT.encode())[:-8] + b"12345678")
    assert found(tmp_path / "z.txt.gz") == [("z.txt.gz", "unreadable")]


def test_a_packed_page_is_a_page(tmp_path):
    (tmp_path / "a.html.gz").write_bytes(gzip.compress(b"<html><body><p>" + TEXT.encode() * 5))
    assert found(tmp_path / "a.html.gz") == [("a.html.gz", TEXT * 5)]


def test_a_gzip_bomb_stops(tmp_path):
    (tmp_path / "x.jsonl.gz").write_bytes(
        gzip.compress(b'{"text": "a"}\n' + (b" " * 9_999 + b"\n") * 10_000, 9)
    )
    outcomes = found(tmp_path / "x.jsonl.gz")
    assert [reason for _, reason in outcomes] == ["a", "bomb"]


def test_a_line_longer_than_any_report_is_dropped_and_the_next_one_read(tmp_path):
    (tmp_path / "x.jsonl").write_bytes(b'{"text": "' + b"a" * 9_000_000 + b'"}\n{"text": "Peru agreed."}\n')
    assert found(tmp_path / "x.jsonl") == [("x.jsonl:1", "too-large"), ("x.jsonl:2", "Peru agreed.")]


def test_lines_are_cut_at_the_limit():
    assert list(lines_of(io.BytesIO(b"abcdef\nab\nabc"), 3)) == [b"abcd", b"ab\n", b"abc"]


ARRAYS = [  # id, content, outcomes
    ("objects", '[{"text": "One."}, 7, {"text": "Two."}]', ["One.", "bad-json", "Two."]),
    ("empty", "[]", []),
    ("cut off", '[{"text": "One."}, {"text": "Tw', ["One.", "bad-json"]),
    ("a fault", '[{"text": "One."}, {"text" "Two."}, {"text": "Three."}]', ["One.", "bad-json"]),
    ("never closed", '[{"text": "One."}', ["One.", "bad-json"]),
    ("numbers", "[1, 2]", ["bad-json", "bad-json"]),
]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig"])
@pytest.mark.parametrize(("content", "outcomes"), [c[1:] for c in ARRAYS], ids=[c[0] for c in ARRAYS])
def test_arrays(tmp_path, content, outcomes, encoding):
    (tmp_path / "x.json").write_text(content, encoding)
    assert [text for _, text in found(tmp_path / "x.json")] == outcomes


def test_an_array_longer_than_memory_should_hold_is_read_bit_by_bit(tmp_path):
    rows = [{"id": n, "text": "Peru \U0001f600 agreed. " * (n % 7 * 1500 + 1)} for n in range(300)]
    (tmp_path / "x.json").write_text(json.dumps(rows, indent=2))
    assert [json.loads(raw.data) for raw in raws(str(tmp_path / "x.json"))] == rows


def test_a_text_that_starts_with_a_bracket_is_text(tmp_path):
    (tmp_path / "x.txt").write_text("[Updated] Peru recalled its envoy.")
    assert found(tmp_path / "x.txt") == [("x.txt", "[Updated] Peru recalled its envoy.")]


def test_objects_in_utf_16(tmp_path):
    (tmp_path / "x.json").write_text('[{"text": "One."}, {"text": "Two."}]', "utf-16")
    assert found(tmp_path / "x.json") == [("x.json:1", "One."), ("x.json:2", "Two.")]


def test_standard_input_is_told_by_its_content(monkeypatch):
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(gzip.compress(ROWS.encode()))))
    assert [o.origin for o in incoming("-")] == ["-:1", "-:3", "-:5"]
