"""The reading page and the page to try things, in a real browser: what only scripts do."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from browsing import needs_browser

FIRST = "/articles/9d0e4f57f918f4b3"
DROP = """() => {
  const held = new DataTransfer();
  held.items.add(new File(["Norway demanded on Monday that Iceland release the ferry."], "ferry.txt", {type: "text/plain"}));
  document.body.dispatchEvent(new DragEvent("drop", {dataTransfer: held, bubbles: true, cancelable: true}));
}"""

pytestmark = needs_browser


@pytest.fixture
def page(browser) -> Iterator[Any]:
    page = browser.new_page()
    wrong: list[str] = []
    page.on("pageerror", lambda error: wrong.append(str(error)))
    yield page
    page.close()
    assert wrong == []


def focused(page: Any) -> str:
    return page.evaluate("document.activeElement.dataset.items || document.activeElement.id")


def test_an_address_opens_the_evidence_of_its_item(page, site):
    page.goto(f"{site}{FIRST}#e3")
    page.wait_for_selector("#card:not([hidden])")
    assert "e3" in focused(page).split()
    assert "Event e3".lower() in page.locator("#card").inner_text().lower()


def test_each_search_has_its_key(page, site):
    page.goto(f"{site}{FIRST}")
    page.keyboard.press("f")
    assert focused(page) == "search"
    page.keyboard.press("Escape")
    page.keyboard.press("/")
    assert focused(page) == "find"
    page.keyboard.press("Escape")
    page.keyboard.press("j")
    assert page.locator("#card").is_visible()
    page.keyboard.press("3")
    assert not page.locator("section.table.event").is_visible()


def test_a_file_that_is_dropped_is_read(page, site):
    page.goto(f"{site}/try")
    page.evaluate(DROP)
    page.wait_for_selector("article.report")
    assert page.locator("tr#p1").count() == 1


def test_keys_are_letters_where_one_writes(page, site):
    page.goto(f"{site}/try")
    page.fill("#try [name=text]", "Norway demanded on Monday that Iceland release the ferry.")
    page.click("#try button.main")
    page.wait_for_selector("article.report")
    for field in ("text", "title"):
        page.focus(f"#try [name={field}]")
        page.keyboard.type("jf3/")
        assert page.input_value(f"#try [name={field}]") == "jf3/"
    assert page.locator("#show-event").is_checked()
