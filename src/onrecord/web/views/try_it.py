"""Try it: a text, a file or an address is read and shown with its record; nothing is stored."""

from __future__ import annotations

import datetime
from dataclasses import dataclass, replace
from typing import Annotated, Any

from fastapi import APIRouter, Request
from pydantic import BaseModel, ConfigDict, Field, StringConstraints
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData, UploadFile
from starlette.exceptions import HTTPException
from starlette.responses import HTMLResponse, Response

from onrecord.errors import InputError
from onrecord.model import Article, to_json
from onrecord.reading import Hints
from onrecord.show.page.shown import shown
from onrecord.web.asked import LONGEST, Asked
from onrecord.web.desk import Desk
from onrecord.web.drawing import render
from onrecord.web.problems import Problem
from onrecord.web.trying import (
    LIMIT_BYTES,
    MOST_CHARS,
    MOST_REPORTS,
    PASTED,
    READ_S,
    Given,
    ReadingRoom,
    Tried,
    fetched,
)
from onrecord.web.view import OWN, Names, Page, View

router = APIRouter()

TOO_LARGE = (
    f"What you sent is larger than {LIMIT_BYTES // 1_000_000} MB, or is not what the form of this page sends."
)
LIMITS = {
    "megabytes": LIMIT_BYTES // 1_000_000,
    "characters": MOST_CHARS,
    "reports": MOST_REPORTS,
    "seconds": int(READ_S),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Filled:
    """What was filled into the form; `data` are the bytes of a file named `file`."""

    text: str = ""
    title: str = ""
    date: str = ""
    outlet: str = ""
    address: str = ""
    url: str = ""
    file: str = ""
    data: bytes = b""

    @property
    def given(self) -> Given:
        """What is to be read; raises InputError where it is nothing, or more than one thing, or cannot be fetched."""
        if sum(map(bool, (self.text.strip(), self.file, self.address))) != 1:
            raise InputError(
                "empty", "Paste a text, choose a file or name an address: one of them, and it is read."
            )
        hints = Hints(date=self.date or None, outlet=self.outlet or None)
        if self.file:
            return Given(self.data, self.file, hints)
        if self.address:
            return fetched(self.address, hints)
        known = Hints(title=self.title or None, date=hints.date, outlet=hints.outlet, url=self.url or None)
        # Browsers end the lines of a form with two characters.
        return Given(self.text.replace("\r\n", "\n").encode("utf-8", "replace"), PASTED, known)


class Brought(BaseModel):
    """A report to be read, with what is known of it."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    text: Annotated[str, StringConstraints(min_length=1, max_length=MOST_CHARS)] = Field(
        description="The text, plain; paragraphs are divided by blank lines",
        examples=["Norway demanded on Monday that Iceland release the ferry."],
    )
    title: str | None = Field(
        None, max_length=LONGEST, description="Its title, where the text does not begin with it"
    )
    date: datetime.date | None = Field(
        None, description="The day on which it was published", examples=["2024-03-04"]
    )
    outlet: str | None = Field(None, max_length=LONGEST, description="Who published it")
    url: str | None = Field(
        None, max_length=2_000, description="Where it lies; nothing is fetched from there"
    )


@router.post("/try", include_in_schema=False, response_class=HTMLResponse)
async def read_form(request: Request) -> Response:
    """The page with what was read in what the form brings."""
    try:
        async with request.form(max_files=1, max_fields=20, max_part_size=LIMIT_BYTES) as form:
            filled = await _filled(form)
    except HTTPException:
        return _answer(request, Filled(), problem=TOO_LARGE, status=413)
    return await run_in_threadpool(_read, request, filled)


@router.post(
    "/try.json", summary="Read a report", tags=["try"], operation_id="try_json", response_class=Response,
    responses={
        200: {"description": "Its record; see the page of the record's fields",
              "content": {"application/json": {"schema": {"type": "object"}}}},
        400: {"description": "It is no report that can be read; says why", "model": Problem},
        422: {"description": "What was sent is not of this form; says why", "model": Problem},
        503: {"description": "Many are waiting, or it took too long", "model": Problem},
    },
)  # fmt: skip
def read_json(request: Request, brought: Brought) -> Response:
    """Reads a report and gives its record. Nothing is stored. Only one is read at a time."""
    hints = Hints(
        title=brought.title, date=brought.date.isoformat() if brought.date else None, outlet=brought.outlet, url=brought.url
    )  # fmt: skip
    tried = _room(request).read(Given(brought.text.encode("utf-8", "replace"), PASTED, hints))
    if tried.record is None:
        (first, *_) = tried.dropped
        raise InputError(first.reason, first.message)
    return Response(to_json(tried.record), media_type="application/json", headers=OWN)


async def _filled(form: FormData) -> Filled:
    def word(name: str) -> str:
        value = form.get(name)
        return value if isinstance(value, str) else ""

    filled = Filled(
        text=word("text"), title=word("title").strip(), date=word("date").strip(), outlet=word("outlet").strip(),
        address=word("address").strip(), url=word("url"),
    )  # fmt: skip
    file = form.get("file")
    if not isinstance(file, UploadFile) or not file.filename:
        return filled
    # Some browsers send the path; only the name says what it is.
    name = file.filename.replace("\\", "/").rpartition("/")[2][:LONGEST]
    return replace(filled, file=name, data=await file.read(LIMIT_BYTES + 1))


def _read(request: Request, filled: Filled) -> Response:
    try:
        tried = _room(request).read(filled.given)
    except InputError as error:
        return _answer(request, filled, problem=_sentence(str(error)), status=400)
    except HTTPException as error:
        return _answer(request, filled, problem=str(error.detail), status=error.status_code)
    return _answer(request, filled, tried=tried, status=200 if tried.record else 400)


def _answer(
    request: Request, filled: Filled, *, tried: Tried | None = None, problem: str | None = None, status: int
) -> Response:
    desk: Desk = request.app.state.desk
    body = render(
        TRY.template, view=TRY, asked=Asked(), path=TRY.path, today=desk.today, csrf=getattr(request.state, "csrf", ""),
        **_context(filled, tried, problem),
    )  # fmt: skip
    return HTMLResponse(body, status, headers=OWN)


def _context(filled: Filled, tried: Tried | None = None, problem: str | None = None) -> dict[str, Any]:
    return {
        "filled": filled, "tried": tried, "problem": problem, "limits": LIMITS,
        "shown": shown(tried.record) if tried and tried.record else None,
        "others": [_again(article) for article in tried.others] if tried else [],
    }  # fmt: skip


def _again(article: Article) -> Filled:
    """An article as the form would bring it; its title stands in its text."""
    return Filled(
        text=article.text, title=article.title or "", date=article.published or "", outlet=article.outlet or "",
        url=article.url or "",
    )  # fmt: skip


def _room(request: Request) -> ReadingRoom:
    room: ReadingRoom = request.app.state.room
    return room


def _sentence(words: str) -> str:
    return words[:1].upper() + words[1:] + ("" if words.endswith((".", "?", "!")) else ".")


def _page(_desk: Desk, _asked: Asked, _names: Names) -> Page:
    return _context(Filled())


TRY = View(
    path="/try", name="try", title="Try it", template="try.html.j2", takes=Asked, shared=False, page=_page,
    about="Have a report read, without putting it on record.",
)  # fmt: skip
