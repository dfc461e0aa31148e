from __future__ import annotations

import pytest
from drafting import drafted, place

import onrecord
from onrecord.extract.events import find_events
from onrecord.extract.positions import find_positions
from onrecord.model import Time

WHO = {"Norland|Norlandic": "NRL", "Sudland|Sudlandic": "SDL", "Estria|Estrian": "EST", "Red Front": "front"}

NAMED = [  # id, text, (kind, holder, toward, proposition)
    ("demand-that", "Norland demanded that Sudland free the crew.", ("demand", "Norland", ["Sudland"], "Sudland free the crew")),
    ("demand-noun", "Norland demanded an apology from Sudland.", ("demand", "Norland", ["Sudland"], "an apology")),
    ("urge", "Norland urged Sudland to reopen the border.", ("demand", "Norland", ["Sudland"], "to reopen the border")),
    ("call-on", "Norland called on Sudland to reopen the border.", ("demand", "Norland", ["Sudland"], "to reopen the border")),
    ("insist-ought", "Norland insisted that Sudland must pay.", ("demand", "Norland", ["Sudland"], "Sudland must pay")),
    ("passive", "Sudland was urged by Norland to leave the island.", ("demand", "Norland", ["Sudland"], "to leave the island")),
    ("offer", "Norland offered Sudland a loan.", ("offer", "Norland", ["Sudland"], "a loan")),
    ("promise", "Norland promised to help Sudland rebuild the port.", ("promise", "Norland", ["Sudland"], "to help Sudland rebuild the port")),
    ("threat", "Norland threatened to expel Sudland from the league.", ("threat", "Norland", ["Sudland"], "to expel Sudland from the league")),
    ("refusal", "Norland refused to recognise Sudland.", ("refusal", "Norland", ["Sudland"], "to recognise Sudland")),
    ("ruled-out", "Norland ruled out talks with Sudland.", ("refusal", "Norland", ["Sudland"], "talks with Sudland")),
    ("not-accept", "Norland did not accept the terms of Sudland.", ("refusal", "Norland", ["Sudland"], "the terms of Sudland")),
    ("agreed-to", "Norland agreed to talks with Sudland.", ("acceptance", "Norland", ["Sudland"], "talks with Sudland")),
    ("accused", "Norland accused Sudland of smuggling arms.", ("accusation", "Norland", ["Sudland"], "smuggling arms")),
    ("label", "Norland regards the Red Front as terrorists.", ("accusation", "Norland", ["Red Front"], "Norland regards the Red Front as terrorists")),
    ("opposed-by", "The pipeline from Sudland is opposed by Norland.", ("refusal", "Norland", ["Sudland"], "The pipeline from Sudland")),
    ("noun-owner", "The Norlandic request to Sudland remained unanswered.", ("demand", "Norland", ["Sudland"], "The Norlandic request to Sudland")),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), [c[1:] for c in NAMED], ids=[c[0] for c in NAMED])
def test_moves_that_a_word_names(text, expected):
    assert _shown(find_positions(drafted(text, WHO))) == [expected]


SAID = [  # id, text, content, (kind, toward, proposition)
    ("will-strike", "Norland said it would attack Sudland.", "it would attack Sudland", ("threat", ["Sudland"], "it would attack Sudland")),
    ("campaign", "Norland said it will launch an operation in Sudland.", "it will launch an operation in Sudland", ("threat", ["Sudland"], "it will launch an operation in Sudland")),
    ("will-support", "Norland said it would support Sudland.", "it would support Sudland", ("promise", ["Sudland"], "it would support Sudland")),
    ("will-not", "Norland said it would not come to the aid of Sudland.", "it would not come to the aid of Sudland", ("refusal", ["Sudland"], "it would not come to the aid of Sudland")),
    ("must", "Norland said Sudland must leave the island.", "Sudland must leave the island", ("demand", ["Sudland"], "Sudland must leave the island")),
    ("unacceptable", "Norland said the dam in Sudland was unacceptable.", "the dam in Sudland was unacceptable", ("refusal", ["Sudland"], "the dam in Sudland was unacceptable")),
    ("omission", "Norland said Sudland had not paid its dues.", "Sudland had not paid its dues", ("accusation", ["Sudland"], "Sudland had not paid its dues")),
    ("blame", "Norland said Sudland had violated the truce.", "Sudland had violated the truce", ("accusation", ["Sudland"], "Sudland had violated the truce")),
]  # fmt: skip


@pytest.mark.parametrize(("text", "content", "expected"), [c[1:] for c in SAID], ids=[c[0] for c in SAID])
def test_moves_that_a_statement_makes(text, content, expected):
    kind, toward, proposition = expected
    draft = find_positions(drafted(text, WHO, said=[("Norland", content)]))
    assert _shown(draft) == [(kind, "Norland", toward, proposition)]
    assert [position.statement for position in draft.positions] == ["s1"]


NONE = [  # id, text
    ("possible", "Norland could demand an apology from Sudland."),
    ("in-condition", "If Norland refuses the terms of Sudland, talks end."),
    ("negated-threat", "Norland did not threaten Sudland."),
    ("claim", "Norland insisted that Sudland is a friend."),
    ("no-holder", "Somebody demanded an apology from Sudland."),
    ("harmless-label", "Norland regards Sudland as a friend."),
    ("empty", ""),
]


@pytest.mark.parametrize("text", [c[1] for c in NONE], ids=[c[0] for c in NONE])
def test_no_move(text):
    assert _shown(find_positions(drafted(text, WHO))) == []


