from __future__ import annotations

from onrecord.extract.positions.cues import cues
from onrecord.model.codes import PositionKind, values


def test_every_cue_makes_a_known_kind_of_move():
    kinds = {cue.kind for known in cues().values() for cue in known}
    assert kinds <= {*values(PositionKind), "label"}


def test_every_cue_has_a_part_of_speech_and_places_to_look_in():
    wrong = [
        cue.word
        for known in cues().values()
        for cue in known
        if cue.pos not in ("verb", "noun", "adj") or not cue.proposition or not cue.toward
    ]
    assert wrong == []


def test_cues_that_require_a_word_are_tried_first():
    assert [sorted(cue.requires) for cue in cues()["agree"]] == [["to"], []]
