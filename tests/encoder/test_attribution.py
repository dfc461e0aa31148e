"""Tags, links and attributions."""

from __future__ import annotations

from itertools import pairwise, product

import numpy as np
import pytest
import texts

from onrecord.encoder import attributions
from onrecord.encoder.files import load_tokenizer
from onrecord.encoder.heads.attribution import LIKELY, SIGNS, TAGS, AttributionHead
from onrecord.encoder.heads.links import BUCKETS, bucket
from onrecord.encoder.heads.tags import Segment, best_tags, forbidden, segments
from onrecord.encoder.reading import TextReader
from onrecord.encoder.reading.reader import WIDTH


class Noise:
    """In place of the encoder: vectors by chance, the same for the same pieces."""

    def run(self, _, given):
        chance = np.random.default_rng(int(given["ids"].sum()))
        return (chance.normal(size=(*given["ids"].shape, WIDTH)).astype(np.float32),)


def noisy_head(seed=0):
    chance = np.random.default_rng(seed)
    shapes = {
        "tag": (WIDTH, TAGS), "tag_bias": (TAGS,), "piece": (WIDTH, 16), "piece_bias": (16,), "cue": (WIDTH, 16),
        "cue_bias": (16,), "source_link": (17, 16), "content_link": (17, 16), "source_near": (BUCKETS,),
        "content_near": (BUCKETS,), "moves": (TAGS, TAGS), "starts": (TAGS,), "score": (SIGNS,),
    }  # fmt: skip
    return AttributionHead(
        {name: chance.normal(size=shape).astype(np.float32) * 0.2 for name, shape in shapes.items()}
    )


@pytest.mark.parametrize("text", texts.ALL, ids=range(len(texts.ALL)))
def test_no_span_leaves_the_text_or_is_empty(text):
    reading = TextReader(Noise(), load_tokenizer()).read(text)
    for found, _ in noisy_head().weighed(reading):
        assert len(found.cue) == 1
        assert found.content
        assert 0 <= found.score <= 1
        for span in found.cue + found.source + found.content:
            assert 0 <= span.start < span.end <= len(text)
            assert span.of(text).strip()


def test_noise_gives_attributions_at_all():
    reading = TextReader(Noise(), load_tokenizer()).read(texts.PLAIN * 5)
    found = [attribution for attribution, _ in noisy_head().weighed(reading)]
    assert found
    assert found == [attribution for attribution, _ in noisy_head().weighed(reading)]
    assert noisy_head().find(reading) == tuple(one for one in found if one.score >= LIKELY)


def test_best_tags_are_those_of_a_search_through_all():
    chance = np.random.default_rng(1)
    moves, starts = forbidden(1)
    moves, starts = moves + chance.normal(size=(3, 3)), starts + chance.normal(size=3)
    paragraph = np.array([0, 0, 0, 1, 2, 2, 2, 2])
    emissions = chance.normal(size=(len(paragraph), 3))
    found = best_tags(emissions, paragraph, moves, starts)
    for number in range(3):
        inside = np.flatnonzero(paragraph == number)

        def worth(tags, inside=inside):
            own = sum(emissions[at, tag] for at, tag in zip(inside, tags, strict=True))
            return own + starts[tags[0]] + sum(moves[a, b] for a, b in pairwise(tags))

        assert tuple(found[inside]) == max(product(range(3), repeat=len(inside)), key=worth)


def test_what_goes_on_only_follows_its_own():
    moves, starts = forbidden(3)
    tags = best_tags(np.random.default_rng(2).normal(size=(500, 7)), np.repeat([0, 1], 250), moves, starts)
    for at, tag in enumerate(tags):
        if tag and tag % 2 == 0:
            assert at not in (0, 250)
            assert tags[at - 1] in (tag, tag - 1)


def test_segments():
    assert segments(np.array([0, 1, 2, 1, 0, 5, 6, 6])) == [
        Segment(0, 1, 3), Segment(0, 3, 4), Segment(2, 5, 8),
    ]  # fmt: skip
    assert segments(np.zeros(0, dtype=np.int64)) == []


def test_distances_fall_into_buckets():
    assert bucket(np.array([0, 1, 3, 500, -1, -500])).tolist() == [8, 9, 10, 15, 1, 7]


def said(text):
    """The attributions of a text as words: source, cue, content."""
    return [
        tuple(
            " … ".join(span.of(text) for span in spans) for spans in (found.source, found.cue, found.content)
        )
        for found in attributions(text)
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The minister said that the bridge would reopen.", ("The minister", "said", "that the bridge would reopen")),
        ("“The bridge stays shut,” the mayor said on Friday.", ("the mayor", "said", "The bridge stays shut")),
        (
            "“The bridge,” the mayor said, “stays shut until the spring.”",
            ("the mayor", "said", "The bridge … stays shut until the spring"),
        ),
        (
            "The ferry sank in minutes, according to two officials.",
            ("two officials", "according to", "The ferry sank in minutes"),
        ),
        ('"The bridge stays shut," the mayor said.', ("the mayor", "said", "The bridge stays shut")),
    ],
)  # fmt: skip
def test_who_said_what(text, expected):
    assert said(text) == [expected]


def test_plain_narration_is_no_attribution():
    assert attributions("The ferry sank on Monday. Forty people drowned.") == ()


def test_attributions_are_the_same_again():
    assert attributions(texts.PLAIN) == attributions(texts.PLAIN)
