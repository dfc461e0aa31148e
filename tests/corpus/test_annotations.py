"""Annotations as files, their faults, and what becomes of them beside their texts."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from onrecord.corpus import (
    ActorNote,
    Annotation,
    EventNote,
    ForecastNote,
    PositionNote,
    Report,
    StatementNote,
    TimeNote,
    digest,
    load_corpus,
    load_reports,
    problems,
    read_annotation,
    write_annotation,
)
from onrecord.corpus.joined import as_gold, as_record
from onrecord.errors import InputError
from onrecord.evaluate.record import score
from onrecord.model import Span

TEXT = "Peru warned Chile on Monday that it would shut the port unless the tax fell. Chile may yield, one analyst said."


def at(words):
    start = TEXT.index(words)
    return Span(start, start + len(words))


def annotation(**changes):
    made = Annotation(
        id="port", source="tests", outlet="The Andean", published="2031-03-05", sha256=digest(TEXT),
        times=(TimeNote(span=at("Monday"), value="2031-03-03"),),
        actors=(
            ActorNote(name="Peru", kind="state", country="PER", sector="GOV", mentions=(at("Peru"),)),
            ActorNote(name="analyst", kind="person", sector="EDU", mentions=(at("one analyst"),)),
        ),
        statements=(
            StatementNote(content=at("it would shut the port"), speaker="Peru", mode="indirect", date="2031-03-03"),
            StatementNote(content=at("Chile may yield"), speaker=None, mode="indirect", accept_speaker=("analyst",)),
        ),
        events=(
            EventNote(
                span=at("Peru warned Chile"), type="THREATEN", sources=("PER",), targets=("CHL",), status="actual",
                date="2031-03-03", accept_type=("THREATEN", "REQUEST"), accept_targets=(None,),
            ),
        ),
        positions=(
            PositionNote(
                span=at("it would shut the port"), kind="threat", holder="PER", toward=("CHL",),
                condition=at("unless the tax fell"),
            ),
        ),
        forecasts=(
            ForecastNote(
                span=at("Chile may yield"), phrase=at("may"), forecaster="analyst", probability=(0.3, 0.7),
                about="Chile yields", accept_forecaster=(None,),
            ),
        ),
    )  # fmt: skip
    return replace(made, **changes)


REPORT = Report(id="port", text=TEXT, outlet="The Andean", published="2031-03-05")


def test_what_is_written_is_read_again(tmp_path):
    path = write_annotation(annotation(), tmp_path)
    assert read_annotation(path) == annotation()
    lines = path.read_text("utf-8").splitlines()
    assert sum(line.startswith("  {") for line in lines) == 8


def test_an_annotation_without_fault_has_no_problem():
    assert problems(annotation(), TEXT) == []
    assert problems(annotation()) == []


@pytest.mark.parametrize(
    ("changes", "problem"),
    [
        ({"published": "5 March"}, "no date: '5 March'"),
        ({"times": (TimeNote(span=Span(0, 4), value="Monday"),)}, "no TIMEX3 value: 'Monday'"),
        ({"times": (TimeNote(span=Span(0, 400), value="2031"),)}, "no place in the text: (0, 400)"),
        ({"times": (TimeNote(span=Span(0, 3), value="2031"),)}, "no whole words at (0, 3): 'Per'"),
        ({"actors": (ActorNote(name="analyst", kind="boat", sector="EDU"),)}, "kind of analyst: 'boat'"),
        ({"actors": (ActorNote(name="analyst", kind="group", sector="ZZZ"),)}, "sector of analyst: 'ZZZ'"),
        (
            {"forecasts": (replace(annotation().forecasts[0], forecaster="Ann"),)},
            "'Ann' is no actor of the annotation",
        ),
        (
            {"forecasts": (replace(annotation().forecasts[0], probability=(0.9, 0.1)),)},
            "probability 0.9 to 0.1 of 'Chile yields'",
        ),
        ({"events": annotation().events * 2}, "event twice"),
        ({"events": (replace(annotation().events[0], accept_type=("SHOUT",)),)}, "type of an event: 'SHOUT'"),
        (
            {"events": (replace(annotation().events[0], sources=("Lima",)),)},
            "'Lima' is no actor of the annotation",
        ),
    ],
)
def test_faults_are_named(changes, problem):
    assert any(line.startswith(problem) for line in problems(annotation(**changes), TEXT))


def test_joined_with_its_text_it_agrees_with_itself():
    found = score([as_gold(annotation(), REPORT)], [as_record(annotation(), REPORT)]).metrics
    assert found["record score"] == 1.0
    assert found["positions: condition f1"] == 1.0
    assert found["actors: country f1"] == 1.0


def test_fair_readings_count_and_others_do_not():
    gold = as_gold(annotation(), REPORT)
    assert gold["forecasts"][0]["accept_forecaster"] == ["analyst", None]
    assert gold["events"][0]["accept_targets"] == [[]]
    other = annotation(
        events=(replace(annotation().events[0], type="REQUEST", targets=()),),
        statements=(replace(annotation().statements[1], speaker="Peru"),),
    )
    found = score([gold], [as_record(other, REPORT)]).metrics
    assert found["events: type + actors f1"] == 1.0
    assert found["statements: speakers made up"] == 1.0


def test_places_count_where_the_same_words_recur():
    text = "Talks failed. Talks failed."
    note = EventNote(span=Span(14, 26), type="CONSULT", status="actual")
    one = Annotation(id="a", source="t", sha256=digest(text), events=(note,))
    other = replace(one, events=(replace(note, span=Span(0, 12)),))
    report = Report(id="a", text=text)
    assert score([as_gold(one, report)], [as_record(one, report)]).metrics["events: type f1"] == 1.0
    assert score([as_gold(one, report)], [as_record(other, report)]).metrics["events: type f1"] == 0.0


def test_a_text_that_was_altered_is_refused(tmp_path):
    write_annotation(annotation(), tmp_path / "annotations")
    texts = tmp_path / "texts.jsonl"
    texts.write_text(json.dumps({"id": "port", "text": TEXT + " More."}) + "\n", "utf-8")
    with pytest.raises(InputError, match="the text of port is not the one that was annotated"):
        load_corpus(tmp_path).reports([texts])
    texts.write_text(json.dumps({"doc_id": "port", "text": TEXT, "dct": "2031-03-05T10:00"}) + "\n", "utf-8")
    assert load_corpus(tmp_path).reports([tmp_path])["port"].published == "2031-03-05"


@pytest.mark.parametrize("line", ["{", "[]", '{"text": "x"}', '{"id": 1}', "\x00"])
def test_lines_that_are_no_report_are_named(tmp_path, line):
    path = tmp_path / "texts.jsonl"
    path.write_text('{"id": "a", "text": "b"}\n' + line + "\n", "utf-8")
    with pytest.raises(InputError, match="line 2: no report"):
        load_reports([path])


def test_files_that_are_no_annotation_are_named(tmp_path):
    path = tmp_path / "annotations" / "x.json"
    path.parent.mkdir()
    for content in (
        b"",
        b"{}",
        b"\xff",
        b'{"id": "x", "source": "s", "sha256": "", "events": [{"type": "SHOUT"}]}',
    ):
        path.write_bytes(content)
        with pytest.raises(InputError, match=r"x\.json: no annotation"):
            _ = load_corpus(tmp_path).annotations
    with pytest.raises(InputError, match="no folder `annotations`"):
        load_corpus(tmp_path / "annotations")
