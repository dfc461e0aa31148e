"""The versions of a report: two of them side by side, and what became of what the older one said."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import pyarrow as pa
from pydantic import Field

from onrecord.across.differences import differences
from onrecord.store import Version, versions_of
from onrecord.store.fates import fates
from onrecord.web.asked import Asked
from onrecord.web.desk import Desk
from onrecord.web.sides import changed
from onrecord.web.view import Names, Page, View
from onrecord.web.views.report import ARTICLE


class Compared(Asked):
    """Which two versions are compared, by their numbers; without them the last two."""

    one: int | None = Field(None, ge=1, description="The number of a version", examples=[1])
    other: int | None = Field(None, ge=1, description="The number of another")


@dataclass(frozen=True, slots=True)
class _Two:
    """The older and the newer of two versions, and those from the one to the other."""

    old: Version
    new: Version
    steps: tuple[str, ...]


def _versions(desk: Desk, names: Names) -> list[Version]:
    found = versions_of(desk.store, names["article"])
    if not found:
        raise LookupError(f"There is no report {names['article']} on record.")
    return found


def _chosen(versions: Sequence[Version], asked: Compared) -> _Two | None:
    """The two versions that are asked for; null where there is one only."""
    numbers = [version.version for version in versions]
    missing = [number for number in (asked.one, asked.other) if number is not None and number not in numbers]
    if missing:
        raise LookupError(f"There is no version {missing[0]} of this report; there are {len(versions)}.")
    if len(versions) < 2:
        return None
    other = asked.other or next(n for n in reversed(numbers) if n != asked.one)
    one = asked.one or next(n for n in reversed(numbers) if n != other)
    first, last = sorted((numbers.index(one), numbers.index(other)))
    steps = tuple(version.article for version in versions[first : last + 1])
    return _Two(versions[first], versions[last], steps)


def _page(desk: Desk, asked: Compared, names: Names) -> Page:
    versions = _versions(desk, names)
    two = _chosen(versions, asked)
    pairs = differences(two.old.text, two.new.text) if two else ()
    fate = fates(desk.store, two.steps) if two and len(two.steps) > 1 else []
    return {
        "article": names["article"],
        "versions": versions,
        "two": two,
        "pairs": pairs,
        "changed": changed(pairs),
        "fates": fate,
        "states": Counter(item.state for item in fate),
    }


def _data(desk: Desk, _asked: Compared, names: Names) -> pa.Table:
    columns = ("version", "article", "added", "published", "outlet", "url", "title", "withdrawn")
    rows = [{name: getattr(version, name) for name in columns} for version in _versions(desk, names)]
    return pa.Table.from_pylist(rows)


VERSIONS = View(
    path="/articles/{article}/versions", name="versions", title="Versions", template="versions.html.j2", takes=Compared,
    parts=(ARTICLE,), about="The versions of a report, in order.", page=_page, data=_data,
)  # fmt: skip
