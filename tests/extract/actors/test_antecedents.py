"""Whom descriptions, titles, surnames and pronouns take up in a report: from many countries and decades, and where nobody is sure."""

from __future__ import annotations

import pytest

from onrecord import Reader, Record
from onrecord.reading import Hints, Incoming, read_plain


@pytest.fixture(scope="module")
def meant():
    reader = Reader(layers=["actors"])

    def read(text: str, words: str, date: str | None) -> set[str]:
        """The names of the actors that the last occurrence of `words` means."""
        (record,) = reader.read_many([Incoming(read_plain(text, Hints(date=date)))])
        assert isinstance(record, Record)
        at = text.rindex(words)
        return {
            actor.name for actor in record.actors for m in actor.mentions if (m.span.start, m.span.end) == (at, at + len(words))
        }  # fmt: skip

    return read


TAKEN_UP = [  # id, date, text, the words, whom they mean
    ("military alliance", "2009-04-10", "NATO invited Albania to join. Moscow said the military alliance was breaking its word.", "the military alliance", {"NATO"}),
    ("alliance of so many members", "2021-06-15", "Leaders met at NATO in Brussels. Beijing accused the 30-member alliance of slander.", "the 30-member alliance", {"NATO"}),
    ("bloc of so many nations", "2015-07-01", "Hungary wrote to the European Union. The 28-nation bloc gave no answer.", "The 28-nation bloc", {"European Union"}),
    ("bloc in words", "1996-03-02", "Norway will not join the European Union. The fifteen-nation bloc regretted it.", "The fifteen-nation bloc", {"European Union"}),
    ("regional bloc", "2012-04-02", "Mali asked ECOWAS for troops. The West African bloc agreed to send them.", "The West African bloc", {"ECOWAS"}),
    ("world body", "2003-08-20", "A bomb struck the United Nations in Baghdad. The world body withdrew its staff.", "The world body", {"United Nations"}),
    ("nuclear watchdog", "2005-09-25", "Iran barred the IAEA from two sites. The nuclear watchdog protested.", "The nuclear watchdog", {"IAEA"}),
    ("oil cartel", "1998-06-25", "Mexico talked to OPEC in Vienna. The oil cartel cut output.", "The oil cartel", {"OPEC"}),
    ("group", "1997-05-05", "Hamas rejected the offer on Sunday. The group vowed to go on fighting.", "The group", {"Hamas"}),
    ("rebel group", "1999-07-08", "The RUF signed a truce in Lome. Days later the rebel group broke it.", "the rebel group", {"Revolutionary United Front"}),
    ("party", "2014-05-17", "The BJP won a majority in India. The party promised reforms.", "The party", {"BJP"}),
    ("movement by its name", "2005-01-10", "The Sudan People's Liberation Movement signed a peace deal. The movement had fought for two decades.", "The movement", {"Sudan People's Liberation Movement"}),
    ("fund", "1998-01-16", "Indonesia turned to the International Monetary Fund. The fund asked for deep cuts.", "The fund", {"IMF"}),
    ("commission", "2017-07-26", "Warsaw answered the European Commission. The commission opened proceedings.", "The commission", {"European Commission"}),
    ("security council", "1990-11-30", "The UN Security Council met on Iraq. The council set a deadline.", "The council", {"UN Security Council"}),
    ("court", "2011-05-17", "The International Criminal Court indicted Gaddafi. The court asked for his arrest.", "The court", {"International Criminal Court"}),
    ("ministry", "2016-02-03", "The Chinese foreign ministry summoned the envoy. The ministry called the flight a provocation.", "The ministry", {"Chinese Foreign Ministry"}),
    ("kingdom", "1994-10-27", "Jordan made peace with Israel. The kingdom reopened its border.", "The kingdom", {"Jordan"}),
    ("Gulf emirate", "2017-06-06", "Egypt cut its ties with Qatar. The tiny Gulf emirate denied the charges.", "The tiny Gulf emirate", {"Qatar"}),
    ("island", "1996-02-26", "Havana shot down two planes. Washington tightened its embargo on Cuba and said the island would pay.", "the island", {"Cuba"}),
    ("country", "2001-12-21", "Protesters filled the streets of Argentina. The country defaulted on its debt.", "The country", {"Argentina"}),
    ("described before", "2007-08-02", "A Kenyan court jailed the editor. The court said he had lied.", "The court", {"Kenyan court"}),
    ("both sides", "1998-12-20", "Eritrea shelled a border town, and Ethiopia answered with air raids. Both sides claimed victory.", "Both sides", {"Eritrea", "Ethiopia"}),
    ("two countries", "1995-02-01", "Peru accused Ecuador of firing first. The two countries agreed to talk.", "The two countries", {"Peru", "Ecuador"}),
    ("two leaders", "2000-06-15", "Kim Dae-jung flew to Pyongyang to meet Kim Jong-il. The two leaders embraced.", "The two leaders", {"Kim Dae-jung", "Kim Jong-il"}),
    ("pair", "2010-03-20", "Hillary Clinton received David Miliband in Washington. The pair discussed Iran.", "The pair", {"Hillary Clinton", "David Miliband"}),
    ("a list behind it", "2018-02-25", "The two main rebel groups in the suburb – Faylaq al-Rahman and Jaish al-Islam – accepted the truce.", "The two main rebel groups", {"Faylaq al-Rahman", "Jaish al-Islam"}),
    ("they, after both", "1998-12-20", "Eritrea shelled a border town, and Ethiopia answered with air raids. Both sides claimed victory. They blamed each other.", "They", {"Eritrea", "Ethiopia"}),
    ("they, joined", "2018-06-12", "Donald Trump and Kim Jong-un met in Singapore. They signed a declaration.", "They", {"Donald Trump", "Kim Jong-un"}),
    ("president named before", "2006-09-21", "Evo Morales, the president of Bolivia, spoke in New York. The president held up a coca leaf.", "The president", {"Evo Morales"}),
    ("minister named before", "2012-11-20", "Avigdor Lieberman, the foreign minister of Israel, met the envoy. The minister refused a truce.", "The minister", {"Avigdor Lieberman"}),
    ("spokesman in no table", "2013-02-05", "Ismael Wario, a spokesman for the Tuareg rebels, called reporters. The spokesman said that Kidal had fallen.", "The spokesman", {"Ismael Wario"}),
    ("surname", "1993-04-11", "Marek Dolny leads the strike committee in Gdansk. On Monday Dolny called for new elections.", "Dolny", {"Marek Dolny"}),
    ("surname with a particle", "2016-01-05", "Ruud van der Bijl chairs the mission. Van der Bijl left on Friday.", "Bijl", {"Ruud van der Bijl"}),
    ("she by the first name", "2019-10-10", "Angela Ruhotie leads the mission. Markus Tolle doubts that she will stay.", "she", {"Angela Ruhotie"}),
    ("he by the form of address", "1992-05-05", "Mr. Okwale resigned on Monday. Mrs. Banura said that he had been forced to.", "he", {"Okwale"}),
    ("a title behind a form of address", "1992-05-05", "Mr. President Ahmed Okwale spoke. Okwale left.", "Okwale", {"Ahmed Okwale"}),
    ("the alliance by its name", "2002-11-22", "The NATO alliance admitted Latvia.", "The NATO alliance", {"NATO"}),
    ("it, a state", "2014-03-20", "Russia rejected the vote and said it would veto the next one.", "it", {"Russia"}),
]  # fmt: skip


