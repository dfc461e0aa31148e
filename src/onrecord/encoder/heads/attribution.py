"""Attributions: who is said to have said what (source), by which words (cue), and what it is (content).

docs/models/attribution.md is the card of the weights.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np

from onrecord.encoder.files import MODELS, load_arrays
from onrecord.encoder.heads.links import Links, Scores
from onrecord.encoder.heads.tags import Floats, Ints, Segment, best_tags, forbidden, segments
from onrecord.encoder.reading import Reading, read_text
from onrecord.encoder.reading.surface import Kind
from onrecord.model import Span

ROLES = ("source", "cue", "content")
SOURCE, CUE, CONTENT = range(3)
TAGS = 1 + 2 * len(ROLES)
# How many signs a score is made of, the constant 1 included.
SIGNS = 8

# What is less likely than not to be right is left out: to abstain is better than to be wrong.
LIKELY = 0.5

_EDGE = " \t\r\n\"“”„«»「」『』‘’'`,;:–—-"


@dataclass(frozen=True, slots=True, kw_only=True)
class Attribution:
    """One attribution in characters of the text; `score` is how likely its content is one, from 0 to 1."""

    cue: tuple[Span, ...]
    source: tuple[Span, ...]
    content: tuple[Span, ...]
    score: float


@dataclass(slots=True)
class Linked:
    """An attribution in the making: its cue, what was linked to it, and how sure each is."""

    cue: Segment
    source: Segment | None = None
    source_link: float = -np.inf
    content: list[Segment] = field(default_factory=list)
    content_link: float = np.inf


class AttributionHead:
    """The weights, loaded; made by `load_head`. Their names are those that train/export.py gives them."""

    def __init__(self, weights: Mapping[str, np.ndarray[Any, Any]]) -> None:
        self._weights = weights
        moves, starts = forbidden(len(ROLES))
        self._moves = weights["moves"] + moves
        self._starts = weights["starts"] + starts

    def find(self, reading: Reading) -> tuple[Attribution, ...]:
        """The attributions of a text that are LIKELY, in order of their first character; each has content."""
        return tuple(found for found, _ in self.weighed(reading) if found.score >= LIKELY)

    def weighed(self, reading: Reading) -> list[tuple[Attribution, Floats]]:
        """All that may be attributions, in order, each with the signs that its score is made of, shape (SIGNS,)."""
        if not len(reading.pieces):
            return []
        emissions = self.emissions(reading)
        tags = self.tags(emissions, reading)
        certain = _certainty(emissions, tags)
        found = []
        for each in linked(reading, segments(tags), self.links(reading)):
            if each.content:
                signs = _signs(each, certain)
                odds = float(signs @ self._weights["score"])
                found.append((_attribution(reading, each, 1 / (1 + float(np.exp(-odds)))), signs))
        return sorted(
            found, key=lambda pair: (min(pair[0].cue + pair[0].source + pair[0].content), pair[0].cue)
        )

    def emissions(self, reading: Reading) -> Floats:
        """How well each tag goes with each piece by itself, shape (pieces, TAGS)."""
        found: Floats = reading.vectors @ self._weights["tag"] + self._weights["tag_bias"]
        return found

    def tags(self, emissions: Floats, reading: Reading) -> Ints:
        """The best sequence of tags, shape (pieces,)."""
        return best_tags(emissions, reading.pieces.paragraph, self._moves, self._starts)

    def links(self, reading: Reading) -> dict[int, Links]:
        """The links of sources and those of contents, by role."""
        weights, vectors = self._weights, reading.vectors
        cues = np.maximum(vectors @ weights["cue"] + weights["cue_bias"], 0)
        pieces = np.maximum(vectors @ weights["piece"] + weights["piece_bias"], 0)
        return {
            role: Links(pieces @ weights[f"{name}_link"][:-1] + weights[f"{name}_link"][-1], cues, weights[f"{name}_near"])
            for role, name in ((SOURCE, "source"), (CONTENT, "content"))
        }  # fmt: skip


def linked(reading: Reading, found: Sequence[Segment], links: Mapping[int, Scores]) -> list[Linked]:
    """The cues with what belongs to them, looked for in their own window; `links` by role."""
    attributions = [Linked(segment) for segment in found if segment.role == CUE]
    cues = np.array([each.cue.first for each in attributions], dtype=np.int64)
    homes = reading.window[cues]
    before: Linked | None = None
    for segment in found:
        if segment.role == CUE:
            continue
        home = reading.window[segment.first]
        low, high = np.searchsorted(homes, [home, home + 1])
        scores = links[segment.role].scores(segment, cues[low:high])
        if segment.role == SOURCE:
            _give_source(attributions[low:high], segment, scores)
            continue
        best = int(scores.argmax()) if len(scores) else -1
        if best >= 0 and scores[best] > 0:
            before = attributions[low + best]
            rest = np.delete(scores, best)
            margin = float(scores[best] - max(0.0, rest.max(initial=0.0)))
            before.content_link = min(before.content_link, margin)
            before.content.append(segment)
        elif before and _continues(reading, before, segment):
            before.content.append(segment)
    return attributions


def attributions(text: str) -> tuple[Attribution, ...]:
    """The attributions of a text, in order; spans are characters of it, trimmed to words.

    Raises ModelError where a file of the model is missing or altered.
    """
    return load_head().find(read_text(text))


@cache
def load_head(folder: Path = MODELS) -> AttributionHead:
    """The head, verified and loaded once a process."""
    return AttributionHead(load_arrays("attribution.npz", folder))


def _attribution(reading: Reading, found: Linked, score: float) -> Attribution:
    return Attribution(
        cue=_spans(reading, [found.cue]),
        source=_spans(reading, [found.source] if found.source else []),
        content=_spans(reading, found.content),
        score=round(score, 3),
    )


def _signs(found: Linked, certain: Floats) -> Floats:
    """How sure the tagger is of cue, content, its edges and source; by how much the cue is the best; no source."""
    words = [certain[s.first : s.last] for s in found.content]
    source = certain[found.source.first : found.source.last].mean() if found.source else 0.0
    return np.array(
        [
            1.0, certain[found.cue.first : found.cue.last].min(), np.concatenate(words).mean(),
            min(w[0] for w in words), min(w[-1] for w in words), min(found.content_link, 10.0) / 10.0,
            source, float(found.source is None),
        ],
        dtype=np.float32,
    )  # fmt: skip


def _give_source(attributions: Sequence[Linked], segment: Segment, scores: Floats) -> None:
    """Gives a source to its best cue and to every other that it more likely than not belongs to."""
    if not len(scores):
        return
    best = int(scores.argmax())
    for at, (each, score) in enumerate(zip(attributions, scores, strict=True)):
        if (at == best or score > 0) and score > each.source_link:
            each.source, each.source_link = segment, float(score)


def _continues(reading: Reading, before: Linked, segment: Segment) -> bool:
    """Whether a content without a cue goes on with the quotation that the paragraph before left open."""
    pieces, last = reading.pieces, before.content[-1].last - 1
    opened = pieces.marks[last, 3] in (Kind.STAYS_OPEN, Kind.QUOTED_THROUGHOUT)
    begins = pieces.marks[segment.first, 3] in (Kind.BEGINS_QUOTED, Kind.QUOTED_THROUGHOUT)
    return bool(opened and begins and pieces.paragraph[segment.first] == pieces.paragraph[last] + 1)


def _certainty(emissions: Floats, tags: np.ndarray[Any, Any]) -> Floats:
    """The softmax of each piece at its tag."""
    shifted = np.exp(emissions - emissions.max(1, keepdims=True))
    certain: Floats = (shifted / shifted.sum(1, keepdims=True))[np.arange(len(tags)), tags]
    return certain


def _spans(reading: Reading, found: Sequence[Segment]) -> tuple[Span, ...]:
    starts, ends = reading.pieces.starts, reading.pieces.ends
    trimmed = (_trimmed(reading.text, int(starts[s.first]), int(ends[s.last - 1])) for s in found)
    return tuple(trimmed)


def _trimmed(text: str, start: int, end: int) -> Span:
    """The span from its first whole word to its last; as it is where there is no word."""
    while start > 0 and text[start - 1].isalnum() and text[start].isalnum():
        start -= 1
    while end < len(text) and text[end].isalnum() and text[end - 1].isalnum():
        end += 1
    inner = text[start:end]
    kept = inner.strip(_EDGE)
    if not re.search(r"\w", kept):
        return Span(start, end)
    start += inner.index(kept)
    last = kept.split()[-1]
    if kept.endswith(".") and "." not in last[:-1]:
        kept = kept[:-1].rstrip(_EDGE)
    return Span(start, start + len(kept))
