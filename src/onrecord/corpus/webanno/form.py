"""The letter of WebAnno TSV 3: which words are tokens, how they are counted, how values are escaped.

Source: INCEpTION user guide, appendix "WebAnno TSV 3.3 File format". Offsets are those of UTF-16. Where that text
leaves a choice, this follows what INCEpTION writes: text is escaped as its control characters and backslashes,
tokens stand as they are.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import accumulate, groupby

from onrecord.model import Span
from onrecord.text.sentences import sentence_starts

FORMAT = "#FORMAT=WebAnno TSV 3.3"
_DECLARED = re.compile(r"#T_(?:SP|CH|RL)=([^|]+)((?:\|[^|]*)*)")
_ROLE = re.compile(r"ROLE_[^:]*:([A-Za-z0-9]+)_(.+)")
NO_MARK, NO_VALUE = "_", "*"
STACKED, LINKED = "|", ";"

_TOKEN = re.compile(r"\w+|[^\w\s]")
_RESERVED = re.compile(r"->|[\\\[\]|_;\t\n*]")
_ESCAPED = re.compile(r"\\(->|[\\\[\]|_;tn*])")
_LETTERS = {"\t": "t", "\n": "n", "\f": "f", "\r": "r", "\b": "b"}
_CONTROL = re.compile(r"[\x00-\x0a\x0c-\x1f\\]")
_SIGN = re.compile(r"\\.|.", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Column:
    """A column: the type of its layer and the name of its feature, which is empty for a layer without features.

    A slot feature has two, one with the type of its links and one with the type of what they point to.
    """

    layer: str
    name: str
    link: str = ""
    target: str = ""

    @property
    def slot(self) -> bool:
        """Whether it is one of the two columns of a slot feature."""
        return bool(self.link or self.target)


def declared(columns: Iterable[Column]) -> list[str]:
    """The lines of the header that declare columns.

    >>> declared([Column("a.B", "x"), Column("a.B", "to", link="a.BToLink"), Column("a.B", "to", target="a.C")])
    ['#T_SP=a.B|x|ROLE_a.B:to_a.BToLink|a.C']
    """
    lines = []
    for layer, features in groupby(columns, key=lambda column: column.layer):
        names = [
            f"ROLE_{layer}:{each.name}_{each.link}" if each.link else each.target or each.name
            for each in features
        ]
        lines.append("|".join([f"#T_SP={layer}", *names]))
    return lines


def columns_of(line: str) -> list[Column]:
    """The columns that a line of the header declares; raises ValueError where it is none.

    >>> columns_of("#T_SP=a.B|")
    [Column(layer='a.B', name='', link='', target='')]
    """
    found = _DECLARED.fullmatch(line)
    if found is None:
        raise ValueError(f"no layer is declared: {line[:40]!r}")
    columns: list[Column] = []
    for name in [name for name in found[2].split("|") if name] or [""]:
        role = _ROLE.fullmatch(name)
        if role:
            columns.append(Column(found[1], role[1], link=role[2]))
        elif columns and columns[-1].link:
            columns.append(Column(found[1], columns[-1].name, target=name))
        else:
            columns.append(Column(found[1], name))
    return columns


def tokens(text: str) -> list[Span]:
    """The tokens of a text: every character that is no white space is in one.

    >>> [token.of("No US-led deal.") for token in tokens("No US-led deal.")]
    ['No', 'US', '-', 'led', 'deal', '.']
    """
    return [Span(*found.span()) for found in _TOKEN.finditer(text)]


def sentences(text: str) -> list[Span]:
    """Sentences that together are the text from its first word on, but for one line break behind each.

    Readers put a line break between two sentences that have a character between them, and nothing between those
    that have none: so white space belongs to the sentence before it.
    """
    starts = sentence_starts(text)
    ends = [*starts[1:], len(text)]
    return [
        Span(start, end - text.startswith("\n", end - 1)) for start, end in zip(starts, ends, strict=True)
    ]


def utf16(text: str) -> list[int]:
    """Where each character of a text begins in UTF-16, and where the last one ends.

    >>> utf16("a😊b")
    [0, 1, 3, 4]
    """
    return [0, *accumulate(2 if character > "\uffff" else 1 for character in text)]


def escape(value: str) -> str:
    """A value as it stands in a column.

    >>> escape("a_b [c] -> d")
    'a\\\\_b \\\\[c\\\\] \\\\-> d'
    """
    return _RESERVED.sub(lambda found: "\\" + _LETTERS.get(found[0], found[0]), value)


def unescape(value: str) -> str:
    """The value that stands in a column."""
    signs = {letter: sign for sign, letter in _LETTERS.items()}
    return _ESCAPED.sub(lambda found: signs.get(found[1], found[1]), value)


def text_lines(text: str) -> list[str]:
    """The lines that give the text of a sentence."""
    return [
        "#Text=" + _CONTROL.sub(lambda found: "\\" + _LETTERS.get(found[0], found[0]), line)
        for line in text.split("\n")
    ]


def split(column: str, sign: str) -> list[str]:
    """What stands between signs that are not escaped.

    >>> split("a|b\\\\|c", "|")
    ['a', 'b\\\\|c']
    """
    found = [""]
    for piece in _SIGN.findall(column):
        if piece == sign:
            found.append("")
        else:
            found[-1] += piece
    return found
