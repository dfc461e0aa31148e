"""Answers are kept for all who ask the same, and only as long as they are true."""

from __future__ import annotations

import asyncio
import gzip

import pytest
from guarding import client
from starlette.applications import Starlette
from starlette.responses import PlainTextResponse, Response, StreamingResponse
from starlette.routing import Route

from onrecord.web.guards.cache import CacheGuard
from onrecord.web.guards.forgery import ForgeryGuard
from onrecord.web.guards.settings import GuardSettings

PUBLIC = {"Cache-Control": "public"}
LONG = "Norway and Iceland met on Monday. " * 100


class Place:
    """An app with a cache, a store that can change, a clock that is set by hand."""

    def __init__(self, handler, *, total=1 << 20, wrapped=lambda app: app) -> None:
        self.now, self.version, self.looks, self.asked = 0.0, 1, 0, []
        self.handler = handler
        self.inner = Starlette(routes=[Route("/{rest:path}", self.answer, methods=["GET", "POST"])])
        self.app = CacheGuard(wrapped(self.inner), self.stamp, total_bytes=total, clock=lambda: self.now)

    async def answer(self, request):
        self.asked.append(str(request.url.path))
        found = self.handler(request)
        return await found if asyncio.iscoroutine(found) else found

    def stamp(self):
        self.looks += 1
        if self.version is None:
            raise FileNotFoundError("news.duckdb")
        return (self.version, 100)

    def change(self) -> None:
        self.version += 1
        self.now += 0.25

    def ask(self, *paths, method="GET", **headers):
        async def go():
            async with client(self.app) as asking:
                return [await asking.request(method, path, headers=_named(headers)) for path in paths]

        return asyncio.run(go())

    def ask_together(self, paths, **headers):
        async def go():
            async with client(self.app, raises=False) as asking:
                asks = (asking.get(path, headers=_named(headers)) for path in paths)
                return await asyncio.wait_for(asyncio.gather(*asks), 10)

        return asyncio.run(go())


def _named(headers):
    return {"accept-encoding": "identity"} | {
        name.replace("_", "-"): value for name, value in headers.items()
    }


def counted(place_text=LONG, headers=PUBLIC):
    place = Place(lambda request: PlainTextResponse(f"{len(place.asked)} {place_text}", headers=headers))
    return place


def test_what_is_for_all_is_made_once():
    place = counted()
    first, again, other, query = place.ask("/a", "/a", "/b", "/a?x=1")
    assert first.text == again.text == f"1 {LONG}"
    assert place.asked == ["/a", "/b", "/a"]
    assert (first.status_code, first.headers["content-type"]) == (200, "text/plain; charset=utf-8")
    assert first.headers["cache-control"] == "private, no-cache"
    assert int(first.headers["content-length"]) == len(first.content)
    assert dict(first.headers) == dict(again.headers)
    assert other.text != query.text


@pytest.mark.parametrize(
    ("headers", "sent"),
    [
        ({}, "no-store"), ({"Cache-Control": "no-store"}, "no-store"), ({"Cache-Control": "private"}, "private"),
        ({"Cache-Control": "max-age=9"}, "max-age=9"), ({"Cache-Control": "public, no-store"}, "no-store"),
        (PUBLIC | {"Set-Cookie": "a=b"}, "no-store"), (PUBLIC | {"Vary": "Cookie"}, "no-store"),
        (PUBLIC | {"Content-Encoding": "br"}, "no-store"),
    ],
)  # fmt: skip
def test_what_is_not_for_all_is_kept_by_nobody(headers, sent):
    place = counted(headers=headers)
    first, again = place.ask("/a", "/a")
    assert first.text != again.text
    assert first.headers["cache-control"] == sent
    assert "etag" not in first.headers


@pytest.mark.parametrize("status", [201, 302, 404])
def test_only_a_page_that_is_there_is_kept(status):
    place = Place(lambda _request: Response("x", status, headers=PUBLIC))
    first, _ = place.ask("/a", "/a")
    assert (len(place.asked), first.status_code, first.headers["cache-control"]) == (2, status, "no-store")


def test_pages_with_forms_are_never_kept():
    def with_form(request):
        return PlainTextResponse(str(request.state.csrf), headers=PUBLIC)

    place = Place(with_form, wrapped=lambda app: ForgeryGuard(app, GuardSettings()))
    first, again = place.ask("/a"), place.ask("/a")
    assert first[0].text != again[0].text
    assert len(place.ask_together(["/a"] * 20)) == 20
    assert (len(place.asked), place.app.size) == (22, 0)


def test_what_lasts_says_so():
    place = counted(headers={"Cache-Control": "public, max-age=31536000, immutable"})
    first, again = place.ask("/a", "/a")
    assert (
        first.headers["cache-control"]
        == again.headers["cache-control"]
        == "public, max-age=31536000, immutable"
    )
    assert len(place.asked) == 1


def test_a_change_of_the_store_is_seen():
    place = counted()
    place.ask("/a", "/a")
    place.change()
    assert place.ask("/a")[0].text.startswith("2 ")
    assert place.ask("/a")[0].text.startswith("2 ")


