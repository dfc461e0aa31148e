"""The charts of the web app in a real browser, under the policy that the app sends."""

from __future__ import annotations

import gzip
import json
import re
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from serving import Answer, Site, serving

ROOT = Path(__file__).parents[2]
STATIC = ROOT / "src/onrecord/web/static"
VENDOR = STATIC / "vendor"
BROWSER = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
)
KINDS = {".js": "text/javascript; charset=utf-8", ".css": "text/css", ".json": "application/json"}
PATIENCE_S = 10
MOST_BYTES = 300_000
FAILED = "The chart could not be drawn. The table has the same figures."
HOSTILE = "</script><img src=x onerror=\"document.title='taken'\"><b>bold</b>"
COLOURS = ("paper", "ink", "quiet", "rule", "raised", "statement", "event", "position", "forecast")

needs_browser = pytest.mark.skipif(
    BROWSER is None, reason="no Chromium on this machine: install the package chromium"
)


def days(count: int) -> list[str]:
    return [f"2031-{1 + number // 28:02d}-{1 + number % 28:02d}" for number in range(count)]


ESCALATION = {
    "formula": "E(d) = T(d) + half of E a week before",
    "days": [
        {"day": day, "tension": float(n % 5 - 1), "index": 3.0 + n % 7, "change": n == 14,
         "href": f"/events?day={day}" if n % 2 else None}
        for n, day in enumerate(days(40))
    ],
}  # fmt: skip
LANES = {
    "lanes": [{"name": "Norway", "href": "/actors/NOR"}, {"name": "Iceland", "href": "/actors/ISL"}],
    "items": [
        {"day": "2031-03-01", "end": None, "lane": 0, "layer": "event", "what": "protest", "text": "A protest in Oslo", "href": "/records/1"},
        {"day": "2031-03-01", "end": None, "lane": 0, "layer": "statement", "what": "denial", "text": "Oslo denies it", "href": "/records/2"},
        {"day": "2031-03-02", "end": None, "lane": 0, "layer": "event", "what": "meeting", "text": "Talks in Bergen", "href": "/records/3"},
        {"day": "2031-05-20", "end": "2031-06-20", "lane": 1, "layer": "position", "what": "demand", "text": "Quotas by June", "href": "/records/4"},
        {"day": "2031-07-01", "end": None, "lane": 1, "layer": "forecast", "what": "unlikely", "text": "A deal is unlikely", "href": "/records/5"},
    ],
}  # fmt: skip
CALIBRATION = {
    "bins": [
        {"low": 0.5, "high": 0.6, "mean": 0.55, "rate": 0.5, "n": 20, "from": 0.3, "to": 0.7},
        {"low": 0.8, "high": 0.9, "mean": 0.86, "rate": 0.9, "n": 140, "from": 0.84, "to": 0.94},
        {"low": 0.9, "high": 1.0, "mean": 0.0, "rate": 0.0, "n": 0},
    ],
    "brier": 0.1423,
    "n": 160,
}
NETWORK = {
    "nodes": [
        {"key": key, "name": name, "href": f"/actors/{key}", "n": n}
        for key, name, n in [("NOR", "Norway", 12), ("ISL", "Iceland", 30), ("MLI", "Mali", 3), ("UNO", "United Nations", 9)]
    ],
    "links": [
        {"source": "NOR", "target": "ISL", "n": 12, "intensity": -4.5, "href": "/events?between=NOR,ISL"},
        {"source": "ISL", "target": "UNO", "n": 2, "intensity": 6.0, "href": "/events?between=ISL,UNO"},
        {"source": "UNO", "target": "MLI", "n": 1, "intensity": 0.0, "href": "/events?between=UNO,MLI"},
    ],
}  # fmt: skip
MAP = {
    "places": [
        {"name": "Bergen", "lat": 60.39, "lon": 5.32, "n": 9, "precision": "city", "href": "/places/Bergen"},
        {"name": "Bamako", "lat": 12.64, "lon": -8.0, "n": 2, "precision": "city", "href": "/places/Bamako"},
    ],
    "countries": [
        {"code": "NOR", "numeric": "578", "n": 14, "href": "/countries/NOR"},
        {"code": "MLI", "numeric": "466", "n": 3, "href": "/countries/MLI"},
    ],
}
BARS = {
    "unit": "events a day",
    "rows": [{"day": day, "n": n % 4, "href": f"/events?day={day}", "layer": None} for n, day in enumerate(days(30))],
}  # fmt: skip
CHARTS = {
    "escalation": ESCALATION, "lanes": LANES, "calibration": CALIBRATION, "network": NETWORK, "map": MAP, "bars": BARS,
}  # fmt: skip
EMPTY = {
    "escalation": ({"formula": "", "days": []}, "There are no dated events to draw a curve from."),
    "lanes": ({"lanes": LANES["lanes"], "items": []}, "There is nothing on record to set on a timeline."),
    "calibration": (
        {"bins": [], "brier": None, "n": 0},
        "No findings have been checked yet, so there is no confidence to compare.",
    ),
    "network": ({"nodes": NETWORK["nodes"], "links": []}, "No two actors deal with each other here."),
    "map": ({"places": [], "countries": []}, "No place is on record here."),
    "bars": ({"unit": "events a day", "rows": []}, "There is nothing to count in this time."),
}


