"""What was read and is not on record: why, and what to do about it."""

from __future__ import annotations

from collections.abc import Mapping

import pyarrow as pa
from pydantic import Field

from onrecord.reading.reasons import REASONS
from onrecord.store.ledger import dropped_reasons, dropped_rows
from onrecord.store.store import mappings
from onrecord.web.asked import FURTHEST, MOST_ROWS, Asked, Words
from onrecord.web.desk import Desk
from onrecord.web.view import Names, Page, View

AGAIN = "Then: onrecord dropped --retry."
ADVICE: Mapping[str, str] = {
    "missing": "Check the name, and add it again.",
    "unreadable": f"Check that you may read it and that it opens elsewhere. {AGAIN}",
    "truncated": f"Get the whole file. {AGAIN}",
    "bomb": "Unpack it yourself where you trust it, and add what is in it.",
    "encrypted": "Unpack it with its password, and add what is in it.",
    "nested": "Unpack the outer archive, and add the inner one.",
    "bad-table": "Name the column of the text “text” or “body”, and add the table again.",
    "bad-row": f"Mend the row; the message says what is wrong. {AGAIN}",
    "bad-feed": f"Open the address in a browser: it may have moved. {AGAIN}",
    "duplicate": "Nothing: the first entry of that id was taken.",
    "http-status": "Nothing, or add the page from where it can still be had.",
    "link-only": "Add the address itself, or watch the feed, which fetches its pages.",
    "empty": "Nothing, unless you know that it had a text.",
    "binary": "Take the text out of it, and add that.",
    "too-large": "Cut it into its reports, and add those.",
    "no-text": "Add the text of the report alone where you have it.",
    "bad-json": f"Mend the JSON; the message says where it breaks. {AGAIN}",
    "bad-date": f"Write the date as 2024-03-15. {AGAIN}",
    "future-date": f"Correct the date. {AGAIN}",
    "language": "Add an English version of the report where there is one.",
    "withheld": "Nothing: its publisher does not want it used.",
    "fetch-failed": f"Open the address in a browser. {AGAIN}",
    "unavailable": "Nothing now: a watched feed is tried again by itself; others with onrecord dropped --retry.",
    "forbidden-address": "Nothing: such addresses are never fetched. Save the page, and add the file.",
    "robots": "Ask the publisher, or add what you may use as a file.",
    "crashed": "Please report it with the input, so that it can be mended.",
}
UNKNOWN = "A reason that this version does not know."


class OfReason(Asked):
    """Which dropped inputs."""

    reason: Words | None = Field(
        None, description="Only those dropped for this reason", examples=["language"]
    )
    limit: int = Field(50, ge=1, le=MOST_ROWS, description="At most so many rows")
    offset: int = Field(0, ge=0, le=FURTHEST, description="Leave out the first so many")


def _data(desk: Desk, asked: OfReason, _names: Names) -> pa.Table:
    return dropped_rows(desk.store, asked.reason, limit=asked.limit, offset=asked.offset)


def _page(desk: Desk, asked: OfReason, names: Names) -> Page:
    reasons = dropped_reasons(desk.store)
    numbers = dict(reasons)
    return {
        "rows": mappings(_data(desk, asked, names)), "reasons": reasons, "means": REASONS, "advice": ADVICE, "unknown": UNKNOWN,
        "total": numbers.get(asked.reason, 0) if asked.reason else sum(numbers.values()),
    }  # fmt: skip


DROPPED = View(
    path="/dropped", name="dropped", title="Dropped", about="What was read and is not on record, and why.",
    page=_page, data=_data, takes=OfReason, template="dropped.html.j2",
)  # fmt: skip
