"""Review: what the engine is least sure of, one item at a time, for a person to accept, reject or correct."""

from __future__ import annotations

import hashlib
import uuid
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Annotated, Any
from urllib.parse import quote, unquote

import msgspec
from fastapi import APIRouter, Path, Query, Request
from pydantic import Field
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData
from starlette.exceptions import HTTPException
from starlette.responses import HTMLResponse, RedirectResponse, Response

from onrecord.errors import ConditionError
from onrecord.store import Review, Undecided, Verdict, decide, decisions, queue, standing, tally, undo
from onrecord.store.relatives import standing_version
from onrecord.store.reviews import find_review
from onrecord.store.undecided import item_at
from onrecord.web import addresses
from onrecord.web.asked import Wanted
from onrecord.web.desk import Desk
from onrecord.web.drawing import render
from onrecord.web.reviewing import BECAME, LAYERS, Layer, change_of, differences, fields, reading
from onrecord.web.view import OWN

router = APIRouter()

COOKIE, COOKIE_S = "onrecord-reviewer", 365 * 24 * 3600
NAME_CHARS, NOTE_CHARS, QUERY_CHARS = 100, 2_000, 4_000
FURTHEST = 100_000
# What the form of an item calls its decisions.
DECISIONS = {"accept": "accepted", "reject": "rejected", "edit": "edited"}


class Reviewing(Wanted):
    """Which items wait: of a layer and under conditions, so many of the least sure ones left out."""

    layer: Layer = Field("events", description="Events, positions, forecasts or statements")
    skip: int = Field(0, ge=0, le=FURTHEST, description="Leave out the first so many")
    done: str | None = Field(None, max_length=200, description="The key of the decision that was just made")


@dataclass(frozen=True, slots=True)
class Place:
    """An item by its name: the layer, the report and the id in it."""

    layer: Layer
    article: str
    id: str


@router.get("/review", include_in_schema=False)
def review(request: Request, asked: Annotated[Reviewing, Query()]) -> Response:
    """The item that waits, with the form to decide on it."""
    desk: Desk = request.app.state.desk
    with desk.store.one_state():
        waiting = queue(desk.store, asked.filter, asked.layer, limit=1, offset=asked.skip)
        done = find_review(desk.store, asked.done) if asked.done else None
        return _page(request, asked, waiting[0] if waiting else None, done=done)


@router.get("/review/{layer}/{article}/{id}", include_in_schema=False)
def review_item(
    request: Request, layer: Annotated[Layer, Path()], article: str, id: str, done: str | None = None
) -> Response:
    """One item, whatever was decided on it, with the form to decide once more."""
    desk: Desk = request.app.state.desk
    with desk.store.one_state():
        waiting = _at(desk, Place(layer, article, id))
        made = find_review(desk.store, done[:200]) if done else None
        return _page(request, _asked(layer), waiting, alone=True, done=made)


@router.post("/review", include_in_schema=False)
async def review_form(request: Request) -> Response:
    """Keeps what the form says, and goes on to the next item."""
    form = await request.form(max_files=0, max_fields=400)
    return await run_in_threadpool(_decided, request, form)


@router.post("/review/undo", include_in_schema=False)
async def review_undo(request: Request) -> Response:
    """Takes back the decision that the form names, and goes back to where it came from."""
    form = await request.form(max_files=0, max_fields=20)
    return await run_in_threadpool(_undone, request, form)


@router.post("/review/name", include_in_schema=False)
async def review_name(request: Request) -> Response:
    """Remembers who decides, in a cookie of the browser."""
    form = await request.form(max_files=0, max_fields=20)
    name = " ".join(_text(form, "reviewer", NAME_CHARS).split())
    answer = _back(form)
    answer.set_cookie(
        COOKIE, quote(name), max_age=COOKIE_S, httponly=True, samesite="lax", secure=request.url.scheme == "https"
    )  # fmt: skip
    return answer


def _decided(request: Request, form: FormData) -> Response:
    desk: Desk = request.app.state.desk
    place = _place(form)
    waiting = _at(desk, place)
    decision = DECISIONS.get(_text(form, "decision", 20), "edited")
    became = _text(form, "became", 20)
    try:
        filled: Mapping[str, Any] = {"outcome": became} if became else {}
        if decision == "edited" and not became:
            filled = change_of(waiting, _filled(form))
        verdict = Verdict(
            article=place.article, layer=place.layer, id=place.id, change=filled, reviewer=_reviewer(request),
            decision=decision, note=_text(form, "note", NOTE_CHARS) or None,  # type: ignore[arg-type]
        )  # fmt: skip
        kept = decide(desk.store, replace(verdict, key=_key(_text(form, "key", 100), verdict)))
    except ValueError as error:
        with desk.store.one_state():
            return _page(
                request, _asked(place.layer), waiting, alone=bool(_text(form, "alone", 10)),
                problem=str(error), back=_text(form, "back", QUERY_CHARS),
            )  # fmt: skip
    return _back(form, kept)


