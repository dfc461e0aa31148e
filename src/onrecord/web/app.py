"""The app: every view at its address, as a page and as data; errors in words."""

from __future__ import annotations

import datetime
import inspect
from collections.abc import Callable
from importlib.metadata import version
from importlib.resources import files
from typing import Annotated, Any

from fastapi import FastAPI, Path, Query, Request
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.responses import HTMLResponse, Response
from starlette.staticfiles import StaticFiles

from onrecord.errors import OnRecordError
from onrecord.show.page.render import STATIC
from onrecord.store import Store
from onrecord.web import problems
from onrecord.web.desk import Desk
from onrecord.web.drawing import render
from onrecord.web.forms import MEDIA, answer
from onrecord.web.trying import ReadingRoom
from onrecord.web.view import View
from onrecord.web.views import ROUTERS, VIEWS


def make_app(store: Store, clock: Callable[[], datetime.date] = datetime.date.today) -> FastAPI:
    """The app over a store, without guards: `guards.guarded` puts those around it."""
    app = FastAPI(
        title="OnRecord", version=version("onrecord"), docs_url=None, redoc_url=None,
        openapi_url="/openapi.json",
        description="What is on record: reports, statements, events, positions and forecasts, each with its evidence.",
    )  # fmt: skip
    app.state.desk = Desk(store, clock)
    app.state.room = ReadingRoom()
    app.mount("/static/reading", StaticFiles(directory=str(STATIC)), name="reading")
    app.mount("/static", StaticFiles(directory=str(files("onrecord.web") / "static")), name="static")
    for view in VIEWS:
        for form in view.forms:
            app.get(
                f"{view.path.rstrip('/') or '/overview'}.{form}", name=f"{view.name}.{form}",
                operation_id=f"{view.name}_{form}", summary=view.title, description=view.about, tags=[view.name],
                response_class=Response, responses=_described(view, form),
            )(_endpoint(view, _data(view, form)))  # fmt: skip
    for router in ROUTERS:
        app.include_router(router)
    for view in VIEWS:
        app.get(view.path, name=view.name, include_in_schema=False, response_class=HTMLResponse)(
            _endpoint(view, _page(view))
        )
    for kind in (OnRecordError, HTTPException, RequestValidationError, LookupError):
        app.add_exception_handler(kind, problems.tell)
    return app


def _page(view: View) -> Callable[[Request, Any], Response]:
    def page(request: Request, asked: Any) -> Response:
        desk: Desk = request.app.state.desk
        with desk.store.one_state():
            context = view.page(desk, asked, request.path_params)
        body = render(
            view.template, view=view, asked=asked, path=request.url.path, today=desk.today,
            csrf="" if view.shared else getattr(request.state, "csrf", ""), **context,
        )  # fmt: skip
        return HTMLResponse(body, headers=view.headers)

    return page


def _data(view: View, form: str) -> Callable[[Request, Any], Response]:
    def data(request: Request, asked: Any) -> Response:
        found = answer(view, form, request.app.state.desk, asked, request.path_params, str(request.url))
        found.headers.update(view.headers)
        return found

    return data


def _endpoint(view: View, act: Callable[[Request, Any], Response]) -> Callable[..., Response]:
    """The function with the parameters of the view in its signature, which FastAPI checks and describes."""

    def endpoint(request: Request, asked: Any, **_named: str) -> Response:
        return act(request, asked)

    kind = inspect.Parameter.KEYWORD_ONLY
    endpoint.__signature__ = inspect.Signature([  # type: ignore[attr-defined]
        inspect.Parameter("request", kind, annotation=Request),
        inspect.Parameter("asked", kind, annotation=Annotated[view.takes, Query()]),
        *(
            inspect.Parameter(
                part.name, kind, annotation=Annotated[str, Path(description=part.about, examples=[part.example])]
            )
            for part in view.parts
        ),
    ])  # fmt: skip
    return endpoint


def _described(view: View, form: str) -> dict[int | str, dict[str, Any]]:
    """What an answer in this form is, for the description of the interface."""
    media = MEDIA[form].split(";")[0]
    schema = {"type": "array", "items": {"type": "object"}} if form == "json" else {"type": "string"}
    if form == "geojson" or (form == "json" and view.document is not None):
        schema = {"type": "object"}
    wrong = {"description": "What was asked cannot be answered; says why", "model": problems.Problem}
    return {
        200: {"description": view.about, "content": {media: {"schema": schema}}},
        400: wrong, 404: wrong, 422: wrong, 503: wrong,
    }  # fmt: skip
