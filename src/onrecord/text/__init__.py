"""Pure functions from strings to strings and spans, without state."""

from onrecord.text.normal import reading_copy

__all__ = ["reading_copy"]
