"""How far a length of time reaches that is counted from a day which the text names, and where it stays open."""

from __future__ import annotations

import pytest

import onrecord

PUBLISHED = "2019-06-12"  # a Wednesday

NAMED = [  # id, text, the length, its first and last day
    ("day before it", "The dam broke on Sunday, three days after the rains began.", "three days", "2019-06-06", "2019-06-09"),
    ("day of the main clause", "Troops on Sunday left the camp, three days after the truce.", "three days", "2019-06-06", "2019-06-09"),
    ("day that opens the sentence", "On Sunday, troops left the camp, three days after the truce.", "three days", "2019-06-06", "2019-06-09"),
    ("before something", "She resigned on Tuesday, two weeks before the vote.", "two weeks", "2019-06-11", "2019-06-25"),
    ("date behind it", "The offer lapses ten days after July 1.", "ten days", "2019-07-01", "2019-07-11"),
    ("dated event behind it", "The offer lapses ten days after the July 1 summit.", "ten days", "2019-07-01", "2019-07-11"),
    ("day of the other event", "The mayor fled two days after miners seized the town on Sunday.", "two days", "2019-06-09", "2019-06-11"),
    ("in months", "A month before the vote, courts barred her on Tuesday.", "A month", "2019-06-11", "2019-07-11"),
    ("length that opens the sentence", "Two weeks before the vote, courts barred her on Tuesday.", "Two weeks", "2019-06-11", "2019-06-25"),
    ("sentence before", "Troops left the camp on Sunday. The move came just three days after the truce.", "just three days", "2019-06-06", "2019-06-09"),
]  # fmt: skip
OPEN = [  # id, text, the length
    ("no day", "Troops left the camp three days after the truce.", "three days"),
    ("day of saying", "The army said on Sunday it had left the camp, three days after the truce.", "three days"),
    ("day of saying beside it", "The camp is empty, the army said on Sunday, three days after the truce.", "three days"),
    ("said later", "The mayor fled two days after miners seized the town, police said on Sunday.", "two days"),
    ("two days", "Talks began on May 3 and ended on May 9, two weeks before the vote.", "two weeks"),
    ("another clause", "A court on Sunday freed a man who was held, three days after the raid.", "three days"),
    ("about so long", "The dam broke on Sunday, nearly three weeks after the rains began.", "nearly three weeks"),
    ("days of work", "Shares rose on Sunday, eight trading days after the crash.", "eight trading days"),
    ("end of a longer one", "It opened on Sunday, three weeks and two days after the crash.", "two days"),
    ("another paragraph", "Troops left the camp on Sunday.\n\nThe move came three days after the truce.", "three days"),
    ("month, no day", "It ends ten days after March.", "ten days"),
]  # fmt: skip


def _reach(text: str, length: str) -> tuple[str | None, str | None]:
    (found,) = [time for time in onrecord.times(text, PUBLISHED) if time.span.of(text) == length]
    assert found.type == "DURATION"
    return found.begin, found.end


@pytest.mark.parametrize(
    ("text", "length", "first", "last"), [case[1:] for case in NAMED], ids=[case[0] for case in NAMED]
)
def test_a_length_reaches_from_a_day_to_another(text: str, length: str, first: str, last: str) -> None:
    assert _reach(text, length) == (first, last)


@pytest.mark.parametrize(("text", "length"), [case[1:] for case in OPEN], ids=[case[0] for case in OPEN])
def test_a_length_stays_open(text: str, length: str) -> None:
    assert _reach(text, length) == (None, None)


def test_a_day_named_in_the_sentence_is_what_earlier_looks_back_from() -> None:
    text = "On Sunday a court freed a man whom police had held three days earlier."
    assert [time.value for time in onrecord.times(text, PUBLISHED)] == ["2019-06-09", "2019-06-06"]
