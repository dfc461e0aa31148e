"""Tables as lines: tab-separated and comma-separated, and numbers and text as their cells hold them."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Sequence

from onrecord.model import content_id

# So many hexadecimal digits make a number below 2 ** 52, exact in every program that reads it as floating point.
EXACT_DIGITS = 13


class _Line:
    """Takes the one line that a csv writer writes."""

    def __init__(self) -> None:
        self.text = ""

    def write(self, text: str) -> int:
        self.text = text
        return len(text)


def table(header: Sequence[str], rows: Iterable[Sequence[object]], delimiter: str = ",") -> Iterator[str]:
    """The lines of a table with a header; a cell with a delimiter, quotation mark or line break is quoted."""
    line = _Line()
    writer = csv.writer(line, delimiter=delimiter, lineterminator="\n")
    writer.writerow(header)
    yield line.text
    for row in rows:
        writer.writerow(row)
        yield line.text


def flat(text: str | None) -> str:
    """The text on one line, without tabs; "" for none.

    >>> flat("one\\ttwo\\nthree")
    'one two three'
    """
    return " ".join((text or "").split())


def number(value: float | None) -> str:
    """A number without needless zeros; "" for none.

    >>> number(-10.0), number(2.5), number(None)
    ('-10', '2.5', '')
    """
    return "" if value is None else f"{value:.15g}"


def exact_number(*parts: str | None) -> int:
    """A number that depends on the parts alone and is below 2 ** 52.

    >>> exact_number("a", None) == exact_number("a", None) < 2**52
    True
    """
    return int(content_id("\t".join(part or "" for part in parts))[:EXACT_DIGITS], 16)
