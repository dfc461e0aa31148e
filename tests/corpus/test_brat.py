"""The standoff of brat: what is written, what brat saves, and what is refused."""

from __future__ import annotations

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
)
from onrecord.corpus.brat import CONFIGURATION, VISUAL, from_brat, to_brat
from onrecord.errors import InputError
from onrecord.model import Span

TEXT = (
    "Ana Rossi said on Friday that Rome will leave the talks\n"
    "unless Oslo pays. A deal is quite likely 😊, she said."
)
REPORT = Report(id="r1", text=TEXT, outlet="The Lantern", published="2031-05-03")


def at(words: str) -> Span:
    start = TEXT.index(words)
    return Span(start, start + len(words))


ANNOTATION = Annotation(
    id="r1", source="lantern", outlet="The Lantern", published="2031-05-03", sha256=digest(TEXT),
    times=(TimeNote(span=at("Friday"), value="2031-05-02", accept=("2031-W18-5",)),),
    actors=(
        ActorNote(
            name="Ana Rossi", kind="person", country="ITA", sector="GOV", mentions=(at("Ana Rossi"), at("she")),
            accept_name=("Rossi; Ana", "A. | R."),
        ),
        ActorNote(name="cabinet", kind="institution", sector="GOV"),
    ),
    statements=(
        StatementNote(
            content=at("Rome will leave the talks\nunless Oslo pays"), speaker="Ana Rossi", mode="indirect",
            accept_speaker=(None, "cabinet"),
        ),
    ),
    events=(
        EventNote(span=at("Rome will leave the talks"), type="REJECT", sources=("ITA",), targets=("NOR",),
                  status="conditional"),
    ),
    positions=(
        PositionNote(span=at("Rome will leave the talks"), kind="threat", holder="ITA", toward=("NOR",),
                     condition=at("unless Oslo pays"), outcome="open"),
    ),
    forecasts=(
        ForecastNote(span=at("A deal is quite likely"), phrase=at("quite likely"), forecaster=None,
                     probability=(0.6, 0.85), about='a "deal"'),
    ),
)  # fmt: skip

FILE = """\
T1\tTime 18 24\tFriday
T2\tActor 0 9\tAna Rossi
T3\tActor 100 103\tshe
T4\tUnmentioned 0 3\tAna
T5\tStatement 30 55;56 72\tRome will leave the talks unless Oslo pays
T6\tREJECT 30 55\tRome will leave the talks
T7\tthreat 30 55\tRome will leave the talks
T8\tCondition 56 72\tunless Oslo pays
T9\tForecast 74 96\tA deal is quite likely
T10\tPhrase 84 96\tquite likely
#1\tAnnotatorNotes T1\tvalue: 2031-05-02 | accept: 2031-W18-5
#2\tAnnotatorNotes T2\tname: Ana Rossi | kind: person | country: ITA | sector: GOV | \
accept_name: "Rossi; Ana"; "A. | R."
#3\tAnnotatorNotes T3\tname: Ana Rossi
#4\tAnnotatorNotes T4\tname: cabinet | kind: institution | sector: GOV
A1\tMode T5 indirect
#5\tAnnotatorNotes T5\tspeaker: Ana Rossi | accept_speaker: -; cabinet
A2\tStatus T6 conditional
#6\tAnnotatorNotes T6\tsources: ITA | targets: NOR
R1\thas_condition Arg1:T7 Arg2:T8
A3\tOutcome T7 open
#7\tAnnotatorNotes T7\tholder: ITA | toward: NOR
R2\thas_phrase Arg1:T9 Arg2:T10
#8\tAnnotatorNotes T9\tforecaster: - | probability: 0.6 0.85 | about: "a \\"deal\\""
"""


def test_an_annotation_is_written():
    assert to_brat(ANNOTATION, REPORT) == FILE


def test_and_read_again():
    found = from_brat(FILE, REPORT, "lantern")
    assert (found.annotation, found.ignored) == (ANNOTATION, {})


def test_an_empty_file_notes_nothing():
    assert from_brat("\n", REPORT, "us").annotation == Annotation(
        id="r1", source="us", outlet="The Lantern", published="2031-05-03", sha256=digest(TEXT)
    )


# As brat saves it: new lines at the end, numbers of deleted marks given again, a tab behind relations.
SAVED = """\
T7\tthreat 30 55\tRome will leave the talks
#3\tAnnotatorNotes T7\tholder: Ana Rossi|toward: NOR
T2\tCondition 56 72\tunless Oslo pays
R1\thas_condition Arg1:T7 Arg2:T2\t
T1\tActor 100 103\tshe
#1\tAnnotatorNotes T1\tname: Ana Rossi
T9\tActor 0 9\tAna Rossi
#2\tAnnotatorNotes T9\tname: Ana Rossi | kind: person | sector: GOV
"""


