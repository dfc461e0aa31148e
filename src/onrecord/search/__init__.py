"""Search by words and by meaning. Both indexes lie beside the store and can be thrown away: they are made from it."""

from onrecord.search.hits import Hit, Within
from onrecord.search.meaning import by_meaning
from onrecord.search.words import by_words

__all__ = ["Hit", "Within", "by_meaning", "by_words"]
