from __future__ import annotations

import pytest
from drafting import drafted, place

import onrecord
from onrecord.extract.forecasts import find_forecasts
from onrecord.model import Time, When

FOUND = [  # id, text, (phrase, scale, entry, proposition)
    ("could", "The strike could spread to the ports.", ("could", "survey-1860", "might happen", "The strike could spread to the ports")),
    ("may-have", "A deal may have been reached.", ("may", "survey-1860", "might happen", "A deal may have been reached")),
    ("likely-to", "The talks are very likely to fail.", ("very likely", "icd-203", "very likely", "The talks are very likely to fail")),
    ("unlikely-that", "It is unlikely that the ban will be lifted.", ("unlikely", "icd-203", "unlikely", "the ban will be lifted")),
    ("expected-to", "Ministers are expected to resign.", ("expected to", "icd-203", "likely", "Ministers are expected to resign")),
    ("set-to", "The treaty is set to expire in May.", ("set to", "icd-203", "very likely", "The treaty is set to expire in May")),
    ("probably", "The senate will probably ratify it.", ("probably", "icd-203", "likely", "The senate will probably ratify it")),
    ("imminent", "An attack was imminent.", ("imminent", "icd-203", "very likely", "An attack was imminent")),
    ("chances-low", "The chances of a truce are very low.", ("very low", "icd-203", "very unlikely", "The chances of a truce are very low")),
    ("chances-remain", "The chances of Sudland being admitted to the league remain low.", ("low", "icd-203", "very unlikely", "The chances of Sudland being admitted to the league remain low")),
    ("little-chance", "There is little chance of a truce.", ("little chance", "survey-46", "little chance", "little chance of a truce")),
    ("percent", "There is a 70% chance of rain.", ("70% chance", "number", "70%", "a 70% chance of rain")),
    ("one-in-three", "They see a one in four chance of war.", ("one in four chance", "number", "25%", "one in four chance of war")),
    ("fears", "Estria fears that the dam will burst.", ("fears", "survey-1860", "real possibility", "the dam will burst")),
    ("attribute", "Markets fell over a possible war.", ("possible", "survey-1860", "possibly", "a possible war")),
    ("unclear", "It is unclear whether the truce will hold.", ("unclear", "icd-203", "roughly even chance", "the truce will hold")),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), [c[1:] for c in FOUND], ids=[c[0] for c in FOUND])
def test_forecast(text, expected):
    (forecast,) = find_forecasts(drafted(text)).forecasts
    assert (
        forecast.phrase.of(text),
        forecast.scale,
        forecast.entry,
        forecast.proposition.of(text),
    ) == expected


NONE = [  # id, text
    ("bare-future", "The talks will resume on Friday."),
    ("not-reached", "The minister could not be reached for comment."),
    ("ability", "From the hill we could see the smoke."),
    ("counterfactual", "The war could have ended in March."),
    ("month", "They met in May."),
    ("as-possible", "They left as soon as possible."),
    ("if-possible", "If possible, they will leave."),
    ("opportunity", "They gave him a chance to speak."),
    ("risk-it", "They did not risk a vote."),
    ("empty", ""),
]


@pytest.mark.parametrize("text", [c[1] for c in NONE], ids=[c[0] for c in NONE])
def test_no_forecast(text):
    assert find_forecasts(drafted(text)).forecasts == ()


def test_what_is_not_likely_is_the_opposite():
    (forecast,) = find_forecasts(drafted("The truce is not likely to hold.")).forecasts
    assert (forecast.negated, forecast.low, forecast.high, forecast.inferred) == (True, 0.2, 0.45, True)


def test_likelihood_of_a_likelihood_is_one_forecast():
    (forecast,) = find_forecasts(drafted("Estria fears the strike may spread.", {"Estria": "EST"})).forecasts
    assert forecast.phrase.of("Estria fears the strike may spread.") == "may"


FORECASTERS = [  # id, text, statement, outlet, forecaster
    ("speaker", "Norland said the truce could fail.", ("Norland", "the truce could fail"), "Daily", "a1"),
    ("unknown-speaker", "It was said the truce could fail.", (None, "the truce could fail"), "Daily", None),
    ("believer", "Norland expects the truce to fail.", None, "Daily", "a1"),
    ("article", "The truce could fail.", None, "Daily", None),
]


@pytest.mark.parametrize(
    ("text", "said", "outlet", "forecaster"), [c[1:] for c in FORECASTERS], ids=[c[0] for c in FORECASTERS]
)
def test_forecaster(text, said, outlet, forecaster):
    draft = find_forecasts(drafted(text, {"Norland": "NRL"}, said=[said] if said else (), outlet=outlet))
    assert [f.forecaster for f in draft.forecasts] == [forecaster]


def test_window_is_the_first_time_that_is_not_over():
    text = "After the vote of 2020 a coup could come by 2031."
    times = [_year(text, "2020"), _year(text, "2031")]
    (forecast,) = find_forecasts(drafted(text, times=times, published="2030-01-01")).forecasts
    assert forecast.window == When(value="2031", begin="2031-01-01", end="2031-12-31")


def test_window_before_a_year_ends_on_the_day_before_it():
    text = "A coup could come before 2031."
    (forecast,) = find_forecasts(drafted(text, times=[_year(text, "2031")], published="2030-03-01")).forecasts
    assert forecast.window == When(value="2031", begin="2030-03-01", end="2030-12-31")


def test_window_of_the_coming_weeks_has_no_known_end():
    text = "A coup could come in the coming weeks."
    times = onrecord.times(text, "2030-03-01")
    (forecast,) = find_forecasts(drafted(text, times=times, published="2030-03-01")).forecasts
    assert forecast.window == When(value="PXW", begin="2030-03-01", end=None)


def _year(text: str, year: str) -> Time:
    return Time(
        id=f"t{year}", span=place(text, year), type="DATE", value=year, begin=f"{year}-01-01", end=f"{year}-12-31",
        confidence=1, reason="test",
    )  # fmt: skip