@dataclass
class Sheet:
    """A page with charts, as opened; `complaints` are the errors it made, `asked` the addresses it asked for."""

    page: object
    complaints: list[str] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)


@pytest.fixture(scope="module")
def browser() -> Iterator[object]:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=BROWSER, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def site() -> Iterator[Site]:
    policy = {"Content-Security-Policy": POLICY}
    colours = "".join(f"--{name}: light-dark(#246, #acf);" for name in COLOURS)
    with serving() as site:
        for path in STATIC.rglob("*.*"):
            address = f"/{path.relative_to(STATIC).as_posix()}"
            site.answers[address] = Answer(
                path.read_bytes(), KINDS.get(path.suffix, "text/plain"), headers=policy
            )
        site.answers["/app.css"] = Answer(
            f":root {{ color-scheme: light dark; {colours} --sans: sans-serif; --serif: serif }}".encode(),
            "text/css",
        )
        yield site


@pytest.fixture
def opened(browser, site):
    """Opens a page with one chart, at a width; all of it must come from the site itself."""
    sheets = []

    def open_(chart: str, data: object, width: int = 900, source: str = "") -> Sheet:
        block = json.dumps(data).replace("<", "\\u003c") if not isinstance(data, str) else data
        site.answers["/page"] = Answer(
            f'<!doctype html><html lang="en"><meta charset="utf-8"><title>charts</title>'
            f'<link rel="icon" href="data:,"><link rel="stylesheet" href="/app.css">'
            f'<link rel="stylesheet" href="/charts.css"><script type="module" src="/charts.js"></script>'
            f'<figure class="chart" data-chart="{chart}" {source}><script type="application/json">{block}</script>'
            f'<div class="drawing"></div></figure>'.encode(),
            headers={"Content-Security-Policy": POLICY},
        )
        sheet = Sheet(browser.new_page(viewport={"width": width, "height": 800}))
        sheets.append(sheet)
        page = sheet.page
        page.on("console", lambda message: message.type == "error" and sheet.complaints.append(message.text))
        page.on("pageerror", lambda error: sheet.complaints.append(str(error)))
        page.on("request", lambda request: sheet.asked.append(request.url))
        page.goto(f"{site.url}/page")
        page.wait_for_selector(".drawing > *")
        return sheet

    yield open_
    for sheet in sheets:
        sheet.page.close()
        assert [url for url in sheet.asked if not url.startswith((f"{site.url}/", "data:"))] == []


