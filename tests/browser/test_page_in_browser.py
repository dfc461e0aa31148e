"""The reading page in a real browser."""

from __future__ import annotations

from pathlib import Path

import pytest
from browsing import needs_browser

from onrecord import Reader, Record
from onrecord.reading import incoming
from onrecord.show.page import render_page

EXAMPLE = Path(__file__).parents[2] / "examples/summit-demands.txt"
LAYERS = ("position", "statement", "event", "forecast", "time", "actor")

pytestmark = needs_browser


@pytest.fixture(scope="module")
def file(tmp_path_factory) -> str:
    (record,) = Reader().read_many(incoming(str(EXAMPLE)))
    assert isinstance(record, Record)
    path = tmp_path_factory.mktemp("page") / "page.html"
    path.write_text(render_page(record), "utf-8")
    return path.as_uri()


@pytest.fixture
def page(browser, file):
    """The page, opened; fails afterwards when it complained or asked for anything."""
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    complaints, requests = [], []
    page.on("console", lambda message: complaints.append(message.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("request", lambda request: requests.append(request.url))
    page.goto(file)
    yield page
    page.close()
    assert complaints == []
    assert requests == [file]


def test_it_renders_the_report_and_every_layer(page):
    assert page.locator("h1").inner_text().startswith("Macron")
    for layer in LAYERS:
        assert page.locator(f"section.table.{layer}").is_visible()
        assert page.locator(f".seg .{layer}").count() > 0


@pytest.mark.parametrize(("key", "layer"), list(zip("123456", LAYERS, strict=True)))
def test_a_layer_can_be_switched_off_and_on(page, key, layer):
    page.keyboard.press(key)
    assert not page.locator(f"section.table.{layer}").is_visible()
    page.locator(f"#show-{layer}").check()
    assert page.locator(f"section.table.{layer}").is_visible()


def test_a_row_leads_to_its_evidence(page):
    page.locator(".jump[data-item=p1]").click()
    focused = page.evaluate("document.activeElement.dataset.items")
    assert "p1" in focused.split()
    assert page.locator("#card").is_visible()


def test_evidence_leads_to_its_row(page):
    segment = page.locator(".seg").first
    target = segment.get_attribute("href")
    segment.click()
    assert page.evaluate("location.hash") == target


def test_keys_walk_through_the_findings(page):
    page.keyboard.press("j")
    first = page.locator(".here").first.inner_text()
    page.keyboard.press("j")
    assert page.locator("#card").is_visible()
    page.keyboard.press("k")
    assert page.locator(".here").first.inner_text() == first
    page.keyboard.press("Escape")
    assert not page.locator("#card").is_visible()


def test_search_leaves_the_rows_that_hold_the_words(page):
    before = page.locator("tbody tr:visible").count()
    page.keyboard.press("/")
    page.keyboard.type("battalion")
    assert 0 < page.locator("tbody tr:visible").count() < before
    page.keyboard.press("Escape")
    assert page.locator("tbody tr:visible").count() == before


def test_help_opens_and_closes(page):
    page.keyboard.press("?")
    assert page.locator("#help").is_visible()
    page.keyboard.press("Escape")
    assert not page.locator("#help").is_visible()


def test_a_phone_scrolls_only_down(page):
    page.set_viewport_size({"width": 390, "height": 800})
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


def test_dark_is_dark(page):
    page.emulate_media(color_scheme="dark")
    colour = page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert sum(int(part) for part in colour.strip("rgb()").split(",")) < 150
    page.locator("#theme").click()
    assert page.evaluate("document.documentElement.dataset.theme") == "light"


def test_it_reads_without_javascript(browser, file):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(file)
    assert page.locator("tbody tr").count() > 20
    page.locator("#show-event").uncheck()
    assert not page.locator("section.table.event").is_visible()
    context.close()


def test_print_shows_text_and_tables_alone(page):
    page.emulate_media(media="print")
    assert not page.locator(".bar").is_visible()
    assert page.locator("section.table.position").is_visible()
