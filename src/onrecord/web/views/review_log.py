"""The log of review: every decision that people made, and all of them as training data."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec
import pyarrow as pa
from fastapi import APIRouter, Request
from pydantic import Field
from starlette.responses import Response, StreamingResponse

from onrecord.export.formats import find_format
from onrecord.search.hits import standing
from onrecord.store import Filter, Review, decisions
from onrecord.store.reviews import names_in
from onrecord.web.asked import FURTHEST, MOST_ROWS, Asked
from onrecord.web.desk import Desk
from onrecord.web.reviewing import differences
from onrecord.web.view import Names, Page, View

router = APIRouter(tags=["review_log"])

SCHEMA = pa.schema([
    ("decided", pa.timestamp("us")), ("reviewer", pa.string()), ("decision", pa.string()), ("layer", pa.string()),
    ("article", pa.string()), ("id", pa.string()), ("text", pa.string()), ("change", pa.string()), ("note", pa.string()),
    ("key", pa.string()), ("undoes", pa.string()),
])  # fmt: skip


class Portion(Asked):
    """Which of the decisions, the latest first."""

    limit: int = Field(50, ge=1, le=MOST_ROWS, description="At most so many rows")
    offset: int = Field(0, ge=0, le=FURTHEST, description="Leave out the first so many")


def _page(desk: Desk, asked: Portion, _names: Names) -> Page:
    # One more than is shown tells whether there are more.
    found = decisions(desk.store, limit=asked.limit + 1, offset=asked.offset)
    shown = found[: asked.limit]
    articles = sorted({one.article for one in shown})
    titles, names = standing(desk.store, articles), names_in(desk.store, articles)
    total = asked.offset + len(found) if len(found) <= asked.limit else None
    return {"rows": shown, "titles": titles, "names": names, "total": total, "differences": differences}


def _data(desk: Desk, asked: Portion, _names: Names) -> pa.Table:
    found = decisions(desk.store, limit=asked.limit, offset=asked.offset)
    return pa.Table.from_pylist(list(map(_row, found)), SCHEMA)


def _row(one: Review) -> dict[str, object]:
    own = {name: getattr(one, name) for name in SCHEMA.names if name != "change"}
    return {**own, "change": msgspec.json.encode(one.change).decode() if one.change else None}


LOG = View(
    path="/review/log", name="review_log", title="Decisions", template="review_log.html.j2", page=_page, data=_data,
    takes=Portion, about="What people decided on items, the latest first. Nothing is ever overwritten.",
)  # fmt: skip


@router.get(
    "/review/log.jsonl", summary="Decisions as training data", operation_id="review_log_jsonl", response_class=Response,
    responses={200: {"description": "A JSON object a line and decided item",
                     "content": {"application/x-ndjson": {"schema": {"type": "string"}}}}},
)  # fmt: skip
def export(request: Request) -> Response:
    """Gives every decision that holds as training data: the text, the item as it was read, and as it is."""
    desk: Desk = request.app.state.desk
    return StreamingResponse(_pieces(desk), media_type="application/x-ndjson")


def _pieces(desk: Desk) -> Iterator[bytes]:
    yield from find_format("training").pieces(desk.store, Filter())
