"""What was considered and not taken can be told."""

from __future__ import annotations

from onrecord import Reader
from onrecord.reading import read_plain


def test_a_speaker_that_nobody_can_be_is_told():
    draft = Reader().draft(read_plain("He said that the talks had failed."))
    assert draft.statements[0].speaker is None
    assert [(r.item, r.reading) for r in draft.rejected if r.item == "s1"] == [("s1", "spoken by 'He'")]