def test_the_store_is_looked_at_four_times_a_second_at_most():
    place = counted()
    place.ask(*["/a"] * 20)
    assert place.looks == 1
    place.now += 0.24
    place.ask("/a")
    assert place.looks == 1
    place.now += 0.02
    place.ask("/a")
    assert place.looks == 2


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE"])
def test_what_may_have_changed_the_store_makes_it_looked_at_at_once(method):
    place = counted()
    place.ask("/a")
    place.version += 1
    assert place.ask("/a")[0].text.startswith("1 ")
    place.ask("/rule", method=method)
    assert not place.ask("/a")[0].text.startswith("1 ")


def test_a_store_that_cannot_be_looked_at_keeps_nothing_for_long():
    place = counted()
    place.version = None
    place.ask("/a")
    place.now += 1
    assert place.ask("/a")[0].text.startswith("2 ")


def test_an_answer_from_before_the_change_is_not_kept_after_it():
    gate = {}

    async def slow(_request):
        number = len(place.asked)
        if number == 1:
            gate["reached"].set()
            await gate["open"].wait()
        return PlainTextResponse(str(number), headers=PUBLIC)

    place = Place(slow)

    async def go():
        gate.update(reached=asyncio.Event(), open=asyncio.Event())
        async with client(place.app) as asking:
            old = asyncio.create_task(asking.get("/a"))
            await gate["reached"].wait()
            place.change()
            new = (await asking.get("/a")).text
            gate["open"].set()
            return (await old).text, new, (await asking.get("/a")).text

    assert asyncio.run(go()) == ("1", "2", "2")


def test_of_many_who_ask_at_once_one_goes_to_the_app_after_every_change():
    async def slow(_request):
        await asyncio.sleep(0.02)
        return PlainTextResponse(f"{place.version} {LONG}", headers=PUBLIC)

    place = Place(slow)
    assert {answer.text for answer in place.ask_together(["/a"] * 200)} == {f"1 {LONG}"}
    assert len(place.asked) == 1
    place.change()
    assert {answer.text for answer in place.ask_together(["/a", "/b"] * 100)} == {f"2 {LONG}"}
    assert sorted(place.asked) == ["/a", "/a", "/b"]


def test_a_failure_is_told_to_all_who_wait_and_not_kept():
    async def fails(_request):
        await asyncio.sleep(0.02)
        if len(place.asked) == 1:
            raise ValueError("broken")
        return PlainTextResponse("mended", headers=PUBLIC)

    place = Place(fails)
    answers = place.ask_together(["/a"] * 20)
    assert [answer.status_code for answer in answers] == [500] * 20
    assert len(place.asked) == 1
    assert place.ask("/a")[0].text == "mended"


def test_an_app_that_dies_without_an_answer_hangs_nobody():
    calls = []

    async def dies(_scope, _receive, send):
        calls.append(1)
        first = len(calls) == 1
        await asyncio.sleep(0.02)
        if first:
            raise ValueError("no answer at all")
        await PlainTextResponse("mended", headers=PUBLIC)(_scope, _receive, send)

    guard = CacheGuard(dies, lambda: 1, total_bytes=1 << 20)

    async def go():
        async with client(guard) as asking:
            asks = (asking.get("/a") for _ in range(20))
            return await asyncio.wait_for(asyncio.gather(*asks, return_exceptions=True), 10)

    answers = asyncio.run(go())
    assert isinstance(answers[0], ValueError)
    assert [answer.text for answer in answers[1:]] == ["mended"] * 19
    assert guard._flights == {}


def test_a_leader_that_leaves_hangs_nobody():
    async def slow(_request):
        await asyncio.sleep(0.05)
        return PlainTextResponse("done", headers=PUBLIC)

    place = Place(slow)

    async def go():
        async with client(place.app) as asking:
            leader = asyncio.create_task(asking.get("/a"))
            await asyncio.sleep(0.01)
            others = [asyncio.create_task(asking.get("/a")) for _ in range(5)]
            gone = asyncio.create_task(asking.get("/a"))
            await asyncio.sleep(0.01)
            gone.cancel()
            leader.cancel()
            return [answer.text for answer in await asyncio.wait_for(asyncio.gather(*others), 10)]

    assert asyncio.run(go()) == ["done"] * 5
    assert place.app._flights == {}


@pytest.mark.parametrize("accepted", ["gzip", "gzip, deflate, br", "br;q=1, GZIP;q=0.5"])
def test_long_texts_are_packed_once(accepted, monkeypatch):
    packed = []
    original = gzip.compress
    monkeypatch.setattr(gzip, "compress", lambda *a, **k: packed.append(1) or original(*a, **k))
    place = counted()
    first, again, plain = *place.ask("/a", "/a", accept_encoding=accepted), *place.ask("/a")
    assert first.headers["content-encoding"] == again.headers["content-encoding"] == "gzip"
    assert first.text == again.text == plain.text
    assert int(first.headers["content-length"]) < len(plain.content) / 5
    assert "content-encoding" not in plain.headers
    assert first.headers["vary"] == plain.headers["vary"] == "accept-encoding"
    assert first.headers["etag"] != plain.headers["etag"]
    assert (len(place.asked), packed) == (1, [1])


