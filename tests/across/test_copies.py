from __future__ import annotations

import datetime

import pytest

from onrecord.across.copies import Report, are_copies, bands, changes, families, likeness

TEXT = (
    "Negotiators from the two countries met for a third day on Thursday and left without a deal, officials said. "
    "The talks in Oslo, which began on Monday, are meant to end a dispute over fishing that has run for 12 years. "
    "A spokesman for the Norwegian delegation said the sides had come closer on quotas but not on inspections. "
    "They agreed to meet again on the 20th of the month in Reykjavik, he said, and to leave 45 boats in port until then."
)
DAY = datetime.date(2031, 3, 6)


def report(name: str, text: str = TEXT, **known) -> Report:
    return Report(name, text, **{"published": DAY, **known})


def test_a_copy_that_was_cut_and_edited_is_found():
    cut = TEXT.rpartition("They agreed")[0].replace("left without a deal", "left empty-handed")
    assert set(bands(cut)) & set(bands(TEXT))
    assert are_copies(report("a"), report("b", cut))


def test_a_routine_report_with_other_numbers_is_no_copy():
    routine = TEXT.replace("12 years", "9 years").replace("20th", "27th").replace("45 boats", "60 boats")
    assert likeness(report("a"), report("b", routine)) > 0.8
    assert not are_copies(report("a"), report("b", routine))


def test_copies_are_printed_within_days():
    assert not are_copies(report("a"), report("b", published=DAY + datetime.timedelta(30)))


def test_short_texts_have_no_bands():
    assert bands("Too short to tell.") == []


def test_the_credited_agency_is_the_first_whatever_came_in_first():
    copies = [
        report("x", f"OSLO (Nordwire) - {TEXT}", outlet="The Bugle", serial=1),
        report("y", TEXT, outlet="Nordwire", serial=2),
        report("z", f"{TEXT}\n\nReporting by Nordwire", outlet="Harbour Post", serial=3),
    ]
    (family,) = families(copies, [("x", "y"), ("y", "z")])
    assert family.first.article == "y"
    assert family.outlets == 3
    assert "credit Nordwire" in family.evidence


@pytest.mark.parametrize(("later", "evidence"), [(1, "published first"), (0, "came in first")])
def test_without_credit_the_day_decides_and_then_arrival(later: int, evidence: str):
    copies = [
        report("b", outlet="B", serial=2, published=DAY + datetime.timedelta(later)),
        report("a", outlet="A", serial=1),
    ]
    (family,) = families(copies, [("a", "b")])
    assert family.first.article == "a"
    assert family.evidence.startswith(evidence)


def test_families_of_before_stay_together():
    one, two, other = report("a"), report("b"), report("c", "Something else altogether happened. " * 10)
    (family,) = families([one, two, other], [], joined=[("a", "b")])
    assert {member.article for member, _ in family.copies} == {"a", "b"}


def test_what_was_changed():
    assert changes(
        report("a", "Two men died on Monday in Oslo."), report("b", "Three men died in Oslo.")
    ) == [
        ("Two", "Three"),
        ("on Monday", ""),
    ]
