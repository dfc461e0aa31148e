"""Events of single sentences: type, sides, status and circumstances, with actors and statements made by hand."""

from __future__ import annotations

import pytest
from drafting import drafted, place

import onrecord
from onrecord.extract.events import find_events

STATES = {
    "Iran|Iranian|Tehran": "IRN",
    "Iraq|Iraqi": "IRQ",
    "France|French": "FRA",
    "Syria|Syrian": "SYR",
    "NATO": "igo",
}
IRAN, IRAQ, FRANCE, SYRIA, NATO = "Iran", "Iraq", "France", "Syria", "NATO"


def told(text, said=(), **article):
    """The events of a text as (type, mode, sources, targets, trigger, status)."""
    draft = drafted(text, STATES, said, **article)
    names = {actor.id: actor.name for actor in draft.actors}
    return [
        (
            e.type,
            e.mode,
            [names[i] for i in e.sources],
            [names[i] for i in e.targets],
            e.trigger.of(text),
            e.status,
        )
        for e in find_events(draft).events
    ]


ONE = [  # id, text, the only event
    ("active verb", "Iran attacked Iraq.", ("ASSAULT", None, [IRAN], [IRAQ], "attacked", "actual")),
    ("passive verb", "Iraq was attacked by Iran.", ("ASSAULT", None, [IRAN], [IRAQ], "attacked", "actual")),
    ("verb and particle", "Iran called on Iraq to wait.", ("REQUEST", None, [IRAN], [IRAQ], "called", "actual")),
    ("verb and object", "France imposed sanctions on Iran.", ("SANCTION", None, [FRANCE], [IRAN], "imposed sanctions", "actual")),
    ("object in the passive", "Sanctions were imposed by France on Iran.", ("SANCTION", None, [FRANCE], [IRAN], "Sanctions were imposed", "actual")),
    ("complement behind a preposition", "France came to the aid of Iraq.", ("AID", None, [FRANCE], [IRAQ], "came", "actual")),
    ("noun with an adjective", "The Iranian invasion of Iraq failed.", ("ASSAULT", None, [IRAN], [IRAQ], "invasion", "actual")),
    ("noun with by", "The attack on Iraq by Iran failed.", ("ASSAULT", None, [IRAN], [IRAQ], "attack", "actual")),
    ("two sides of a noun", "The talks between Iran and Iraq failed.", ("CONSULT", None, [IRAN], [IRAQ], "talks", "actual")),
    ("two who meet", "Iran and Iraq clashed at the border.", ("ASSAULT", None, [IRAN], [IRAQ], "clashed", "actual")),
    ("what is gained", "Iran won a concession from Iraq.", ("CONCEDE", None, [IRAQ], [IRAN], "won a concession", "actual")),
    ("refusal", "France will not help Iraq.", ("REJECT", None, [FRANCE], [IRAQ], "help", "actual")),
    ("refused act", "Iran refused to negotiate with Iraq.", ("REJECT", None, [IRAN], [IRAQ], "refused", "actual")),
    ("adjective", "Iran is furious with Iraq.", ("ACCUSE", "disapprove", [IRAN], [IRAQ], "furious", "actual")),
    ("condition", "If Iran attacks Iraq, prices will rise.", ("ASSAULT", None, [IRAN], [IRAQ], "attacks", "conditional")),
    ("plan", "France will host talks with Iran.", ("CONSULT", None, [FRANCE], [IRAN], "host talks", "planned")),
    ("going on", "Iran is shelling Iraq.", ("ASSAULT", "heavy-weapons", [IRAN], [IRAQ], "shelling", "ongoing")),
    ("light verb and noun", "Iran met with Iraq for talks.", ("CONSULT", None, [IRAN], [IRAQ], "met", "actual")),
    ("fire on each other", "Iran and Iraq fired on each other.", ("ASSAULT", None, [IRAN], [IRAQ], "fired", "actual")),
    ("fire exchanged", "Iran and Iraq exchanged fire.", ("ASSAULT", None, [IRAN], [IRAQ], "exchanged fire", "actual")),
    ("war of two", "Iran and Iraq fought a war.", ("ASSAULT", None, [IRAN], [IRAQ], "war", "actual")),
    ("what neither did", "Iran and Iraq have not signed the accord.", ("AGREE", None, [IRAN, IRAQ], [], "signed the accord", "denied")),
    ("what both promise", "Iran and Iraq promised help.", ("AGREE", None, [IRAN, IRAQ], [], "promised", "actual")),
    ("a party that refuses", "Iran refused.", ("REJECT", None, [IRAN], [], "refused", "actual")),
    ("those who strike together", "French and Iraqi air strikes on Syria went on.", ("ASSAULT", "aerial", [FRANCE, IRAQ], [SYRIA], "strikes", "actual")),
    ("what is answered", "Iran accepted the demands by Iraq.", ("CONCEDE", None, [IRAN], [IRAQ], "accepted the demands", "actual")),
    ("a letter that asks", "France published a statement urging Iran to wait.", ("REQUEST", None, [FRANCE], [IRAN], "urging", "actual")),
    ("a charge that is faced", "Iran faces accusations from Iraq.", ("ACCUSE", "allege", [IRAQ], [IRAN], "accusations", "actual")),
    ("a charge that is made", "Iran repeated its accusations against Iraq.", ("ACCUSE", "allege", [IRAN], [IRAQ], "accusations", "actual")),
    ("no target", "Iran deployed its troops.", ("MOBILIZE", "troops", [IRAN], [], "deployed", "actual")),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), [c[1:] for c in ONE], ids=[c[0] for c in ONE])
