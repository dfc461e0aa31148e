"""Who held which office when: handovers, open ends, several at once."""

from __future__ import annotations

import pytest

from onrecord.who.entries import Office, Spell
from onrecord.who.offices import Holders
from onrecord.who.period import Period

OFFICES = (
    Office("president", ("president",), "head-of-state", "GOV"),
    Office("foreign secretary", ("foreign secretary",), "foreign-minister", "GOV", "GBR"),
    Office("foreign minister", ("foreign minister", "top diplomat"), "foreign-minister", "GOV"),
)
SPELLS = (
    Spell("person/a", "XKX", "president", Period("2001-03-05", "2005-03-05")),
    Spell("person/b", "XKX", "president", Period("2005-03-05", "2009-06")),
    Spell("person/c", "XKX", "president", Period("2009-06", "")),
    Spell("person/d", "GBR", "foreign secretary", Period("2001", "2006-05")),
)


@pytest.mark.parametrize(
    ("date", "held"),
    [
        ("2005-03-04", ("person/a",)),
        ("2005-03-05", ("person/b",)),
        ("2005-03", ("person/a", "person/b")),
        ("2009-06-15", ("person/b", "person/c")),
        ("2020", ("person/c",)),
        ("1999-01-01", ()),
        (None, ("person/c",)),
    ],
)
def test_holders_on_a_day(date, held):
    assert Holders(SPELLS, OFFICES).holders("XKX", "president", date) == held


def test_one_role_answers_to_several_titles():
    holders = Holders(SPELLS, OFFICES)
    assert holders.holder("GBR", "foreign minister", "2004-01-01") == "person/d"
    assert holders.holder("GBR", "top diplomat", "2004-01-01") == "person/d"
    assert holders.holder("GBR", "president", "2004-01-01") is None
