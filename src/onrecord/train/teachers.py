"""Teachers: large networks that say together what a small one is to learn, of texts that nobody annotated too.

Each learns from the annotated articles but for one part, and then says what it believes of those it never saw: where
annotators would have differed, its beliefs tell more than what one of them wrote.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np

from onrecord.encoder.heads.attribution import CONTENT, SOURCE, TAGS, AttributionHead, linked
from onrecord.encoder.heads.links import Links
from onrecord.encoder.heads.tags import Floats, Ints, Segment, segments
from onrecord.encoder.reading import TextReader
from onrecord.train.examples import Labelled

# How far the beliefs about an annotated article are those of its teacher; the rest is the annotation.
TRUST = 0.5


@dataclass(frozen=True, slots=True, eq=False)
class Teacher:
    """A trained model, ready to read."""

    reader: TextReader
    head: AttributionHead


def unseen(count: int, parts: int, part: int) -> Ints:
    """Which of `count` articles the teacher of a part does not learn from."""
    return np.arange(part, count, parts)


def believed(labelled: Labelled, one: Teacher) -> Labelled:
    """An article with what a teacher that has not learned from it believes of its tags, as far as it is trusted."""
    emissions = one.head.emissions(one.reader.over("", labelled.pieces))
    written = np.eye(TAGS, dtype=np.float32)[labelled.tags]
    return replace(labelled, beliefs=TRUST * _chances(emissions) + (1 - TRUST) * written)


def annotated(texts: Iterable[str], teachers: Sequence[Teacher]) -> Iterator[Labelled]:
    """Texts labelled as all teachers together would, with what they believe of the tags."""
    first = teachers[0]
    for text in texts:
        readings = [each.reader.read(text) for each in teachers]
        given = list(zip(teachers, readings, strict=True))
        if not len(readings[0].pieces):
            continue
        emissions: Floats = np.mean([each.head.emissions(reading) for each, reading in given], 0)
        tags = first.head.tags(emissions, readings[0])
        every = [each.head.links(reading) for each, reading in given]
        links = {role: _Together([one[role] for one in every]) for role in (SOURCE, CONTENT)}
        found = [
            (each.cue.first, {SOURCE: _inside(each.source), CONTENT: _inside(*each.content)})
            for each in linked(readings[0], segments(tags), links)
        ]
        yield Labelled(readings[0].pieces, tags, found, _chances(emissions))


@dataclass(frozen=True, slots=True)
class _Together:
    """The mean scores of several links of one kind."""

    links: Sequence[Links]

    def scores(self, segment: Segment, cues: Ints) -> Floats:
        mean: Floats = np.mean([each.scores(segment, cues) for each in self.links], 0)
        return mean


def _chances(emissions: Floats) -> Floats:
    """The softmax of each piece."""
    weights = np.exp(emissions - emissions.max(1, keepdims=True))
    chances: Floats = (weights / weights.sum(1, keepdims=True)).astype(np.float32)
    return chances


def _inside(*found: Segment | None) -> Ints:
    pieces = [at for each in found if each for at in range(each.first, each.last)]
    return np.array(pieces, dtype=np.int64)
