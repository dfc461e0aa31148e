"""Which language a report is in; only English is coded."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from py3langid.langid import LanguageIdentifier

# Enough to tell, and the same cost for a note and a book.
SAMPLE_CHARS = 1000
# Shorter texts and less certain answers are taken for English, so that no short report is lost.
SURE_CHARS = 200
SURE = 0.99


@cache
def _identifier() -> LanguageIdentifier:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)


def language_of(text: str) -> str:
    """The ISO 639-1 code of the language of `text`; "en" where it is too short or too mixed to tell."""
    sample = text[:SAMPLE_CHARS]
    if len(sample.strip()) < SURE_CHARS:
        return "en"
    code, certainty = _identifier().classify(sample)
    return str(code) if certainty >= SURE else "en"
