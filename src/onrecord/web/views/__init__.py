"""All views, and the addresses that take something in."""

from __future__ import annotations

from fastapi import APIRouter

from onrecord.web.view import View
from onrecord.web.views.actor import ACTOR
from onrecord.web.views.health import router as health
from onrecord.web.views.listings import LISTINGS
from onrecord.web.views.story import STORY

VIEWS: tuple[View, ...] = (*LISTINGS, STORY, ACTOR)
ROUTERS: tuple[APIRouter, ...] = (health,)