@pytest.mark.parametrize(
    ("date", "text", "words", "whom"), [c[1:] for c in TAKEN_UP], ids=[c[0] for c in TAKEN_UP]
)
def test_taken_up(meant, date, text, words, whom):
    assert meant(text, words, date) == whom


OPEN = [  # id, date, text, the words, whom they must not mean: * is anybody called by a name
    ("members of another year", "2008-06-15", "Leaders met at NATO in Brussels. Beijing accused the 30-member alliance.", "the 30-member alliance"),
    ("no kingdom", "1994-10-27", "Syria talked to Israel. The kingdom reopened its border.", "The kingdom"),
    ("two groups", "2008-01-10", "Hamas accused Islamic Jihad. The group denied it.", "The group"),
    ("two states", "1999-06-10", "India blamed Pakistan for the raid. The country buried its dead.", "The country"),
    ("three states", "2003-08-27", "China, Japan and Russia sent envoys. The two sides met for an hour.", "The two sides"),
    ("one state alone", "2003-08-27", "China sent an envoy. Both sides met for an hour.", "Both sides"),
    ("sides of a river", "2011-07-09", "Sudan and Uganda closed the road. Fires burned on both sides of the river.", "both sides"),
    ("two that are told apart", "2015-04-05", "Hamas talked to Fatah. The two main groups in the camp, both armed, stayed away.", "The two main groups"),
    ("a group of its own", "2015-03-01", "Hamas held a rally. A group of lawyers protested.", "A group"),
    ("group of seven", "1997-06-21", "Hamas held a rally. The group of lawyers that called for it stayed away.", "The group"),
    ("any party", "2007-02-02", "The BJP opened the debate. Any party may reply.", "Any party"),
    ("co-argument", "2002-03-01", "Fatah attacked the group.", "the group"),
    ("speaker of a quotation", "2009-05-05", '"The militia will be crushed," Hezbollah said. Hezbollah added: "The militia has no future."', "The militia"),
    ("prime minister is no minister", "2004-04-04", "Tony Blair, the prime minister of Britain, flew home. The minister stayed in Tripoli.", "The minister"),
    ("new minister", "2012-11-20", "Avigdor Lieberman, the foreign minister of Israel, resigned. The new minister has not been named.", "The new minister"),
    ("two of a surname", "2005-05-05", "Pavel Dolny met Irena Dolny in Brno. Dolny left early.", "Dolny"),
    ("two ministers", "2016-06-06", "Jean-Marc Ayrault, the foreign minister, called Paolo Gentiloni, the foreign minister. The minister agreed.", "The minister"),
    ("it, empty", "1991-08-20", "Estonia declared independence. It is clear that others will follow.", "It"),
    ("it, an event", "1991-08-20", "Estonia declared independence. It was a shock to many.", "It"),
    ("government of another state", "2013-09-09", "The Syrian government denied the attack. Turkey called for a response. Ankara said the government would vote on it.", "the government"),
    ("she is no man", "2001-01-20", "Bill Clinton left the White House. Nobody knew what she would do.", "she"),
]  # fmt: skip


