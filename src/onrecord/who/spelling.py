"""How names are written: accents, letters that have no accent to lose, transliterations, slugs."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from rapidfuzz.distance import Indel

_LETTERS = str.maketrans({
    "ı": "i", "İ": "I", "ł": "l", "Ł": "L", "ø": "o", "Ø": "O", "đ": "d", "Đ": "D", "ð": "d", "Ð": "D", "þ": "th", "Þ": "Th", "ß": "ss",
    "æ": "ae", "Æ": "Ae", "œ": "oe", "Œ": "Oe", "ə": "a", "Ə": "A", "ħ": "h", "Ħ": "H",
    "’": "'", "‘": "'", "ʻ": "'", "ʼ": "'", "`": "'", "ʾ": "'", "ʿ": "'",
})  # fmt: skip
_SLUG = re.compile(r"[^a-z0-9]+")
# Letters and pairs of letters that transliterations choose between, each as the one that stands for all.
_SOUNDS = tuple(
    (re.compile(pattern), letter)
    for pattern, letter in (
        (r"^(?:al|el|ad|an|ar|as|at|az|ul)$", ""),
        (r"sch|tch|tsch|cz", "ch"), (r"zh|dj|dzh", "j"), (r"kh|q|ck|g(?=[aou])|gh|c(?=[aou])", "k"), (r"x", "ks"),
        (r"ph|ff", "f"), (r"w|v", "v"), (r"dh|th", "d"), (r"tz|ts", "z"),
        (r"[aeiouy]", ""), (r"(.)\1+", r"\1"),
    )
)  # fmt: skip
# How alike two spellings with the same consonants must be: Mohammed and Muhammad are (0.75), Hassan and Hussein are
# not (0.62).
ALIKE = 0.7


def fold(name: str) -> str:
    """The name in plain Latin letters, without accents.

    >>> fold("Recep Tayyip Erdoğan"), fold("Łódź"), fold("Þórdís")
    ('Recep Tayyip Erdogan', 'Lodz', 'Thordis')
    """
    if name.isascii():
        return name
    plain = unicodedata.normalize("NFKD", name.translate(_LETTERS))
    return "".join(c for c in plain if not unicodedata.combining(c))


def slug(name: str) -> str:
    """The name as the tail of an id: lower case, words joined by hyphens, dots and apostrophes dropped.

    >>> slug("George H. W. Bush"), slug("Tom O'Brien")
    ('george-h-w-bush', 'tom-obrien')
    """
    plain = fold(name).lower().replace(".", "").replace("'", "")
    return _SLUG.sub("-", plain).strip("-")


@lru_cache(maxsize=4096)
def sound(word: str) -> str:
    """The consonants that every transliteration of a lower-case word has in common, roughly.

    >>> sound("mohammed") == sound("muhammad"), sound("aleksandr") == sound("alexander"), sound("merkel")
    (True, True, 'mrkl')
    """
    for pattern, letter in _SOUNDS:
        word = pattern.sub(letter, word)
    return word


def same_name(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether two names, in lower-case words, are spellings of one: the same consonants, and much the same letters.

    Forenames that end in "a" and "o" are those of a woman and a man.

    >>> same_name(("aleksandr", "lukashenko"), ("alexander", "lukashenka"))
    True
    >>> same_name(("ali", "hassan"), ("ali", "hussein"))
    False
    >>> same_name(("mario", "lopez"), ("maria", "lopez"))
    False
    """
    if len(one) != len(other) or {one[0][-1:], other[0][-1:]} == {"a", "o"}:
        return False
    return all(
        a == b or (sound(a) == sound(b) != "" and Indel.normalized_similarity(a, b) >= ALIKE)
        for a, b in zip(one, other, strict=True)
    )
