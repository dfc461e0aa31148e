"""Puts the page together: template, style, script, and a policy that lets nothing in from outside."""

from __future__ import annotations

import base64
import hashlib
from dataclasses import dataclass, fields
from functools import cache
from importlib.resources import files

from jinja2 import Environment, PackageLoader, StrictUndefined, Template

from onrecord.model import Record
from onrecord.show.page.segments import Passage, passages
from onrecord.show.page.tables import Table, tables
from onrecord.show.page.timeline import Timeline, timeline

STATIC = files("onrecord.show.page") / "static"
"""The styles and scripts: `reading` is what shows a report, `page` the frame of the self-contained page."""
PARTS = PackageLoader("onrecord.show.page", "")
"""The templates: `parts.html.j2` is for every page that shows a report."""


@dataclass(frozen=True, slots=True)
class PageContext:
    """Everything the template may use."""

    title: str
    language: str
    outlet: str
    published: str
    byline: str
    dateline: str
    url: str
    passages: tuple[Passage, ...]
    tables: tuple[Table, ...]
    timeline: Timeline | None
    engine: str
    model: str
    article_id: str
    style: str
    script: str
    policy: str


def render_page(record: Record) -> str:
    """One HTML file that shows the report with every finding at its place; it makes no request to anywhere."""
    context = page_context(record)
    return _template().render({field.name: getattr(context, field.name) for field in fields(context)})


def page_context(record: Record) -> PageContext:
    """What the template is given for `record`."""
    article = record.article
    style, script = _static("page.css", "reading.css"), _static("reading.js", "page.js")
    place = article.dateline.place
    return PageContext(
        title=article.title or "Untitled report",
        language=article.language or "en",
        outlet=article.outlet or "",
        published=article.published or "",
        byline=", ".join(article.byline),
        dateline=place or "",
        url=article.url if article.url and article.url.startswith(("http://", "https://")) else "",
        passages=passages(record),
        tables=tables(record),
        timeline=timeline(record),
        engine=record.provenance.engine,
        model=record.provenance.model,
        article_id=article.id,
        style=style,
        script=script,
        policy=f"default-src 'none'; style-src '{_digest(style)}'; script-src '{_digest(script)}'; base-uri 'none'; form-action 'none'",
    )


def _static(*names: str) -> str:
    return "".join((STATIC / name).read_text("utf-8") for name in names)


def _digest(content: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()


@cache
def _template() -> Template:
    environment = Environment(
        loader=PARTS, autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    return environment.get_template("page.html.j2")
