"""The guards with a real browser: what it sends of itself is enough for a person, and not for another site."""

from __future__ import annotations

import pytest
from browsing import needs_browser
from guarding import serving_app
from serving import Answer, serving
from starlette.applications import Starlette
from starlette.responses import HTMLResponse, PlainTextResponse
from starlette.routing import Route

from onrecord.web.guards import GuardSettings, guarded, secrets, secrets_file, server_options
from onrecord.web.guards.secrets import Secrets, save, with_password

PHRASE = "nine herons over the weir"

pytestmark = needs_browser


class Site:
    def __init__(self) -> None:
        self.ruled: list[dict[str, str]] = []
        self.app = Starlette(
            routes=[Route("/happening", self.happening), Route("/same", self.same, methods=["POST"]),
                    Route("/favicon.ico", lambda _request: PlainTextResponse("")),
                    Route("/embed/one", lambda _request: PlainTextResponse("a chart"))]
        )  # fmt: skip

    def happening(self, request):
        return HTMLResponse(
            '<!doctype html><html lang="en"><title>One</title><form method="post" action="/same">'
            f'<input name="csrf" type="hidden" value="{request.state.csrf}"><button>The same</button></form></html>'
        )

    def same(self, request):
        self.ruled.append(dict(request.headers))
        return PlainTextResponse("it is the same now")


@pytest.fixture
def site():
    return Site()


@pytest.fixture
def here(site, request, tmp_path, monkeypatch):
    """The address of the site; it asks for a login where the test says so."""
    monkeypatch.setattr(secrets, "SCRYPT_N", 1 << 4)
    path = secrets_file(tmp_path / "news.duckdb")
    save(path, with_password(Secrets(), PHRASE))

    def given(port: int) -> GuardSettings:
        return GuardSettings(port=port, access=path, always_ask=getattr(request, "param", False))

    with serving_app(
        lambda port: guarded(site.app, given(port), lambda: 1), lambda port: server_options(given(port))
    ) as url:
        yield url


@pytest.fixture
def page(browser):
    """A page that fails the test when it complains."""
    page = browser.new_page()
    complaints = []
    page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.complaints = complaints
    yield page
    page.close()


def test_a_form_of_ours_is_sent_and_told_from_here(page, here, site):
    page.goto(f"{here}/happening")
    page.click("button")
    assert page.inner_text("body") == "it is the same now"
    (sent,) = site.ruled
    assert (sent["origin"], sent["sec-fetch-site"]) == (here, "same-origin")
    assert page.complaints == []


@pytest.mark.parametrize("here", [True], indirect=True)
def test_a_person_is_asked_comes_back_to_the_page_and_leaves(page, here, site):
    page.goto(f"{here}/happening?day=2031-03-05")
    assert page.title() == "Log in – OnRecord"
    page.fill("input[type=password]", "a wrong guess")
    page.click("button")
    assert "neither the password nor a token" in page.inner_text("main")
    assert page.get_by_label("Password or token").input_value() == ""
    page.fill("input[type=password]", PHRASE)
    page.click("button")
    assert page.url == f"{here}/happening?day=2031-03-05"
    page.click("button")
    assert page.inner_text("body") == "it is the same now"
    assert page.evaluate("document.cookie") == ""
    page.goto(f"{here}/logout")
    page.click("button")
    assert page.url == f"{here}/login"
    page.goto(f"{here}/happening")
    assert page.title() == "Log in – OnRecord"
    assert [text for text in page.complaints if "401" not in text] == []


def test_another_site_changes_nothing_and_frames_nothing_but_charts(page, here, site):
    with serving() as other:
        body = f'<!doctype html><form method="post" action="{here}/same"><button>Win</button></form>'
        other.answers["/"] = Answer(body.encode())
        frames = f'<iframe name="page" src="{here}/happening"></iframe><iframe name="chart" src="{here}/embed/one"></iframe>'
        other.answers["/frames"] = Answer(frames.encode())
        elsewhere = other.url.replace("127.0.0.1", "localhost")
        page.goto(f"{here}/happening")
        for site_of in (other.url, elsewhere):
            page.goto(site_of)
            page.click("button")
            assert "Nothing was changed" in page.inner_text("body")
        page.goto(f"{elsewhere}/frames")
        assert page.frame("chart").locator("body").inner_text() == "a chart"
        assert page.frame("page").url != f"{here}/happening"
    assert site.ruled == []
    assert any("frame-ancestors" in text for text in page.complaints)
