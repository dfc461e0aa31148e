"""Whether the app is up and the store can be read: for those who watch over it."""

from __future__ import annotations

from typing import Literal

from fastapi import APIRouter, Request
from pydantic import BaseModel

from onrecord.store.samples import extent

router = APIRouter()


class Health(BaseModel):
    """The state of the app: `articles` counts the reports on record, `latest` the last of them."""

    status: Literal["ok"] = "ok"
    articles: int
    latest: int


@router.get("/health", summary="Is it up", tags=["health"])
def health(request: Request) -> Health:
    """Says that the app is up and the store can be read. `latest` grows with every report that is put on record."""
    held = extent(request.app.state.desk.store)
    return Health(articles=held.articles, latest=held.latest)
