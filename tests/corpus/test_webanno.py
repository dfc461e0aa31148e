"""WebAnno TSV 3.3: what is written, what INCEpTION saves, and what is refused."""

from __future__ import annotations

from xml.etree import ElementTree

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
from onrecord.corpus.webanno import TYPE_SYSTEM, from_webanno, to_webanno
from onrecord.corpus.webanno.form import escape, sentences, split, unescape
from onrecord.errors import InputError
from onrecord.model import Span

TEXT = "Oslo 😊 pays\nif Rome_1 leaves.\n\nA deal is likely."
REPORT = Report(id="r1", text=TEXT, outlet="The Lantern")


def at(words: str, within: str = TEXT) -> Span:
    start = within.index(words)
    return Span(start, start + len(words))


def annotation(text: str = TEXT, **layers: object) -> Annotation:
    return Annotation(id="r1", source="us", outlet="The Lantern", sha256=digest(text), **layers)


ANNOTATION = annotation(
    actors=(
        ActorNote(
            name="Oslo", kind="state", sector="GOV", mentions=(at("Oslo"), at("Oslo")), accept_name=("O; [slo]", "->")
        ),
        ActorNote(name="Rome", kind="state", sector="GOV", mentions=(at("Rome"),)),
    ),
    positions=(
        PositionNote(span=at("pays"), kind="promise", holder="Oslo", condition=at("if Rome_1 leaves")),
        PositionNote(span=at("😊 pays"), kind="offer", holder=None),
    ),
)  # fmt: skip

FILE = """\
#FORMAT=WebAnno TSV 3.3
#T_SP=webanno.custom.Actor|name|kind|sector|accept_name
#T_SP=webanno.custom.Position|kind|holder|\
ROLE_webanno.custom.Position:condition_webanno.custom.PositionConditionLink|webanno.custom.Condition
#T_SP=webanno.custom.Condition|


#Text=Oslo 😊 pays
#Text=if Rome_1 leaves.
#Text=
1-1	0-4	Oslo	Oslo[1]|Oslo[2]	state[1]|*[2]	GOV[1]|*[2]	"O\\; \\[slo\\]"\\; \\->[1]|*[2]	_	_	_	_	_
1-2	5-7	😊	_	_	_	_	offer[6]	-[6]	_[6]	_	_
1-3	8-12	pays	_	_	_	_	promise[4]|offer[6]	Oslo[4]|-[6]	condition[4]|_[6]	1-4[5]|_	_
1-4	13-15	if	_	_	_	_	_	_	_	_	*[5]
1-5	16-22	Rome_1	_	_	_	_	_	_	_	_	*[5]
1-5.1	16-20	Rome	Rome[3]	state[3]	GOV[3]	*[3]	_	_	_	_	_
1-6	23-29	leaves	_	_	_	_	_	_	_	_	*[5]
1-7	29-30	.	_	_	_	_	_	_	_	_	_

#Text=A deal is likely.
2-1	32-33	A	_	_	_	_	_	_	_	_	_
2-2	34-38	deal	_	_	_	_	_	_	_	_	_
2-3	39-41	is	_	_	_	_	_	_	_	_	_
2-4	42-48	likely	_	_	_	_	_	_	_	_	_
2-5	48-49	.	_	_	_	_	_	_	_	_	_
"""


def test_an_annotation_is_written():
    assert to_webanno(ANNOTATION, REPORT) == FILE


def test_and_read_again():
    found = from_webanno(FILE, REPORT, "us")
    assert (found.annotation, found.ignored) == (ANNOTATION, {})


def test_without_notes_there_is_text_alone():
    file = to_webanno(annotation(), REPORT)
    assert file.splitlines()[:4] == ["#FORMAT=WebAnno TSV 3.3", "", "", "#Text=Oslo 😊 pays"]
    assert from_webanno(file, REPORT, "us").annotation == annotation()


