"""Who said what, and through whom: each way in which a report tells it, by an example."""

from __future__ import annotations

import pytest

import onrecord

PUBLISHED = "2021-12-08"  # a Wednesday


def said(text: str) -> list[tuple[str | None, str]]:
    return [(q.speaker.name if q.speaker else None, q.text) for q in onrecord.statements(text, PUBLISHED)]


SPEECH = [  # id, text, [(speaker or None, content)]
    ("after the quotation", '"We will never sign this paper," Prime Minister Anna Ruiz said.', [("Anna Ruiz", "We will never sign this paper")]),
    ("inverted", '"We will never sign this paper," said Prime Minister Anna Ruiz.', [("Anna Ruiz", "We will never sign this paper")]),
    ("goes on behind a full stop", '"We will never sign," said Anna Ruiz. "The door is closed."', [("Anna Ruiz", "We will never sign"), ("Anna Ruiz", "The door is closed")]),
    ("several paragraphs", '"We began this war with nothing," General Peter Hall said.\n\n"We will end it with everything.\n\n"And nobody will stop us," he added.', [("Peter Hall", "We began this war with nothing"), ("Peter Hall", "We will end it with everything … And nobody will stop us")]),
    ("single marks and apostrophes", "‘We don’t want the workers’ money,’ said Prime Minister Anna Ruiz.", [("Anna Ruiz", "We don’t want the workers’ money")]),
    ("quotation dash", "— We will not leave this village, said the mayor, Anna Ruiz.", [("Anna Ruiz", "We will not leave this village")]),
    ("headline with a colon", "Putin: no plans to attack the port\n\nA report from the coast follows.", [("Vladimir Putin", "no plans to attack the port")]),
    ("headline with a dash", "Talks near collapse - diplomat\n\nIt rained in the city.", [("diplomat", "Talks near collapse")]),
    ("scare quote", 'The so-called "peace plan" was dead.', []),
    ("unbalanced mark", 'He left the " room and went home to his family.', []),
    ("name of a work", 'Her memoir, "The Last Train From Lima to the Coast", sold well.', []),
    ("book that somebody wrote", 'The colonel wrote "The Last Train From Lima" in prison.', []),
    ("German marks", "„We need a new port“, said Anna Ruiz. „It will cost us dearly.“", [("Anna Ruiz", "We need a new port"), ("Anna Ruiz", "It will cost us dearly")]),
    ("marks with spaces", "« We stay here », Anna Ruiz said.", [("Anna Ruiz", "We stay here")]),
    ("marks turned outwards", "»The border stays open«, said Anna Ruiz.", [("Anna Ruiz", "The border stays open")]),
    ("corner marks", "「We regret the delay」, Anna Ruiz said in Tokyo.", [("Anna Ruiz", "We regret the delay")]),
    ("mark that never closes", '"We were not asked, the mayor said on Tuesday.', [("mayor", "We were not asked")]),
    ("transcript", "JUDGE: Did you sign it? Take your time.\n\nWITNESS: I signed nothing.\n\nJUDGE: Then who did?", [("JUDGE", "Did you sign it? Take your time"), ("WITNESS", "I signed nothing"), ("JUDGE", "Then who did?")]),
    ("labels that nobody speaks", "Population: 4 million\nCapital: Lima\nCurrency: sol", []),
    ("name behind a dash", 'Readers disagreed.\n\n"It sells our rivers for a song!" – Marta Villanueva\n\nThe vote is near.', [("Marta Villanueva", "It sells our rivers for a song!")]),
    ("dateline below a headline", "Rain expected in the north\n\nLIMA, March 4 (Reuters) - The port may close, officials said on Monday.", [("officials", "The port may close")]),
    ("headline above its sentence", "Army chief will leave in June – defence ministry\n\nJAKARTA - The head of the army is to leave his post, the defence ministry said.", [("defence ministry", "Army chief will leave in June"), ("defence ministry", "The head of the army is to leave his post")]),
    ("asked aside", "The admiral said when asked if more ships would be sent to the strait that no decision had been taken.", [("admiral", "no decision had been taken")]),
    ("asked before", 'Asked whether Peru would pay, Anna Ruiz replied: "We never pay."', [("Anna Ruiz", "We never pay")]),
    ("asked behind a name", 'Anna Ruiz, asked if Peru would attend, said: "It is too early to talk of that."', [("Anna Ruiz", "It is too early to talk of that")]),
    ("asked behind", '"We will see," Anna Ruiz said when asked if Peru would vote for the plan.', [("Anna Ruiz", "We will see")]),
    ("asked by somebody", "A reporter asked whether Peru would pay.", [("reporter", "whether Peru would pay")]),
    ("asked in what is said", '"I was asked if I would resign and I said no," Anna Ruiz said.', [("Anna Ruiz", "I was asked if I would resign and I said no")]),
    ("two who speak at once", '"Order! Order!" shouted the judge as members of the public chanted "Resign, resign!" for minutes.', [("judge", "Order! Order!"), ("members of the public", "Resign, resign!")]),
    ("not said", "Macron did not say that the talks had failed.", []),
    ("condition", "If Macron says that the talks failed, markets will fall.", []),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), [c[1:] for c in SPEECH], ids=[c[0] for c in SPEECH])
