"""Pure functions from strings to strings and spans, without state."""

from onrecord.text.normal import reading_copy
from onrecord.text.sentences import sentence_around

__all__ = ["reading_copy", "sentence_around"]
