"""Whatever the text, statements are found without an exception, and every span lies in it."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

import onrecord

PIECES = st.sampled_from([
    '"', "“", "”", "‘", "’", "«", "»", "„", "'", ": ", " - ", "— ", "\n\n", "\n", ", ", ". ", " said ", " told Reuters ",
    "Macron", "the minister", "according to ", "We will go", "that it had failed", "he added", "\u00a0", "\u2028", "é", "🙂",
])  # fmt: skip


@given(st.one_of(st.text(max_size=80), st.lists(PIECES, max_size=25).map("".join)))
@settings(max_examples=60, deadline=None)
def test_spans_lie_in_the_text(text):
    for quote in onrecord.statements(text):
        spans = [*quote.content, *quote.cue, *(s for s in (quote.speaker_span, quote.venue) if s is not None)]
        assert all(0 <= start < end <= len(text) for start, end in spans)
        assert quote.speaker is None or quote.speaker not in quote.via
