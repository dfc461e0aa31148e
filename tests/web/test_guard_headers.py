"""Security headers stand on every answer, whoever gives it."""

from __future__ import annotations

import asyncio

import pytest
from guarding import PAGE, ask, site
from starlette.responses import PlainTextResponse

from onrecord.web.guards.headers import HeaderGuard

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
)


def plain(_request):
    return PlainTextResponse("a page")


def test_every_page_carries_them():
    headers = asyncio.run(ask(HeaderGuard(site(plain)), "/events")).headers
    assert headers["content-security-policy"] == POLICY
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "same-origin"
    assert headers["cross-origin-opener-policy"] == "same-origin"
    assert headers["cross-origin-resource-policy"] == "same-origin"
    assert "camera=()" in headers["permissions-policy"]


@pytest.mark.parametrize(
    ("path", "framed"), [("/embed/escalation", "*"), ("/embed", "'none'"), ("/x/embed/", "'none'")]
)
def test_only_what_is_made_to_be_embedded_may_be_framed_and_nothing_else_is_loosened(path, framed):
    headers = asyncio.run(ask(HeaderGuard(site(plain)), path)).headers
    assert headers["content-security-policy"] == POLICY.replace("ancestors 'none'", f"ancestors {framed}")
    assert headers["cross-origin-opener-policy"] == "same-origin"


def test_what_the_app_says_of_them_does_not_count():
    def loose(_request):
        theirs = {
            "Content-Security-Policy": "default-src *",
            "Server": "x/1.0",
            "X-Powered-By": "y",
            "X-Kept": "z",
        }
        return PlainTextResponse("a page", headers=theirs)

    headers = asyncio.run(ask(HeaderGuard(site(loose)))).headers
    assert headers.get_list("content-security-policy") == [POLICY]
    assert ("server" in headers, "x-powered-by" in headers, headers["x-kept"]) == (False, False, "z")


def test_an_app_that_fails_is_told_in_words_and_its_error_is_not():
    async def broken(_scope, _receive, _send):
        raise ValueError("a detail of the inside")

    answer = asyncio.run(ask(HeaderGuard(broken), headers=PAGE))
    assert (answer.status_code, answer.headers["content-security-policy"]) == (500, POLICY)
    assert "This page failed" in answer.text
    assert "a detail" not in answer.text


def test_an_error_after_the_answer_began_goes_on():
    async def breaks(_scope, _receive, send):
        await send({"type": "http.response.start", "status": 200, "headers": []})
        raise ValueError("too late")

    with pytest.raises(ValueError, match="too late"):
        asyncio.run(ask(HeaderGuard(breaks)))


def test_a_web_socket_is_refused():
    sent = []

    async def receive():
        return {"type": "websocket.connect"}

    async def send(message):
        sent.append(message)

    asyncio.run(HeaderGuard(site(plain))({"type": "websocket", "path": "/"}, receive, send))
    assert sent == [{"type": "websocket.close", "code": 1008}]
