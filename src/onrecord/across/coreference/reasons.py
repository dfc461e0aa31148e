"""Why two mentions are held to be one event, in words that a reader can check against the reports."""

from __future__ import annotations

from collections.abc import Mapping

from onrecord.across.coreference.features import aspect_words
from onrecord.across.coreference.mention import ASPECTS, SENSES, Mention

# How many reasons a merge is given.
REASONS = 3

_ASPECT = {
    "phrase": "phrases", "subject": "doers", "object": "things done to", "other": "circumstances",
    "sentence": "sentences", "near": "words around", "names": "names", "numbers": "numbers", "places": "places",
    "people": "people and bodies", "dates": "days", "arguments": "arguments",
}  # fmt: skip
_SENSE = {
    "phrase": "the phrases in their sentences", "head": "the head words in their sentences",
    "sentence": "the sentences", "lemma": "the head words by themselves", "alone": "the phrases by themselves",
    "subject": "the doers", "object": "the things done to", "other": "the circumstances",
    "before": "the sentences before",
}  # fmt: skip
_ELSE = {
    "same_lemma": "the same head word", "same_text": "the same words", "same_letters": "head words spelt alike",
    "same_beginning": "head words that begin alike", "lemma_in_sentence": "the head word stands in both sentences",
    "arguments_in_sentence": "the arguments of one stand in the sentence of the other",
    "same_report": "where the reports tell it", "sentences_apart": "where the reports tell it",
    "first_place": "where the reports tell it", "last_place": "where the reports tell it",
    "kinds": "their parts of speech", "one_negated": "what is negated", "one_modal": "what is only possible",
}  # fmt: skip


def because(one: Mention, other: Mention, weights: Mapping[str, float]) -> tuple[str, ...]:
    """The weightiest reasons for the pair, the weightiest first; `weights` are log-odds by feature.

    What several features say of one thing counts together.
    """
    total: dict[str, float] = {}
    for feature, weight in weights.items():
        reason = _reason(feature, one, other)
        total[reason] = total.get(reason, 0.0) + weight
    ranked = sorted(total.items(), key=lambda item: (-item[1], item[0]))
    return tuple(reason for reason, weight in ranked[:REASONS] if weight > 0)


def _reason(feature: str, one: Mention, other: Mention) -> str:
    for sense in SENSES:
        if feature.startswith(f"{sense}_meaning"):
            return f"{_SENSE[sense]} mean alike"
    for aspect in (*ASPECTS, "arguments"):
        if feature in {f"{aspect}_{how}" for how in ("covered", "shared", "weight")}:
            common = sorted(aspect_words(one, aspect) & aspect_words(other, aspect))
            return f"{_ASPECT[aspect]} in common: {', '.join(common)}" if common else f"the {_ASPECT[aspect]}"
    if feature in _ELSE:
        return _ELSE[feature]
    return "the reports tell of one occasion" if feature.startswith("report_") else "how usual the words are"
