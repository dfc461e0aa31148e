"""Puts the page together: template, style, script, and a policy that lets nothing in from outside."""

from __future__ import annotations

import base64
import hashlib
from dataclasses import dataclass, fields
from functools import cache
from importlib.resources import files

from jinja2 import Environment, PackageLoader, StrictUndefined, Template

from onrecord.model import Record
from onrecord.show.page.shown import Shown, shown

STATIC = files("onrecord.show.page") / "static"
"""The styles and scripts: `reading` is what shows a report, `page` the frame of the self-contained page."""
PARTS = PackageLoader("onrecord.show.page", "")
"""The templates: `parts.html.j2` is for every page that shows a report."""


@dataclass(frozen=True, slots=True)
class PageContext(Shown):
    """Everything the template may use: the report, and what the file brings with it."""

    style: str
    script: str
    policy: str


def render_page(record: Record) -> str:
    """One HTML file that shows the report with every finding at its place; it makes no request to anywhere."""
    context = page_context(record)
    return _template().render({field.name: getattr(context, field.name) for field in fields(context)})


def page_context(record: Record) -> PageContext:
    """What the template is given for `record`."""
    report = shown(record)
    style, script = _static("palette.css", "page.css", "reading.css"), _static("reading.js", "page.js")
    return PageContext(
        **{field.name: getattr(report, field.name) for field in fields(report)},
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
