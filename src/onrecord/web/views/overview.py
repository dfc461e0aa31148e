"""The overview: what came on record since a day, what is due, and where it grew hot."""

from __future__ import annotations

import datetime
from typing import Any

import pyarrow as pa
from pydantic import Field

from onrecord.store import Filter
from onrecord.store.overview import Overview, overview
from onrecord.store.totals import totals
from onrecord.web import addresses
from onrecord.web.asked import Asked, First
from onrecord.web.desk import Desk
from onrecord.web.view import Names, Page, View

ONE_DAY = datetime.timedelta(1)
COLUMNS = pa.schema(
    [("kind", pa.string()), ("day", pa.date32()), ("what", pa.string()), ("n", pa.float64()), ("address", pa.string())]
)  # fmt: skip


class Since(Asked):
    """Since when."""

    since: First | None = Field(
        None, description="What came on record on this day or later; without it, since yesterday"
    )


def _start(desk: Desk, asked: Since) -> datetime.date:
    return asked.since or desk.today - ONE_DAY


def _page(desk: Desk, asked: Since, _names: Names) -> Page:
    start, held = _start(desk, asked), totals(desk.store)
    found = overview(desk.store, start) if held["articles"] else None
    return {"start": start, "totals": held, "new": found, "is_new": bool(found and found.since == start)}


def _data(desk: Desk, asked: Since, _names: Names) -> pa.Table:
    """What the page lists, a row each: `n` is the new reports of a story, the growth of tension, the inputs dropped."""
    return pa.Table.from_pylist(_rows(overview(desk.store, _start(desk, asked))), schema=COLUMNS)


def _rows(new: Overview) -> list[dict[str, Any]]:
    return [
        *(_row("story", row["last"], row["title"], row["fresh"], addresses.story(row["story"])) for row in new.stories),
        *(_row("report", row["published"], row["title"], None, addresses.article(row["article"])) for row in new.articles),
        *(_row("forecast", row["published"], row["text"], None, addresses.item(row["article"], row["id"]))
          for row in new.forecasts),
        *(_row(row["state"], row["day"], row["text"], None, addresses.item(row["article"], row["id"])) for row in new.due),
        *(_row("dyad", pair.last, " and ".join(pair.names), pair.change, addresses.dyad(pair.one, pair.other))
          for pair in new.hottest),
        *(_row("dropped", None, count.value, count.n, f"/dropped?reason={count.value}") for count in new.dropped),
    ]  # fmt: skip


def _row(
    kind: str, day: datetime.date | None, what: str | None, n: float | None, address: str
) -> dict[str, Any]:
    return {"kind": kind, "day": day, "what": what, "n": n, "address": address}


OVERVIEW = View(
    path="/", name="overview", title="Overview", about="What is new on record, what is due, and where it grew hot.",
    page=_page, data=_data, takes=Since, template="overview.html.j2", exports={"atom": "atom"},
    narrowed=lambda _asked, _names: Filter(),
)  # fmt: skip