# As INCEpTION saves it: numbers where they are needed, columns that are used, a tab at the end, others' layers.
SHORT = "Ana Rossi said no on Friday. He may be right."
SAVED = """\
#FORMAT=WebAnno TSV 3.3
#T_SP=de.tudarmstadt.ukp.dkpro.core.api.lexmorph.type.pos.POS|PosValue|coarseValue
#T_SP=webanno.custom.Actor|sector|name|kind
#T_SP=webanno.custom.Event|sure|status|type
#T_SP=webanno.custom.Forecast|about|forecaster|ROLE_webanno.custom.Forecast:phrase_webanno.custom.ForecastPhraseLink\
|webanno.custom.Phrase|probability
#T_SP=webanno.custom.Phrase|
#T_SP=webanno.custom.Statement|mode|speaker
#T_SP=webanno.custom.Time|value
#T_CH=de.tudarmstadt.ukp.dkpro.core.api.coref.type.CoreferenceLink|referenceType|referenceRelation
#T_RL=webanno.custom.Tie|BT_webanno.custom.Actor


#Sentence.id=s1
#Text=Ana Rossi said no on Friday.
1-1	0-3	Ana	PROPN	_	*[1]|GOV[2]	Ana Rossi[1]|Ana Rossi[2]	*[1]|person[2]	_	_	_	_	_	_	_	_	_	_	_	_	nam[1]	*->1-1	_	
1-2	4-9	Rossi	PROPN	_	GOV[2]	Ana Rossi[2]	person[2]	_	_	_	_	_	_	_	_	_	_	_	_	_	_	1-1[1_2]	
1-3	10-14	said	_	_	_	_	_	yes	actual	CONSULT	_	_	_	_	_	_	_	_	_	_	_	_	
1-4	15-17	no	_	_	_	_	_	_	_	_	_	_	_	_	_	_	direct	Ana Rossi	_	_	_	_	
1-5	18-20	on	_	_	_	_	_	_	_	_	_	_	_	_	_	_	_	_	_	_	_	_	
1-6	21-27	Friday	_	_	_	_	_	_	_	_	_	_	_	_	_	_	_	_	2031-05-02	_	_	_	
1-7	27-28	.	_	_	_	_	_	_	_	_	_	_	_	_	_	_	_	_	_	_	_	_	

#Text=He may be right.
2-1	29-31	He	_	_	_	_	_	_	_	_	a\\_b\\; c[3]	-[3]	*[3]	2-2	0.3 0.5[3]	_	_	_	_	_	_	_	
2-2	32-35	may	_	_	_	_	_	_	_	_	a\\_b\\; c[3]	-[3]	*[3]	2-2	0.3 0.5[3]	*	_	_	_	_	_	_	
2-3	36-38	be	_	_	_	_	_	_	_	_	a\\_b\\; c[3]	-[3]	*[3]	2-2	0.3 0.5[3]	_	_	_	_	_	_	_	
2-4	39-44	right	_	_	_	_	_	_	_	_	a\\_b\\; c[3]	-[3]	*[3]	2-2	0.3 0.5[3]	_	_	_	_	_	_	_	
2-5	44-45	.	_	_	_	_	_	_	_	_	_	_	_	_	_	_	_	_	_	_	_	_	"""


@pytest.mark.parametrize("file", [SAVED, "\ufeff" + SAVED.replace("\n", "\r\n") + "\r\n"])
def test_what_inception_saves_is_read(file):
    found = from_webanno(file, Report(id="r1", text=SHORT, outlet="The Lantern"), "us")
    assert found.annotation == annotation(
        SHORT,
        times=(TimeNote(span=at("Friday", SHORT), value="2031-05-02"),),
        actors=(
            ActorNote(name="Ana Rossi", kind="person", sector="GOV", mentions=(at("Ana", SHORT), at("Ana Rossi", SHORT))),
        ),
        statements=(StatementNote(content=at("no", SHORT), speaker="Ana Rossi", mode="direct"),),
        events=(EventNote(span=at("said", SHORT), type="CONSULT", status="actual"),),
        forecasts=(
            ForecastNote(
                span=at("He may be right", SHORT), phrase=at("may", SHORT), forecaster=None, probability=(0.3, 0.5),
                about="a_b; c",
            ),
        ),
    )  # fmt: skip
    assert found.ignored == {
        "Event|sure": 1, "de.tudarmstadt.ukp.dkpro.core.api.lexmorph.type.pos.POS": 2,
        "de.tudarmstadt.ukp.dkpro.core.api.coref.type.CoreferenceLink": 1, "webanno.custom.Tie": 1,
    }  # fmt: skip


def rebuilt(file: str) -> str:
    """The text as a reader makes it: sentences where their first tokens begin, line breaks or blanks between."""
    text = ""
    for block in file.split("\n\n\n", 1)[1].removesuffix("\n").split("\n\n"):
        lines = [line.removeprefix("#Text=") for line in block.split("\n") if line.startswith("#")]
        begin = int(next(line for line in block.split("\n") if line[0] != "#").split("\t")[1].split("-")[0])
        written = len(text.encode("utf-16-le")) // 2
        text = text[:-1] if written > begin else text + " " * (begin - written)
        text += (
            "".join(f"{line}\n" for line in lines)
            .replace("\\t", "\t")
            .replace("\\r", "\r")
            .replace("\\\\", "\\")
        )
    return text


@pytest.mark.parametrize(
    "text",
    [
        TEXT, SHORT, "One line", "No. Yes! 😊 Well? So.", "a\n\n\n\nb", "a. \n\n b\n", "Tab\there.\r\n\r\nBack\\slash.\nx",
        "Mr. Ek\nleft.  Two blanks.",
    ],
)  # fmt: skip
def test_the_text_can_be_made_from_the_file(text):
    file = to_webanno(annotation(text), Report(id="r1", text=text))
    assert rebuilt(file) == text.removesuffix("\n") + "\n"


def test_blanks_before_the_first_word_are_the_only_ones_that_change():
    file = to_webanno(annotation("\n\tA b"), Report(id="r1", text="\n\tA b"))
    assert rebuilt(file) == "  A b\n"