def test_one_event(text, expected):
    assert told(text) == [expected]


TWO = [  # id, text, events
    ("what a demand asks for", "France demanded that Iran withdraw from Iraq.", [
        ("REQUEST", None, [FRANCE], [IRAN], "demanded", "actual"),
        ("RETREAT", "withdraw", [IRAN], [IRAQ], "withdraw", "demanded"),
    ]),
    ("an agreement to talk", "Iran agreed to meet with Iraq.", [
        ("AGREE", None, [IRAN], [IRAQ], "agreed", "actual"),
        ("CONSULT", None, [IRAN], [IRAQ], "meet", "planned"),
    ]),
    ("a charge", "France accused Iran of shelling Iraq.", [
        ("ACCUSE", "allege", [FRANCE], [IRAN], "accused", "actual"),
        ("ASSAULT", "heavy-weapons", [IRAN], [IRAQ], "shelling", "alleged"),
    ]),
    ("a charge refused", "Iran rejected accusations by Iraq.", [
        ("REJECT", None, [IRAN], [IRAQ], "rejected", "actual"),
        ("ACCUSE", "allege", [IRAQ], [IRAN], "accusations", "actual"),
    ]),
    ("an act taken up", "Iran launched an offensive against Iraq. The invasion lasted a week.", [
        ("ASSAULT", None, [IRAN], [IRAQ], "launched an offensive", "actual"),
        ("ASSAULT", None, [IRAN], [IRAQ], "invasion", "actual"),
    ]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), [c[1:] for c in TWO], ids=[c[0] for c in TWO])
def test_two_events(text, expected):
    assert told(text) == expected


OTHER_SIDE = [  # id, text, type, sources and targets of the last event
    ("the last exchange", "Iran accused Iraq of cheating. Iran put its air bases on alert.", "MOBILIZE", [IRAN], [IRAQ]),
    ("the last exchange, turned round", "Iran accused Iraq of cheating. Iraq put its air bases on alert.", "MOBILIZE", [IRAQ], [IRAN]),
    ("the other party of the sentence", "Iran accused Iraq of cheating. In a letter about Iraq, Iran refused.", "REJECT", [IRAN], [IRAQ]),
    ("no exchange", "Iran waited for Syria. The summer was calm. France put its air bases on alert.", "MOBILIZE", [FRANCE], []),
    ("too long ago", "Iran accused Iraq of cheating." + "".join(f" The harvest of year {n} was good." for n in range(8)) + " Iran put its air bases on alert.", "MOBILIZE", [IRAN], []),
    ("several near by", "Syria and France waited for NATO. Iran put its air bases on alert.", "MOBILIZE", [IRAN], []),
    ("force of days before", "Iran accused Iraq of cheating. Iran attacked at dawn.", "ASSAULT", [IRAN], []),
    ("a friend is none", "Iran accused Iraq of cheating. Iran expressed its support.", "ACCUSE", [IRAN], [IRAQ]),
    ("who did it", "Iran attacked Iraq. As Iran admits, Iraq was shelled again at noon.", "ASSAULT", [IRAN], [IRAQ]),
    ("who did it is not said near by", "France called for calm. Iraq was shelled again at noon.", "ASSAULT", [], [IRAQ]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "kind", "sources", "targets"), [c[1:] for c in OTHER_SIDE], ids=[c[0] for c in OTHER_SIDE])  # fmt: skip
def test_the_other_side_where_the_clause_names_none(text, kind, sources, targets):
    last = told(text)[-1]
    assert (last[0], last[2], last[3]) == (kind, sources, targets)


def test_a_charge_that_is_refused_is_not_made_by_whoever_refuses_it():
    assert [kind for kind, *_ in told("Iran rejected the accusations of the day before.")] == ["REJECT"]


def test_one_protests_against_ones_own_rulers():
    text = "French farmers protested against the French government in May."
    draft = drafted(text, {"French farmers": "FRA", "the French government": "FRA"})
    names = {actor.id: actor.name for actor in draft.actors}
    (event,) = find_events(draft).events
    assert event.type == "PROTEST"
    assert [names[i] for i in (*event.sources, *event.targets)] == ["French farmers", "the French government"]