def test_lines_may_stand_in_any_order_and_notes_are_in_that_of_their_ids():
    found = from_brat("\ufeff" + SAVED.replace("\n", "\r\n"), REPORT, "us").annotation
    assert found.actors == (
        ActorNote(name="Ana Rossi", kind="person", sector="GOV", mentions=(at("she"), at("Ana Rossi"))),
    )
    assert found.positions == (
        PositionNote(
            span=at("Rome will leave the talks"), kind="threat", holder="Ana Rossi", toward=("NOR",),
            condition=at("unless Oslo pays"),
        ),
    )  # fmt: skip


def test_two_positions_may_have_one_condition():
    more = "T3\tthreat 35 55\twill leave the talks\n#4\tAnnotatorNotes T3\tholder: -\nR2\thas_condition Arg1:T3 Arg2:T2\n"
    found = from_brat(SAVED + more, REPORT, "us").annotation
    assert [position.condition for position in found.positions] == [at("unless Oslo pays")] * 2


def test_an_actor_once_mentioned_is_unmentioned_no_more():
    named = "T4\tUnmentioned 0 3\tAna\n#1\tAnnotatorNotes T4\tname: Oslo | kind: state | sector: GOV\n"
    mentioned = named + "T5\tActor 63 67\tOslo\n#2\tAnnotatorNotes T5\tname: Oslo\n"
    (actor,) = from_brat(mentioned, REPORT, "us").annotation.actors
    assert actor == ActorNote(name="Oslo", kind="state", sector="GOV", mentions=(at("Oslo"),))


def test_what_others_added_is_counted():
    foreign = (
        "T30\tPerson 0 9\tAna Rossi\nA20\tSure T30\n#20\tAnnotatorNotes T30\tsee below\nE1\tMeet:T30 Who:T2\n"
        "A21\tSure T6\nN1\tReference T2 Wikidata:Q1\tAna Rossi\n*\tEquiv T2 T3\nR9\tknows Arg1:T30 Arg2:T2\n"
        "R10\tknows Arg1:T2 Arg2:T3\n#21\tChecked T1\tyes\nM1\tNegation E1\nA22\tSure E1\n"
    )
    found = from_brat(FILE + foreign, REPORT, "lantern")
    assert found.annotation == ANNOTATION
    assert found.ignored == {
        "Person": 1, "Sure": 3, "AnnotatorNotes": 1, "Meet": 1, "Reference": 1, "Equiv": 1, "knows": 2, "Checked": 1,
        "Negation": 1,
    }  # fmt: skip


