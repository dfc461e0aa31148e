"""All views, and the addresses that take something in."""

from __future__ import annotations

from fastapi import APIRouter

from onrecord.web.view import View
from onrecord.web.views.docs import router as docs
from onrecord.web.views.health import router as health
from onrecord.web.views.listings import LISTINGS
from onrecord.web.views.sql import SQL

VIEWS: tuple[View, ...] = (*LISTINGS, SQL)
ROUTERS: tuple[APIRouter, ...] = (health, docs)
