"""Two texts side by side lose nothing of either, and show what changed where it changed."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from onrecord.across.differences import MOST_WORDS, Paragraphs, Piece, differences

OLD = "Norway freed the ferry.\n\nThe crew was well, officials said.\n\nIceland thanked Oslo."
NEW = "Norway freed the ferry.\n\nIt rained all night.\n\nThe crew of nine was well, officials said."


def side(found: tuple[Paragraphs, ...], name: str) -> list[str]:
    return ["".join(piece.text for piece in getattr(row, name)) for row in found if getattr(row, name)]


def test_paragraphs_stand_beside_what_they_became():
    same, added, changed, gone = differences(OLD, NEW)
    assert same.same
    assert (added.old, added.new) == ((), (Piece("new", "It rained all night."),))
    assert [piece.kind for piece in changed.old] == ["same"]
    assert changed.new == (
        Piece("same", "The crew "), Piece("new", "of nine "), Piece("same", "was well, officials said."),
    )  # fmt: skip
    assert (gone.old, gone.new) == ((Piece("gone", "Iceland thanked Oslo."),), ())
    assert not changed.same


def test_the_same_text_is_the_same_throughout():
    assert all(row.same for row in differences(OLD, OLD))
    assert differences("", "") == ()


def test_other_spaces_are_no_difference():
    (row,) = differences("It  rained\nall night.", "It rained all night.")
    assert row.same
    assert "".join(piece.text for piece in row.old) == "It  rained\nall night."


def test_marks_differ_by_themselves():
    (row,) = differences("He said no.", "He said no?")
    assert row.old == (Piece("same", "He said no"), Piece("gone", "."))


def test_a_very_long_paragraph_is_shown_whole():
    old = "word " * (MOST_WORDS + 1)
    (row,) = differences(old, old + "more")
    assert (row.old[0].kind, row.new[0].kind) == ("gone", "new")


TEXT = st.lists(
    st.sampled_from(["Oslo", "said ", "no. ", "\n\n", "'yes' ", "2.5 ", "\n", "é", "—"]), max_size=60
).map("".join)


@given(TEXT, TEXT)
def test_nothing_is_lost(old: str, new: str):
    found = differences(old, new)
    for text, name, foreign in ((old, "old", "new"), (new, "new", "gone")):
        paragraphs = side(found, name)
        assert "".join("".join(paragraphs).split()) == "".join(text.split())
        assert [part.split() for part in paragraphs] == [p.split() for p in text.split("\n\n") if p.split()]
        assert foreign not in {piece.kind for row in found for piece in getattr(row, name)}
    for row in found:
        kept = [["".join(p.text for p in s if p.kind == "same").split()] for s in (row.old, row.new)]
        if row.old and row.new:
            assert "".join(kept[0][0]) == "".join(kept[1][0])
