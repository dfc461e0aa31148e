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
    ("who, behind a phrase of place", "Doubts grew among commanders posted along the river who say that the dam is mined.", "commanders posted along the river"),
    ("a relative clause is no source", "The pilot, who flies for the army, warned that fog was coming.", "pilot"),
    ("one of a group", "Foreign economists say that the loan is lost. “It is gone for good,” said one economist.", "Foreign economists"),
    ("another", "Foreign economists say that the loan is lost. “It is gone for good,” another said.", "Foreign economists"),
    ("some, after a group", "Traders had different views. Some believe that prices will fall.", "Traders"),
    ("some, of nobody", "Some believe that prices will fall.", None),
    ("some within a body", "There was anger within the Norwegian parliament. Some said that it was too late.", "Storting"),
    ("some of those split", "The plan has split Kenyan farmers. Some said that it was too late.", "Kenyan farmers"),
    ("some within one of two", "The debate within NATO and among farmers in Kenya went on. Some said that it was too late.", None),
    ("they, about a group", "Workers in Chad left the union. They fear the army, which they said had lied.", "Chadian Workers"),
    ("others, after one person", "Clara Voss said that prices would rise. Others said that they would fall.", None),
    ("both", "Peru accused Ecuador of firing first. Both said that they would go to court.", "Peru"),
    ("each government", "Peru sued Ecuador. Each government says that the other began it.", "Peru"),
    ("where somebody is", "Two officials who were on the train said that it had stopped.", "officials on the train"),
    ("adviser to somebody", "An aide to the mayor said that the vote would be held.", "aide to the mayor"),
    ("spokesman for what was named before", "The YPG fired back. A spokesman for the Kurdish militia said that two men had died.", "spokesman for YPG"),
    ("senator", "Yet few knew what Bernie Sanders wanted. The Vermont senator said that he would stay.", "Bernie Sanders"),
    ("candidate", "Paula Stenmark, a lawyer, spoke in Ohio. The candidate said that the dam would be built.", "Paula Stenmark"),
    ("no candidate but a president", "Donald Trump spoke in Ohio. The candidate said that the wall would be built.", "candidate"),
    ("official of somebody else", "Donald Trump spoke in Ohio. The official said that the road was shut.", "official"),
    ("general who was not named", "Donald Trump spoke in Ohio. The general said that the road was shut.", "general"),
    ("newspaper", "Haaretz ran the story on Sunday. The newspaper said that the talks were dead.", "Haaretz"),
    ("group of a state", "Hezbollah rejected the offer. The Lebanese group said that it would fight on.", "Hezbollah"),
    ("group of another state", "Hezbollah rejected the offer. The Turkish group said that it would fight on.", "Turkish group"),
    ("militant group", "Hamas rejected the offer. The militant group said that it would fight on.", "Hamas"),
    ("group before its name", "The Palestinian group Hamas said that the offer was too late.", "Hamas"),
    ("report told elsewhere", "A report by Amnesty International came out. It was late. The report said that two men had died.", "Amnesty International"),
    ("reports of two", "A report by Amnesty International and a report by NATO came out. The report said that two men had died.", None),
    ("it, after a report", "The Amnesty International report covers a year. It says that two men died.", "Amnesty International"),
    ("paper that somebody drops", "Turkish jets dropped leaflets that claimed that nobody would be hurt.", "Turkish jets"),
    ("who speaks goes on", "Iran said that an Iraqi delegation was on its way with a letter, which it said was late.", "Iran"),
    ("he, behind what is said", "One Japanese official said no. The bill that Lloyd Bentsen wrote is unjust, he said.", "Japanese official"),
    ("name behind an office", "The head of the northern fleet, Pavel Orsu, met reporters about Trump. “We shall stay,” he said.", "Pavel Orsu"),
    ("he in a quotation", "Erdoğan met Trump. Erdoğan said the call was short. “On Monday he said that he would wait for me.”", "Donald Trump"),
    ("title before a name", "Bishop Tomasz Walecki of Radom spoke. “We shall pray,” said the bishop.", "Tomasz Walecki"),
    ("co-chair", "“We shall see about that,” co-chair Clara Voss said.", "Clara Voss"),
    ("office with a preposition", "Secretary of state Madeleine Albright, Sandy Berger and others said that it was late.", "Madeleine Albright"),
    ("it, of who spoke before", "The west insisted that the president must go. It now says that he may stay.", "Western states"),
    ("counts are no name", "At least three nurses said that the ward was full.", "nurses"),
    ("shortened title", "Sen. Paula Stark came late. Rivals laughed. The senator said that it was a trap.", "Paula Stark"),
    ("governor of another state", "Gov. Tom Reed spoke in Ohio. In Georgia, the state's Republican governor said that he would wait.", "Republican governor"),
    ("transcript", "Clara Voss is in Lima.\n\nVOSS: I believe every word of it, and I told her so.", "Clara Voss"),
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