@pytest.mark.parametrize("accepted", ["identity", "br", "gzip;q=0", "gzip; q=0.000, br", ""])
def test_nobody_gets_it_packed_who_cannot_unpack_it(accepted):
    place = counted()
    assert "content-encoding" not in place.ask("/a", accept_encoding=accepted)[0].headers


def test_what_is_short_or_packed_by_nature_is_left_as_it_is():
    place = Place(lambda request: Response(b"x" * int(request.query_params["n"]), headers=PUBLIC,
                                           media_type=request.query_params["kind"]))  # fmt: skip
    paths = [
        f"/?n={n}&kind={kind}"
        for n, kind in ((900, "text/html"), (9_000, "image/png"), (9_000, "application/geo%2Bjson"))
    ]
    answers = place.ask(*paths, accept_encoding="gzip")
    assert ["content-encoding" in answer.headers for answer in answers] == [False, False, True]


def test_whoever_has_it_is_told_that_nothing_has_changed():
    place = counted()
    (first,) = place.ask("/a")
    tag = first.headers["etag"]
    assert tag.startswith('"')
    for seen in (tag, f'"x", W/{tag}', "*"):
        (same,) = place.ask("/a", if_none_match=seen)
        assert (same.status_code, same.content, same.headers["etag"]) == (304, b"", tag)
        assert same.headers["cache-control"] == "private, no-cache"
    assert place.ask("/a", if_none_match='"x"')[0].status_code == 200
    assert len(place.asked) == 1
    place.change()
    assert place.ask("/a", if_none_match=tag)[0].status_code == 200


def test_the_tag_stays_where_the_store_changed_and_the_page_did_not():
    place = Place(lambda _request: PlainTextResponse(LONG, headers=PUBLIC))
    (first,) = place.ask("/a", accept_encoding="gzip")
    place.change()
    (again,) = place.ask("/a", accept_encoding="gzip", if_none_match=first.headers["etag"])
    assert (again.status_code, len(place.asked)) == (304, 2)


def test_the_head_is_that_of_the_page():
    place = counted()
    (head,) = place.ask("/a", method="HEAD")
    (page,) = place.ask("/a")
    assert (head.content, dict(head.headers), len(place.asked)) == (b"", dict(page.headers), 1)
    private = counted(headers={})
    (head,) = private.ask("/a", method="HEAD")
    assert (head.status_code, head.content) == (200, b"")


def test_no_more_is_kept_than_was_allowed_and_the_latest_stay():
    place = Place(lambda request: Response(bytes(10_000), headers=PUBLIC), total=100_000)
    place.ask(*[f"/{n}" for n in range(30)])
    assert place.app.size <= 100_000
    assert 5 <= len(place.app._kept) <= 9
    place.asked.clear()
    place.ask("/29", "/28", "/0")
    assert place.asked == ["/0"]


def test_the_size_is_that_of_what_is_kept():
    place = counted()
    place.ask("/a", "/b", "/a")
    assert place.app.size == sum(
        2_000 + kept.size + sum(map(len, key)) for key, kept in place.app._kept.items()
    )
    place.change()
    place.ask("/c")
    assert len(place.app._kept) == 1


@pytest.mark.parametrize("size", [100_000, 1_000_000])
def test_what_is_too_large_goes_through_whole(size):
    def large(_request):
        async def parts():
            for _ in range(size // 1_000):
                yield b"x" * 1_000

        return StreamingResponse(parts(), headers=PUBLIC)

    place = Place(large, total=200_000)
    first, again = place.ask("/a", "/a")
    assert len(first.content) == len(again.content) == size
    assert (len(place.asked), place.app.size) == (2, 0)
    assert {len(answer.content) for answer in place.ask_together(["/a"] * 9)} == {size}


def test_a_stream_that_is_for_one_flows():
    seen = []

    def flows(_request):
        async def parts():
            for number in range(3):
                seen.append(number)
                yield str(number)
                await asyncio.sleep(0)

        return StreamingResponse(parts())

    place = Place(flows)
    arrived = []

    async def send(message):
        arrived.append((message["type"][14:], len(seen)))

    async def receive():
        await asyncio.sleep(60)

    scope = {"type": "http", "method": "GET", "path": "/", "raw_path": b"/", "headers": [], "query_string": b"",
             "scheme": "http"}  # fmt: skip
    asyncio.run(place.app(scope, receive, send))
    assert [kind for kind, _ in arrived] == ["start", *["body"] * 4]
    assert [made for _, made in arrived][:3] == [0, 1, 2]


def test_names_of_the_server_do_not_share_pages():
    place = Place(lambda request: PlainTextResponse(str(request.base_url), headers=PUBLIC))
    one, other = place.ask("/a", host="localhost:8000"), place.ask("/a", host="127.0.0.1:8000")
    assert (one[0].text, other[0].text) == ("http://localhost:8000/", "http://127.0.0.1:8000/")