def _undone(request: Request, form: FormData) -> Response:
    desk: Desk = request.app.state.desk
    key = _text(form, "key", 200)
    found = find_review(desk.store, key)
    if found is None or found.decision == "undone":
        raise LookupError("There is no such decision to take back.")
    return _back(form, undo(desk.store, key, reviewer=_reviewer(request)))


def _page(
    request: Request, asked: Reviewing, waiting: Undecided | None, *, alone: bool = False, done: Review | None = None,
    problem: str | None = None, back: str | None = None,
) -> Response:  # fmt: skip
    desk: Desk = request.app.state.desk
    context: dict[str, Any] = {"waiting": waiting}
    if waiting is not None:
        held = standing(desk.store, [waiting.article])[waiting.article].get(waiting.item.id)
        context |= {
            "reading": reading(waiting), "fields": fields(waiting, held), "held": held,
            "became": BECAME.get(asked.layer, {}), "version": standing_version(desk.store, waiting.article), "history": list(_history(desk, waiting)),
            "names": {actor.id: actor.name for actor in waiting.record.actors},
        }  # fmt: skip
    body = render(
        "review.html.j2", path="/review", asked=asked, tallies={one.layer: one for one in tally(desk.store)},
        layers=LAYERS, alone=alone, done=done, problem=problem, reviewer=_reviewer(request), key=uuid.uuid4().hex,
        back=asked.query(done=None) if back is None else back, given=_given(asked), differences=differences,
        csrf=getattr(request.state, "csrf", ""), **context,
    )  # fmt: skip
    return HTMLResponse(body, 400 if problem else 200, headers=OWN)


def _history(desk: Desk, waiting: Undecided) -> Iterator[Review]:
    """The decisions on an item, the latest first; items of other layers have ids of their own."""
    for one in decisions(desk.store, waiting.article, waiting.item.id, limit=20):
        if one.layer == waiting.layer:
            yield one


def _asked(layer: Layer) -> Reviewing:
    return Reviewing.model_validate({"layer": layer})


def _given(asked: Reviewing) -> Mapping[str, str]:
    return {name: value for name, value in asked.given.items() if name not in ("layer", "skip", "done")}


def _at(desk: Desk, place: Place) -> Undecided:
    found = item_at(desk.store, place.layer, place.article, place.id)
    if found is None:
        raise LookupError(f"There is no {place.id} among the {place.layer} of a report {place.article}.")
    return found


def _place(form: FormData) -> Place:
    layer = _text(form, "layer", 20)
    if layer not in LAYERS:
        raise ConditionError(f"{layer or 'nothing'} cannot be reviewed; the layers are {', '.join(LAYERS)}")
    return Place(layer, _text(form, "article", 100), _text(form, "id", 100))


def _filled(form: FormData) -> dict[str, list[str]]:
    """The fields of the item, which the form calls `field.NAME`."""
    found: dict[str, list[str]] = {}
    for name, value in form.multi_items():
        if name.startswith("field.") and isinstance(value, str):
            found.setdefault(name.removeprefix("field."), []).append(value[:200])
    return found


def _key(seed: str, verdict: Verdict) -> str:
    """The same decision sent twice has one key; another decision, after going back in the browser, has another."""
    said = msgspec.json.encode([verdict.decision, verdict.change, verdict.note])
    return f"{seed or uuid.uuid4().hex}.{hashlib.sha256(said).hexdigest()[:12]}"


def _text(form: FormData, name: str, most: int) -> str:
    value = form.get(name)
    text = value.strip() if isinstance(value, str) else ""
    if len(text) > most:
        raise HTTPException(400, f"The {name} is longer than {most:,} characters.")
    return text


def _reviewer(request: Request) -> str | None:
    """Who decides: as they said, else the name of the token that they logged in with."""
    said = unquote(request.cookies.get(COOKIE, ""))[:NAME_CHARS]
    visitor = getattr(request.state, "visitor", None)
    return said or (visitor.name if visitor is not None and visitor.name != "password" else None)


def _back(form: FormData, done: Review | None = None) -> RedirectResponse:
    """Back to where the form came from: the queue, or the page of the one item."""
    back = _text(form, "back", QUERY_CHARS)
    address = f"/review{back if back.startswith('?') else ''}"
    if done is not None and _text(form, "alone", 10):
        address = addresses.decision(done.layer, done.article, done.id)
    if done is not None:
        address += f"{'&' if '?' in address else '?'}done={quote(done.key, safe='')}"
    return RedirectResponse(address, 303)
