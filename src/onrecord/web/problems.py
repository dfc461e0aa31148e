"""Errors in words: a page for people, JSON for programs."""

from __future__ import annotations

from http import HTTPStatus

from fastapi.exceptions import RequestValidationError
from pydantic import BaseModel
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response

from onrecord.errors import ConditionError, InputError, QueryError
from onrecord.web.drawing import render

HEADINGS = {
    400: "That cannot be asked", 401: "Please sign in", 403: "Not allowed", 404: "Not on record",
    405: "Not possible here", 413: "Too large", 422: "That cannot be asked", 503: "The store is busy",
}  # fmt: skip


class Problem(BaseModel):
    """An error as programs get it."""

    status: int
    problem: str


async def tell(request: Request, error: Exception) -> Response:
    """The error as a page, or as JSON where data was asked for."""
    status, words = _status(error), _words(error)
    if _for_program(request):
        return JSONResponse(Problem(status=status, problem=words).model_dump(), status)
    heading = HEADINGS.get(status, HTTPStatus(status).phrase)
    body = render("problem.html.j2", status=status, heading=heading, words=words, path=request.url.path)
    return HTMLResponse(body, status)


def _for_program(request: Request) -> bool:
    last = request.url.path.rsplit("/", 1)[-1]
    return "." in last or "application/json" in request.headers.get("accept", "")


def _status(error: Exception) -> int:
    match error:
        case HTTPException():
            return error.status_code
        case RequestValidationError():
            return 422
        case LookupError():
            return 404
        case QueryError() | InputError() | ConditionError():
            return 400
    return 503


def _words(error: Exception) -> str:
    match error:
        case RequestValidationError():
            return "; ".join(f"{fault['loc'][-1]}: {fault['msg']}" for fault in error.errors())
        case HTTPException(status_code=404):
            return "There is no page at this address."
        case HTTPException():
            return str(error.detail)
        case LookupError():
            return str(error.args[0]) if error.args else "It is not on record."
    return str(error)
