from __future__ import annotations

import shutil
import threading

import pytest
from storing import taken

from onrecord.errors import StoreError
from onrecord.pipeline import Reader
from onrecord.reading import Hints
from onrecord.search import Hit, Within, by_meaning, by_words
from onrecord.search.hits import REACHED, place_of
from onrecord.store import Store
from onrecord.store.add import add


def texts(hits: list[Hit]) -> str:
    return " | ".join(hit.text for hit in hits)


def test_words_are_found_in_all_their_forms_the_best_first(store: Store):
    hits = by_words(store, "attacks")
    assert {hit.kind for hit in hits} == {"article", "event", "statement"}
    assert all("attacked" in hit.text for hit in hits)
    assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)


def test_phrases_stand_together_and_words_are_left_out(store: Store):
    assert by_words(store, '"withdraw its trawlers"', Within(kinds=["article"]))
    assert not by_words(store, '"trawlers its withdraw"', Within(kinds=["article"]))
    assert not by_words(store, "Norway -Iceland", Within(kinds=["article"]))
    assert by_words(store, "(unbalanced", limit=1) == []


def test_only_among_the_kinds_asked_for_and_cut(store: Store):
    assert {hit.kind for hit in by_words(store, "Norway", Within(kinds=["position"]))} == {"position"}
    everything = by_words(store, "Norway")
    assert by_words(store, "Norway", limit=2, offset=1) == everything[1:3]


def test_meaning_is_found_in_other_words(store: Store):
    best = by_meaning(store, "militants ambushed peacekeepers in Africa", limit=1)[0]
    assert "Rebels attacked a convoy" in best.text
    assert "fishing" not in texts(by_words(store, "fishing vessels"))
    assert "trawlers" in by_meaning(store, "fishing vessels", limit=1)[0].text
    assert {hit.kind for hit in by_meaning(store, "war", Within(kinds=["forecast"]))} <= {"forecast"}


@pytest.mark.parametrize("find", [by_words, by_meaning])
def test_the_index_follows_the_store(store: Store, find):
    find(store, "anything")
    url = "https://news.example/2"
    for number, text in enumerate(
        ("Rebels attacked a bridge in Mali on Tuesday.", "Peru recalled its envoy to Chile.")
    ):
        add(store, [taken(Reader().read(text, Hints(url=url, date="2031-03-07")), f"new{number}")])
    shown = texts(find(store, "rebels envoy Peru", limit=50))
    assert "Peru recalled its envoy" in shown
    assert "bridge" not in shown
    assert "convoy" not in shown


@pytest.mark.parametrize(("find", "index"), [(by_words, "words"), (by_meaning, "meaning")])
def test_an_index_is_a_derived_thing(store: Store, find, index):
    before = find(store, "rebels")
    folder = place_of(store).folder / index
    for file in folder.iterdir():
        if file.name != REACHED:
            file.write_bytes(b"broken")
    with pytest.raises(StoreError, match="remove the folder"):
        find(store, "rebels")
    shutil.rmtree(folder)
    assert find(store, "rebels") == before


def test_two_search_at_once_and_one_brings_the_index_up_to_date(store: Store):
    found: list[int] = []
    threads = [
        threading.Thread(target=lambda: found.append(len(by_words(store, "Norway")))) for _ in range(4)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(found) == 4
    assert len(set(found)) == 1
    with place_of(store).turn("words") as mine:
        assert mine
        assert len(by_words(store, "Norway")) == found[0]


def test_an_empty_question_finds_nothing(store: Store):
    assert by_words(store, "") == []
    assert by_words(store, "zzzz") == []
