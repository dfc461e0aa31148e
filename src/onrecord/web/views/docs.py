"""What programs can ask, rendered from the app's own description of it, and what the data may be used for."""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from onrecord.store.samples import extent, samples
from onrecord.web.asked import MOST_ROWS
from onrecord.web.drawing import render
from onrecord.web.forms import MOST_REPORTS
from onrecord.web.interface import operations
from onrecord.web.view import SHARED
from onrecord.web.views.sql import SECONDS

router = APIRouter()

FORMS = (
    ("json", "An array of objects, one a row; days as 2021-12-09, what is not known as null."),
    ("csv", "A line of names, then a line a row, in UTF-8; several values in a cell are parted by “; ”."),
    ("atom", "A feed, the newest first, for feed readers; each entry a report with its items."),
    ("ics", "Days of what is planned and due, for calendars, which can subscribe to the address."),
    ("geojson", "Places with coordinates, for maps and geographic programs."),
)
STATUSES = (
    (400, "The question is wrong: the query cannot be run, or the table has no such condition."),
    (401, "The server asks for a login; send a token."),
    (404, "What the address names is not on record."),
    (413, "More was sent than is taken."),
    (422, "A parameter is not what it has to be, or there is none of that name."),
    (429, "Too many questions from one address; the header Retry-After says how long to wait."),
    (503, "The store is busy, or it took too long; try again later."),
)


@router.get("/docs", include_in_schema=False)
def docs(request: Request) -> HTMLResponse:
    """The page about the interface."""
    desk, document = request.app.state.desk, request.app.openapi()
    with desk.store.one_state():
        found = operations(document, samples(desk.store))
        held = extent(desk.store)
    body = render(
        "docs.html.j2", path="/docs", subjects=found, document=document, forms=FORMS, statuses=STATUSES,
        held=held, today=desk.today, most_rows=MOST_ROWS, most_reports=MOST_REPORTS, seconds=SECONDS,
        address=str(request.base_url).rstrip("/"),
    )  # fmt: skip
    return HTMLResponse(body, headers=SHARED)
