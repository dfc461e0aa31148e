"""Review by keys in a real browser, behind the guards: what is pressed is kept, and nothing is kept by accident."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from typing import Any

import pytest
from browsing import needs_browser
from guarding import serving_app

from onrecord.store import Store, decisions, open_store
from onrecord.web import make_app
from onrecord.web.guards import GuardSettings, guarded, server_options
from onrecord.web.stamp import stamp_of

pytestmark = needs_browser


@pytest.fixture
def kept(story_store, tmp_path) -> Store:
    path = tmp_path / "story.duckdb"
    shutil.copy(story_store.path, path)
    return open_store(path)


@pytest.fixture
def page(browser, kept) -> Iterator[Any]:
    app = make_app(kept)
    with serving_app(
        lambda port: guarded(app, GuardSettings(port=port), stamp_of(kept)),
        lambda port: server_options(GuardSettings(port=port)),
    ) as address:
        context = browser.new_context(base_url=address)
        page = context.new_page()
        page.goto("/review")
        yield page
        context.close()


def press(page: Any, key: str) -> None:
    """Presses a key and waits for the page that follows."""
    with page.expect_navigation():
        page.keyboard.press(key)


def made(kept: Store) -> list[str]:
    return [one.decision for one in reversed(decisions(kept))]


def test_keys_accept_reject_skip_and_undo(page, kept):
    press(page, "a")
    assert page.locator("[role=status] strong").inner_text() == "Accepted"
    press(page, "x")
    press(page, "u")
    assert made(kept) == ["accepted", "rejected", "undone"]
    first = page.locator("blockquote").inner_text()
    press(page, "ArrowRight")
    assert page.locator("blockquote").inner_text() != first
    assert made(kept) == ["accepted", "rejected", "undone"]


def test_a_key_opens_the_correction_and_typing_decides_nothing(page, kept):
    page.keyboard.press("e")
    assert page.evaluate("document.activeElement.name") == "field.type"
    page.locator("[name=note]").fill("")
    page.locator("[name=note]").press_sequentially("a text, s x u")
    assert made(kept) == []
    page.select_option("[name='field.type']", "PROTEST")
    page.select_option("[name='field.mode']", "boycott")
    with page.expect_navigation():
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")
    (one,) = decisions(kept)
    assert (one.change, one.note) == ({"type": "PROTEST", "mode": "boycott"}, "a text, s x u")


def test_a_jump_to_another_page_decides_nothing(page, kept):
    page.keyboard.press("g")
    press(page, "a")
    assert page.url.endswith("/articles")
    assert made(kept) == []


def test_the_name_is_remembered(page, kept):
    page.fill("[name=reviewer]", "Ada")
    with page.expect_navigation():
        page.click("text=Remember")
    press(page, "a")
    assert decisions(kept)[0].reviewer == "Ada"
    assert page.locator("text=You decide as Ada").count() == 1
