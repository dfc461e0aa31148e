"""What phrases mean, case by case: people on dates, descriptions, institutions, places of the past, and what is nobody."""

from __future__ import annotations

import csv
from functools import cache
from pathlib import Path

import pytest

from onrecord.who import Resolver, knowledge
from onrecord.who.described import meant
from onrecord.who.names import run_key

with Path(__file__).with_name("phrases.tsv").open(encoding="utf-8", newline="") as _file:
    CASES = [
        {name: cell or "" for name, cell in row.items()} for row in csv.DictReader(_file, delimiter="\t")
    ]


@cache
def resolver() -> Resolver:
    return Resolver(knowledge())


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['text']} {case['date']}".strip())
def test_phrase_means(case):
    found = resolver().resolve(case["text"], case["date"] or None, case["context"] or None)
    for wanted, got in ((case["kb"], found.kb), (case["country"], found.country)):
        if wanted:
            assert got == (None if wanted == "-" else wanted), found.reason
    if case["sector"] == "-":
        assert found.sectors == (), found.reason
    elif case["sector"]:
        assert case["sector"] in found.sectors, found.reason


def test_no_name_stands_for_two_actors_of_one_state():
    base = knowledge()
    texts = {a.name for a in base.actors.values() if a.kind != "person"} | {a.text for a in base.aliases}
    shared = {}
    for text in texts:
        entry = base.names.entry(run_key(text))
        actors = meant(base, [n for n in entry.names if n.text == text], None) if entry else ()
        countries = [actor.country for actor in actors if actor.kind != "person"]
        if len(countries) > len(set(countries)):
            shared[text] = [actor.id for actor in actors]
    assert not shared


def test_two_who_may_be_meant_are_candidates():
    found = resolver().resolve("Bush")
    assert found.kb is None
    assert {"person/george-w-bush", "person/george-h-w-bush"} <= set(found.candidates)


def test_every_answer_says_why():
    assert all(resolver().resolve(case["text"], case["date"] or None).steps for case in CASES)


@pytest.mark.parametrize(
    "text", ["", " ", "…", "'s", "-", "(", "of of of", "the " * 200, "\x00", "𝔘𝔫𝔦", "A" * 5000]
)
def test_any_text_is_answered(text):
    assert resolver().resolve(text, "2012", text).kb is None
