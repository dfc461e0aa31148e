"""Sets pages: the templates, and the words in which they give days, numbers and trust."""

from __future__ import annotations

import datetime
from functools import cache
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined

from onrecord.lexicon.parties import party_name
from onrecord.show.page.tables import trust
from onrecord.web import addresses
from onrecord.web.forms import MEDIA

MENU = (
    ("Read", (("/", "Overview"), ("/stories", "Stories"), ("/articles", "Articles"))),
    ("The record", (("/events", "Events"), ("/statements", "Statements"), ("/positions", "Positions"),
                    ("/forecasts", "Forecasts"))),
    ("Who, where and when", (("/actors", "Actors"), ("/dyads", "Dyads"), ("/map", "Map"), ("/calendar", "Calendar"))),
    ("Work", (("/review", "Review"), ("/try", "Try it"), ("/sql", "SQL"))),
)  # fmt: skip
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "June", "July", "Aug", "Sept", "Oct", "Nov", "Dec")


def render(template: str, **context: Any) -> str:
    """The page that a template makes; everything that is put in is escaped."""
    return _environment().get_template(template).render(**context)


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("onrecord.web"), autoescape=True, undefined=StrictUndefined, trim_blocks=True,
        lstrip_blocks=True,
    )  # fmt: skip
    environment.filters |= {"day": day, "number": number, "trust": trust, "short": short, "party": party_name}
    environment.globals |= {"to": addresses, "menu": MENU, "media": MEDIA}
    return environment


def day(value: datetime.date | str | None) -> str:
    """A day in words.

    >>> day(datetime.date(2021, 12, 9)), day(None)
    ('9 Dec 2021', 'undated')
    """
    if value is None:
        return "undated"
    try:
        when = datetime.date.fromisoformat(str(value)[:10])
    except ValueError:
        return str(value)
    return f"{when.day} {MONTHS[when.month - 1]} {when.year}"


def number(value: float | int | None) -> str:
    """A number with its thousands apart.

    >>> number(12345), number(0.5)
    ('12,345', '0.5')
    """
    if value is None:
        return "–"
    return f"{value:,}" if isinstance(value, int) else f"{value:,.1f}"


def short(text: str | None, length: int = 220) -> str:
    """A text in one line, cut at a word where it is longer."""
    words = " ".join((text or "").split())
    if len(words) <= length:
        return words
    return words[:length].rsplit(" ", 1)[0].rstrip(",;:") + " …"