def eventually(page: object, holds: Callable[[], bool]) -> None:
    """Waits until it holds; Playwright's own waiting evaluates text, which the policy forbids."""
    for _ in range(PATIENCE_S * 20):
        if holds():
            return
        page.wait_for_timeout(50)
    pytest.fail("it did not come to hold")


def locked() -> dict[str, str]:
    """The packages that package-lock.json names, with their versions."""
    packages = json.loads((ROOT / "charts/package-lock.json").read_text("utf-8"))["packages"]
    return {name.removeprefix("node_modules/"): about["version"] for name, about in packages.items() if name}


def bundled() -> dict[str, str]:
    """The packages that the bundle says it was made from, with their versions."""
    banner = (VENDOR / "plot.js").read_text("utf-8").split("*/", 1)[0]
    return dict(re.findall(r"([@\w/-]+) (\d+\.\d+\.\d+)", banner))


def test_the_bundle_is_small():
    files = [VENDOR / "plot.js", VENDOR / "world.json"]
    assert sum(len(gzip.compress(path.read_bytes())) for path in files) < MOST_BYTES


def test_the_bundle_is_what_is_locked():
    wanted = json.loads((ROOT / "charts/package.json").read_text("utf-8"))
    asked = {**wanted["dependencies"], **wanted["devDependencies"]}
    assert asked.items() <= locked().items()
    assert bundled().items() <= locked().items()
    assert asked.items() <= bundled().items()


def test_each_bundled_package_brings_its_licence():
    licences = (VENDOR / "LICENSES.txt").read_text("utf-8")
    shipped = [f"{name} {version}" for name, version in bundled().items() if name != "esbuild"]
    assert [line for line in shipped if f"{line}\n" not in licences] == []


def test_the_bundle_makes_no_code_from_text():
    script = (VENDOR / "plot.js").read_text("utf-8")
    assert re.findall(r"\bnew Function\b|\beval\(|[^.\w]Function\(", script) == []


def test_the_bundle_has_what_the_charts_use_and_no_more():
    taken = set()
    for path in (STATIC / "charts").glob("*.js"):
        for names in re.findall(r'import \{([^}]*)\} from "../vendor/plot.js"', path.read_text("utf-8")):
            taken.update(name.strip() for name in names.split(",") if name.strip())
    (exported,) = re.findall(r"export\{([^}]*)\}", (VENDOR / "plot.js").read_text("utf-8"))
    assert taken == {name.rpartition(" as ")[2] for name in exported.split(",")}


@needs_browser
@pytest.mark.parametrize("width", [900, 390])
@pytest.mark.parametrize("chart", CHARTS)
def test_a_chart_draws_without_complaint(opened, chart, width):
    sheet = opened(chart, CHARTS[chart], width)
    drawing = sheet.page.locator(".drawing svg")
    assert drawing.count() == 1
    assert drawing.get_attribute("aria-label")
    assert sheet.page.locator(".drawing .words").count() == 0
    assert sheet.complaints == []
    assert sheet.page.evaluate("document.documentElement.scrollWidth") <= width
    sizes = drawing.evaluate(
        "svg => [...svg.querySelectorAll('text')].map(t => parseFloat(getComputedStyle(t).fontSize))"
    )
    assert min(sizes) >= 12


@needs_browser
@pytest.mark.parametrize(
    ("chart", "links"),
    [("escalation", 20), ("lanes", 4), ("network", 7), ("map", 4), ("bars", 22)],
)
def test_marks_are_links_that_are_named_and_can_be_walked(opened, chart, links):
    page = opened(chart, CHARTS[chart]).page
    found = page.locator(".drawing svg a").evaluate_all(
        "all => all.map(a => [a.getAttribute('href'), a.getAttribute('aria-label'), a.getAttribute('tabindex')])"
    )
    assert len(found) == links
    assert all(href.startswith("/") and name for href, name, _ in found)
    assert page.locator(".drawing svg :is(a, .mark)[tabindex='0']").count() == 1
    page.locator(".drawing svg :is(a, .mark)[tabindex='0']").focus()
    before = page.evaluate("document.activeElement.getAttribute('aria-label')")
    assert page.locator(".pointed").inner_text() == before
    page.keyboard.press("End")
    page.keyboard.press("ArrowLeft")
    after = page.evaluate("document.activeElement.getAttribute('aria-label')")
    assert after != before
    assert page.locator(".pointed").inner_text() == after
    assert page.locator(".drawing svg :is(a, .mark)[tabindex='0']").count() == 1


