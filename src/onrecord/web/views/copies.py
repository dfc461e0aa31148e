"""The wire family of a report: who was first, who printed it after, and what a copy changed."""

from __future__ import annotations

import pyarrow as pa
from pydantic import Field

from onrecord.across.differences import differences
from onrecord.store import Copy, family_of
from onrecord.web.asked import Asked, Words
from onrecord.web.desk import Desk
from onrecord.web.sides import changed
from onrecord.web.view import Names, Page, View
from onrecord.web.views.report import ARTICLE, around

# A family can be very large; so many of its reports are listed.
MOST_COPIES = 200


class Chosen(Asked):
    """Which copy is set beside the first report; without it the one whose page it is, or the next."""

    other: Words | None = Field(None, description="The id of a copy")


def _page(desk: Desk, asked: Chosen, names: Names) -> Page:
    article = names["article"]
    stands = around(desk.store, article)
    copies = family_of(desk.store, article)
    first = next((copy for copy in copies if copy.first), None)
    chosen = _chosen(copies, asked.other, article)
    pairs = differences(first.text, chosen.text) if first and chosen else ()
    return {
        "article": article, "family": stands.family, "first": first, "copies": copies[:MOST_COPIES],
        "left_out": max(0, len(copies) - MOST_COPIES), "chosen": chosen, "pairs": pairs, "changed": changed(pairs),
    }  # fmt: skip


def _chosen(copies: list[Copy], wanted: str | None, article: str) -> Copy | None:
    later = [copy for copy in copies if not copy.first]
    if wanted is not None:
        found = next((copy for copy in later if copy.article == wanted), None)
        if found is None:
            raise LookupError(f"The report {wanted} is no copy in this family.")
        return found
    return next((copy for copy in later if copy.article == article), later[0] if later else None)


def _data(desk: Desk, _asked: Chosen, names: Names) -> pa.Table:
    around(desk.store, names["article"])
    columns = ("article", "first", "published", "outlet", "url", "title", "likeness", "credit")
    rows = [
        {name: getattr(copy, name) for name in columns} for copy in family_of(desk.store, names["article"])
    ]
    return pa.Table.from_pylist(rows) if rows else pa.table({name: [] for name in columns})


COPIES = View(
    path="/articles/{article}/copies", name="copies", title="Copies", template="copies.html.j2", takes=Chosen,
    parts=(ARTICLE,), about="The reports that are one text with a report, the first of them first.", page=_page, data=_data,
)  # fmt: skip
