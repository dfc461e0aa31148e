"""CSV and TSV: a row is an input, a bad row is dropped with its line, and the rows after it are read."""

from __future__ import annotations

import pytest
from reading.holding import found

from onrecord.reading import incoming

CASES = [  # id, name, content, outcomes with the line each row starts on
    ("plain", "x.csv", "id,title,text\n1,T,One.\n2,,Two.\n", [("x.csv:2", "T\n\nOne."), ("x.csv:3", "Two.")]),
    ("names in capitals", "x.csv", "Date, TEXT \n2024-01-02,One.\n", [("x.csv:2", "One.")]),
    ("tabs", "x.tsv", 'id\ttext\n1\tOne, "two".\n', [("x.tsv:2", 'One, "two".')]),
    ("semicolons", "x.csv", "id;text\n1;One, two.\n", [("x.csv:2", "One, two.")]),
    ("lines in a field", "x.csv", 'id,text\n1,"One.\n\nTwo."\n2,Three.\n', [("x.csv:2", "One.\n\nTwo."), ("x.csv:5", "Three.")]),
    ("Windows line ends", "x.csv", "id,text\r\n1,One.\r\n\r\n2,Two.\r\n", [("x.csv:2", "One."), ("x.csv:4", "Two.")]),
    ("too few fields", "x.csv", "id,text\n1\n2,Two.\n", [("x.csv:2", "bad-row"), ("x.csv:3", "Two.")]),
    ("too many fields", "x.csv", "id,text\n1,One, two.\n2,Two.\n", [("x.csv:2", "bad-row"), ("x.csv:3", "Two.")]),
    ("text after a quotation", "x.csv", 'id,text\n1,"One" two.\n2,Two.\n', [("x.csv:2", "bad-row"), ("x.csv:3", "Two.")]),
    ("cut off in a quotation", "x.csv", 'id,text\n1,One.\n2,"Two', [("x.csv:2", "One."), ("x.csv:3", "bad-row")]),
    ("no text", "x.csv", "id,title,text\n1,T,\n", [("x.csv:2", "no-text")]),
    ("no column of texts", "x.csv", "a,b\n1,2\n", [("x.csv:1", "bad-table")]),
    ("empty", "x.csv", "", [("x.csv", "empty")]),
    ("a header alone", "x.csv", "id,text\n", []),
    ("a huge field", "x.csv", "id,text\n1," + "a" * 2_100_000 + "\n2,Two.\n", [("x.csv:2", "too-large"), ("x.csv:3", "Two.")]),
]  # fmt: skip


@pytest.mark.parametrize(("name", "content", "outcomes"), [c[1:] for c in CASES], ids=[c[0] for c in CASES])
def test_rows(tmp_path, name, content, outcomes):
    (tmp_path / name).write_text(content, "utf-8", newline="")
    assert found(tmp_path / name) == outcomes


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_encodings_of_tables(tmp_path, encoding):
    text = "Der Präsident traf in Köln den Außenminister aus Österreich, früh am Morgen."
    (tmp_path / "x.csv").write_text(f'id,text\n1,"{text}"\n', encoding)
    assert found(tmp_path / "x.csv") == [("x.csv:2", text)]


def test_a_row_tells_its_id_date_outlet_and_address(tmp_path):
    (tmp_path / "x.csv").write_text("id,date,outlet,url,text\n7,2024-01-02,Wire,https://a.example/7,One.\n")
    (item,) = incoming(str(tmp_path / "x.csv"))
    article = item.article
    assert (item.id, article.published, article.outlet, article.url) == (
        "7",
        "2024-01-02",
        "Wire",
        "https://a.example/7",
    )
