"""The words of a text as names are matched over them."""

from __future__ import annotations

import re
from dataclasses import dataclass

from onrecord.who.spelling import fold

# Initials with dots ("U.S.", "H.W."), else letters and digits with apostrophes, ampersands or dots inside.
_WORD = re.compile(r"(?:[^\W\d_]\.){2,}(?:[^\W\d_](?![^\W_]))?|[^\W_]+(?:['’ʼʻ`&][^\W_]+)*")
_OWNER = re.compile(r"['’ʼ`][sS]$")
_APOSTROPHES = re.compile(r"['’ʼʻ‘`.]")
_BREAK = re.compile(r"[,;:()\[\]\"“”«»!?…—–]|\n\s*\n|-{2,}| - ")


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a text: `key` is what it is looked up by (lower case, no accents, apostrophes or dots).

    `gap` is what stands before it; `owner` says that "'s" or "'" follows, and `end` is before that.
    """

    text: str
    key: str
    start: int
    end: int
    gap: str
    owner: bool = False

    @property
    def capital(self) -> bool:
        """Whether it begins with a capital letter."""
        return self.text[:1].isupper()

    @property
    def hyphened(self) -> bool:
        """Whether a hyphen joins it to the word before."""
        return self.gap in ("-", "‐", "‑")

    @property
    def apart(self) -> bool:
        """Whether a comma, bracket, quotation mark or dash stands before it."""
        return _BREAK.search(self.gap) is not None


def key(word: str) -> str:
    """What a word is looked up by.

    >>> key("U.S."), key("N'Djamena"), key("Erdoğan")
    ('us', 'ndjamena', 'erdogan')
    """
    return _APOSTROPHES.sub("", fold(word)).lower()


def words(text: str) -> tuple[Word, ...]:
    """The words of a text, in order.

    >>> [word.key for word in words("Côte d'Ivoire's U.S.-backed al-Qaeda")]
    ['cote', 'divoire', 'us', 'backed', 'al', 'qaeda']
    """
    found: list[Word] = []
    last = 0
    for match in _WORD.finditer(text):
        start, end = match.span()
        written = match.group()
        owner = _OWNER.search(written) is not None
        if owner:
            written, end = written[:-2], end - 2
        elif (
            text[end : end + 1] in ("'", "’")
            and written[-1:] in "sS"
            and not text[end + 1 : end + 2].isalnum()
        ):
            owner = True
        found.append(Word(written, key(written), start, end, text[last:start], owner))
        last = match.end()
    return tuple(found)
