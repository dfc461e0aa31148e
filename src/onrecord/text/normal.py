"""A reading copy of a text, of the same length: what the language model sees.

Every code point is replaced by exactly one, so that an offset in the copy is the same offset in
`article.text` and no map is needed. Spans always point into the text as given.
"""

from __future__ import annotations

import re

_FOLD = str.maketrans(
    {
        "\u00a0": " ", "\u2007": " ", "\u2009": " ", "\u200a": " ", "\u202f": " ", "\u3000": " ",
        "\u200b": " ", "\u200c": " ", "\u200d": " ", "\u2060": " ", "\ufeff": " ", "\u00ad": "-",
        "\u2018": "'", "\u2019": "'", "\u201b": "'", "\u02bc": "'", "\u201a": "'", "\u2032": "'",
        "\u201c": '"', "\u201d": '"', "\u201e": '"', "\u201f": '"', "\u00ab": '"', "\u00bb": '"', "\u2033": '"',
        "\u300c": '"', "\u300d": '"', "\u300e": '"', "\u300f": '"',
        "\u2010": "-", "\u2011": "-", "\u2012": "-", "\t": " ", "\x0b": " ", "\x0c": " ", "\x00": " ",
    }
)  # fmt: skip
_LINE_END = re.compile(r"\r\n|\r")
_WRAP = re.compile(r"(?<=[^\n])\n(?=[^\n])")


def reading_copy(text: str) -> str:
    """`text` with spaces, quotation marks, hyphens and single line breaks folded, length unchanged.

    >>> reading_copy("\\u201cNo,\\u201d he\\nsaid.")
    '"No," he said.'
    """
    folded = _LINE_END.sub(lambda m: " \n"[-len(m.group()) :], text.translate(_FOLD))
    return _WRAP.sub(" ", folded)
