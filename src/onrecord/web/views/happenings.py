"""Happenings: one event as all reports of it tell it, in a list and side by side."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pyarrow as pa
from pydantic import Field

from onrecord.model import Span
from onrecord.store.retold import first_told, happening_of, joined, told
from onrecord.store.tellings import happenings_where, tellings_of
from onrecord.text import sentence_around
from onrecord.web.asked import Asked, Listing
from onrecord.web.desk import Desk, mappings
from onrecord.web.storyline import corroboration
from onrecord.web.view import Names, Page, Part, View


class Told(Listing):
    """Conditions on the events, and how well they are to be known."""

    least: int = Field(2, ge=1, le=1_000, description="Told by at least so many independent reports")
    contradicted: bool = Field(False, description="Only those on which reports differ")


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """A report's telling: its row, and the sentence as what stands before, the evidence, and what follows."""

    row: Mapping[str, Any]
    sentence: tuple[str, str, str]


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
    with desk.store.reading():
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
        "tellings": [Telling(row=row, sentence=_sentence(row)) for row in rows.values()],
    }  # fmt: skip


def _found(desk: Desk, names: Names) -> dict[str, Any]:
    found = happening_of(desk.store, names["article"], names["id"])
    if found is None:
        raise LookupError(
            f"No happening has the event {names['article']}#{names['id']}; see the list of happenings."
        )
    return found


def _sentence(row: Mapping[str, Any]) -> tuple[str, str, str]:
    text, span = row["text"], Span(row["span_start"], row["span_end"])
    around = sentence_around(text, span)
    return text[around.start : span.start], span.of(text), text[span.end : around.end]


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
