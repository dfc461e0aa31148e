"""All guards together, in front of a real server."""

from __future__ import annotations

import asyncio
import http.client
import json
import re
from urllib.parse import urlsplit

import httpx
import pytest
from guarding import PAGE, client, serving_app
from starlette.applications import Starlette
from starlette.responses import HTMLResponse, JSONResponse, PlainTextResponse
from starlette.routing import Route

from onrecord.errors import AccessError
from onrecord.web.guards import GuardSettings, guarded, secrets, secrets_file, server_options
from onrecord.web.guards.secrets import Secrets, save, with_password, with_token

PHRASE = "nine herons over the weir"
PUBLIC = {"Cache-Control": "public"}


class Site:
    """An app as it may be: a page for all, a page with a form, a form that changes something."""

    def __init__(self) -> None:
        self.made = self.ruled = 0
        self.app = Starlette(
            routes=[
                Route("/events", self.events),
                Route("/embed/events", self.events),
                Route("/happening", self.happening),
                Route("/same", self.same, methods=["POST"]),
            ]
        )

    async def events(self, _request):
        self.made += 1
        await asyncio.sleep(0.02)
        return HTMLResponse(
            "<!doctype html><title>Events</title>" + "<p>Norway met Iceland.</p>" * 200, headers=PUBLIC
        )

    def happening(self, request):
        csrf = request.state.csrf
        return HTMLResponse(
            f'<!doctype html><title>One</title><form method="post" action="/same"><input name="csrf" type="hidden"'
            f' value="{csrf}"><button>The same</button></form>'
        )

    def same(self, request):
        self.ruled += 1
        return JSONResponse({"by": request.state.visitor and request.state.visitor.name})


@pytest.fixture
def site():
    return Site()


@pytest.fixture
def access(tmp_path, monkeypatch):
    """A file of secrets, and the token in it."""
    monkeypatch.setattr(secrets, "SCRYPT_N", 1 << 4)
    path = secrets_file(tmp_path / "news.duckdb")
    kept, token = with_token(with_password(Secrets(), PHRASE), "desk")
    save(path, kept)
    return path, token


def served(site, **settings):
    """The site on a real server on this machine."""

    def given(port):
        return GuardSettings(port=port, **settings)

    return serving_app(
        lambda port: guarded(site.app, given(port), lambda: 1), lambda port: server_options(given(port))
    )


@pytest.mark.parametrize(
    "settings",
    [
        {"host": "0.0.0.0"},
        {"host": "192.168.7.2"},
        {"host": "::"},
        {"allow_hosts": ("news.example",)},
        {"always_ask": True},
    ],
)
@pytest.mark.parametrize("there", [False, True])
def test_a_server_that_others_can_reach_does_not_start_without_a_secret(site, settings, there, tmp_path):
    path = secrets_file(tmp_path / "news.duckdb")
    if there:
        save(path, Secrets())
    with pytest.raises(AccessError, match=r"onrecord access .*news\.duckdb --set-password"):
        guarded(site.app, GuardSettings(access=path, **settings), lambda: 1)
    with pytest.raises(AccessError, match="`onrecord access --set-password`"):
        guarded(site.app, GuardSettings(**settings), lambda: 1)


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "::1", "127.0.0.9"])
def test_a_server_for_this_machine_asks_for_nothing(site, host):
    app = guarded(site.app, GuardSettings(host=host, allow_hosts=("localhost:9000",)), lambda: 1)

    async def go():
        async with client(app) as asking:
            return (await asking.get("/events")).status_code, (await asking.get("/login")).status_code

    assert asyncio.run(go()) == (200, 404)


def test_a_page_from_memory_has_every_header_and_one_of_each(site):
    with served(site) as here, httpx.Client(base_url=here) as asking:
        made, kept = asking.get("/events"), asking.get("/events")
        embedded = asking.get("/embed/events")
        missing = asking.get("/nowhere")
    assert site.made == 2
    for answer in (made, kept, embedded, missing):
        names = [name for name, _ in answer.headers.multi_items()]
        assert sorted(set(names)) == sorted(names)
        assert "server" not in names
        assert {
            "content-security-policy",
            "x-content-type-options",
            "referrer-policy",
            "cache-control",
        } <= set(names)
    assert made.headers["content-security-policy"].endswith("frame-ancestors 'none'")
    assert embedded.headers["content-security-policy"].endswith("frame-ancestors *")
    assert (kept.headers["content-encoding"], missing.headers["cache-control"]) == ("gzip", "no-store")


