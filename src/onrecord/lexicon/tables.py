"""Loads the word tables in `data/`: tab-separated, reviewed by hand, each with a source note.

A table opens with comment lines that start with `#` (at least `# source:` and `# licence:`), then one
header row, then one row an entry. An empty cell is "". Cells that hold lists separate items by `|`.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from onrecord.errors import LexiconError

DATA = files("onrecord.lexicon") / "data"


@cache
def load_table(name: str) -> tuple[Mapping[str, str], ...]:
    """The rows of `data/<name>.tsv` as mappings from column to cell; raises LexiconError on a bad row."""
    rows: list[Mapping[str, str]] = []
    header: list[str] | None = None
    for number, line in enumerate((DATA / f"{name}.tsv").read_text("utf-8").splitlines(), start=1):
        if not line or line.startswith("#"):
            continue
        cells = line.split("\t")
        if header is None:
            header = cells
        elif len(cells) > len(header):
            raise LexiconError(f"{name}.tsv line {number}: {len(cells)} cells under {len(header)} columns")
        else:
            cells += [""] * (len(header) - len(cells))
            rows.append(dict(zip(header, cells, strict=True)))
    if header is None:
        raise LexiconError(f"{name}.tsv has no header row")
    return tuple(rows)


def items(cell: str) -> tuple[str, ...]:
    """The parts of a list cell.

    >>> items("GOV|MIL")
    ('GOV', 'MIL')
    """
    return tuple(part for part in cell.split("|") if part)


@cache
def _confidences() -> Mapping[str, float]:
    return {row["rule"]: float(row["confidence"]) for row in load_table("confidence")}


def confidence_of(rule: str) -> float:
    """How often findings of `rule` ("layer/name") were right on development data.

    A rule that was never measured has the confidence of its layer, and 0.5 where that is unknown too.
    """
    known = _confidences()
    return known.get(rule) or known.get(f"{rule.split('/')[0]}/*", 0.5)
