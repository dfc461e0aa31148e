"""Only forms of our own pages change anything."""

from __future__ import annotations

import asyncio

import pytest
from guarding import HERE, client, site
from starlette.responses import JSONResponse, PlainTextResponse, StreamingResponse

from onrecord.web.guards.forgery import ForgeryGuard
from onrecord.web.guards.settings import GuardSettings


async def shown(request):
    if request.method == "GET":
        if request.url.path == "/form":
            return PlainTextResponse(str(request.state.csrf), headers={"Cache-Control": "public"})
        return PlainTextResponse("a page", headers={"Cache-Control": "public"})
    if "form" not in request.headers.get("content-type", ""):
        return JSONResponse({"bytes": len(await request.body())})
    async with request.form() as form:
        said = {
            key: value if isinstance(value, str) else (await value.read()).decode()
            for key, value in form.items()
        }
    return JSONResponse({"form": said})


APP = ForgeryGuard(site(shown), GuardSettings())


def posted(headers=None, *, app=APP, fetch=True, **body):
    """A post with the token of a form in its field, unless told otherwise."""

    async def go():
        async with client(app) as asking:
            token = (await asking.get("/form")).text if fetch else ""
            given = {key: _filled(value, token) for key, value in body.items()}
            sent = {key: _filled(value, token) for key, value in (headers or {}).items()}
            return await asking.post("/rule", headers=sent, **given)

    return asyncio.run(go())


def _filled(value, token):
    if isinstance(value, dict):
        return {key: _filled(inner, token) for key, inner in value.items()}
    return value.replace("TOKEN", token) if isinstance(value, str) else value


def test_a_form_of_ours_arrives_whole():
    assert posted(data={"csrf": "TOKEN", "same": "yes"}).json()["form"]["same"] == "yes"


def test_a_form_with_a_file_arrives_whole():
    text = "Norway and Iceland met. " * 100_000
    answer = posted(data={"csrf": "TOKEN"}, files={"report": ("a.txt", text.encode())})
    assert answer.json()["form"]["report"] == text


def test_a_script_sends_the_token_as_a_header_and_its_body_is_not_read_before_the_app():
    answer = posted({"X-CSRF-Token": "TOKEN"}, json={"a": 1})
    assert (answer.status_code, answer.json()["bytes"]) == (200, len(b'{"a":1}'))


@pytest.mark.parametrize(
    "body",
    [
        {}, {"data": {"same": "yes"}}, {"data": {"csrf": ""}}, {"data": {"csrf": "0" * 64}}, {"data": {"csrf": "\u00e9"}},
        {"json": {"csrf": "TOKEN"}}, {"data": {"x": "1"}, "files": {"csrf": ("csrf", b"TOKEN")}},
        {"content": b"csrf=TOKEN", "headers": {"content-type": "text/plain"}},
        {"content": b"no boundary", "headers": {"content-type": "multipart/form-data"}},
        {"content": b"--x\r\nbroken", "headers": {"content-type": "multipart/form-data; boundary=x"}},
    ],
)  # fmt: skip
def test_without_the_token_nothing_is_changed(body):
    answer = posted(body.pop("headers", None), **body)
    assert (answer.status_code, answer.json()["problem"][:19]) == (403, "Nothing was changed")


@pytest.mark.parametrize("headers", [{"X-CSRF-Token": "x"}, {"X-CSRF-Token": ""}])
def test_a_wrong_header_is_not_made_up_for_by_the_field(headers):
    assert posted(headers, data={"csrf": "TOKEN"}).status_code == 403