NONE = [  # id, text
    ("mention", "Iran and Iraq share a border."),
    ("own course", "Iran wants to grow."),
    ("question", "Iran was asked if it would rain."),
    ("assertion", "Iran insisted that the road was long."),
    ("other sense of a protest", "Iran demonstrated its skill."),
    ("threat as an attribute", "Iran is a threat."),
    ("the public", "Iran spoke to reporters."),
    ("silence", "Iran declined to comment."),
    ("nobody acts", "The talks failed."),
    ("month", "In March the rain came to Iran."),
    ("empty", ""),
    ("odd characters", "\u200b\ufeff \U0001f600 — “"),
]


@pytest.mark.parametrize("text", [c[1] for c in NONE], ids=[c[0] for c in NONE])
def test_no_event(text):
    assert told(text) == []


SAID = [  # id, text, (speaker, content), the event that the saying is
    ("plan of force", "Iran said that Iranian jets would bomb Iraq.", (IRAN, "Iranian jets would bomb Iraq"), ("THREATEN", None, [IRAN], [IRAQ], "bomb", "actual")),
    ("must", "France said that Iran must wait.", (FRANCE, "Iran must wait"), ("REQUEST", None, [FRANCE], [IRAN], "must", "actual")),
    ("will not", "France said France will not wait for Iran.", (FRANCE, "France will not wait for Iran"), ("REJECT", None, [FRANCE], [IRAN], "wait", "actual")),
    ("report of a wrong", "Iraq said that Iran had shelled France.", (IRAQ, "Iran had shelled France"), ("ACCUSE", None, [IRAQ], [IRAN], "shelled", "actual")),
    ("unacceptable", "France said the attack by Iran on Iraq was unacceptable.", (FRANCE, "the attack by Iran on Iraq was unacceptable"), ("REJECT", None, [FRANCE], [IRAN], "unacceptable", "actual")),
]  # fmt: skip


def test_consequences_threaten_whoever_brings_them_about():
    text = "France said there would be severe consequences if Iran invaded Iraq."
    events = told(text, [(FRANCE, "there would be severe consequences if Iran invaded Iraq")])
    assert [(e[0], e[2], e[3], e[5]) for e in events] == [
        ("THREATEN", [FRANCE], [IRAN], "conditional"),
        ("ASSAULT", [IRAN], [IRAQ], "conditional"),
    ]


@pytest.mark.parametrize(("text", "said", "expected"), [c[1:] for c in SAID], ids=[c[0] for c in SAID])
def test_sayings_that_are_acts(text, said, expected):
    found = [(e[0], e[1], e[2], e[3], e[5]) for e in told(text, [said])]
    assert (*expected[:4], expected[5]) in found


def test_a_wrong_that_only_the_other_side_tells_is_alleged():
    events = told("Iraq said that Iran had shelled France.", [(IRAQ, "Iran had shelled France")])
    assert [e[5] for e in events if e[0] == "ASSAULT"] == ["alleged"]


def test_circumstances():
    text = "Iran attacked Iraq in Basra."
    (event,) = find_events(drafted(text, STATES, published="2021-12-09")).events
    assert (event.id, event.span, event.quad, event.intensity, event.cameo) == (
        "e1", place(text, "Iran attacked Iraq in Basra"), "material-conflict", -9.0, "190",
    )  # fmt: skip
    assert event.where is not None
    assert event.where.span == place(text, "Basra")
    assert event.when is not None
    assert (event.when.value, event.when.assumed) == ("2021-12-09", True)


def _dated(text: str) -> list[tuple[str, bool]]:
    record = onrecord.read(text, date="2021-12-09")
    return [(event.when.value, event.when.assumed) for event in record.events if event.when]


def test_an_event_takes_the_day_that_its_paragraph_spoke_of():
    text = "Iran attacked Iraq on Tuesday. France shelled Iran.\n\nIraq attacked France."
    assert _dated(text) == [("2021-12-07", False), ("2021-12-07", False), ("2021-12-09", True)]


@pytest.mark.parametrize(
    "said", ["On Tuesday Iraq said that it was ready.", "Iraq said that it had been ready on Tuesday."]
)
def test_the_day_of_a_statement_is_no_day_of_events(said):
    assert _dated(f"{said} France shelled Iran.")[-1:] == [("2021-12-09", True)]


COUNTED = [  # text, the days of its events and whether they are assumed; published on Thursday, 9 December 2021
    ("Iran attacked Iraq on Tuesday, four days after France shelled Iran.", [("2021-12-07", False), ("2021-12-03", False)]),
    ("Iran attacked Iraq on Tuesday, two weeks after the French invasion of Syria.", [("2021-12-07", False), ("2021-W47", False)]),
    ("Iran attacked Iraq four days after France shelled Iran on Friday.", [("2021-12-07", False), ("2021-12-03", False)]),
    ("Iran attacked Iraq on Tuesday, some four days after France shelled Iran.", [("2021-12-07", False), ("2021-12-09", True)]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "days"), COUNTED)
def test_a_length_of_time_tells_how_far_two_events_are_apart(text, days):
    assert _dated(text) == days


def test_the_day_of_what_is_to_be_done_is_of_nothing_else():
    assert _dated("Iran welcomed the ceasefire and agreed to attack Iraq on Monday.")[0] == (
        "2021-12-09",
        True,
    )
