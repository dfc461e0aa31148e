"""A dossier as one HTML or Markdown file. Nothing in it runs, nothing is fetched, and all that was read is escaped."""

from __future__ import annotations

import base64
import hashlib
import re
from functools import cache
from html import escape
from importlib.resources import files

from jinja2 import Environment, StrictUndefined, Template

from onrecord.export.dossier.contents import Dossier

_HERE = files("onrecord.export.dossier")
_STYLES = re.compile(r"<style>(.*?)</style>", re.DOTALL)
# What Markdown could take for a mark of its own.
_MARKS = re.compile(r"([\\`*_{}\[\]()#+\-.!|~:>=\"'])")


def as_html(dossier: Dossier, curve: str = "") -> str:
    """One HTML page, light and dark; `curve` is an SVG drawing of ours, which is put in as it is."""
    style = (_HERE / "dossier.css").read_text("utf-8")
    styles = " ".join(f"'{_digest(part)}'" for part in (style, *_STYLES.findall(curve)))
    policy = f"default-src 'none'; style-src {styles}; base-uri 'none'; form-action 'none'"
    return _template("dossier.html.j2", html=True).render(d=dossier, curve=curve, style=style, policy=policy)


def as_markdown(dossier: Dossier, curve: str = "") -> str:
    """One Markdown file with tables, as GitHub and Pandoc read them; it has no room for the drawing."""
    return _template("dossier.md.j2", html=False).render(d=dossier)


def plain(text: str) -> str:
    r"""The text on one line, with every mark of Markdown and HTML escaped.

    >>> print(plain("<b> *x* | y"))
    &lt;b&gt; \*x\* \| y
    """
    return _MARKS.sub(r"\\\1", escape(" ".join(text.split()), quote=False))


def address(url: str) -> str:
    """An address as it may stand between the parentheses of a Markdown link."""
    return url.replace("(", "%28").replace(")", "%29").replace("|", "%7C")


@cache
def _template(name: str, *, html: bool) -> Template:
    environment = Environment(
        autoescape=html, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    environment.filters |= {"plain": plain, "address": address}
    return environment.from_string((_HERE / name).read_text("utf-8"))


def _digest(content: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()