@pytest.mark.parametrize(("date", "text", "words"), [c[1:] for c in OPEN], ids=[c[0] for c in OPEN])
def test_left_open(meant, date, text, words):
    assert not {
        name for name in meant(text, words, date) if name[:1].isupper() and name.lower() not in words.lower()
    }


HOMES = [  # id, date, text, name of the actor, country
    ("state of a title", "1996-05-05", "Nigerian senator Bola Adenike resigned.", "Bola Adenike", "NGA"),
    ("apposition", "2003-03-03", "Ilze Krumina, a Latvian lawmaker, voted against the law.", "Ilze Krumina", "LVA"),
    ("of an organisation", "2018-02-25", "Omar Haddadi of the Syrian Relief Movement asked for a truce.", "Omar Haddadi", "SYR"),
    ("his cabinet", "2005-04-04", "Viktor Yushchenko changed his cabinet.", "Ukrainian cabinet", "UKR"),
    ("the other side's state", "2012-03-03", "President Ortuzar refused to meet the American envoy.", "Ortuzar", None),
    ("envoy of an organisation", "2014-07-11", "Staffan de Mistura flew to Damascus.", "Staffan de Mistura", None),
    ("forces of a regime", "2018-02-25", "Syrian regime forces took the suburb. Turkish troops and Iranian militias watched. Later regime forces withdrew.", "regime forces", "SYR"),
    ("people of a land", "2017-09-26", "Kurdish officials in Iraq counted the votes.", "Kurdish officials", "IRQ"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("date", "text", "name", "country"), [c[1:] for c in HOMES], ids=[c[0] for c in HOMES]
)
def test_home(date, text, name, country):
    (record,) = Reader(layers=["actors"]).read_many([Incoming(read_plain(text, Hints(date=date)))])
    assert {a.country for a in record.actors if a.name.startswith(name)} == {country}


def test_both_sides_act_in_events():
    text = "Peru accused Ecuador of firing first. On Monday the two countries agreed to a truce."
    (record,) = Reader().read_many([Incoming(read_plain(text, Hints(date="1995-02-01")))])
    names = {a.id: a.name for a in record.actors}
    agreed = [e for e in record.events if e.type == "AGREE"]
    assert [{names[i] for i in (*e.sources, *e.targets)} for e in agreed] == [{"Peru", "Ecuador"}]


def test_a_statement_is_of_whom_the_description_means():
    text = "NATO sent ships to the Gulf of Aden. The military alliance said that piracy was on the rise."
    (record,) = Reader().read_many([Incoming(read_plain(text, Hints(date="2009-08-18")))])
    names = {a.id: a.name for a in record.actors}
    assert [names.get(s.speaker) for s in record.statements] == ["NATO"]
