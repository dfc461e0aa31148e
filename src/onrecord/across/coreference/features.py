"""What speaks for and against two mentions being one event: a row of named numbers for each pair of mentions."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import takewhile
from typing import Any, TypeAlias

import numpy as np
from rapidfuzz.distance import JaroWinkler

from onrecord.across.coreference.mention import ASPECTS, SENSES, Mention, Words
from onrecord.across.coreference.weighing import Usage, usual

Matrix: TypeAlias = np.ndarray[Any, np.dtype[np.float64]]
Places: TypeAlias = np.ndarray[Any, np.dtype[np.int64]]

# All ASPECTS, and the three kinds of arguments together.
_COMPARED = (*ASPECTS, "arguments")
_RELATIVE = ("phrase", "head", "sentence")
_SPREAD = ("least", "most")

# What is known of a pair without regard to its reports, in the order of the columns.
FREE_FEATURES = (
    "same_report", "sentences_apart", "first_place", "last_place",
    *(f"{sense}_meaning" for sense in SENSES),
    *(f"{sense}_meaning_{against}" for sense in _RELATIVE for against in ("usual", "top", "low")),
    *(f"{aspect}_{how}" for aspect in _COMPARED for how in ("covered", "shared", "weight")),
    "arguments_in_sentence", "lemma_in_sentence", "same_lemma", "same_text", "same_letters", "same_beginning",
    "kinds", "one_negated", "one_modal",
    *(f"{what}_{end}" for what in ("lemma_reports", "lemma_weight", "phrase_length") for end in _SPREAD),
    "lemma_count_least",
)  # fmt: skip
# What is known of the two reports besides.
REPORT_FEATURES = ("report_likelihood", "report_words", "report_names", "report_each")
FEATURES = (*REPORT_FEATURES, *FREE_FEATURES)

# Sums in another order, on another processor, give the same rows.
DECIMALS = 5

_KINDS = ("verb", "noun", "")


@dataclass(frozen=True, slots=True, eq=False)
class Pairs:
    """All pairs of a group of mentions, `one` before `other` by their numbers, with their rows of features."""

    one: Places
    other: Places
    rows: Matrix


def mention_pairs(mentions: Sequence[Mention], report_of: Sequence[int], use: Usage) -> Pairs:
    """The pairs of the mentions with their FREE_FEATURES; `report_of` numbers the report of each mention."""
    one, other = np.triu_indices(len(mentions), 1)
    if not len(one):
        return Pairs(one, other, np.zeros((0, len(FREE_FEATURES))))
    columns = {
        **_places(mentions, np.array(report_of), one, other),
        **_meanings(mentions, one, other),
        **_aspects(mentions, use, one, other),
        **_forms(mentions, one, other),
        **_usages(mentions, report_of, use, one, other),
    }
    rows = np.stack([columns[name] for name in FREE_FEATURES], axis=1).astype(np.float64)
    return Pairs(one, other, rows.round(DECIMALS))


def _places(mentions: Sequence[Mention], report: Places, one: Places, other: Places) -> dict[str, Matrix]:
    place = np.array([mention.place for mention in mentions])
    same = report[one] == report[other]
    return {
        "same_report": same,
        "sentences_apart": np.where(same, abs(place[one] - place[other]), -1),
        "first_place": np.minimum(place[one], place[other]),
        "last_place": np.maximum(place[one], place[other]),
    }


def _meanings(mentions: Sequence[Mention], one: Places, other: Places) -> dict[str, Matrix]:
    """Cosines; of some also how they stand to what is usual, highest and lowest for the two mentions."""
    senses = np.array([mention.senses for mention in mentions], np.float64)
    found: dict[str, Matrix] = {}
    for at, name in enumerate(SENSES):
        cosine = senses[:, at] @ senses[:, at].T
        found[f"{name}_meaning"] = alike = cosine[one, other]
        if name in _RELATIVE:
            mean, top = usual(cosine)
            found[f"{name}_meaning_usual"] = alike - (mean[one] + mean[other]) / 2
            found[f"{name}_meaning_top"] = alike - np.maximum(top[one], top[other])
            found[f"{name}_meaning_low"] = alike - np.minimum(top[one], top[other])
    return found


def _aspects(mentions: Sequence[Mention], use: Usage, one: Places, other: Places) -> dict[str, Matrix]:
    """Words in common, weighed: their weight, its share of the smaller side and of both sides; -1 where a side has
    none."""
    compare = _Overlap(mentions, use)
    found: dict[str, Matrix] = {}
    for name in _COMPARED:
        common, own = compare.common(name, name)[one, other], compare.total(name)
        least, both = np.minimum(own[one], own[other]), own[one] + own[other] - common
        found[f"{name}_covered"] = np.where(least > 0, common / np.where(least > 0, least, 1), -1)
        found[f"{name}_shared"] = np.where(both > 0, common / np.where(both > 0, both, 1), -1)
        found[f"{name}_weight"] = common
    across = compare.common("arguments", "sentence")
    found["arguments_in_sentence"] = np.maximum(across[one, other], across[other, one])
    named = compare.common("lemma", "sentence") > 0
    found["lemma_in_sentence"] = named[one, other].astype(float) + named[other, one]
    return found


class _Overlap:
    """The aspects of mentions as rows over one vocabulary."""

    def __init__(self, mentions: Sequence[Mention], use: Usage) -> None:
        self._mentions = mentions
        self._column: dict[str, int] = {}
        for mention in mentions:
            for words in (*mention.words.values(), (mention.lemma,)):
                for word in sorted(words):
                    self._column.setdefault(word, len(self._column))
        self._weight = np.array([use.weight(word) for word in self._column])
        self._known: dict[str, Matrix] = {}

    def rows(self, aspect: str) -> Matrix:
        if aspect not in self._known:
            self._known[aspect] = rows = np.zeros((len(self._mentions), len(self._column)))
            for row, mention in enumerate(self._mentions):
                rows[row, [self._column[word] for word in aspect_words(mention, aspect)]] = 1
        return self._known[aspect]

    def common(self, one: str, other: str) -> Matrix:
        return np.asarray((self.rows(one) * self._weight) @ self.rows(other).T)

    def total(self, aspect: str) -> Matrix:
        return np.asarray(self.rows(aspect) @ self._weight)


def aspect_words(mention: Mention, aspect: str) -> Words:
    """The lemmas of an aspect of ASPECTS, of "arguments" (all of them) or of "lemma"."""
    if aspect == "lemma":
        return frozenset({mention.lemma})
    if aspect == "arguments":
        return mention.words["subject"] | mention.words["object"] | mention.words["other"]
    return mention.words[aspect]


def _forms(mentions: Sequence[Mention], one: Places, other: Places) -> dict[str, Matrix]:
    """How alike the two are as words: lemmas, letters, parts of speech."""
    lemmas = list(dict.fromkeys(mention.lemma for mention in mentions))
    number = np.array([lemmas.index(mention.lemma) for mention in mentions])
    texts = {text: at for at, text in enumerate(dict.fromkeys(mention.text for mention in mentions))}
    text = np.array([texts[mention.text] for mention in mentions])
    kind = np.array([_KINDS.index(mention.kind) for mention in mentions])
    negated = np.array([mention.negated for mention in mentions])
    modal = np.array([mention.modal for mention in mentions])
    return {
        "same_lemma": number[one] == number[other],
        "same_text": text[one] == text[other],
        "same_letters": _table(lemmas, JaroWinkler.similarity)[number[one], number[other]],
        "same_beginning": _table(lemmas, _beginning)[number[one], number[other]],
        "kinds": 3 * np.minimum(kind[one], kind[other]) + np.maximum(kind[one], kind[other]),
        "one_negated": negated[one] != negated[other],
        "one_modal": modal[one] != modal[other],
    }


def _table(words: Sequence[str], compare: Callable[[str, str], float]) -> Matrix:
    table = np.ones((len(words), len(words)))
    for i, word in enumerate(words):
        for j in range(i):
            table[i, j] = table[j, i] = compare(word, words[j])
    return table


def _beginning(one: str, other: str) -> float:
    common = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))
    return common / max(1, min(len(one), len(other)))


def _usages(
    mentions: Sequence[Mention], report_of: Sequence[int], use: Usage, one: Places, other: Places
) -> dict[str, Matrix]:
    """How usual the lemmas are: among the reports at hand, in all that is known, and among the mentions."""
    lemmas = [mention.lemma for mention in mentions]
    count = Counter(lemmas)
    reports = Counter(lemma for lemma, _ in set(zip(lemmas, report_of, strict=True)))
    size = len(set(report_of))
    of_mention = {
        "lemma_reports": np.array([reports[lemma] / size for lemma in lemmas]),
        "lemma_weight": np.array([use.weight(lemma) for lemma in lemmas]),
        "phrase_length": np.array([len(mention.words["phrase"]) for mention in mentions]),
    }
    number = np.array([count[lemma] for lemma in lemmas])
    found = {"lemma_count_least": np.minimum(number[one], number[other])}
    for name, values in of_mention.items():
        found[f"{name}_least"] = np.minimum(values[one], values[other])
        found[f"{name}_most"] = np.maximum(values[one], values[other])
    return found
