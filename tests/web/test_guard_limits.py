"""How much a request may bring, how long it may take, how many are worked on at once."""

from __future__ import annotations

import asyncio
import threading
import time
from collections import Counter

import pytest
from guarding import PAGE, ask, client, site
from starlette.responses import PlainTextResponse, StreamingResponse

from onrecord.web.guards.limits import BodyGuard, WorkGuard
from onrecord.web.guards.settings import GuardSettings

SMALL = GuardSettings(body_bytes=1_000)


async def counted(request):
    return PlainTextResponse(str(len(await request.body())))


def posted(content, headers=None, handler=counted):
    return asyncio.run(
        ask(BodyGuard(site(handler), SMALL), method="POST", content=content, headers=headers or {})
    )


async def parts(size, times):
    for _ in range(times):
        yield b"x" * size


@pytest.mark.parametrize(("size", "status"), [(0, 200), (1_000, 200), (1_001, 413)])
def test_a_body_is_let_in_up_to_the_limit(size, status):
    answer = posted(b"x" * size)
    assert answer.status_code == status
    assert answer.text == str(size) if status == 200 else "1,000 bytes at most" in answer.json()["problem"]


@pytest.mark.parametrize("length", [None, "10", "1000"])
def test_a_length_that_is_left_away_or_a_lie_is_seen_through(length):
    headers = {} if length is None else {"content-length": length}
    assert posted(parts(100, 10), headers).status_code == 200
    assert posted(parts(100, 11), headers).status_code == 413


@pytest.mark.parametrize(
    ("length", "status"),
    [("9" * 5_000, 413), ("1001", 413), ("-1", 400), ("1e3", 400), ("", 400), ("²", 400)],
)
def test_a_length_that_cannot_be(length, status):
    assert posted(b"x", {"content-length": length.encode("latin-1")}).status_code == status


def test_no_more_is_read_than_the_limit():
    read = []

    async def told():
        for _ in range(1_000):
            read.append(500)
            yield b"x" * 500

    assert posted(told()).status_code == 413
    assert len(read) == 3


def test_what_the_app_makes_of_the_error_is_not_the_answer():
    async def swallows(request):
        try:
            return PlainTextResponse(str(len(await request.body())))
        except Exception:
            return PlainTextResponse("all is well")

    assert posted(b"", handler=swallows).text == "0"
    assert posted(parts(600, 2), handler=swallows).status_code == 413


def test_other_errors_go_on():
    def breaks(_request):
        raise ValueError("broken")

    with pytest.raises(ValueError, match="broken"):
        posted(b"x", handler=breaks)


def at_once(app, *rounds):
    """The answers to the paths of each round, which are asked for together."""

    async def go():
        async with client(app) as asking:
            return [
                await asyncio.gather(*(asking.get(path, headers=PAGE) for path in paths)) for paths in rounds
            ]

    return asyncio.run(go())


def test_so_many_at_once_so_many_wait_and_the_others_are_told():
    now, most = 0, 0

    async def works(_request):
        nonlocal now, most
        now += 1
        most = max(most, now)
        await asyncio.sleep(0.05)
        now -= 1
        return PlainTextResponse("done")

    app = WorkGuard(site(works), GuardSettings(at_once=2, waiting=3))
    answers, again = at_once(app, ["/"] * 9, ["/"] * 5)
    assert Counter(answer.status_code for answer in answers) == {200: 5, 503: 4}
    assert most == 2
    busy = next(answer for answer in answers if answer.status_code == 503)
    assert (busy.headers["retry-after"], "The server is busy" in busy.text) == ("10", True)
    assert (app._waiting, app._places._value) == (0, 2)
    assert [answer.status_code for answer in again] == [200] * 5


def test_what_takes_too_long_is_cancelled_and_its_place_free_again():
    ended = []

    async def slow(request):
        if request.url.path == "/quick":
            return PlainTextResponse("done")
        try:
            await asyncio.sleep(20)
        finally:
            ended.append("cleaned up")
        return PlainTextResponse("late")

    app = WorkGuard(site(slow), GuardSettings(at_once=1, answer_s=0.1))
    (late,), (quick,) = at_once(app, ["/slow"], ["/quick"])
    assert (late.status_code, late.headers["retry-after"], "longer than 0.1 seconds" in late.text) == (
        503,
        "10",
        True,
    )
    assert ended == ["cleaned up"]
    assert quick.text == "done"


def test_a_thread_keeps_its_place_until_it_is_done():
    goes_on, seen = threading.Event(), []

    def blocks(_request):
        goes_on.wait(10)
        return PlainTextResponse("late")

    app = WorkGuard(site(blocks), GuardSettings(at_once=1, answer_s=0.1))

    async def go():
        async with client(app) as asking:
            began = time.monotonic()
            seen.append((await asking.get("/")).status_code)
            seen.append(time.monotonic() - began < 5)
            seen.append(app._places._value)
            goes_on.set()
            seen.append((await asking.get("/")).text)
            await asyncio.sleep(0)
            seen.append(app._places._value)

    asyncio.run(go())
    assert seen == [503, True, 0, "late", 1]


def test_an_answer_that_has_begun_has_longer_and_not_for_ever():
    async def drips(request):
        async def body():
            for _ in range(4 if request.url.path == "/short" else 400):
                yield b"x"
                await asyncio.sleep(0.05)

        return StreamingResponse(body())

    app = WorkGuard(site(drips), GuardSettings(answer_s=0.1, stream_s=0.6))
    ((short,),) = at_once(app, ["/short"])
    assert short.text == "xxxx"
    sent = []

    async def send(message):
        sent.append(message)

    async def receive():
        await asyncio.sleep(60)

    scope = {
        "type": "http",
        "method": "GET",
        "path": "/long",
        "headers": [],
        "query_string": b"",
        "scheme": "http",
    }
    asyncio.run(app(scope, receive, send))
    assert 3 < len(sent) < 100
    assert sent[-1].get("more_body")
    assert app._running == set()


def test_an_error_of_the_app_is_its_own_and_gives_the_place_back():
    def breaks(_request):
        raise ValueError("broken")

    app = WorkGuard(site(breaks), GuardSettings(at_once=1))
    for _ in range(3):
        with pytest.raises(ValueError, match="broken"):
            at_once(app, ["/"])
    assert app._places._value == 1


def test_a_client_that_leaves_stops_the_work():
    ended = []

    async def slow(_scope, _receive, _send):
        try:
            await asyncio.sleep(20)
        finally:
            ended.append(True)

    app = WorkGuard(slow, GuardSettings(at_once=1))

    async def go():
        request = asyncio.create_task(ask(app))
        await asyncio.sleep(0.05)
        request.cancel()
        with pytest.raises(asyncio.CancelledError):
            await request
        await asyncio.sleep(0.01)
        return app._places._value

    assert asyncio.run(go()) == 1
    assert ended == [True]