@needs_browser
@pytest.mark.parametrize("chart", EMPTY)
def test_nothing_to_draw_is_said_in_words(opened, chart):
    data, words = EMPTY[chart]
    sheet = opened(chart, data)
    assert sheet.page.locator(".drawing").inner_text() == words
    assert sheet.complaints == []


@needs_browser
@pytest.mark.parametrize(
    ("chart", "data", "source"),
    [
        ("bars", "{", ""),
        ("pie", "{}", ""),
        ("bars", "{}", 'data-src="https://elsewhere.example/bars.json"'),
        ("bars", "{}", 'data-src="/absent.json"'),
    ],
    ids=["no JSON", "no such chart", "another site", "not found"],
)
def test_a_chart_that_fails_says_so(opened, chart, data, source):
    assert opened(chart, data, source=source).page.locator(".drawing").inner_text() == FAILED


@needs_browser
def test_data_can_come_from_an_address(opened, site):
    site.answers["/bars.json"] = Answer(json.dumps(BARS).encode(), "application/json")
    sheet = opened("bars", "", source='data-src="/bars.json"')
    assert sheet.page.locator(".drawing svg a").count() == 22
    assert sheet.complaints == []


def hostile(value: object) -> object:
    """The same data with markup in every text that is shown, and addresses that run code."""
    if isinstance(value, dict):
        return {key: HOSTILE if key in {"name", "text", "what", "formula", "unit", "precision"}
                else "javascript:document.title='taken'" if key == "href" else hostile(inner)
                for key, inner in value.items()}  # fmt: skip
    return [hostile(inner) for inner in value] if isinstance(value, list) else value


@needs_browser
@pytest.mark.parametrize("chart", CHARTS)
def test_hostile_text_stays_text(opened, chart):
    sheet = opened(chart, hostile(CHARTS[chart]))
    assert sheet.page.locator(".drawing svg").count() == 1
    assert sheet.page.locator(".drawing :is(img, b, script, a)").count() == 0
    assert sheet.page.title() == "charts"
    assert sheet.complaints == []


@needs_browser
def test_a_chart_is_drawn_anew_when_its_width_changes(opened):
    sheet = opened("bars", BARS)
    page = sheet.page
    page.locator(".drawing svg a").nth(5).focus()
    before = page.evaluate("document.activeElement.getAttribute('aria-label')")
    page.set_viewport_size({"width": 500, "height": 800})
    eventually(page, lambda: float(page.locator(".drawing svg").get_attribute("width")) < 500)
    assert page.evaluate("document.activeElement.getAttribute('aria-label')") == before
    assert sheet.complaints == []


@needs_browser
def test_days_become_weeks_and_months_where_there_are_many(opened):
    rows = [{"day": day, "n": 1, "href": f"/events?day={day}", "layer": None} for day in days(330)]
    page = opened("bars", {"unit": "events a day", "rows": rows}, 900).page
    assert page.locator(".unit").inner_text().startswith("events a week, ")
    page.set_viewport_size({"width": 200, "height": 800})
    page.wait_for_selector(".unit:text-matches('^events a month')")
    names = page.locator(".bars .mark").evaluate_all("all => all.map(one => one.getAttribute('aria-label'))")
    assert names[0] == "January 2031: 28"
    assert names[-1] == "December 2031, to 22 December 2031: 22"


