"""The data behind a view in the forms that programs read."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain
from typing import Any
from urllib.parse import urljoin

from starlette.responses import Response, StreamingResponse

from onrecord.export.formats import find_format
from onrecord.export.rows import ROWS
from onrecord.web.addresses import article
from onrecord.web.desk import Desk
from onrecord.web.view import Names, View

MEDIA = {
    "json": "application/json", "csv": "text/csv; charset=utf-8", "atom": "application/atom+xml; charset=utf-8",
    "ics": "text/calendar; charset=utf-8", "geojson": "application/geo+json",
}  # fmt: skip
# Feeds, calendars and maps hold the items of at most so many reports.
MOST_REPORTS = 200


def answer(view: View, form: str, desk: Desk, asked: Any, names: Names, address: str) -> Response:
    """The data of a view in one form; conditions and cuts are those of the page. `address` is what was asked for."""
    if form in view.exports:
        pieces = _exported(view, form, desk, asked, names, address)
        first = next(pieces, b"")  # what cannot be asked is found out before the answer begins
        return StreamingResponse(chain((first,), pieces), media_type=MEDIA[form])
    with desk.store.one_state():
        if form == "json" and view.document is not None:
            text = view.document(desk, asked, names)
        else:
            assert view.data is not None
            text = "".join(ROWS[form](view.data(desk, asked, names)))
    return Response(text.encode("utf-8", "replace"), media_type=MEDIA[form])


def _exported(view: View, form: str, desk: Desk, asked: Any, names: Names, address: str) -> Iterator[bytes]:
    wanted = view.narrowed(asked, names) if view.narrowed else asked.filter
    how: dict[str, Any] = {}
    if form == "atom":
        how = {
            "title": _called(view, asked, names),
            "address": address,
            "page_of": lambda key: urljoin(address, article(key)),
        }
    yield from find_format(view.exports[form]).pieces(desk.store, wanted, most=MOST_REPORTS, **how)


def _called(view: View, asked: Any, names: Names) -> str:
    """The name of a feed: what the page is called, and what was asked for."""
    return " · ".join(("OnRecord", view.title, *names.values(), *asked.given.values()))
