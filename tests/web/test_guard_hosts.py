"""The server answers to its own names only."""

from __future__ import annotations

import asyncio

import httpx
import pytest
from guarding import PAGE, ask, site
from starlette.responses import PlainTextResponse

from onrecord.web.guards.hosts import HostGuard
from onrecord.web.guards.settings import GuardSettings


def told(called: str, *, base: str = "http://127.0.0.1:8000", **settings) -> httpx.Response:
    app = HostGuard(site(lambda _request: PlainTextResponse("in")), GuardSettings(**settings))
    return asyncio.run(ask(app, base=base, headers={"host": called}))


@pytest.mark.parametrize("host", ["localhost:8000", "LOCALHOST:8000", "127.0.0.1:8000", "[::1]:8000"])
def test_names_of_this_machine_with_the_port(host):
    assert told(host).text == "in"


@pytest.mark.parametrize(
    "host",
    ["evil.example:8000", "evil.example", "localhost", "localhost:8001", "localhost.evil.example:8000",
     "127.0.0.1.evil.example:8000", "10.0.0.7:8000", "0.0.0.0:8000", "localhost:80"],
)  # fmt: skip
def test_other_names_and_ports_are_refused(host):
    answer = told(host)
    assert (answer.status_code, answer.json()["status"]) == (421, 421)
    assert "--allow-host" in answer.json()["problem"]


@pytest.mark.parametrize(
    "host", ["", "a b:8000", "localhost:8000/x", "user@localhost:8000", "localhost:99999999", "<b>"]
)
def test_what_is_no_name_is_a_bad_request(host):
    assert told(host).status_code == 400


def test_two_names_are_a_bad_request():
    app = HostGuard(site(lambda _request: PlainTextResponse("in")), GuardSettings())
    both = [("host", "localhost:8000"), ("host", "evil.example")]
    assert asyncio.run(ask(app, headers=both)).status_code == 400


@pytest.mark.parametrize(
    ("allowed", "host", "status"),
    [
        ("news.example", "news.example", 200), ("news.example", "News.Example:8000", 200),
        ("news.example", "news.example:9000", 421), ("news.example:9000", "news.example:9000", 200),
        ("news.example:9000", "news.example", 421), ("news.example", "x.news.example", 421),
        ("news.example:80", "news.example", 200),
    ],
)  # fmt: skip
def test_names_that_were_allowed(allowed, host, status):
    assert told(host, allow_hosts=(allowed,)).status_code == status


def test_port_80_is_left_out_by_browsers():
    assert told("localhost", port=80).text == "in"


@pytest.mark.parametrize(
    ("bound", "host", "reached", "status"),
    [
        ("192.168.7.2", "192.168.7.2:8000", "192.168.7.2", 200), ("192.168.7.2", "192.168.7.3:8000", "192.168.7.2", 421),
        ("0.0.0.0", "192.168.7.2:8000", "192.168.7.2", 200), ("0.0.0.0", "192.168.7.3:8000", "192.168.7.2", 421),
        ("0.0.0.0", "evil.example:8000", "192.168.7.2", 421), ("::", "[fd00::2]:8000", "[fd00:0::2]", 200),
        ("127.0.0.1", "192.168.7.2:8000", "192.168.7.2", 421), ("0.0.0.0", "0.0.0.0:8000", "192.168.7.2", 421),
        ("desk.local", "desk.local:8000", "192.168.7.2", 200),
    ],
)  # fmt: skip
def test_the_address_that_it_is_bound_to(bound, host, reached, status):
    assert told(host, host=bound, base=f"http://{reached}:8000").status_code == status


def test_a_name_is_written_as_text():
    app = HostGuard(site(lambda _request: PlainTextResponse("in")), GuardSettings())
    answer = asyncio.run(ask(app, headers={"host": "evil.example", **PAGE}))
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    assert "It does not answer to evil.example." in answer.text
