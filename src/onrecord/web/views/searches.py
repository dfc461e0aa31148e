"""Saved searches: any list or search under a name, with the feed of what is new in it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from typing import Annotated, Any
from urllib.parse import parse_qsl, urlencode

import pyarrow as pa
from fastapi import APIRouter, Request
from pydantic import Field
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData
from starlette.exceptions import HTTPException
from starlette.responses import RedirectResponse, Response
from starlette.routing import compile_path

from onrecord.store import Search, drop_search, save_search, searches
from onrecord.store.searches import NAME_CHARS
from onrecord.web.asked import Asked
from onrecord.web.desk import Desk
from onrecord.web.view import Names, Page, View

router = APIRouter()

LONGEST_QUERY = 10_000
# Where a list is cut says nothing of what is searched for.
CUTS = frozenset({"limit", "offset"})
SCHEMA = pa.schema([
    ("name", pa.string()), ("path", pa.string()), ("query", pa.string()), ("saved", pa.timestamp("us")),
])  # fmt: skip
Path = Annotated[str, Field(max_length=1_000, pattern=r"^/([^/\\?#\s][^\\?#\s]*)?$")]


class Proposed(Asked):
    """What is to be saved."""

    path: Path = Field("/articles", description="The path of a page, such as /events")
    where: str = Field("", max_length=LONGEST_QUERY, description="Its query, such as type=AID&country=NOR")


class Named(Asked):
    """Which saved search is meant."""

    name: str = Field("", max_length=NAME_CHARS, description="Its name")


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """A saved search as the page shows it: its address, what it asks for, and its feed where it has one."""

    search: Search
    title: str
    conditions: tuple[tuple[str, str], ...]
    href: str
    feed: str | None


def searches_over(views: Iterable[View]) -> tuple[View, ...]:
    """The list of saved searches, and the pages that save and remove one; `views` are the pages that can be saved."""
    patterns = [(compile_path(view.path)[0], view) for view in views]

    def view_at(path: str) -> View | None:
        return next((view for pattern, view in patterns if pattern.match(path)), None)

    def page(desk: Desk, _asked: Asked, _names: Names) -> Page:
        return {"rows": [_shown(search, view_at(search.path)) for search in searches(desk.store)]}

    def propose(_desk: Desk, asked: Proposed, _names: Names) -> Page:
        found = view_at(asked.path)
        if found is None:
            raise LookupError(f"There is no page {asked.path} that could be saved.")
        query = _uncut(asked.where)
        title, conditions = _titled(found, asked.path), tuple(parse_qsl(query))
        return {
            "query": query, "conditions": conditions, "page": title,
            "proposed": ", ".join([title, *(value for _, value in conditions)])[:80],
        }  # fmt: skip

    def remove(desk: Desk, asked: Named, _names: Names) -> Page:
        if not asked.name:
            return {"row": None}
        found = next((search for search in searches(desk.store) if search.name == asked.name), None)
        if found is None:
            raise LookupError(f"There is no saved search {asked.name!r}; it may be removed already.")
        return {"row": _shown(found, view_at(found.path))}

    return (
        View(
            path="/searches", name="searches", title="Saved searches", template="searches.html.j2",
            about="Lists and searches that were saved under a name, to be opened again or followed as a feed.",
            page=page, data=_data, takes=Asked,
        ),
        View(
            path="/searches/new", name="new_search", title="Save a search", template="search_new.html.j2", shared=False,
            about="Saves a list or a search under a name.", page=propose, takes=Proposed,
        ),
        View(
            path="/searches/drop", name="drop_search", title="Remove a saved search", template="search_drop.html.j2",
            about="Removes a saved search from the list.", page=remove, takes=Named, shared=False,
        ),
    )  # fmt: skip


def _data(desk: Desk, _asked: Asked, _names: Names) -> pa.Table:
    return pa.Table.from_pylist([asdict(search) for search in searches(desk.store)], SCHEMA)


def _shown(search: Search, view: View | None) -> Shown:
    query = f"?{search.query}" if search.query else ""
    return Shown(
        search=search, title=_titled(view, search.path), conditions=tuple(parse_qsl(search.query)),
        href=search.path + query,
        feed=f"{search.path}.atom{query}" if view is not None and "atom" in view.exports else None,
    )  # fmt: skip


def _titled(view: View | None, path: str) -> str:
    return view.title if view is not None and not view.parts else path


def _uncut(query: str) -> str:
    pairs = parse_qsl(query.removeprefix("?"))
    return urlencode([(name, value) for name, value in pairs if name not in CUTS])


@router.post("/searches", include_in_schema=False)
async def save(request: Request) -> Response:
    """Saves what the form brings, and goes to the list."""
    form = await _form(request)

    def keep(desk: Desk) -> None:
        save_search(desk.store, form["name"], form["path"], form["query"])

    return await _done(request, keep)


@router.post("/searches/drop", include_in_schema=False)
async def drop(request: Request) -> Response:
    """Drops the search that the form names, and goes back to the list."""
    form = await _form(request)
    return await _done(request, lambda desk: drop_search(desk.store, form["name"]))


async def _form(request: Request) -> Mapping[str, str]:
    async with request.form(max_files=0, max_fields=10) as form:
        return {name: _text(form, name) for name in ("name", "path", "query")}


def _text(form: FormData, name: str) -> str:
    value = form.get(name)
    if isinstance(value, str) and len(value) > LONGEST_QUERY:
        raise HTTPException(400, f"The {name} is too long.")
    return value if isinstance(value, str) else ""


async def _done(request: Request, work: Any) -> Response:
    try:
        await run_in_threadpool(work, request.app.state.desk)
    except ValueError as error:
        raise HTTPException(400, f"It was not saved: {error}.") from error
    return RedirectResponse("/searches", 303)
