"""What holds of the times of any text at all."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord import InputError, times
from onrecord.extract.times.grammar import rules
from onrecord.lexicon import load_table

WORDS = sorted(
    {row["word"] for row in load_table("time_words")} | {row["example"] for row in load_table("time_rules")}
)
PIECES = st.one_of(
    st.sampled_from(WORDS),
    st.sampled_from(WORDS).map(str.title),
    st.integers(0, 99_999).map(str),
    st.sampled_from(
        ["31", "24:60", "45/45/45", "%", "(", "\u2013", "BC", "AD", "\u0130", "\u00b2", "\u0661", "th", "\n"]
    ),
    st.text(max_size=6),
)
TEXTS = st.builds(
    lambda gap, parts: gap.join(parts), st.sampled_from([" ", "", "-", "\n"]), st.lists(PIECES, max_size=25)
)
DAYS = st.one_of(st.none(), st.dates())


@settings(max_examples=400, deadline=None)
@given(TEXTS, DAYS)
def test_times_of_any_text(text, published):
    found = times(text, published)
    assert all(0 <= t.span.start < t.span.end <= len(text) for t in found)
    assert all(first.span.end <= second.span.start for first, second in pairwise(found))
    assert all(t.begin <= t.end for t in found if t.begin and t.end)
    assert all(t.value and t.value.isascii() for t in found)
    assert found == times(text, published)


@pytest.mark.parametrize("rule", rules(), ids=lambda rule: rule.name)
@settings(max_examples=25, deadline=None)
@given(data=st.data(), published=DAYS)
def test_whatever_a_rule_matches_has_a_value_or_is_none(rule, data, published):
    written = data.draw(st.from_regex(rule.pattern))
    times(f"It came in {written} of 5 or in 1999.", published)
    times(f"In {written.title()}", published)


@settings(max_examples=200, deadline=None)
@given(st.text(), DAYS)
def test_no_text_is_too_odd(text, published):
    times(text, published)


def test_a_day_that_is_none_is_said_so():
    with pytest.raises(InputError, match="'soon' is no date"):
        times("They met on Monday.", "soon")
