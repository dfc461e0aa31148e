"""Sheets: a note a line, evidence in the words of the text."""

from __future__ import annotations

import pytest

from onrecord.corpus import Report, digest, problems
from onrecord.corpus.locate import Quoted
from onrecord.corpus.sheets import read_sheet

TEXT = (
    "Iceland accused Norway on Wednesday of ramming a patrol boat. “If a boat is left, we shall tow it in,” Halla Stein "
    "told this newspaper.\n\nNorway denied it. Analysts said that a tow was unlikely while the talks went on."
)
REPORT = Report(id="herring", text=TEXT, outlet="The Skerry Post", published="2031-04-10")
SHEET = """# a remark
T | Wednesday | 2031-04-09 | accept: 2031-04-02
A | Iceland | state | ISL | GOV | Iceland
A | Norway | state | NOR | GOV | Norway
A | Halla Stein | person | ISL | GOV | Halla Stein
A | Analysts | group | - | EDU | Analysts
S | Halla Stein | direct | If a boat is left [...] tow it in | accept_speaker: Iceland; -

E | ACCUSE | ISL | NOR | actual | 2031-04-09 | Iceland accused Norway | accept_type: ACCUSE; REQUEST | accept_targets: -
E | REJECT | NOR | - | actual | - | Norway denied it
P | threat | ISL | NOR | we shall tow it in | condition: If a boat is left | deadline: 2031-05-01 | outcome: lapsed
F | Analysts | 0.1 0.4 | unlikely | a tow was unlikely | Iceland tows boats in
"""


def read(lines, report=REPORT):
    return read_sheet(lines, report, "tests")


def test_every_kind_of_line_is_read():
    sheet = read(SHEET)
    annotation = sheet.annotation
    assert sheet.errors == []
    assert problems(annotation, TEXT) == []
    assert (annotation.id, annotation.source, annotation.sha256) == ("herring", "tests", digest(TEXT))
    (time,) = annotation.times
    assert (time.span.of(TEXT), time.value, time.accept) == ("Wednesday", "2031-04-09", ("2031-04-02",))
    assert [actor.name for actor in annotation.actors] == ["Iceland", "Norway", "Halla Stein", "Analysts"]
    (statement,) = annotation.statements
    assert statement.content.of(TEXT) == "If a boat is left, we shall tow it in"
    assert statement.accept_speaker == ("Iceland", None)
    accuse, reject = annotation.events
    assert (accuse.sources, accuse.targets, accuse.accept_targets) == (("ISL",), ("NOR",), (None,))
    assert (reject.targets, reject.date) == ((), None)
    (threat,) = annotation.positions
    assert threat.condition is not None
    assert threat.condition.of(TEXT) == "If a boat is left"
    assert (threat.deadline, threat.outcome) == ("2031-05-01", "lapsed")
    (forecast,) = annotation.forecasts
    assert forecast.phrase.of(TEXT) == "unlikely"
    assert forecast.probability == (0.1, 0.4)


@pytest.mark.parametrize(
    ("line", "error"),
    [
        ("X | Wednesday", "no kind of line: 'X'"),
        ("T | Wednesday", "T has 2 fields, not 1"),
        ("T | Thursday | 2031-04-10", "'Thursday' does not stand in the text"),
        ("E | ACCUSE | ISL | NOR | actual | - | Norway", "'Norway' occurs 2 times"),
        ("E | ACCUSE | ISL | NOR | actual | - | Norway | nth: 3", "'Norway' occurs 2 times"),
        ("T | Wednesday | 2031-04-09 | colour: red", "no option of T: 'colour: red'"),
        ("F | Analysts | likely | unlikely | a tow was unlikely | x", "no two probabilities: 'likely'"),
        (
            "F | Analysts | 0.1 0.4 | perhaps | a tow was unlikely | x",
            "'perhaps' does not stand in the clause",
        ),
        ("A | Norway | state | NOR | GOV | Norwegians", "mention 'Norwegians' does not stand in the text"),
    ],
)
def test_a_line_that_cannot_be_read_is_named(line, error):
    sheet = read(f"{SHEET}{line}\n")
    number = len(SHEET.splitlines()) + 1
    assert len(sheet.errors) == 1
    assert sheet.errors[0].startswith(f"line {number}: {error}")
    assert sheet.annotation == read(SHEET).annotation


def test_quotations_that_recur_are_told_apart():
    first = read("E | REJECT | NOR | - | actual | - | Norway | nth: 1").annotation.events[0].span
    last = read("E | REJECT | NOR | - | actual | - | Norway | nth: 2").annotation.events[0].span
    inside = (
        read("E | REJECT | NOR | - | actual | - | Norway | in: Norway denied it").annotation.events[0].span
    )
    assert first.start == TEXT.index("Norway")
    assert last.start == inside.start == TEXT.rindex("Norway")


def test_of_joint_holders_the_first_stands_and_the_others_are_fair():
    position = read("P | threat | ISL; NOR | - | we shall tow it in").annotation.positions[0]
    assert (position.holder, position.accept_holder) == ("ISL", ("NOR",))


def test_quotations_are_found_by_their_words():
    raw = "He said: “No,\n not  yet.” Not yet!"
    text = Quoted(raw)
    assert [span.of(raw) for span in text.find("no not YET")] == ["No,\n not  yet"]
    assert [span.of(raw) for span in text.find("not yet")] == ["not  yet", "Not yet"]
    assert [span.of(raw) for span in text.find("he [...] yet")] == ["He said: “No,\n not  yet"]
    assert text.find("yet [...] yet [...] yet") == []
    assert text.find("“”") == []
