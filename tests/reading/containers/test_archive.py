"""Zip archives and tar balls: members in order, bombs refused, nothing written."""

from __future__ import annotations

import gzip
import io
import os
import random
import tarfile
import zipfile
from pathlib import Path

import pytest
from reading.holding import TEXT, found

from onrecord.model import Dropped
from onrecord.reading import Incoming, incoming


def zipped(path: Path, members: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> Path:
    with zipfile.ZipFile(path, "w", method) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return path


@pytest.mark.parametrize(
    "method", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_LZMA, zipfile.ZIP_BZIP2]
)
def test_members_are_read_each_in_its_form(tmp_path, method):
    rows = b'{"text": "One."}\n{"text": "Two."}\n'
    members = {
        "b/page.html": b"<html><body><p>" + TEXT.encode() * 5, "a.txt": TEXT.encode(), "rows.jsonl": rows,
        "rows.csv": b"id,text\n1,One.\n", "c.txt.gz": gzip.compress(TEXT.encode()), "picture.png": b"\x89PNG....",
        ".DS_Store": b"x", "__MACOSX/a.txt": b"x", "empty/": b"",
    }  # fmt: skip
    assert found(zipped(tmp_path / "x.zip", members, method)) == [
        ("page.html", TEXT * 5), ("x.zip!a.txt", TEXT), ("x.zip!rows.jsonl:1", "One."), ("x.zip!rows.jsonl:2", "Two."),
        ("x.zip!rows.csv:2", "One."), ("x.zip!c.txt.gz", TEXT), ("x.zip!picture.png", "binary"),
    ]  # fmt: skip


def test_names_of_members_are_names_and_nothing_else(tmp_path):
    inside = tmp_path / "inside"
    inside.mkdir()
    names = ["../../evil.txt", "/etc/evil.txt", "a\x1b[31m.txt"]
    path = zipped(inside / "x.zip", dict.fromkeys(names, TEXT.encode()))
    origins = [item.origin for item in incoming(str(path))]
    assert origins == [f"{path}!../../evil.txt", f"{path}!/etc/evil.txt", f"{path}!a\ufffd[31m.txt"]
    assert [p.name for p in tmp_path.rglob("*") if p.is_file()] == ["x.zip"]


def test_an_archive_in_an_archive_is_refused_and_the_rest_read(tmp_path):
    inner = zipped(tmp_path / "inner.zip", {"a.txt": b"x"}).read_bytes()
    path = zipped(tmp_path / "x.zip", {"inner.zip": inner, "a.txt": TEXT.encode()})
    assert found(path) == [("x.zip!inner.zip", "nested"), ("x.zip!a.txt", TEXT)]


def test_a_packing_inside_a_packing_ends(tmp_path):
    data = TEXT.encode()
    for _ in range(5):
        data = gzip.compress(data)
    (tmp_path / "x.txt.gz").write_bytes(data)
    assert found(tmp_path / "x.txt.gz") == [("x.txt.gz", "nested")]


def test_a_bomb_is_refused_and_the_rest_read(tmp_path):
    bomb = b'{"text": "a"}\n' + (b" " * 9_999 + b"\n") * 6_000
    path = zipped(tmp_path / "x.zip", {"bomb.jsonl": bomb, "a.txt": TEXT.encode()})
    assert found(path) == [("x.zip!bomb.jsonl:1", "a"), ("x.zip!bomb.jsonl", "bomb"), ("x.zip!a.txt", "bomb")]
    path = zipped(tmp_path / "y.zip", {"bomb.txt": b" " * 60_000_000, "a.txt": TEXT.encode()})
    assert found(path) == [("y.zip!bomb.txt", "too-large"), ("y.zip!a.txt", TEXT)]


def test_an_encrypted_member_is_dropped_and_the_rest_read(tmp_path):
    path = zipped(tmp_path / "x.zip", {"a.txt": b"secret", "b.txt": TEXT.encode()})
    data = bytearray(path.read_bytes())
    data[6] |= 1
    data[data.index(b"PK\x01\x02") + 8] |= 1
    path.write_bytes(data)
    assert found(path) == [("x.zip!a.txt", "encrypted"), ("x.zip!b.txt", TEXT)]


def test_an_archive_that_is_cut_says_so(tmp_path):
    path = zipped(tmp_path / "x.zip", {"a.txt": TEXT.encode()})
    path.write_bytes(path.read_bytes()[:-30])
    assert found(path) == [("x.zip", "truncated")]


def test_a_member_with_a_wrong_sum_is_dropped_and_the_rest_read(tmp_path):
    path = zipped(tmp_path / "x.zip", {"a.txt": b"12345", "b.txt": TEXT.encode()}, zipfile.ZIP_STORED)
    path.write_bytes(path.read_bytes().replace(b"12345", b"12346"))
    assert found(path) == [("x.zip!a.txt", "unreadable"), ("x.zip!b.txt", TEXT)]


def test_what_is_an_archive_by_form_only(tmp_path):
    office = zipped(tmp_path / "x.docx", {"[Content_Types].xml": b"<x/>", "word/document.xml": b"<x/>"})
    assert found(office) == [("x.docx", "binary")]
    assert found(zipped(tmp_path / "empty.zip", {})) == [("empty.zip", "empty")]


def test_no_damage_ends_in_anything_but_outcomes(tmp_path):
    path = zipped(tmp_path / "x.zip", {f"{n}.txt": TEXT.encode() * 9 for n in range(5)})
    whole, chance = path.read_bytes(), random.Random(7)
    for _ in range(200):
        damaged = bytearray(whole)
        for _ in range(4):
            damaged[chance.randrange(len(whole))] = chance.randrange(256)
        path.write_bytes(damaged)
        assert all(isinstance(item, Incoming | Dropped) for item in incoming(str(path)))


def tarred(path: Path, mode: str = "w:gz") -> Path:
    with tarfile.open(path, mode) as archive:
        for name, data in {
            "a.txt": TEXT.encode(),
            "../b.txt": TEXT.encode(),
            "c.jsonl": b'{"text": "One."}\n',
        }.items():
            member = tarfile.TarInfo(name)
            member.size = len(data)
            archive.addfile(member, io.BytesIO(data))
        link = tarfile.TarInfo("link")
        link.type, link.linkname = tarfile.SYMTYPE, "/etc/passwd"
        archive.addfile(link)
    return path


@pytest.mark.parametrize(("name", "mode"), [("x.tar", "w:"), ("x.tar.gz", "w:gz"), ("x.tgz", "w:gz")])
def test_files_of_a_tar_ball(tmp_path, name, mode):
    path = tarred(tmp_path / name, mode)
    assert found(path) == [(f"{name}!a.txt", TEXT), ("b.txt", TEXT), (f"{name}!c.jsonl:1", "One.")]
    assert os.listdir(tmp_path) == [name]


def test_a_tar_ball_that_is_cut_gives_what_lies_before(tmp_path):
    path = tarred(tmp_path / "x.tar", "w:")
    path.write_bytes(path.read_bytes()[: 512 + 512 + 600])
    assert found(path) == [("x.tar!a.txt", TEXT), ("b.txt", "truncated")] or found(path)[-1][1] == "truncated"
