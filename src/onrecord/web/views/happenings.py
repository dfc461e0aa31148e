"""Happenings: one event as all reports of it tell it, in a list and side by side."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pyarrow as pa
from pydantic import Field

from onrecord.model import Span
from onrecord.store.retold import first_told, happening_of, joined, told
from onrecord.store.store import mappings
from onrecord.store.tellings import happenings_where, tellings_of
from onrecord.text import sentence_around
from onrecord.web.asked import Asked, Listing
from onrecord.web.desk import Desk
from onrecord.web.storyline import corroboration
from onrecord.web.view import Names, Page, Part, View

# So much of a sentence stands on either side of the evidence; texts without punctuation are one sentence.
CONTEXT_CHARS = 300


class Told(Listing):
    """Conditions on the events, and how well they are to be known."""

    least: int = Field(2, ge=1, le=1_000, description="Told by at least so many independent reports")
    contradicted: bool = Field(False, description="Only those on which reports differ")


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """An event as it is told: its row, and what stands before and after its evidence in the sentence."""

    row: Mapping[str, Any]
    before: str
    after: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """A report with all that it tells of a happening; `row` is one of its tellings."""

    row: Mapping[str, Any]
    tellings: tuple[Telling, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Join:
    """Why two tellings are one: their rows, how likely, what speaks for it, and what a person said (null: nobody)."""

    one: Mapping[str, Any]
    other: Mapping[str, Any]
    score: float | None
    reasons: Sequence[str]
    same: bool | None


def _list(desk: Desk, asked: Told, _names: Names) -> pa.Table:
    return happenings_where(
        desk.store, asked.filter, least=asked.least, contradicted=asked.contradicted, limit=asked.limit,
        offset=asked.offset,
    )  # fmt: skip


def _listed(desk: Desk, asked: Told, names: Names) -> Page:
    rows = mappings(_list(desk, asked, names))
    who = first_told(desk.store, [row["happening"] for row in rows])
    return {"rows": [{**row, "who": who.get(row["happening"])} for row in rows], "total": None}


def _tellings(desk: Desk, _asked: Asked, names: Names) -> pa.Table:
    with desk.store.one_state():
        _found(desk, names)
        return tellings_of(desk.store, f"{names['article']}#{names['id']}")


def _page(desk: Desk, _asked: Asked, names: Names) -> Page:
    found = _found(desk, names)
    rows = {f"{row['article']}#{row['id']}": row for row in told(desk.store, found["happening"])}
    joins = [
        Join(one=rows[pair["one"]], other=rows[pair["other"]], score=pair["score"], reasons=pair["reasons"], same=pair["same"])
        for pair in joined(desk.store, list(rows)) if pair["one"] in rows and pair["other"] in rows
    ]  # fmt: skip
    head = first_told(desk.store, [found["happening"]]).get(found["happening"])
    return {
        "happening": {**found, "who": head}, "corroboration": corroboration(found), "joins": joins,
        "reports": _reports(list(rows.values())),
    }  # fmt: skip


def _found(desk: Desk, names: Names) -> dict[str, Any]:
    found = happening_of(desk.store, names["article"], names["id"])
    if found is None:
        raise LookupError(
            f"No happening has the event {names['article']}#{names['id']}; see the list of happenings."
        )
    return found


def _reports(rows: Sequence[Mapping[str, Any]]) -> list[Report]:
    """The tellings by their reports, which come in order."""
    by_report: dict[str, list[Telling]] = {}
    for row in rows:
        by_report.setdefault(row["article"], []).append(_telling(row))
    return [Report(row=tellings[0].row, tellings=tuple(tellings)) for tellings in by_report.values()]


def _telling(row: Mapping[str, Any]) -> Telling:
    text, span = row["text"], Span(row["span_start"], row["span_end"])
    around = sentence_around(text, span)
    before, after = text[around.start : span.start], text[span.end : around.end]
    return Telling(
        row=row, before=f"… {before[-CONTEXT_CHARS:]}" if len(before) > CONTEXT_CHARS else before,
        after=f"{after[:CONTEXT_CHARS]} …" if len(after) > CONTEXT_CHARS else after,
    )  # fmt: skip


HAPPENINGS = (
    View(
        path="/happenings", name="happenings", title="Happenings",
        about="Events that several reports tell: by how many, how many of them no copies, and where they differ.",
        page=_listed, data=_list, takes=Told, template="happenings.html.j2",
    ),
    View(
        path="/happenings/{article}/{id}", name="happening", title="Happening",
        about="One event as each report of it tells it, and why they are held to tell the same.",
        page=_page, data=_tellings, takes=Asked, template="happening.html.j2",
        parts=(Part("article", "The id of a report that tells it", "37120107d6fa7707"), Part("id", "The event in that report", "e1")),
    ),
)  # fmt: skip
