"""Wire copies: reports that are one text, printed by several outlets, cut, retitled or lightly edited.

Candidates share a band of their MinHash signatures over word shingles (Broder 1997; Leskovec et al., Mining of
Massive Datasets, ch. 3). A candidate is a copy when its words stand in the other report in long runs and its
numbers stand there too: reports of routine (market prices, bond issues) share their form and not their numbers.
benchmarks/copies.py measures the thresholds.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cached_property

from rapidfuzz.distance import LCSseq
from rensa import RMinHash

WIDTH = 4
ROWS = 3
BANDS = 42
SEED = 42
# A run of fewer equal words is as likely the language as a copy.
RUN = 6
# The least share of the shorter report's words in runs, and of its numbers, that makes a copy.
LIKENESS = 0.6
NUMBERS = 0.8
# A report of fewer words is too short to tell a copy from a formula.
SHORTEST = 30
# Copies are printed within days of each other.
DAYS_APART = 5

_WORD = re.compile(r"\w+")
_MASK = (1 << 64) - 1


@dataclass(frozen=True)
class Report:
    """A report as copies are found among: `serial` is the order in which reports came in."""

    article: str
    text: str
    outlet: str | None = None
    published: datetime.date | None = None
    credits: tuple[str, ...] = ()
    serial: int = 0

    @cached_property
    def words(self) -> tuple[str, ...]:
        """Its words in lower case, numbers included."""
        return tuple(_WORD.findall(self.text.lower()))


@dataclass(frozen=True, slots=True)
class Family:
    """Reports that are one text: the first of them, why it is held to be the first, and each one's likeness to it."""

    first: Report
    evidence: str
    copies: tuple[tuple[Report, float], ...]

    @property
    def outlets(self) -> int:
        """How many outlets printed it."""
        return len({report.outlet for report, _ in self.copies})


def bands(text: str) -> list[int]:
    """The hashes of the bands of a text's MinHash signature, unsigned 64 bit; none for a text too short to judge."""
    words = _WORD.findall(text.lower())
    if len(words) < SHORTEST:
        return []
    sketch = RMinHash(num_perm=ROWS * BANDS, seed=SEED)
    sketch.update([" ".join(words[at : at + WIDTH]) for at in range(len(words) - WIDTH + 1)])
    digest = sketch.digest()
    return [_mixed(band, digest[band * ROWS : (band + 1) * ROWS]) for band in range(BANDS)]


def likeness(one: Report, other: Report) -> float:
    """The share, in [0, 1], of the shorter report's words that stand in the longer one in runs of RUN and more."""
    shorter, longer = sorted((one.words, other.words), key=len)
    if not shorter:
        return 0.0
    runs = (op.src_end - op.src_start for op in LCSseq.opcodes(shorter, longer) if op.tag == "equal")
    return sum(length for length in runs if length >= RUN) / len(shorter)


def are_copies(one: Report, other: Report) -> bool:
    """Whether the two reports are one text."""
    if one.published and other.published and abs((one.published - other.published).days) > DAYS_APART:
        return False
    return likeness(one, other) >= LIKENESS and _numbers_agree(one, other)


def families(
    reports: Iterable[Report], pairs: Iterable[tuple[str, str]], joined: Iterable[tuple[str, str]] = ()
) -> list[Family]:
    """The families among reports, given the pairs that share a band; a report without a copy is in none.

    `joined` are pairs known to be of one family from before.
    """
    by_key = {report.article: report for report in reports}
    above: dict[str, str] = {}
    for one, other in joined:
        top, bottom = _root(above, one), _root(above, other)
        if top != bottom:
            above[bottom] = top
    for one, other in pairs:
        top, bottom = _root(above, one), _root(above, other)
        if top != bottom and are_copies(by_key[one], by_key[other]):
            above[bottom] = top
    groups: dict[str, list[Report]] = {}
    for key in by_key:
        groups.setdefault(_root(above, key), []).append(by_key[key])
    return [_family(group) for group in groups.values() if len(group) > 1]


def changes(first: Report, copy: Report) -> list[tuple[str, str]]:
    """What was changed: pairs of the words that the copy left out and those it has in their place.

    >>> changes(Report("a", "Two men died on Monday."), Report("b", "Three men died."))
    [('Two', 'Three'), ('on Monday.', '')]
    """
    old, new = first.text.split(), copy.text.split()
    plain_old, plain_new = ([word.strip(".,;:").lower() for word in words] for words in (old, new))
    steps = SequenceMatcher(None, plain_old, plain_new, autojunk=False).get_opcodes()
    return [(" ".join(old[a:b]), " ".join(new[c:d])) for tag, a, b, c, d in steps if tag != "equal"]


def credited(report: Report, outlets: Iterable[str]) -> str | None:
    """Which of these outlets the report credits, other than its own.

    >>> credited(Report("a", "TOKYO (Kyodo) - It rained.", outlet="The Bugle"), ["Kyodo", "The Bugle"])
    'Kyodo'
    """
    head, tail = report.text[:200], report.text[-200:]
    places = (*report.credits, *re.findall(r"\(([^()\n]{2,30})\)", head), tail.rpartition("\n")[2])
    for outlet in outlets:
        named = re.compile(rf"\b{re.escape(outlet)}\b", re.IGNORECASE)
        if outlet != report.outlet and any(named.search(place) for place in places):
            return outlet
    return None


def _family(group: Sequence[Report]) -> Family:
    outlets = sorted({report.outlet for report in group if report.outlet})
    agencies = [agency for report in group if (agency := credited(report, outlets))]
    in_order = sorted(group, key=lambda r: (r.published or datetime.date.max, r.serial))
    by_agency = [report for report in in_order if report.outlet in agencies]
    if by_agency:
        first = by_agency[0]
        credits = sum(agency == first.outlet for agency in agencies)
        evidence = f"{credits} of the others credit{'s' if credits == 1 else ''} {first.outlet}"
    else:
        first, second = in_order[:2]
        alone = first.published is not None and first.published != second.published
        evidence = (
            f"published first, on {first.published}" if alone else "came in first; the dates do not tell"
        )
    copies = tuple((r, 1.0 if r is first else round(likeness(first, r), 3)) for r in in_order)
    return Family(first, evidence, copies)


def _numbers_agree(one: Report, other: Report) -> bool:
    shorter, longer = sorted((one.words, other.words), key=len)
    numbers = {word for word in shorter if word[0].isdigit()}
    return not numbers or len(numbers & set(longer)) >= NUMBERS * len(numbers)


def _mixed(band: int, rows: Sequence[int]) -> int:
    """One number out of a band's: FNV-1a over them, so that every machine and run agrees."""
    value = 0xCBF29CE484222325 ^ band
    for row in rows:
        value = ((value ^ row) * 0x100000001B3) & _MASK
    return value


def _root(above: dict[str, str], key: str) -> str:
    while key in above:
        key = above[key]
    return key