def test_speech(text, expected):
    assert said(text) == expected


SPEAKERS = [  # id, text, speaker of the last statement
    ("title and name", "Defence Minister Carla Nunes said that the fleet had sailed.", "Carla Nunes"),
    ("family name", "Carla Nunes met reporters in Lima. Nunes said that the fleet had sailed.", "Carla Nunes"),
    ("two of one family name", "Carla Ruiz met Tomas Ruiz in Lima. Ruiz said the talks had failed.", None),
    ("owner of the speaker", "Ruiz’s lawyer Tomas Alvaro Pinto said that the talks had failed.", "Tomas Alvaro Pinto"),
    ("seat of government", "The Kremlin said that the talks had failed.", "Kremlin"),
    ("capital", "Ankara said that the talks had failed.", "Turkey"),
    ("officials of a state", "Senior US officials said that the talks had failed.", "US officials"),
    ("a part of a group", "Dozens of French lawmakers said that the talks had failed.", "French lawmakers"),
    ("spokesman for a group", "A spokesman for Hezbollah said that the talks had failed.", "spokesman for Hezbollah"),
    ("the spokesman again", "A spokesman for Hezbollah said that the talks had failed. The spokesman added that war was near.", "spokesman for Hezbollah"),
    ("nobody is named", "It was widely believed that the talks had failed.", None),
    ("participle", "Carla Nunes said the fleet had sailed, adding that it would return.", "Carla Nunes"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), [c[1:] for c in SPEAKERS], ids=[c[0] for c in SPEAKERS])
def test_speakers(text, expected):
    assert onrecord.statements(text, PUBLISHED)[-1].speaker is not None or expected is None
    assert said(text)[-1][0] == expected


CHAINS = [  # id, text, speaker and chain of the last statement
    ("cited by", '"The door is closed," Biden said as cited by Reuters.', "Joe Biden", ["Reuters"]),
    ("told a medium", "Carla Nunes told Reuters that the fleet had sailed.", "Carla Nunes", ["Reuters"]),
    ("citing", "The talks have failed, according to Reuters, citing two officials briefed on the call.", "officials briefed on the call", ["Reuters"]),
    ("quoted within", '"The general looked at me and said, \'You will be gone by spring,\'" Carla Nunes recalled.', "general", ["Carla Nunes"]),
    ("seen by a medium", "The army will leave the port, according to a letter seen by Reuters.", None, ["Reuters"]),
    ("quoted by a medium", '"The bridge must fall," the mayor, Carla Nunes, was quoted as saying by Reuters.', "Carla Nunes", ["Reuters"]),
    ("relayed twice", "Lavrov said that Macron had told him that Biden had warned that the talks would fail.", "Joe Biden", ["Emmanuel Macron", "Sergei Lavrov"]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "speaker", "via"), [c[1:] for c in CHAINS], ids=[c[0] for c in CHAINS])
def test_chain(text, speaker, via):
    last = onrecord.statements(text, PUBLISHED)[-1]
    assert (last.speaker.name if last.speaker else None, [a.name for a in last.via]) == (speaker, via)


def test_circumstances():
    text = "Moscow denied on Tuesday in a statement on Telegram that it had shelled the port."
    (denial,) = onrecord.statements(text, PUBLISHED)
    assert denial.polarity == "denied"
    assert denial.venue is not None
    assert denial.venue.of(text) == "in a statement on Telegram"
    assert denial.said is not None
    assert (denial.said.value, denial.said.assumed) == ("2021-12-07", False)


def test_a_day_that_is_not_told_is_assumed():
    (statement,) = onrecord.statements("Ankara said that the talks had failed.", PUBLISHED)
    assert statement.said is not None
    assert (statement.said.value, statement.said.assumed) == (PUBLISHED, True)


def test_a_statement_knows_what_it_is_inside_of():
    outer, inner = onrecord.statements(
        "Lavrov said that Macron had told him that the talks would go on.", PUBLISHED
    )
    assert (outer.inside, inner.inside) == (None, outer.id)


def test_no_date_is_refused():
    with pytest.raises(onrecord.InputError, match="is no date"):
        onrecord.statements("Macron spoke.", "soon")
