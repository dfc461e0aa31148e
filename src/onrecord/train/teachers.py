"""Teachers: trained models that label texts without annotation, together, for a student to learn from."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from onrecord.encoder.heads.attribution import CONTENT, SOURCE, AttributionHead, linked, load_head
from onrecord.encoder.heads.links import Links
from onrecord.encoder.heads.tags import Floats, Ints, Segment, segments
from onrecord.encoder.reading import TextReader, load_reader
from onrecord.train.examples import Labelled


@dataclass(frozen=True, slots=True, eq=False)
class Teacher:
    """A model as `train` writes it."""

    reader: TextReader
    head: AttributionHead


def load_teacher(folder: Path) -> Teacher:
    """The model in a folder, verified; raises ModelError where a file is missing or altered."""
    return Teacher(load_reader(folder), load_head(folder))


def annotated(texts: Iterable[str], teachers: Sequence[Teacher]) -> Iterator[Labelled]:
    """Texts labelled as all teachers together would, with what they believe of the tags."""
    for text in texts:
        readings = [teacher.reader.read(text) for teacher in teachers]
        given = list(zip(teachers, readings, strict=True))
        if not len(readings[0].pieces):
            continue
        emissions: Floats = np.mean([teacher.head.emissions(reading) for teacher, reading in given], 0)
        tags = teachers[0].head.tags(emissions, readings[0])
        every = [teacher.head.links(reading) for teacher, reading in given]
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


def _inside(*found: Segment | None) -> np.ndarray[Any, Any]:
    pieces = [at for each in found if each for at in range(each.first, each.last)]
    return np.array(pieces, dtype=np.int64)
