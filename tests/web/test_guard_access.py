"""Who comes in: programs with a token, people with a session, and nobody else."""

from __future__ import annotations

import asyncio
import logging
import re

import pytest
from guarding import PAGE, client, site
from starlette.responses import PlainTextResponse

from onrecord.web.guards import secrets
from onrecord.web.guards.access import AccessGuard, Brake, local
from onrecord.web.guards.forgery import ForgeryGuard
from onrecord.web.guards.login import LoginPages
from onrecord.web.guards.secrets import Keyring, Secrets, save, with_password, with_token, without
from onrecord.web.guards.sessions import Sessions
from onrecord.web.guards.settings import GuardSettings

PHRASE = "nine herons over the weir"


class Place:
    """A guarded server with a password and a token, and a clock that is set by hand."""

    def __init__(self, path, **settings) -> None:
        self.now = 0.0
        self.path = path
        self.kept, self.token = with_token(with_password(Secrets(), PHRASE), "desk")
        save(path, self.kept)
        given = GuardSettings(access=path, always_ask=True, **settings)
        keys, self.sessions = Keyring(path, clock=self), Sessions(clock=self, idle_s=100, whole_s=1_000)
        self.brake = Brake(self)
        inner = LoginPages(site(self.shown), given, keys, self.sessions, self.brake)
        self.app = AccessGuard(ForgeryGuard(inner, given), given, keys, self.sessions, self.brake)

    def __call__(self) -> float:
        return self.now

    @staticmethod
    def shown(request):
        return PlainTextResponse(
            f"{request.state.visitor and request.state.visitor.name} at {request.url.path}"
        )

    def change(self, kept: Secrets) -> None:
        save(self.path, kept)
        self.now += 1


@pytest.fixture
def place(tmp_path, monkeypatch):
    monkeypatch.setattr(secrets, "SCRYPT_N", 1 << 4)
    return Place(tmp_path / "news.duckdb.access.json")


def asked(place, path="/", *, at="203.0.113.5", **headers):
    async def go():
        async with client(place.app, at=at) as asking:
            return await asking.get(path, headers=headers)

    return asyncio.run(go())


async def log_in(asking, secret, wanted="/"):
    form = await asking.get("/login", params={"next": wanted})
    (csrf,) = re.findall(r'name="csrf" value="(\w+)"', form.text)
    next_ = re.findall(r'name="next" value="([^"]+)"', form.text)
    return await asking.post("/login", data={"csrf": csrf, "secret": secret, "next": next_[0]})


def test_a_program_comes_in_with_its_token(place):
    assert asked(place, authorization=f"Bearer {place.token}").text == "desk at /"


@pytest.mark.parametrize("sent", ["Bearer wrong", "Bearer ", "Basic ZGVzazp4", "Bearer", f"Bearer {PHRASE}"])
def test_any_other_token_is_refused(place, sent):
    answer = asked(place, authorization=sent)
    assert (answer.status_code, answer.json()["problem"][:18]) == (401, "The token is wrong")
    assert answer.headers["www-authenticate"].startswith("Bearer")


@pytest.mark.parametrize("name", ["token", "access_token", "authorization", "secret"])
def test_a_token_in_the_address_is_no_token(place, name):
    assert asked(place, f"/events?{name}={place.token}").status_code == 401


def test_a_browser_is_sent_to_the_login_and_back(place):
    answer = asked(place, "/events?type=coerce&text=a%20b", **PAGE)
    assert answer.status_code == 303
    assert answer.headers["location"] == "/login?next=/events%3Ftype%3Dcoerce%26text%3Da%2520b"
    assert answer.headers["cache-control"] == "no-store"


@pytest.mark.parametrize("headers", [{}, {"accept": "application/json"}])
def test_others_are_told_what_is_missing(place, headers):
    assert asked(place, "/events", **headers).status_code == 401


def test_files_of_the_package_are_seen_by_all_and_nothing_beside_them(place):
    paths = ["/static/app.css", "/favicon.ico", "/static", "/favicon.icon", "/staticx/", "/login/x"]
    assert [asked(place, path).status_code for path in paths] == [200, 200, 401, 401, 401, 401]


@pytest.mark.parametrize("kind", ["password", "desk"])
def test_a_person_logs_in_and_out(place, kind):
    async def go():
        async with client(place.app) as asking:
            secret = PHRASE if kind == "password" else place.token
            done = await log_in(asking, secret, "/events?day=1")
            assert (done.status_code, done.headers["location"]) == (303, "/events?day=1")
            cookie = next(line for line in done.headers.get_list("set-cookie") if "session" in line)
            assert cookie.endswith("; Path=/; HttpOnly; SameSite=Lax")
            assert (await asking.get("/events")).text == f"{kind} at /events"
            page = await asking.get("/logout")
            (csrf,) = re.findall(r'name="csrf" value="(\w+)"', page.text)
            assert (await asking.post("/logout", data={"csrf": "0" * 64})).status_code == 403
            assert (await asking.get("/events")).status_code == 200
            kept = dict(asking.cookies)
            out = await asking.post("/logout", data={"csrf": csrf})
            assert (out.status_code, out.headers["location"]) == (303, "/login")
            assert (await asking.get("/events")).status_code == 401
            asking.cookies.update(kept)
            assert (await asking.get("/events")).status_code == 401
            assert len(place.sessions) == 0

    asyncio.run(go())


