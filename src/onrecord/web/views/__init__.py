"""All views, and the addresses that take something in."""

from __future__ import annotations

from fastapi import APIRouter

from onrecord.web.view import View
from onrecord.web.views.actor import ACTOR
from onrecord.web.views.calendar import CALENDAR
from onrecord.web.views.copies import COPIES
from onrecord.web.views.docs import router as docs
from onrecord.web.views.dropped import DROPPED
from onrecord.web.views.dyads import DYAD, DYADS
from onrecord.web.views.embeds import EMBEDS
from onrecord.web.views.happenings import HAPPENINGS
from onrecord.web.views.health import router as health
from onrecord.web.views.listings import LISTINGS
from onrecord.web.views.overview import OVERVIEW
from onrecord.web.views.report import REPORT
from onrecord.web.views.review import router as reviewing
from onrecord.web.views.review_data import router as deciding
from onrecord.web.views.review_log import LOG
from onrecord.web.views.review_log import router as logging
from onrecord.web.views.scores import SCORES
from onrecord.web.views.search import SEARCH
from onrecord.web.views.searches import router as saving
from onrecord.web.views.searches import searches_over
from onrecord.web.views.sql import SQL
from onrecord.web.views.story import STORY
from onrecord.web.views.timeline import TIMELINE
from onrecord.web.views.try_it import TRY
from onrecord.web.views.try_it import router as trying
from onrecord.web.views.versions import VERSIONS
from onrecord.web.views.worldmap import MAP

PAGES: tuple[View, ...] = (
    OVERVIEW,
    *LISTINGS,
    ACTOR,
    DYADS,
    DYAD,
    MAP,
    SCORES,
    *EMBEDS,
    STORY,
    CALENDAR,
    *HAPPENINGS,
    TIMELINE,
    DROPPED,
    REPORT,
    VERSIONS,
    COPIES,
    TRY,
    LOG,
    SEARCH,
    SQL,
)
VIEWS: tuple[View, ...] = (*PAGES, *searches_over(PAGES))
ROUTERS: tuple[APIRouter, ...] = (health, trying, saving, logging, deciding, reviewing, docs)
