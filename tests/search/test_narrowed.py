"""A search narrowed down, and what it can be narrowed down to."""

from __future__ import annotations

import pytest

from onrecord.errors import StoreError
from onrecord.search import Within, by_words
from onrecord.search.hits import missing
from onrecord.search.marking import marked
from onrecord.search.narrowed import narrowed
from onrecord.store import Store


def test_it_counts_its_hits_by_value(store: Store):
    found = narrowed(store, "Norway", "words")
    assert sum(found.kinds.values()) == len(found.hits)
    assert found.kinds["article"] == 2
    assert set(found.outlets) == {"Harbour Post", "The Meridian"}
    assert list(found.months) == ["2031-03"]


@pytest.mark.parametrize("how", ["words", "meaning"])
def test_it_keeps_to_an_outlet_and_a_month(store: Store, how):
    found = narrowed(store, "Norway", how, Within(outlet="The Meridian", month="2031-03"))
    assert {hit.outlet for hit in found.hits} == {"The Meridian"}
    assert not narrowed(store, "Norway", how, Within(month="2031-04")).hits
    assert not narrowed(store, "Norway", how, Within(month=".*")).hits


def test_items_have_the_title_of_their_report(store: Store):
    titles = {row["article"]: row["title"] for row in store.query("SELECT article, title FROM articles").to_pylist()}  # fmt: skip
    assert all(hit.title == titles[hit.article] for hit in by_words(store, "Norway"))


def test_what_is_said_stands_apart_from_who_says_it(store: Store):
    assert any(hit.text.startswith("Anna Jonsdottir: ") for hit in by_words(store, "Jonsdottir"))


def test_an_index_that_lacks_reports(store: Store):
    assert missing(store, "words") == 3
    late = narrowed(store, "Norway", "words", at_once=2)
    assert (late.hits, late.missing) == ((), 3)
    assert len(narrowed(store, "Norway", "words", at_once=3).hits) > 0
    assert missing(store, "words") == 0
    assert narrowed(store, "Norway", "words", at_once=0).missing == 0


def test_a_place_where_no_index_can_be(store: Store):
    store.path.with_name(f"{store.path.name}.index").write_text("in the way")
    with pytest.raises(StoreError, match="search index cannot be written"):
        narrowed(store, "Norway", "words")


CASES = [
    ("other forms", "withdrawing boats", "It withdrew a boat.", ["boat"]),
    ("in any case", "norway", "NORWAY'S talks", ["NORWAY"]),
    ("not what is left out", 'talks -boats -"coast guard"', "Talks on boats, guard", ["Talks"]),
    ("quoted words", '"coast guard"', "its coast guard", ["coast", "guard"]),
    ("none", "", "Talks", []),
]


@pytest.mark.parametrize(("query", "text", "words"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])  # fmt: skip
def test_words_are_marked(query: str, text: str, words: list[str]):
    pieces = marked(query, text)
    assert "".join(piece for piece, _ in pieces) == text
    assert [piece for piece, is_word in pieces if is_word] == words
