"""Sets pages: the templates, and the words in which they give days, numbers and trust."""

from __future__ import annotations

import datetime
from functools import cache
from typing import Any

from jinja2 import ChoiceLoader, Environment, PackageLoader, PrefixLoader, StrictUndefined

from onrecord.show.page.render import PARTS
from onrecord.show.page.tables import trust
from onrecord.web import addresses
from onrecord.web.forms import MEDIA
from onrecord.web.guards import Notice
from onrecord.who.parties import party_code, party_name

MENU = (
    ("Read", (("/", "Overview"), ("/stories", "Stories"), ("/happenings", "Happenings"), ("/articles", "Articles"))),
    ("The record", (("/events", "Events"), ("/statements", "Statements"), ("/positions", "Positions"),
                    ("/forecasts", "Forecasts"))),
    ("Who, where and when", (("/actors", "Actors"), ("/dyads", "Dyads"), ("/map", "Map"), ("/timeline", "Timeline"),
                             ("/calendar", "Calendar"))),
    ("Work", (("/review", "Review"), ("/try", "Try it"), ("/sql", "SQL"))),
)  # fmt: skip
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "June", "July", "Aug", "Sept", "Oct", "Nov", "Dec")

MONTH_NAMES = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip


def render(template: str, **context: Any) -> str:
    """The page that a template makes; everything that is put in is escaped."""
    return _environment().get_template(template).render(**context)


def prepare() -> None:
    """Makes ready what every page needs, once: many first readers at a time would each do so."""
    party_name(party_code(""))
    for template in _environment().list_templates(extensions=["j2"]):
        _environment().get_template(template)


def notice_page(notice: Notice) -> str:
    """The page on which a guard says why it does not let a request through, or asks for a login."""
    return render("notice.html.j2", notice=notice, form=notice.form)


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=ChoiceLoader([PackageLoader("onrecord.web"), PrefixLoader({"reading": PARTS})]), autoescape=True,
        undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True,
    )  # fmt: skip
    environment.filters |= {
        "day": day,
        "number": number,
        "trust": trust,
        "short": short,
        "month": month,
        "days": days,
        "weekday": weekday,
        "party": party_name,
        "signed": signed,
    }
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


def days(first: datetime.date | None, last: datetime.date | None) -> str:
    """Two days in words, or the one where they are the same.

    >>> days(datetime.date(2024, 3, 13), datetime.date(2024, 3, 15)), days(datetime.date(2023, 12, 30), datetime.date(2024, 1, 2))
    ('13–15 Mar 2024', '30 Dec 2023 – 2 Jan 2024')
    """
    if first is None or last is None or first == last:
        return day(first or last)
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}–{day(last)}"
    begun = day(first) if first.year != last.year else day(first).rpartition(" ")[0]
    return f"{begun} – {day(last)}"


def month(value: datetime.date) -> str:
    """A month in words.

    >>> month(datetime.date(2021, 12, 9))
    'December 2021'
    """
    return f"{MONTH_NAMES[value.month - 1]} {value.year}"


def weekday(value: datetime.date) -> str:
    """The day of the week."""
    return WEEKDAYS[value.weekday()]


def number(value: float | int | None) -> str:
    """A number with its thousands apart.

    >>> number(12345), number(0.5)
    ('12,345', '0.5')
    """
    if value is None:
        return "–"
    return f"{value:,}" if isinstance(value, int) else f"{value:,.1f}"


def signed(value: float) -> str:
    """A number with its sign.

    >>> signed(2), signed(-0.51)
    ('+2.0', '−0.5')
    """
    return f"{value:+,.1f}".replace("-", "−") if round(value, 1) else "0.0"


def short(text: str | None, length: int = 220) -> str:
    """A text in one line, cut at a word where it is longer."""
    words = " ".join((text or "").split())
    if len(words) <= length:
        return words
    return words[:length].rsplit(" ", 1)[0].rstrip(",;:") + " …"