def test_a_token_is_worth_nothing_without_its_cookie():
    async def go():
        async with client(APP) as one, client(APP) as other:
            token = (await one.get("/form")).text
            await other.get("/form")
            crossed = await other.post("/rule", data={"csrf": token})
            one.cookies.clear()
            return crossed.status_code, (await one.post("/rule", data={"csrf": token})).status_code

    assert asyncio.run(go()) == (403, 403)


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"Origin": HERE}, 200), ({"Origin": "null"}, 200), ({"Sec-Fetch-Site": "same-origin"}, 200),
        ({"Sec-Fetch-Site": "none"}, 200), ({"Origin": "null", "Sec-Fetch-Site": "same-origin"}, 200),
        ({"Origin": "http://127.0.0.1:9000"}, 403), ({"Origin": "https://evil.example"}, 403), ({"Origin": ""}, 403),
        ({"Origin": "http://["}, 403), ({"Origin": "http://127.0.0.1:8000.evil.example"}, 403),
        ({"Sec-Fetch-Site": "cross-site"}, 403), ({"Sec-Fetch-Site": "same-site"}, 403),
        ({"Origin": HERE, "Sec-Fetch-Site": "cross-site"}, 403), ({"Origin": "null", "Sec-Fetch-Site": "cross-site"}, 403),
    ],
)  # fmt: skip
def test_what_the_browser_says_of_the_page_must_not_speak_against_it(headers, status):
    assert posted(headers, data={"csrf": "TOKEN"}).status_code == status


@pytest.mark.parametrize(("headers", "status"), [({}, 200), ({"Origin": "https://evil.example"}, 403)])
def test_programs_with_a_token_of_access_need_none_of_forms(headers, status):
    assert posted({"Authorization": "Bearer abc", **headers}, fetch=False, json={}).status_code == status


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE", "CONNECT", "post"])
def test_every_method_that_may_change_something_is_asked_for_it(method):
    async def go():
        async with client(APP) as asking:
            return (await asking.request(method, "/rule")).status_code

    assert asyncio.run(go()) == 403


def test_only_a_page_with_a_form_sets_a_cookie_and_then_nobody_may_keep_it():
    async def go():
        async with client(APP) as asking:
            page, form, again = [await asking.get(path) for path in ("/", "/form", "/form")]
            assert (page.headers["cache-control"], "set-cookie" in page.headers) == ("public", False)
            assert form.headers["cache-control"] == again.headers["cache-control"] == "no-store"
            cookie = form.headers["set-cookie"]
            assert cookie.startswith("onrecord-form-8000=")
            assert cookie.endswith("; Path=/; HttpOnly; SameSite=Lax")
            assert "set-cookie" not in again.headers
            assert form.text == again.text
            assert form.text not in cookie

    asyncio.run(go())


def test_templates_can_write_it():
    import jinja2

    async def templated(request):
        page = jinja2.Environment(autoescape=True).from_string('<input name="csrf" value="{{ csrf }}">')
        return PlainTextResponse(page.render(csrf=request.state.csrf))

    async def go():
        async with client(ForgeryGuard(site(templated), GuardSettings())) as asking:
            return (await asking.get("/")).text

    assert len(asyncio.run(go())) == len('<input name="csrf" value="">') + 64


def test_a_token_that_is_asked_for_too_late_is_an_error():
    async def late(request):
        async def parts():
            yield b"begun"
            yield str(request.state.csrf).encode()

        return StreamingResponse(parts())

    async def go():
        async with client(ForgeryGuard(site(late), GuardSettings())) as asking:
            await asking.get("/")

    with pytest.raises(Exception, match="after the answer had begun"):
        asyncio.run(go())


def test_the_app_hears_the_body_as_it_came_and_when_the_client_leaves():
    heard = []

    async def listens(_scope, receive, _send):
        heard.extend([await receive() for _ in range(3)])

    async def go():
        async with client(APP) as asking:
            token = (await asking.get("/form")).text
            seed = asking.cookies["onrecord-form-8000"]
        guard = ForgeryGuard(listens, GuardSettings())
        guard._key = APP._key
        sent = [
            {"type": "http.request", "body": f"csrf={token[:9]}".encode(), "more_body": True},
            {"type": "http.request", "body": token[9:].encode(), "more_body": False},
            {"type": "http.disconnect"},
        ]
        left = iter(sent)

        async def receive():
            return next(left)

        async def send(_message):
            raise AssertionError("it was refused")

        named = {"content-type": "application/x-www-form-urlencoded", "cookie": f"onrecord-form-8000={seed}"}
        headers = [(name.encode(), value.encode()) for name, value in named.items()]
        scope = {
            "type": "http",
            "method": "POST",
            "scheme": "http",
            "path": "/",
            "query_string": b"",
            "headers": headers,
        }
        await guard(scope, receive, send)
        assert heard == sent

    asyncio.run(go())
