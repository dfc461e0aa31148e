"""How often a client may ask."""

from __future__ import annotations

import asyncio
from collections import Counter

import pytest
from guarding import client, site
from starlette.responses import PlainTextResponse

from onrecord.web.guards.rates import Buckets, Rate, RateGuard


class Hand:
    """A clock that is set by hand."""

    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


def asked(paths, *, at="203.0.113.5", spares=False, clock=None):
    """How often each status came back."""
    app = RateGuard(
        site(lambda _request: PlainTextResponse("in")), Rate(1, 5), {"/sql": Rate(0.1, 2)},
        spares_this_machine=spares, clock=clock or Hand(),
    )  # fmt: skip

    async def go():
        async with client(app, at=at) as asking:
            return Counter([(await asking.get(path)).status_code for path in paths])

    return asyncio.run(go())


def test_a_client_that_asks_too_often_is_told_so():
    assert asked(["/"] * 8) == {200: 5, 429: 3}


@pytest.mark.parametrize("path", ["/sql", "/sql/", "/sql.json"])
def test_dear_paths_have_fewer_turns(path):
    assert asked([path] * 8) == {200: 2, 429: 6}


def test_a_path_that_only_begins_alike_is_not_dear():
    assert asked(["/sqlite"] * 5) == {200: 5}


@pytest.mark.parametrize("at", ["127.0.0.1", "::1", "::ffff:127.0.0.1"])
def test_this_machine_reads_as_often_as_it_likes(at):
    assert asked(["/"] * 700, at=at) == {200: 700}
    assert asked(["/sql"] * 8, at=at) == {200: 2, 429: 6}
    assert asked(["/sql"] * 8, at=at, spares=True) == {200: 8}


def test_how_long_to_wait_is_said_and_true():
    clock = Hand()
    buckets = Buckets(Rate(0.5, 2), clock=clock)
    assert [buckets.take("a") for _ in range(3)] == [0, 0, 2]
    clock.now += 1
    assert buckets.take("a") == 1
    clock.now += 1
    assert buckets.take("a") == 0
    clock.now += 1_000
    assert [buckets.take("a") for _ in range(3)] == [0, 0, 2]


def test_the_header_says_when():
    app = RateGuard(site(lambda _r: PlainTextResponse("in")), Rate(0.1, 1), {}, spares_this_machine=False)

    async def go():
        async with client(app, at="203.0.113.5") as asking:
            await asking.get("/")
            return await asking.get("/")

    answer = asyncio.run(go())
    assert answer.headers["retry-after"] == "10"
    assert answer.json()["problem"].endswith("Try again in 10 seconds.")


def test_clients_do_not_share_turns_but_one_network_of_ipv6_does():
    app = RateGuard(
        site(lambda _request: PlainTextResponse("in")),
        Rate(1, 1),
        {},
        spares_this_machine=False,
        clock=Hand(),
    )

    async def go(at):
        async with client(app, at=at) as asking:
            return (await asking.get("/")).status_code

    places = ["203.0.113.5", "203.0.113.6", "2001:db8::1", "2001:db8::2", "2001:db8:0:1::1"]
    assert [asyncio.run(go(at)) for at in places] == [200, 200, 200, 429, 200]


def test_no_more_clients_are_remembered_than_were_allowed():
    buckets = Buckets(Rate(1, 1), clients=3, clock=Hand())
    for number in range(50):
        buckets.take(str(number))
    assert len(buckets) == 3
    assert buckets.take("49") > 0


def test_a_turn_can_be_given_back():
    buckets = Buckets(Rate(1, 1), clock=Hand())
    assert buckets.take("a") == 0
    buckets.give_back("a")
    assert buckets.take("a") == 0
    buckets.give_back("nobody")
