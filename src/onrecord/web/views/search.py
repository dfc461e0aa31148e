"""Search: by the words that stand in the reports, or by what they mean."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from typing import Annotated, Any, Literal

import pyarrow as pa
from pydantic import Field

from onrecord.errors import ModelError, StoreError
from onrecord.search import Hit, Within
from onrecord.search.hits import KINDS
from onrecord.search.marking import marked
from onrecord.search.narrowed import MOST, Narrowed, narrowed
from onrecord.text.days import first_day
from onrecord.web.asked import Asked, Words
from onrecord.web.desk import Desk
from onrecord.web.figures.bars import month as month_in_words
from onrecord.web.narrowing import Choice, Group
from onrecord.web.view import Names, Page, View

FURTHEST = max(MOST.values())
# Of a report, the index gives the part around the words; of an item all of it.
TEXT_CHARS = 420
SCHEMA = pa.schema([
    ("kind", pa.string()), ("article", pa.string()), ("id", pa.string()), ("title", pa.string()),
    ("text", pa.string()), ("day", pa.string()), ("outlet", pa.string()), ("score", pa.float64()),
])  # fmt: skip


class Sought(Asked):
    """What is searched for, how and where, and which of the hits."""

    q: Words | None = Field(
        None, description='Words; "quoted words" stand together, -word leaves out', examples=["trawler"]
    )
    how: Literal["words", "meaning"] = Field("words", description="By the words, or by what they mean")
    kind: Literal["article", "statement", "event", "position", "forecast"] | None = Field(
        None, description="Only reports, or only items of this kind"
    )
    outlet: Words | None = Field(None, description="The name of the outlet")
    month: Annotated[str, Field(pattern=r"^\d{4}-\d{2}$")] | None = Field(
        None, description="In this month, such as 2024-03"
    )
    limit: int = Field(20, ge=1, le=FURTHEST, description="At most so many hits")
    offset: int = Field(0, ge=0, le=FURTHEST, description="Leave out the first so many")


def _found(desk: Desk, asked: Sought) -> Narrowed:
    within = Within(kinds=(asked.kind,) if asked.kind else KINDS, outlet=asked.outlet, month=asked.month)
    return narrowed(desk.store, asked.q or "", asked.how, within)


def _data(desk: Desk, asked: Sought, _names: Names) -> pa.Table:
    hits = _found(desk, asked).hits[asked.offset : asked.offset + asked.limit] if asked.q else ()
    return pa.Table.from_pylist([asdict(hit) for hit in hits], SCHEMA)


def _page(desk: Desk, asked: Sought, _names: Names) -> Page:
    context: dict[str, Any] = {
        "rows": [],
        "groups": (),
        "total": 0,
        "most": False,
        "missing": 0,
        "problem": None,
    }
    if not asked.q:
        return context
    try:
        found = _found(desk, asked)
    except (StoreError, ModelError) as error:
        return {**context, "problem": str(error)}
    rows = [_shown(hit, asked) for hit in found.hits[asked.offset : asked.offset + asked.limit]]
    return {
        **context, "rows": rows, "groups": _groups(found, asked), "total": len(found.hits),
        "most": len(found.hits) >= MOST[asked.how], "missing": found.missing,
    }  # fmt: skip


def _shown(hit: Hit, asked: Sought) -> dict[str, Any]:
    """A hit with its words marked. What was found by its meaning need not have any of the words."""
    text, title = hit.text, hit.title or "Untitled report"
    if hit.kind == "article":
        text = text.removeprefix(title)
    shown = text[:TEXT_CHARS]
    goes_on = len(text) > TEXT_CHARS or (
        hit.kind == "article" and not text.endswith((".", "!", "?", "”", '"'))
    )

    def pieces(words: str) -> tuple[tuple[str, bool], ...]:
        return marked(asked.q or "", words) if asked.how == "words" else ((words, False),)

    return {**asdict(hit), "titled": pieces(title), "pieces": pieces(shown), "goes_on": goes_on}


def _groups(found: Narrowed, asked: Sought) -> tuple[Group, ...]:
    """What the hits can be narrowed down to; one that is chosen can be taken back."""
    kinds = {kind: kind.capitalize() + "s" for kind in KINDS}
    months = {month: month_in_words(first_day(month)) for month in found.months}
    made = (
        _group("Kind", "kind", found.kinds, asked.kind, kinds),
        _group("Outlet", "outlet", found.outlets, asked.outlet, {}),
        _group("Month", "month", found.months, asked.month, months),
    )
    return tuple(group for group in made if len(group.values) > 1 or any(one.chosen for one in group.values))


def _group(
    label: str, field: str, counted: Mapping[str, int], chosen: str | None, words: Mapping[str, str]
) -> Group:
    return Group(label, tuple(
        Choice(words.get(value, value), n, value == chosen, {field: None if value == chosen else value})
        for value, n in counted.items()
    ))  # fmt: skip


SEARCH = View(
    path="/search", name="search", title="Search", template="search.html.j2", takes=Sought, page=_page, data=_data,
    about="Find reports, statements, events, positions and forecasts by their words or by what they mean.",
    # The index grows apart from the store, and may be out of reach today and there tomorrow.
    shared=False,
)  # fmt: skip
