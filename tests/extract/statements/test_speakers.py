"""Whom a source means: introductions, papers, governments, pairs, passives, quotations that go on."""

from __future__ import annotations

import pytest
from drafting import drafted

import onrecord
from onrecord.extract.statements.marks import quotations
from onrecord.extract.statements.quotes import spoken

PUBLISHED = "2017-06-08"


def speakers(text: str) -> list[str | None]:
    return [q.speaker.name if q.speaker else None for q in onrecord.statements(text, PUBLISHED)]


LAST = [  # id, text, speaker of the last statement
    ("office and what it is of", '"No," said its envoy in Tirana, Ingrid Vestby. She added that the aid would go on.', "Ingrid Vestby"),
    ("office without a comma", "The former UK ambassador to Yemen Alma Dorset said that the port was lost.", "Alma Dorset"),
    ("a name behind a comma that acts itself", "According to a senior official, Trump agreed to wait.", "official"),
    ("age", '"He rammed us twice," shouted Jory Penhallow, 51, whose boat Silver Wave sank.', "Jory Penhallow"),
    ("what somebody calls himself", "A gunman who identified himself as Abu Tarik al-Masri said that the town had fallen.", "Abu Tarik al-Masri"),
    ("nom de guerre", "Its commander, who signs himself Captain Orsu, said that his men would stop.", "Orsu"),
    ("body before its name", "The Lebanese newspaper Al Wadi said that the talks had failed.", "Al Wadi"),
    ("who, behind an apposition", "It was late, said Clara Voss, head of studies at the Middle East Institute, who added that war was near.", "Clara Voss"),
    ("one of many", "Some, including the mayor, Paula Stenmark, have argued that the dam must go.", "Paula Stenmark"),
    ("first name first", "Yoon Tae-ho leads the navy. Yoon said that the boats had crossed the line.", "Yoon Tae-ho"),
    ("family name before a namesake came", "Martha Keller met reporters in Lima. Keller said it was late. Then Adam Keller, her cousin, left. Keller said that she would stay.", "Martha Keller"),
    ("campaign of a person", "The Clinton campaign said that the vote was near.", "Clinton campaign"),
    ("former holder by the report's words", "Former Mexican president Felipe Calderón spoke in Lima. The former Mexican president said that the wall would fail.", "Felipe Calderón"),
    ("government of a state", "Canada's government said that the talks had failed.", "Canada"),
    ("government in its capital", "The government in Colombo said that the talks had failed.", "Sri Lanka"),
    ("government elsewhere", "The rebel government in Jaffna said that the talks had failed.", "rebel government in Jaffna"),
    ("officials in a capital", "Officials in Paris said that the talks had failed.", "French Officials"),
    ("diplomats in a capital", "Diplomats in Quito said that the talks had failed.", "Diplomats in Quito"),
    ("what tells apart", "A doctor in the old town of Aleppo said that the hospital had closed.", "doctor in the old town of Aleppo"),
    ("dots", "Senior U.S. Treasury officials said that the talks had failed.", "US Treasury officials"),
    ("organisation in full", "The EU said that the talks had failed.", "European Union"),
    ("the west", "The west said that the talks had failed.", "Western states"),
    ("capitals that look like a pronoun", "“The camp is full,” the WHO warned in a statement.", "World Health Organization"),
    ("paper with an owner", "A Centcom statement said that two men were hurt.", "US Central Command"),
    ("paper that somebody made", "A report issued by Amnesty International said that two men were hurt.", "Amnesty International"),
    ("speech", "Tillerson's speech suggested that the troops would stay.", "Rex Tillerson"),
    ("paper without an owner", "The report said that two men were hurt.", None),
    ("papers of two", "US and Russian reports said that two men were hurt.", None),
    ("a pair", "Jordan and Israel closed their borders. Both countries said that nobody would cross.", "Jordan"),
    ("a pair of nobody", "Both countries said that nobody would cross.", None),
    ("passive thought", "Iran does not say so, but is widely believed to be arming the rebels.", None),
    ("told in the passive", "The consul was told that his visa had ended.", None),
    ("reports that are rejected", "Mike Pompeo rejected reports that the troops would leave.", None),
    ("a warning that is issued", "Sergei Lavrov issued a warning that the troops would leave.", "Sergei Lavrov"),
    ("the report's own spelling", "Sergey Lavrov came late. Lavrov said that the talks had failed.", "Sergey Lavrov"),
    ("nobody's name in a quotation", 'The police call Omar Sadik a thief. "A thief takes things away," he said.', "Omar Sadik"),
    ("after a long quotation", 'Barack Obama met mayors. "What is it for? Who gains? Who pays? Why now?" he said.', "Barack Obama"),
    ("subject of the clause", "The minister, Tove Askeland, praised him as “trusted and admired by friends and foes alike”.", "Tove Askeland"),
    ("a name alone behind", "“There is deep anger in the capital,” Selma Aydin, a former diplomat. It rained.", "Selma Aydin"),
    ("paragraphs set as one", "Clara Voss said: “We made a choice. It was a bad one. “We do not have courts made for revenge.” She left.", "Clara Voss"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), [c[1:] for c in LAST], ids=[c[0] for c in LAST])
def test_last_speaker(text, expected):
    assert speakers(text)[-1] == expected


CITED = [  # id, text, speaker, chain
    ("quoted as saying", "Reuters quoted a US official as saying the troops would leave.", "US official", ["Reuters"]),
    ("was quoted as saying", "Putin was quoted by Tass as saying that the troops would leave.", "Vladimir Putin", ["TASS"]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "speaker", "via"), [c[1:] for c in CITED], ids=[c[0] for c in CITED])
def test_cited(text, speaker, via):
    (said,) = onrecord.statements(text, PUBLISHED)
    assert (said.speaker.name, [a.name for a in said.via]) == (speaker, via)
    assert said.text.endswith("troops would leave")


@pytest.mark.parametrize(
    ("between", "rule"),
    [("It rained.", "statements/same-speaker"), ("Then Macron sent four envoys.", "statements/unattributed")],
)
def test_a_named_subject_between_two_quotations_ends_the_speech(between, rule):
    text = f"“All is lost for us now,” said Clara Voss. {between} “Nobody came to meet them there.”"
    analysis = drafted(text).analysis
    assert [s.rule for s in spoken(analysis, text, quotations(text), ())][-1] == rule
