"""Of which state officials and institutions are whom no table knows: what tells it, and where nothing does for sure."""

from __future__ import annotations

import pytest

from onrecord import Reader, Record
from onrecord.reading import Hints, Incoming, read_plain


@pytest.fixture(scope="module")
def home():
    reader = Reader(layers=["actors"])

    def read(text: str, name: str) -> str | None:
        """The country of the actor of that name in a report of 2 May 2011, which ends with the text."""
        (record,) = reader.read_many(
            [Incoming(read_plain(f"A storm is near.\n\n{text}", Hints(date="2011-05-02")))]
        )
        assert isinstance(record, Record)
        (actor,) = [actor for actor in record.actors if actor.name == name]
        return actor.country

    return read


TOLD = [  # id, text, name of the actor, country
    ("whose act he tells", "Malawi recalled its envoy to Zambia, Foreign Minister Yohane Mbewe said.", "Yohane Mbewe", "MWI"),
    ("what he promises", "Foreign Minister Yohane Mbewe said Malawi would reopen the bridge.", "Yohane Mbewe", "MWI"),
    ("other side of a demand", "Malawi protested. Foreign Minister Yohane Mbewe demanded that Zambia reopen the bridge.", "Yohane Mbewe", "MWI"),
    ("other side of a meeting", "Malawi gave way. Foreign Minister Yohane Mbewe met the Zambian president in Lusaka.", "Yohane Mbewe", "MWI"),
    ("sentence before", "Malawi closed the bridge to all lorries. Interior Minister Yohane Mbewe blamed floods.", "Yohane Mbewe", "MWI"),
    ("scene that opens the sentence", "In Lilongwe, Deputy Finance Minister Yohane Mbewe resigned.", "Yohane Mbewe", "MWI"),
    ("report on one state", "The kwacha lost a tenth of its value in Malawi. Shops shut. People queued. Central banks sell gold. Finance Minister Yohane Mbewe promised a loan.", "Yohane Mbewe", "MWI"),
    ("police where it happens", "Students marched to the Zambian embassy in Lilongwe before riot police dispersed them.", "riot police", "MWI"),
    ("judges act at home", "Judge Yohane Mbewe jailed two Malawian lawmakers.", "Yohane Mbewe", "MWI"),
    ("holder in another spelling", "President Francois Mitterand spoke of Zambia.", "Francois Mitterand", "FRA"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "name", "country"), [case[1:] for case in TOLD], ids=[case[0] for case in TOLD]
)
def test_a_home_is_told(home, text: str, name: str, country: str) -> None:
    assert home(text, name) == country


OPEN = [  # id, text, name of the actor
    ("other side of a demand alone", "Foreign Minister Yohane Mbewe demanded that Zambia reopen the bridge.", "Yohane Mbewe"),
    ("whom he accuses", "Foreign Minister Yohane Mbewe accused Zambia of piracy.", "Yohane Mbewe"),
    ("where he meets", "Foreign Minister Yohane Mbewe met reporters in Lusaka.", "Yohane Mbewe"),
    ("addressee of a letter", "In a letter to the Zambian parliament, Defence Minister Yohane Mbewe gave way.", "Yohane Mbewe"),
    ("two states before", "Malawi and Zambia met. Foreign Minister Yohane Mbewe smiled.", "Yohane Mbewe"),
    ("one has the floor, another acts in his words", "Malawi protested. Foreign Minister Yohane Mbewe said Zambia had kept its word.", "Yohane Mbewe"),
    ("another clause", "Zambian forces stood by, and opposition spokesman Yohane Mbewe blamed them.", "Yohane Mbewe"),
    ("spokesman for others", "Malawi gave way. Yohane Mbewe, a spokesman for the coalition, smiled.", "Yohane Mbewe"),
    ("several governments", "Malawi signed the treaty. Eight governments have ratified it.", "governments"),
    ("name that is a people too", "Foreign ministry spokeswoman Karen Winther smiled.", "Karen Winther"),
    ("namesake who held another office", "The mayor, Luis Jaramillo, asked for blankets.", "Luis Jaramillo"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "name"), [case[1:] for case in OPEN], ids=[case[0] for case in OPEN])
def test_a_home_stays_open(home, text: str, name: str) -> None:
    assert home(text, name) is None
