"""Every page of the web app in a real browser: no complaint, no request elsewhere, usable by everybody."""

from __future__ import annotations

from importlib.resources import files
from typing import Any

import pytest
from browsing import needs_browser

from onrecord.store import Store
from onrecord.store.samples import samples
from onrecord.web.views import VIEWS

SIZES = {"desk": (1280, 900), "phone": (390, 844)}
AXE = (files("axe_core_python") / "axe.min.js").read_text("utf-8")
# Rules of WCAG 2.2 at levels A and AA.
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]

# Pages that are no views, and views of which an address without a question shows little.
OTHERS = {
    "review": "/review",
    "review of one": "/review/events/{article}/{id}",
    "docs": "/docs",
    "hits": "/search?q=trawlers",
    "rows": "/sql?q=SELECT+article,+day,+text,+intensity+FROM+events",
    "query gone wrong": "/sql?q=SELECT",
}
NAMES = [*(view.name for view in VIEWS), *OTHERS]

pytestmark = needs_browser


def addresses(store: Store) -> dict[str, str]:
    """An address of each view, by its name."""
    named = samples(store)
    paths = {view.name: view.path for view in VIEWS} | OTHERS
    return {name: path.format(**named) for name, path in paths.items()}


class Visit:
    """A page that is open, and what went wrong on it."""

    def __init__(self, browser: Any, site: str, size: str, scheme: str) -> None:
        width, height = SIZES[size]
        self.context = browser.new_context(
            viewport={"width": width, "height": height}, color_scheme=scheme, reduced_motion="reduce"
        )
        self.page = self.context.new_page()
        self.site, self.wrong = site, []
        self.page.on(
            "console", lambda m: self.wrong.append(m.text) if m.type in ("error", "warning") else None
        )
        self.page.on("pageerror", lambda error: self.wrong.append(str(error)))
        self.page.on("request", lambda r: self.wrong.append(r.url) if not r.url.startswith(site) else None)

    def go(self, path: str) -> None:
        self.page.goto(self.site + path, wait_until="networkidle")

    def violations(self) -> list[str]:
        self.page.evaluate(AXE)
        found = self.page.evaluate("rules => axe.run(document, {runOnly: rules})", RULES)["violations"]
        return [
            f"{v['id']}: {v['nodes'][0]['html'][:200]}"
            for v in found
            if v["impact"] in ("serious", "critical")
        ]


@pytest.mark.parametrize(("size", "scheme"), [("desk", "light"), ("desk", "dark"), ("phone", "light")])
@pytest.mark.parametrize("name", NAMES)
def test_a_page_is_sound(browser, site, story_store, name, size, scheme):
    visit = Visit(browser, site, size, scheme)
    visit.go(addresses(story_store)[name])
    assert visit.page.locator("h1").count() == 1
    assert visit.page.evaluate("document.documentElement.scrollWidth <= innerWidth"), "it scrolls sideways"
    assert visit.violations() == []
    assert visit.wrong == []
    visit.context.close()


def test_keys_lead_about(browser, site):
    visit = Visit(browser, site, "desk", "light")
    visit.go("/")
    visit.page.keyboard.press("/")
    assert visit.page.evaluate("document.activeElement.id") == "find"
    visit.page.keyboard.press("Escape")
    visit.page.keyboard.press("g")
    visit.page.keyboard.press("e")
    visit.page.wait_for_url("**/events")
    visit.page.keyboard.press("Tab")
    assert visit.page.evaluate("document.activeElement.className") == "skip"
    assert visit.wrong == []
    visit.context.close()


def test_the_theme_is_chosen_and_kept(browser, site):
    visit = Visit(browser, site, "desk", "light")
    visit.go("/events")
    before = visit.page.evaluate("getComputedStyle(document.body).backgroundColor")
    visit.page.click("#theme")
    assert visit.page.evaluate("getComputedStyle(document.body).backgroundColor") != before
    visit.go("/stories")
    assert visit.page.evaluate("document.documentElement.dataset.theme") == "dark"
    visit.context.close()


@pytest.mark.parametrize("name", NAMES)
def test_it_reads_without_scripts(browser, site, story_store, name):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(site + addresses(story_store)[name])
    assert page.locator("main h1").inner_text()
    assert page.locator("noscript").count() == 0
    context.close()