def test_a_conditional_threat_is_aimed_at_who_may_bring_it_about():
    text = "Norland said there would be severe consequences if Sudland invaded Estria."
    content = "there would be severe consequences if Sudland invaded Estria"
    (threat,) = find_positions(drafted(text, WHO, said=[("Norland", content)])).positions
    assert (threat.kind, threat.toward, threat.condition) == (
        "threat",
        ("a2",),
        place(text, "if Sudland invaded Estria"),
    )


@pytest.mark.parametrize("clause", ["if attacked", "unless Sudland withdraws", "only after a withdrawal"])
def test_condition(clause):
    text = f"Norland vowed to respond {clause}."
    (threat,) = find_positions(drafted(text, WHO)).positions
    assert threat.kind == "threat"
    assert threat.condition == place(text, clause)


def test_even_if_sets_no_condition():
    (refusal,) = find_positions(drafted("Norland refused to sign, even if Sudland paid.", WHO)).positions
    assert refusal.condition is None


def test_deadline():
    text = "Norland demanded that Sudland leave the island by 3 May 2031."
    day = Time(
        id="t1", span=place(text, "3 May 2031"), type="DATE", value="2031-05-03", begin="2031-05-03", end="2031-05-03",
        confidence=1, reason="test",
    )  # fmt: skip
    (demand,) = find_positions(drafted(text, WHO, times=[day])).positions
    assert demand.deadline == "2031-05-03"


@pytest.mark.parametrize(
    ("words", "day"),
    [("by Friday", "2031-05-09"), ("within two weeks", "2031-05-20"), ("until the end of May", "2031-05-31"),
     ("before 2032", "2032-01-01")],
)  # fmt: skip
def test_deadline_of_what_the_tagger_finds(words, day):
    text = f"Norland demanded that Sudland leave the island {words}."
    times = onrecord.times(text, "2031-05-06")
    (demand,) = find_positions(drafted(text, WHO, times=times, published="2031-05-06")).positions
    assert demand.deadline == day


def test_a_refusal_answers_the_demand_and_decides_it():
    text = "Norland demanded that Sudland free the crew. Sudland refused to free the crew."
    demand, refusal = find_positions(drafted(text, WHO)).positions
    assert (demand.id, demand.outcome, refusal.answers, refusal.toward) == ("p1", "refused", "p1", ("a1",))


def test_without_swapped_parties_nothing_is_answered():
    text = "Norland demanded that Sudland free the crew. Estria refused to free Red Front prisoners."
    assert [position.answers for position in find_positions(drafted(text, WHO)).positions] == [None, None]


OUTCOMES = [  # id, text, (kind, outcome) of the noun's move
    ("broken", "Norland broke its promise to Sudland.", ("promise", "broken")),
    ("broken-modifier", "Sudland recalled the broken promises made by Norland to Sudland.", ("promise", "broken")),
    ("withdrawn", "Norland withdrew its demand to Sudland.", ("demand", "withdrawn")),
    ("lapsed", "The Norlandic offer to Sudland expired.", ("offer", "lapsed")),
    ("met", "Norland kept its promise to Sudland.", ("promise", "met")),
    ("open", "Norland renewed its offer to Sudland.", ("offer", "open")),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), [c[1:] for c in OUTCOMES], ids=[c[0] for c in OUTCOMES])
def test_outcome(text, expected):
    draft = find_positions(drafted(text, {"Norland|its|Norlandic": "NRL", "Sudland": "SDL"}))
    assert [(p.kind, p.outcome) for p in draft.positions] == [expected]


def test_the_other_party_of_an_exchange():
    text = "Norland accused Sudland of fraud. The charge was denied by Sudland."
    accusation, denial = find_positions(drafted(text, WHO)).positions
    assert (accusation.toward, denial.kind, denial.toward) == (("a2",), "denial", ("a1",))


ACTS = [  # id, text, the last move
    ("no proposition", "Norland wants Sudland out.", ("demand", "Norland", ["Sudland"], "Norland wants Sudland out")),
    ("other side from the event", "Norland attacked Sudland. Norland refused.", ("refusal", "Norland", ["Sudland"], "Norland refused")),
    ("already told by its word", "Norland offered Sudland a loan.", ("offer", "Norland", ["Sudland"], "a loan")),
    ("a denial answers the charge", "Norland accused Sudland of smuggling. Sudland denies that of Estria.", ("denial", "Sudland", ["Norland"], "that of Estria")),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), [c[1:] for c in ACTS], ids=[c[0] for c in ACTS])
def test_moves_that_an_event_tells(text, expected):
    assert _shown(find_positions(find_events(drafted(text, WHO))))[-1] == expected


def test_an_act_without_a_move_is_none():
    assert _shown(find_positions(find_events(drafted("Norland attacked Sudland.", WHO)))) == []


def test_relative_and_small_clauses_have_their_target():
    text = "Norland, which accuses Sudland of fraud, holds Estria responsible for the spill."
    assert [p.toward for p in find_positions(drafted(text, WHO)).positions] == [("a2",), ("a3",)]


def test_of_an_urging_not_to_accept_the_urging_is_the_move():
    text = "Norland urged Sudland not to accept the terms of Estria."
    draft = find_positions(drafted(text, WHO))
    assert [(p.kind, p.toward) for p in draft.positions] == [("demand", ("a2",))]


def _shown(draft):
    text = draft.article.text
    return [
        (p.kind, draft.who[p.holder].name, [draft.who[i].name for i in p.toward], p.proposition.of(text))
        for p in draft.positions
    ]