def test_a_sentence_begins_with_a_word_and_has_the_blanks_behind_it():
    text = " Gen. Ek left.  He did\n\nso."
    assert [span.of(text) for span in sentences(text)] == ["Gen. Ek left.  ", "He did\n", "so."]


@pytest.mark.parametrize(
    ("value", "written"),
    [
        ("a|b;c", r"a\|b\;c"),
        ("[_*]", r"\[\_\*\]"),
        ("->", r"\->"),
        ("a-b>c", "a-b>c"),
        ("\t\n\\", "\\t\\n\\\\"),
    ],
)
def test_reserved_signs_are_escaped(value, written):
    assert escape(value) == written
    assert unescape(written) == value
    assert split(f"{written}|{written}", "|") == [written] * 2


def changed(old: str, new: str, file: str = FILE) -> str:
    assert file.count(old) >= 1
    return file.replace(old, new, 1)


FAULTS = [
    ("", "1: no WebAnno TSV 3: ''"),
    ("\x00\x01\x7fELF", "1: no WebAnno TSV 3: '\\x00\\x01\\x7fELF'"),
    (changed("TSV 3.3", "TSV 2"), "1: no WebAnno TSV 3: '#FORMAT=WebAnno TSV 2'"),
    (changed("#T_SP=webanno.custom.Condition|", "#T_SP="), "4: no layer is declared: '#T_SP='"),
    (changed("#T_SP=webanno.custom.Condition|", "#T_SP=webanno.custom.Actor|x"),
     "4: the layer webanno.custom.Actor for the second time"),
    (FILE[: FILE.index("\t_\n1-2")], "10: 11 columns, not 12"),
    (FILE[: FILE.index("2-1\t")], "20: no token for 'A deal is likely.'"),
    (changed("5-7\t😊", "5-6\t😊"), "11: no place in the text: 5-6"),
    (changed("5-7\t😊", "5-99\t😊"), "11: no place in the text: 5-99"),
    (changed("5-7\t😊", "five\t😊"), r"11: no token: '1-2\tfive\t😊\t_\t_\t_\t_\toffer[6]\t-[6]\t_[6]\t_\t'"),
    (changed("34-38\tdeal", "34-38\tdoll"), "21: 'doll' where the text has 'deal'"),
    (changed("offer[6]", "refusal[6]"), "12: other values than those of the same Position in line 11"),
    (changed("*[2]", "*[7]"), "10: one mark with the numbers 2 and 7"),
    (changed("state[1]|*[2]", "state[1]"), "10: 1 values of kind, not 2"),
    (changed("state[1]", "sta]te[1"), "10: no value with a number: 'sta]te[1'"),
    (changed("1-4[5]", "1-4[9]"), "12: no Condition is there for the Position: 1-4"),
    (changed("1-4[5]", "later[5]"), "12: no link to a token: 'later[5]'"),
    (changed("1-4[5]", "1-4[5];1-5[5]"), "12: 2 links where one is: '1-4[5];1-5[5]'"),
    (changed("condition[4]|_[6]\t1-4[5]|_", "_[4]|_[6]\t_"), "13: a Condition that nothing has"),
    (changed("promise[4]", "bluff[4]"),
     "12: kind of Position: 'bluff' is none of demand, offer, promise, threat, warning, refusal, concession, "
     "acceptance, accusation, denial"),
    (changed("Oslo[4]", "*[4]"), "12: Position needs its holder"),
    (changed("Rome[3]", "*[3]"), "15: Actor needs its name"),
    (changed("state[3]", "*[3]"), "15: Actor needs its kind ('Rome')"),
    (changed("1-5.1\t16-20\tRome", "1-5.1\t16-16\t"), "15: Actor on no words"),
]  # fmt: skip


@pytest.mark.parametrize(("file", "fault"), FAULTS)
def test_a_fault_is_told_with_its_line(file, fault):
    with pytest.raises(InputError) as caught:
        from_webanno(file, REPORT, "us")
    assert (caught.value.reason, str(caught.value)) == ("malformed", f"r1.tsv, line {fault}")


def test_the_type_system_has_every_layer_feature_and_link():
    space = {"u": "http://uima.apache.org/resourceSpecifier"}
    types = ElementTree.fromstring(TYPE_SYSTEM).findall(".//u:typeDescription", space)
    features = {
        each.findtext("u:name", namespaces=space): [name.text for name in each.findall(".//u:featureDescription/u:name", space)]
        for each in types
    }  # fmt: skip
    assert features["webanno.custom.Time"] == ["value", "accept"]
    assert features["webanno.custom.Forecast"] == [
        "forecaster", "probability", "about", "accept_forecaster", "phrase",
    ]  # fmt: skip
    assert features["webanno.custom.ForecastPhraseLink"] == ["role", "target"]
    assert features["webanno.custom.Condition"] == []
    assert len(features) == 11
