"""Pieces, marks and windows of a text; the reading of it."""

from __future__ import annotations

import shutil
from itertools import cycle

import numpy as np
import pytest
import texts
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.encoder import load_encoder
from onrecord.encoder.files import MODELS, load_session, load_tokenizer
from onrecord.encoder.reading import CAPACITY, cut, read_text, windows
from onrecord.encoder.reading.pieces import paragraphs
from onrecord.encoder.reading.surface import Kind, Place, Quoted, Shape, quoted, shapes
from onrecord.errors import ModelError

TOKENIZER = load_tokenizer()


def covered(text):
    """The characters that pieces stand for."""
    pieces = cut(text, TOKENIZER)
    return {at for start, end in zip(pieces.starts, pieces.ends, strict=True) for at in range(start, end)}


@pytest.mark.parametrize("text", texts.ALL, ids=range(len(texts.ALL)))
def test_windows_hold_every_piece_exactly_once(text):
    pieces = cut(text, TOKENIZER)
    found = list(windows(pieces))
    assert [at for window in found for at in range(window.start, window.stop)] == list(range(len(pieces)))
    assert all(0 < window.stop - window.start <= CAPACITY for window in found)


@given(st.lists(st.integers(1, CAPACITY), min_size=1, max_size=9))
def test_windows_of_any_size_hold_every_piece_exactly_once(sizes):
    pieces = cut("One. Two three.\n\nFour five, six seven. " * 40, TOKENIZER)
    drawn = cycle(sizes)
    found = list(windows(pieces, size=lambda: next(drawn)))
    assert [at for window in found for at in range(window.start, window.stop)] == list(range(len(pieces)))


def test_windows_end_where_paragraphs_do_else_where_sentences_do():
    pieces = cut("One two three.\n\nFour five. Six seven eight.", TOKENIZER)
    assert [(w.start, w.stop) for w in windows(pieces, size=lambda: 6)] == [(0, 4), (4, 7), (7, 11)]


@pytest.mark.parametrize("text", texts.ALL, ids=range(len(texts.ALL)))
def test_pieces_lie_in_the_text_in_order(text):
    pieces = cut(text, TOKENIZER)
    assert (pieces.starts < pieces.ends).all()
    assert (np.diff(pieces.starts) >= 0).all()
    assert len(pieces) == 0 or (pieces.starts[0] >= 0 and pieces.ends[-1] <= len(text))
    assert (np.diff(pieces.paragraph) >= 0).all()


@pytest.mark.parametrize(
    "text", ["He said “no”.", "Naïve café 🙂 İstanbul.", "他说：不。", "One.\n\nTwo\nthree."]
)
def test_every_character_that_is_no_space_is_in_a_piece(text):
    assert covered(text) >= {at for at, char in enumerate(text) if not char.isspace()}


def test_an_empty_line_or_a_finished_line_ends_a_paragraph():
    text = "A headline\n\nA sentence that\ngoes on. “Done.”\nNext one."
    assert [text[start:end] for start, end in paragraphs(text)] == [
        "A headline", "A sentence that\ngoes on. “Done.”", "Next one.",
    ]  # fmt: skip


def test_shapes():
    found = shapes("he Said NATO A McKay 42nd _")
    assert [Shape(found[at]) for at in (0, 3, 8, 13, 15, 21, 26)] == [
        Shape.LOWER, Shape.CAPITAL, Shape.UPPER, Shape.LETTER, Shape.MIXED, Shape.NUMBER, Shape.NONE,
    ]  # fmt: skip
    assert found[2] == Shape.NONE


@pytest.mark.parametrize(
    ("paragraph", "inside", "kind"),
    [
        ("She said “no” twice.", "no", Kind.PLAIN),
        ('She said "no" twice.', "no", Kind.PLAIN),
        ("She said 'it's no' twice.", "it's no", Kind.PLAIN),
        ("She said ‘it’s no’ twice.", "it’s no", Kind.PLAIN),
        ("«No», she said.", "No", Kind.BEGINS_QUOTED),
        ("„No“, she said.", "No", Kind.BEGINS_QUOTED),
        ("「No」, she said.", "No", Kind.BEGINS_QUOTED),
        ("“No. And no.", "No. And no.", Kind.QUOTED_THROUGHOUT),
        ("She said: “No.", "No.", Kind.STAYS_OPEN),
        ("The ministers' plan isn't new.", "", Kind.PLAIN),
    ],
)
def test_quoted(paragraph, inside, kind):
    found, of = quoted(paragraph)
    assert "".join(char for char, at in zip(paragraph, found, strict=True) if at == Quoted.INSIDE) == inside
    assert of is kind


def test_places():
    pieces = cut("One two. Three four.\n\nFive.", TOKENIZER)
    assert [Place(place) for place in pieces.marks[:, 2]] == [
        Place.START, Place.WITHIN, Place.WITHIN, Place.SENTENCE_START, Place.WITHIN, Place.END, Place.START, Place.END,
    ]  # fmt: skip


def test_a_reading_is_the_same_again_and_whatever_stands_in_other_windows():
    read_text.cache_clear()
    first = read_text(texts.PLAIN)
    read_text.cache_clear()
    assert (read_text(texts.PLAIN).vectors == first.vectors).all()
    before = "The sea was calm that day.\n\n" * 60
    beside = read_text(before + texts.PLAIN)
    own = beside.window == beside.window[-1]
    alone = (beside.pieces.starts[own][0], beside.vectors[own])
    again = read_text(before.replace("calm", "wild", 1) + texts.PLAIN)
    assert (again.vectors[own] == alone[1]).all()


def test_an_altered_file_is_an_error_that_names_it(tmp_path):
    for name in ("digests.json", "tokenizer.json"):
        shutil.copy(MODELS / name, tmp_path / name)
    load_tokenizer(tmp_path)
    with (tmp_path / "tokenizer.json").open("a") as file:
        file.write(" ")
    with pytest.raises(ModelError, match=r"tokenizer\.json is not the reviewed file"):
        load_tokenizer(tmp_path)


def test_a_missing_file_is_an_error_that_names_it(tmp_path):
    with pytest.raises(ModelError, match="no digests"):
        load_tokenizer(tmp_path)
    shutil.copy(MODELS / "digests.json", tmp_path / "digests.json")
    with pytest.raises(ModelError, match=r"lacks reading\.onnx"):
        load_session("reading.onnx", tmp_path)


def test_sentences_have_vectors_of_length_one():
    vectors = load_encoder().sentences(["The talks failed.", "No deal was reached."])
    assert np.linalg.norm(vectors, axis=1) == pytest.approx(1.0, abs=1e-5)


@settings(max_examples=50, deadline=None)
@given(st.text(alphabet=st.characters(codec="utf-16", exclude_categories=[]), max_size=200))
def test_any_text_can_be_cut(text):
    pieces = cut(text, TOKENIZER)
    assert sum(window.stop - window.start for window in windows(pieces)) == len(pieces)
