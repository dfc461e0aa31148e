"""Actors, statements and events of single sentences, end to end."""

from __future__ import annotations

import pytest

from onrecord import Reader, Record
from onrecord.reading import Hints, Incoming, read_plain


@pytest.fixture(scope="module")
def record_of():
    reader = Reader()

    def read(text: str, date: str | None = "2021-12-09") -> Record:
        (record,) = reader.read_many([Incoming(read_plain(text, Hints(date=date)))])
        assert isinstance(record, Record)
        return record

    return read


ACTORS = [  # id, text, words, (name, country) of the actor they mean; None: nobody
    ("metonym", "The Kremlin rejected the plan.", "The Kremlin", ("Russia", "RUS")),
    ("capital that acts", "Ankara condemned the raid.", "Ankara", ("Turkey", "TUR")),
    ("capital as a place", "The talks were held in Ankara.", "Ankara", None),
    ("title and name", "German Chancellor Angela Merkel met reporters.", "Angela Merkel", ("Angela Merkel", "DEU")),
    ("unknown person by title", "Colombian senator Pedro Rojas resigned.", "Pedro Rojas", ("Pedro Rojas", "COL")),
    ("surname of the day", "Biden met Putin.", "Biden", ("Joe Biden", "USA")),
    ("organisation", "Nato warned Russia.", "Nato", ("NATO", None)),
    ("officials of a state", "French officials denied it.", "French officials", ("French officials", "FRA")),
    ("fighters of a group", "Hamas militants fired rockets.", "Hamas militants", ("Hamas", "PSE")),
    ("state of another name", "A turkey was pardoned.", "turkey", None),
]  # fmt: skip


@pytest.mark.parametrize(("text", "words", "expected"), [c[1:] for c in ACTORS], ids=[c[0] for c in ACTORS])
def test_actors(record_of, text, words, expected):
    record = record_of(text)
    found = {  # the first of an institution and its state, which may share a mention
        m.span.of(text).removeprefix("The ").removeprefix("the "): (a.name, a.country)
        for a in reversed(record.actors)
        for m in a.mentions
    }
    assert found.get(words.removeprefix("The ")) == expected


def test_one_office_three_holders(record_of):
    text = "The German foreign minister visited Kyiv on Monday."
    names = [
        {a.name for a in record_of(text, date).actors} for date in ("2012-05-01", "2019-05-01", "2022-05-01")
    ]
    wanted = ["Guido Westerwelle", "Heiko Maas", "Annalena Baerbock"]
    assert [name in found for name, found in zip(wanted, names, strict=True)] == [True, True, True]


def test_a_surname_that_two_people_bear_means_neither(record_of):
    record = record_of("Carla Ruiz met Tomas Ruiz in Lima. Ruiz left early.")
    assert [a.name for a in record.actors for m in a.mentions if m.span.start > 30 and "Ruiz" in a.name] == []


STATEMENTS = [  # id, text, [(speaker or None, content, mode, polarity)]
    ("that-clause", "Macron said that the talks had failed.", [("Emmanuel Macron", "the talks had failed", "indirect", "asserted")]),
    ("quotation before", '"We will never accept that offer," Macron said.', [("Emmanuel Macron", "We will never accept that offer", "direct", "asserted")]),
    ("quotation inverted", '"We will never accept that offer," said Macron.', [("Emmanuel Macron", "We will never accept that offer", "direct", "asserted")]),
    ("according to", "According to Reuters, the envoy left the city.", [("Reuters", "the envoy left the city", "indirect", "asserted")]),
    ("denial", "Iran denied that it had attacked the ship.", [("Iran", "it had attacked the ship", "indirect", "denied")]),
    ("scare quote", 'The so-called "peace plan" was dead.', []),
    ("unsaid", "Macron did not say that the talks had failed.", []),
    ("if he says", "If Macron says that the talks failed, markets will fall.", []),
    ("unbalanced mark", 'He left the " room and went home to his family.', []),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), [c[1:] for c in STATEMENTS], ids=[c[0] for c in STATEMENTS])
def test_statements(record_of, text, expected):
    record = record_of(text)
    names = {a.id: a.name for a in record.actors}
    found = [
        (names.get(s.speaker or ""), " … ".join(c.of(text) for c in s.content), s.mode, s.polarity)
        for s in record.statements
    ]
    assert found == expected


def test_a_statement_inside_another_is_relayed_by_its_speaker(record_of):
    text = "Lavrov said that Macron had told him that the talks would go on."
    record = record_of(text)
    names = {a.id: a.name for a in record.actors}
    outer, inner = record.statements
    assert (names[outer.speaker], names[inner.speaker]) == ("Sergei Lavrov", "Emmanuel Macron")
    assert (inner.inside, [names[i] for i in inner.via]) == (outer.id, ["Sergei Lavrov"])


EVENTS = [  # id, text, (type, sources, targets, status) that must be there
    ("active", "Iran attacked Iraq.", ("ASSAULT", ["Iran"], ["Iraq"], "actual")),
    ("passive", "Iraq was attacked by Iran.", ("ASSAULT", ["Iran"], ["Iraq"], "actual")),
    ("noun", "The Iranian attack on Iraq went on.", ("ASSAULT", ["Iran"], ["Iraq"], "actual")),
    ("verb and object", "The European Union imposed sanctions on Iran.", ("SANCTION", ["European Union"], ["Iran"], "actual")),
    ("condition", "If Iran attacks Iraq, oil prices will rise.", ("ASSAULT", ["Iran"], ["Iraq"], "conditional")),
    ("plan", "Macron will meet Putin on Monday.", ("CONSULT", ["Emmanuel Macron"], ["Vladimir Putin"], "planned")),
    ("demand", "Ukraine demanded that Russia withdraw its troops.", ("REQUEST", ["Ukraine"], ["Russia"], "actual")),
    ("what a demand asks for", "Ukraine demanded that Russia withdraw its troops from Ukraine.", ("RETREAT", ["Russia"], ["Ukraine"], "demanded")),
    ("charge", "Iraq accused Iran of attacking Kuwait.", ("ACCUSE", ["Iraq"], ["Iran"], "actual")),
    ("what is gained", "Iran won a concession from Iraq.", ("CONCEDE", ["Iraq"], ["Iran"], "actual")),
    ("backed by", "Turkish-backed rebels fled.", ("SUPPORT", ["Turkey"], ["Turkish backed rebels"], "actual")),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), [c[1:] for c in EVENTS], ids=[c[0] for c in EVENTS])
def test_events(record_of, text, expected):
    record = record_of(text)
    names = {a.id: a.name for a in record.actors}
    found = [
        (e.type, [names[i] for i in e.sources], [names[i] for i in e.targets], e.status)
        for e in record.events
    ]
    assert expected in found


@pytest.mark.parametrize(
    "text", ["Iran and Iraq share a border.", "The film about Iran won a prize.", "It rained in Iraq."]
)
def test_no_event_for_a_mere_mention(record_of, text):
    assert record_of(text).events == ()


def test_a_president_is_no_presidential_spokesman(record_of):
    text = "Putin met Dmitry Peskov, his spokesman. The Russian president said the talks had failed."
    record = record_of(text)
    speakers = {
        actor.name
        for actor in record.actors
        for m in actor.mentions
        if m.span.of(text) == "The Russian president"
    }
    assert speakers == {"Vladimir Putin"}