def test_over_https_cookies_are_for_https_alone(tmp_path, monkeypatch):
    monkeypatch.setattr(secrets, "SCRYPT_N", 1 << 4)
    place = Place(tmp_path / "x.access.json", https=True)

    async def go():
        async with client(place.app, base="https://news.example") as asking:
            done = await log_in(asking, PHRASE)
            return done.headers["set-cookie"], (await asking.get("/")).text

    cookie, text = asyncio.run(go())
    assert cookie.startswith("__Host-onrecord-session-8000=")
    assert cookie.endswith("; Secure")
    assert text == "password at /"


def test_a_cookie_that_somebody_planted_logs_nobody_in(place):
    async def go():
        async with client(place.app) as asking:
            await log_in(asking, PHRASE)
            (name,) = [name for name in asking.cookies if "session" in name]
            mine = asking.cookies[name]
            both = f"{name}={mine}; {name}=theirs"
            statuses = []
            for line in (f"{name}={mine}", f"{name}={mine}x", f"{name}=", both):
                asking.cookies.clear()
                statuses.append((await asking.get("/", headers={"cookie": line})).status_code)
            return statuses

    assert asyncio.run(go()) == [200, 401, 401, 401]


@pytest.mark.parametrize(("steps", "status"), [([90, 90, 90], 200), ([101], 401), ([90] * 12, 401)])
def test_a_session_ends_when_it_is_idle_or_old(place, steps, status):
    async def go():
        async with client(place.app) as asking:
            await log_in(asking, PHRASE)
            for step in steps:
                place.now += step
                answer = await asking.get("/")
            return answer.status_code

    assert asyncio.run(go()) == status


@pytest.mark.parametrize("how", ["revoked", "changed"])
def test_a_session_ends_when_its_secret_does(place, how):
    async def go():
        async with client(place.app) as asking:
            await log_in(asking, PHRASE)
            before = await asking.get("/")
            kept = without(place.kept, "password")
            place.change(kept if how == "revoked" else with_password(kept, "a quite different sentence"))
            return before.status_code, (await asking.get("/")).status_code

    assert asyncio.run(go()) == (200, 401)
    assert asked(place, authorization=f"Bearer {place.token}").status_code == 200


def test_guessing_is_slowed_counted_and_told_without_the_guess(place, caplog):
    async def go(at):
        async with client(place.app, at=at) as asking:
            tries = [(await log_in(asking, f"a guess of mine {n}")).status_code for n in range(7)]
            return tries, (await log_in(asking, PHRASE)).status_code

    with caplog.at_level(logging.DEBUG):
        tries, then = asyncio.run(go("203.0.113.5"))
        assert tries == [401] * 5 + [429] * 2
        assert then == 429
    assert place.brake.failed == 5
    assert "a wrong secret from 203.0.113.5; 5 so far" in caplog.text
    assert "a guess of mine" not in caplog.text
    place.now += 31
    assert asyncio.run(go("203.0.113.5")) == ([401] + [429] * 6, 429)

    async def right():
        async with client(place.app, at="203.0.113.6") as asking:
            return [(await log_in(asking, PHRASE)).status_code for _ in range(12)]

    assert asyncio.run(right()) == [303] * 12


def test_guessing_from_many_places_is_slowed_as_well(place):
    async def go(at):
        async with client(place.app, at=at) as asking:
            return (await log_in(asking, "wrong")).status_code

    statuses = [asyncio.run(go(f"203.0.113.{n}")) for n in range(62)]
    assert statuses == [401] * 60 + [429] * 2
    assert asked(place, at="203.0.113.99", authorization=f"Bearer {place.token}").status_code == 200


def test_wrong_tokens_are_slowed_and_keep_nobody_from_the_login(place):
    wrong = {"authorization": "Bearer nothing"}
    assert [asked(place, **wrong).status_code for _ in range(7)] == [401] * 5 + [429] * 2
    assert asked(place, authorization=f"Bearer {place.token}").status_code == 200
    for number in range(80):
        asked(place, at=f"198.51.100.{number}", **wrong)

    async def go():
        async with client(place.app) as asking:
            return (await log_in(asking, PHRASE)).status_code

    assert asyncio.run(go()) == 303


@pytest.mark.parametrize(
    "path",
    ["//evil.example", "/\\evil.example", "\\\\evil.example", "https:evil.example", "https://evil.example", "evil",
     "/\t/evil.example", "/\n/evil", " //evil", "javascript:alert(1)", "", None, "/x\r\nSet-Cookie: a=b", "/\u00e9",
     "/login", "/logout?x", "/login/", "/" + "x" * 3_000, "///evil.example", "/a\\b"],
)  # fmt: skip
def test_nobody_is_sent_away_after_the_login(place, path):
    assert local(path) == "/"

    async def go():
        async with client(place.app) as asking:
            return (await log_in(asking, PHRASE, path or "")).headers["location"]

    assert asyncio.run(go()) == "/"


@pytest.mark.parametrize("path", ["/", "/events?day=1&x=%2F%2Fevil", "/a/b#c", "/x?next=https://a.example"])
def test_paths_of_this_server_are_kept(path):
    assert local(path) == path


def test_no_more_sessions_than_were_allowed():
    sessions = Sessions(most=2)
    ids = [sessions.open("a", "p") for _ in range(3)]
    proofs = frozenset({"p"})
    assert [sessions.find(i, proofs) is not None for i in ids] == [False, True, True]
    assert all(i not in repr(vars(sessions)) for i in ids)