@needs_browser
def test_the_same_network_lies_the_same_whatever_its_order(opened):
    turned = {"nodes": NETWORK["nodes"][::-1], "links": NETWORK["links"]}
    where = "all => all.map(one => [one.getAttribute('cx'), one.getAttribute('cy')])"
    places = [
        opened("network", data).page.locator(".person .seen").evaluate_all(where)
        for data in (NETWORK, turned)
    ]
    assert places[0] == places[1]
    assert len({tuple(place) for place in places[0]}) == 4


@needs_browser
def test_lanes_zoom_by_button_key_and_drag(opened):
    sheet = opened("lanes", LANES)
    page = sheet.page
    said = page.locator(".period")
    whole = said.inner_text()
    page.get_by_role("button", name="Zoom in").click()
    closer = said.inner_text()
    assert closer != whole
    page.locator("svg.lanes").focus()
    page.keyboard.press("ArrowLeft")
    assert said.inner_text() not in (whole, closer)
    page.keyboard.press("+")
    page.keyboard.press("0")
    assert said.inner_text() == whole
    box = page.locator("svg.lanes").bounding_box()
    page.mouse.move(box["x"] + 300, box["y"] + 40)
    page.mouse.down()
    page.mouse.move(box["x"] + 500, box["y"] + 40, steps=3)
    page.mouse.up()
    assert said.inner_text() != whole
    page.get_by_role("button", name="All").click()
    assert said.inner_text() == whole
    assert sheet.complaints == []


@needs_browser
def test_a_cluster_opens_as_a_list_and_gives_the_focus_back(opened):
    page = opened("lanes", LANES).page
    cluster = page.get_by_role(
        "button", name="3 marks of Norway, 1 March 2031 to 2 March 2031: open as a list"
    )
    cluster.focus()
    page.keyboard.press("Enter")
    assert page.locator(".opened a").all_inner_texts() == [
        "A protest in Oslo",
        "Oslo denies it",
        "Talks in Bergen",
    ]
    assert page.evaluate("document.activeElement.textContent") == "Norway, 1 March 2031 to 2 March 2031"
    page.keyboard.press("Escape")
    assert page.locator(".opened a").count() == 0
    assert cluster.evaluate("mark => mark === document.activeElement")


@needs_browser
def test_the_map_zooms_by_button_and_by_wheel_with_ctrl_only(opened):
    page = opened("map", MAP).page
    zoomed = "document.querySelector('svg.map > g').getAttribute('transform')"
    home = page.evaluate(zoomed)
    page.locator("svg.map").hover()
    page.mouse.wheel(0, -200)
    assert page.evaluate(zoomed) == home
    page.get_by_role("button", name="Zoom in").click()
    closer = page.evaluate(zoomed)
    assert closer != home
    page.locator("svg.map").hover()
    page.keyboard.down("Control")
    page.mouse.wheel(0, -200)
    page.keyboard.up("Control")
    eventually(page, lambda: page.evaluate(zoomed) != closer)
    page.get_by_role("button", name="Whole world").click()
    assert page.evaluate(zoomed) == "translate(0,0) scale(1)"


@needs_browser
def test_the_map_says_which_countries_it_cannot_draw(opened):
    small = {"code": "SGP", "numeric": "702", "n": 3, "href": "/countries/SGP"}
    page = opened("map", {**MAP, "countries": [*MAP["countries"], small]}).page
    assert page.locator(".formula").inner_text().startswith("Too small for this map: SGP 3. ")


@needs_browser
def test_a_click_near_a_day_opens_it(opened, site):
    page = opened("escalation", ESCALATION).page
    site.answers["/events?day=2031-01-02"] = Answer(b"<title>the day</title>")
    point = page.locator(".days a").first.bounding_box()
    page.mouse.move(point["x"] + 9, point["y"] + 60)
    assert page.locator(".pointed").inner_text().startswith("2 January 2031: index ")
    with page.expect_navigation():
        page.mouse.click(point["x"] + 9, point["y"] + 60)
    assert page.title() == "the day"