FAULTS = [
    ("T1\tTime 18 24", "1: '' where the text has 'Friday'"),
    ("T1\tTime 18 24\tSunday", "1: 'Sunday' where the text has 'Friday'"),
    ("\nT1\tTime 18 999\tFriday", "2: no place in the text: 18 999"),
    ("T1\tTime 24 18\t", "1: no place in the text: 24 18"),
    ("T1\tTime 18\tFriday", "1: no type and place: 'Time 18'"),
    ("T1 Time 18 24 Friday", "1: no line of brat: 'T1 Time 18 24 Friday'"),
    ("\x00\x01\x7fELF", "1: no line of brat: '\\x00\\x01\\x7fELF'"),
    ("X1\tTime 18 24\tFriday", "1: no line of brat: 'X1\\tTime 18 24\\tFriday'"),
    ("T1\tTime 18 24\tFriday", "1: Time needs its value"),
    ("T1\tTime 0 3;18 24\tAna Friday", "1: pieces with words between them; a mark is one run of words"),
    ("T1\tTime 18 24\tFriday\nT1\tTime 0 3\tAna", "2: the id T1 is that of line 1 too"),
    ("#1\tAnnotatorNotes T1\tvalue: 2031", "1: nothing has the id 'T1'"),
    ("T1\tTime 18 24\tFriday\n#1\tAnnotatorNotes T1\tsee me", "2: not of the form `name: value`: 'see me'"),
    ("T1\tTime 18 24\tFriday\n#1\tAnnotatorNotes T1\tday: 2", "2: no field of Time: 'day'"),
    (
        'T1\tTime 18 24\tFriday\n#1\tAnnotatorNotes T1\tvalue: "2',
        "2: a quotation mark that is not closed: '\"2'",
    ),
    (
        "T1\tTime 18 24\tFriday\n#1\tAnnotatorNotes T1\tvalue: -",
        "2: value of Time: `-` stands for nobody; write it in quotation marks if it is the value",
    ),
    (
        "T1\tTime 18 24\tFriday\n#1\tAnnotatorNotes T1\tvalue: 1 | value: 2",
        "2: value of the Time in line 1 for the second time",
    ),
    ("T1\tREJECT 30 34\tRome", "1: Event needs its status"),
    (
        "T1\tREJECT 30 34\tRome\nA1\tStatus T1 maybe",
        "2: status of Event: 'maybe' is none of actual, ongoing, planned, conditional, denied, demanded, alleged, "
        "predicted, historical",
    ),
    ("T1\tREJECT 30 34\tRome\nA1\tMode T1 direct", "2: no field of Event: 'mode'"),
    ("A1\tStatus", "1: no attribute of anything: 'Status'"),
    ("T1\tCondition 56 72\tunless Oslo pays", "1: a Condition that nothing has"),
    ("T1\tForecast 74 80\tA deal\nR1\thas_phrase Arg1:T1", "2: no relation: 'has_phrase Arg1:T1'"),
    (
        "T1\tPhrase 84 96\tquite likely\nT2\tthreat 30 34\tRome\nR1\thas_phrase Arg1:T2 Arg2:T1",
        "3: has_phrase from Position to Phrase",
    ),
    (
        "T1\tForecast 74 80\tA deal\n#1\tAnnotatorNotes T1\tforecaster: - | about: x | probability: 0.5",
        "2: probability of Forecast: no two probabilities: '0.5'",
    ),
    (
        "T1\tForecast 74 80\tA deal\n#1\tAnnotatorNotes T1\tforecaster: - | about: x | probability: 0 1",
        "1: Forecast needs its phrase",
    ),
    ("T1\tActor 0 3\tAna\n#1\tAnnotatorNotes T1\tkind: person", "1: Actor needs its name"),
    ("T1\tActor 0 3\tAna\n#1\tAnnotatorNotes T1\tname: Ana", "1: Actor needs its kind ('Ana')"),
    (
        "T1\tActor 0 3\tAna\n#1\tAnnotatorNotes T1\tname: A | kind: k | sector: s\n"
        "T2\tActor 0 3\tAna\n#2\tAnnotatorNotes T2\tname: A | kind: k | sector: s",
        "3: more is told of 'A' here and in line 1",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("file", "fault"), FAULTS)
def test_a_fault_is_told_with_its_line(file, fault):
    with pytest.raises(InputError) as caught:
        from_brat(file, REPORT, "us")
    assert (caught.value.reason, str(caught.value)) == ("malformed", f"r1.ann, line {fault}")


def test_a_second_condition_is_refused():
    more = "T3\tCondition 56 62\tunless\nR2\thas_condition Arg1:T7 Arg2:T3\n"
    with pytest.raises(InputError, match="line 10: a second condition of the Position in line 1"):
        from_brat(SAVED + more, REPORT, "us")


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        ({"times": (TimeNote(span=Span(18, 25), value="x"),)}, r"r1: no words that a tool .* \(18, 25\): 'Friday '"),
        ({"times": (TimeNote(span=Span(18, 999), value="x"),)}, r"r1: no words that a tool could mark at \(18, 999\)"),
        ({"actors": (ActorNote(name="A", kind="k", sector="s"),) * 2}, "r1: two actors have the name 'A'"),
        ({"sha256": "0"}, "the text of r1 is not the one that was annotated"),
    ],
)  # fmt: skip
def test_what_cannot_be_marked_is_refused(change, fault):
    with pytest.raises(InputError, match=fault):
        to_brat(replace(ANNOTATION, **change), REPORT)


def test_an_actor_needs_a_word_to_be_noted_on():
    annotation = Annotation(
        id="e", source="us", sha256=digest(" \n"), actors=(ActorNote(name="A", kind="k", sector="s"),)
    )
    with pytest.raises(InputError, match="e: the text has no word that 'A' could be noted on"):
        to_brat(annotation, Report(id="e", text=" \n"))


def test_the_configuration_has_every_type_relation_and_attribute():
    sections = CONFIGURATION.split("[")
    entities = {line.strip() for line in sections[1].splitlines()}
    assert {line.split("\t")[1].split(" ")[0] for line in FILE.splitlines() if line[0] == "T"} <= entities
    assert {line.split("\t")[0] for line in sections[2].splitlines()} >= {"has_condition", "has_phrase"}
    assert [line.split(":")[-1] for line in sections[4].splitlines()[1:2]] == ["direct|indirect|mixed"]
    assert [section.split("]")[0] for section in sections[1:]] == [
        "entities",
        "relations",
        "events",
        "attributes",
    ]
    assert "\nREJECT\tbgColor:#" in VISUAL