def test_two_hundred_readers_at_once_are_all_answered(site):
    async def reads(port):
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        asked = f"GET /events HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nConnection: close\r\n\r\n"
        writer.write(asked.encode())
        head, _, body = (await reader.read()).partition(b"\r\n\r\n")
        writer.close()
        return head.split(b"\r\n")[0], len(body)

    async def go(port):
        return [
            answer for _ in range(4) for answer in await asyncio.gather(*(reads(port) for _ in range(200)))
        ]

    with served(site) as here:
        answers = asyncio.run(go(urlsplit(here).port))
    assert set(answers) == {(b"HTTP/1.1 200 OK", answers[0][1])}
    assert (len(answers), site.made) == (800, 1)


def test_a_foreign_name_is_refused_before_anything_else(site, access):
    path, token = access
    with served(site, access=path, always_ask=True) as here:
        headers = {"host": "evil.example", "authorization": f"Bearer {token}"}
        answer = httpx.get(f"{here}/events", headers=headers)
    assert (answer.status_code, site.made) == (421, 0)
    assert "content-security-policy" in answer.headers


def test_nobody_sees_what_is_kept_without_a_login(site, access):
    path, token = access
    with served(site, access=path, always_ask=True) as here, httpx.Client(base_url=here) as asking:
        allowed = {"authorization": f"Bearer {token}"}
        assert asking.get("/events", headers=allowed).status_code == 200
        assert asking.get("/events").status_code == 401
        assert asking.get("/events", headers=PAGE).headers["location"] == "/login?next=/events"
        assert asking.head("/events").status_code == 401
        assert asking.get("/events", headers=allowed).status_code == 200
    assert site.made == 1


def test_a_program_changes_something_with_its_token_alone(site, access):
    path, token = access
    with served(site, access=path, always_ask=True) as here, httpx.Client(base_url=here) as asking:
        assert asking.post("/same", headers={"authorization": f"Bearer {token}"}).json() == {"by": "desk"}
        assert asking.post("/same").status_code == 401
        assert asking.post("/same", headers={"authorization": "Bearer x"}).status_code == 401
        form = asking.get("/login").text
        (csrf,) = re.findall(r'name="csrf" value="(\w+)"', form)
        assert asking.post("/login", data={"csrf": csrf, "secret": PHRASE}).status_code == 303
        assert asking.post("/same").status_code == 403
        assert asking.post("/same", data={"csrf": csrf}).status_code == 403
        (csrf,) = re.findall(r'value="(\w+)"', asking.get("/happening").text)
        assert asking.post("/same", data={"csrf": csrf}).json() == {"by": "password"}
    assert site.ruled == 2


def test_a_body_without_a_length_is_counted(site):
    def parts():
        for _ in range(40):
            yield b"x" * 1_000

    with served(site, body_bytes=10_000) as here:
        kind = {"content-type": "application/x-www-form-urlencoded"}
        try:
            answer = httpx.post(f"{here}/same", content=parts(), headers=kind)
        except httpx.WriteError:
            pytest.skip("the server closed the connection before its answer could be read")
    assert (answer.status_code, site.ruled) == (413, 0)


@pytest.mark.parametrize(
    "lines",
    [b"GET /events HTTP/1.1\r\n\r\n", b"GET /events HTTP/1.0\r\n\r\n",
     b"GET http://evil.example/events HTTP/1.1\r\nHost: evil.example\r\n\r\n",
     b"GET /events HTTP/1.1\r\nHost: evil.example\r\nX-Forwarded-Host: localhost\r\n\r\n"],
)  # fmt: skip
def test_a_request_by_hand_gets_no_page(site, lines):
    import socket

    with (
        served(site) as here,
        socket.create_connection(("127.0.0.1", urlsplit(here).port), timeout=20) as line,
    ):
        line.sendall(lines)
        answer = http.client.HTTPResponse(line)
        answer.begin()
        assert answer.status in (400, 421)
    assert site.made == 0


def test_a_forwarded_address_is_believed_only_where_a_proxy_is_said_to_be(access):
    path, token = access

    class Told(Site):
        async def events(self, request):
            return PlainTextResponse(json.dumps([request.client.host, request.url.scheme]))

    headers = {
        "x-forwarded-for": "203.0.113.5",
        "x-forwarded-proto": "https",
        "authorization": f"Bearer {token}",
    }
    seen = []
    for behind in (False, True):
        with served(Told(), access=path, always_ask=True, behind_proxy=behind) as here:
            seen.append(httpx.get(f"{here}/events", headers=headers).json())
    assert seen == [["127.0.0.1", "http"], ["203.0.113.5", "https"]]


@pytest.mark.parametrize(("asks", "refused"), [(False, 0), (True, 10)])
def test_dear_paths_are_counted_on_this_machine_only_where_others_may_stand_behind_it(
    site, access, asks, refused
):
    path, token = access
    app = guarded(site.app, GuardSettings(access=path, always_ask=asks), lambda: 1)

    async def go():
        async with client(app) as asking:
            headers = {"authorization": f"Bearer {token}"}
            return [(await asking.get("/sql", headers=headers)).status_code for _ in range(40)]

    assert asyncio.run(go()).count(429) == refused
