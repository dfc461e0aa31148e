"""Review for programs: what waits for a decision, and decisions as JSON."""

from __future__ import annotations

import datetime
from typing import Annotated, Any, Literal

import msgspec
from fastapi import APIRouter, Query, Request
from pydantic import BaseModel, ConfigDict
from pydantic import Field as Described
from starlette.responses import Response

from onrecord.errors import QueryError
from onrecord.store import Review, Undecided, Verdict, decide, queue, undo
from onrecord.store.corrections import plain, settable
from onrecord.store.reviews import find_review
from onrecord.store.undecided import item_at
from onrecord.web.asked import FURTHEST, Wanted
from onrecord.web.desk import Desk
from onrecord.web.problems import Problem
from onrecord.web.reviewing import Layer
from onrecord.web.view import OWN

router = APIRouter(tags=["review"])

MOST = 100
WRONG: dict[int | str, dict[str, Any]] = {
    status: {"description": "It cannot be done; says why", "model": Problem} for status in (400, 404, 422, 503)
}  # fmt: skip
Short = Annotated[str, Described(max_length=200)]


class Waiting(Wanted):
    """Which items wait: of a layer, under conditions."""

    layer: Layer = Described("events", description="Events, positions, forecasts or statements")
    limit: int = Described(10, ge=1, le=MOST, description="At most so many items")
    offset: int = Described(0, ge=0, le=FURTHEST, description="Leave out the first so many")


class Decided(BaseModel):
    """A decision on an item."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    article: Short | None = Described(None, description="The id of the report")
    layer: Layer | None = Described(None, description="The layer of the item")
    id: Short | None = Described(None, description="The item in the report", examples=["e1"])
    decision: Literal["accepted", "rejected", "edited", "undone"] = Described(
        description="What is decided; undone takes back the decision that `key` names"
    )
    change: dict[str, Any] = Described(
        {},
        description="The fields that are set, where the decision is edited",
        examples=[{"type": "THREATEN"}],
    )
    note: Annotated[str, Described(max_length=2_000)] | None = Described(None, description="Why")
    reviewer: Short | None = Described(None, description="Who decides")
    key: Short | None = Described(None, description="A name for the decision; sent twice, it is kept once")


class Kept(BaseModel):
    """A decision as it is kept."""

    key: str
    article: str
    layer: str
    id: str
    decision: str
    change: dict[str, Any]
    note: str | None
    reviewer: str | None
    decided: datetime.datetime
    text: str


@router.get(
    "/review.json", summary="What waits for a decision", operation_id="review_json", response_class=Response,
    responses={200: {"description": "The items, the least sure first; `settable` are the fields that can be set",
                     "content": {"application/json": {"schema": {"type": "array", "items": {"type": "object"}}}}}, **WRONG},
)  # fmt: skip
def waiting(request: Request, asked: Annotated[Waiting, Query()]) -> Response:
    """Lists the items of a layer on which nobody has decided, each with its sentence, the least sure first."""
    desk: Desk = request.app.state.desk
    found = queue(desk.store, asked.filter, asked.layer, limit=asked.limit, offset=asked.offset)
    body = msgspec.json.encode([_listed(one) for one in found])
    return Response(body, media_type="application/json", headers=OWN)


@router.post("/review.json", summary="Decide on an item", operation_id="review_decide", responses=WRONG)
def decide_on(request: Request, decided: Decided) -> Kept:
    """Keeps a decision: accepted, rejected, edited with the fields that are set, or undone."""
    desk: Desk = request.app.state.desk
    if decided.decision == "undone":
        found = find_review(desk.store, decided.key or "")
        if found is None or found.decision == "undone":
            raise LookupError("There is no such decision to take back; name it by its key.")
        return _kept(undo(desk.store, found.key, reviewer=decided.reviewer, note=decided.note))
    if decided.article is None or decided.layer is None or decided.id is None:
        raise QueryError("a decision names its item by article, layer and id")
    if item_at(desk.store, decided.layer, decided.article, decided.id) is None:
        raise LookupError(
            f"There is no {decided.id} among the {decided.layer} of a report {decided.article}."
        )
    try:
        verdict = Verdict(**decided.model_dump())
        return _kept(decide(desk.store, verdict))
    except ValueError as error:
        raise QueryError(str(error)) from error


def _listed(one: Undecided) -> dict[str, Any]:
    before, evidence, after = one.sentence
    return {
        "article": one.article, "layer": one.layer, "id": one.item.id, "item": plain(one.item),
        "evidence": evidence, "before": before, "after": after, "published": one.record.article.published,
        "outlet": one.record.article.outlet, "actors": {actor.id: actor.name for actor in one.record.actors},
        "settable": settable(one.layer),
    }  # fmt: skip


def _kept(review: Review) -> Kept:
    return Kept(
        key=review.key, article=review.article, layer=review.layer, id=review.id, decision=review.decision,
        change=dict(review.change), note=review.note, reviewer=review.reviewer, decided=review.decided, text=review.text,
    )  # fmt: skip
