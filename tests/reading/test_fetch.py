"""Fetching from a server on this machine: what arrives is read, what does not ends with its reason."""

from __future__ import annotations

import gzip
import socket
import time
import tracemalloc
import zlib
from collections.abc import Iterator

import pytest
from serving import Answer, Site, moved, serving

from onrecord.errors import InputError
from onrecord.reading import Incoming, incoming
from onrecord.reading.fetch import LIMIT_BYTES, STRANGER, Validators, fetch
from onrecord.reading.reach import is_public, reachable

BODY = (
    "<p>Chad and Niger signed a border accord on Monday after two years of talks in Niamey, officials said.</p>"
    * 3
)
PAGE = f"<html><head><title>Accord signed</title></head><body><article><h1>Accord signed</h1>{BODY}</article></body></html>"
PUBLIC = "93.184.215.14"


def bomb(size: int) -> bytes:
    """So many zeros, packed a bit at a time."""
    packer = zlib.compressobj(9, wbits=31)
    block = bytes(1_000_000)
    return b"".join([*(packer.compress(block) for _ in range(size // len(block))), packer.flush()])


def endless() -> Iterator[bytes]:
    for _ in range(4 * LIMIT_BYTES // 100_000):
        yield b"x" * 100_000


PACKED = {"Content-Encoding": "gzip"}
SITE = {
    "/page": Answer(PAGE.encode(), "text/html; charset=utf-8"),
    "/packed": Answer(gzip.compress(PAGE.encode()), headers=PACKED),
    "/members": Answer(gzip.compress(PAGE[:100].encode()) + gzip.compress(PAGE[100:].encode()), headers=PACKED),
    "/latin": Answer("<p>Mr Núñez — left</p>".encode("cp1252"), "text/html; charset=windows-1252"),
    "/wrong": Answer("<p>Mr Núñez left the café</p>".encode(), "text/html; charset=windows-1251"),
    "/unknown": Answer(PAGE.encode(), "text/html; charset=klingon"),
    "/to-page": moved("/page"),
    "/for-good": moved("/for-good-too", 301),
    "/for-good-too": moved("/page", 308),
    "/good-then-not": moved("/to-page", 301),
    "/loop": moved("/loop"),
    "/file": moved("file:///etc/passwd"),
    "/private": moved("http://10.0.0.1/secret"),
    "/neighbour": moved("http://127.0.0.2/secret"),
    "/metadata": moved("http://169.254.169.254/latest/"),
    "/mapped": moved("http://[::ffff:10.0.0.1]/"),
    "/picture": Answer(b"\x89PNG", "image/png"),
    "/brotli": Answer(b"...", headers={"Content-Encoding": "br"}),
    "/cut": Answer(gzip.compress(PAGE.encode())[:-20], headers=PACKED),
    "/no-gzip": Answer(PAGE.encode(), headers=PACKED),
    "/endless": Answer(endless),
    "/busy": Answer(b"later", status=503, headers={"Retry-After": "120"}),
    "/gone": Answer(status=410),
    "/etag": Answer(PAGE.encode(), headers={"ETag": '"v1"', "Last-Modified": "Mon, 06 May 2024 10:00:00 GMT"}),
}  # fmt: skip


@pytest.fixture(scope="module")
def site() -> Iterator[Site]:
    with serving() as made:
        made.answers.update(SITE)
        yield made


def test_a_page_is_fetched_and_keeps_its_address(site):
    (item,) = incoming(f"{site.url}/page")
    assert isinstance(item, Incoming)
    assert item.article.url == f"{site.url}/page"
    assert item.article.text.startswith("Accord signed\n\nChad and Niger signed")


@pytest.mark.parametrize("path", ["/page", "/packed", "/members", "/to-page", "/unknown"])
def test_the_bytes_are_those_of_the_page(site, path):
    page = fetch(site.url + path)
    assert (page.body(), page.status, page.address) == (PAGE.encode(), 200, "127.0.0.1")


@pytest.mark.parametrize(
    ("path", "text"), [("/latin", "<p>Mr Núñez — left</p>"), ("/wrong", "<p>Mr Núñez left the café</p>")]
)
def test_the_charset_that_the_server_names_counts_where_it_fits(site, path, text):
    assert fetch(site.url + path).body().decode() == text


@pytest.mark.parametrize(
    ("path", "reason"),
    [
        ("/nowhere", "fetch-failed"), ("/loop", "fetch-failed"), ("/gone", "fetch-failed"), ("/busy", "unavailable"),
        ("/picture", "binary"), ("/brotli", "binary"), ("/cut", "unavailable"), ("/no-gzip", "unavailable"),
        ("/endless", "too-large"), ("/file", "forbidden-address"), ("/private", "forbidden-address"),
        ("/neighbour", "forbidden-address"), ("/metadata", "forbidden-address"), ("/mapped", "forbidden-address"),
    ],
)  # fmt: skip
def test_what_is_no_page_is_dropped(site, path, reason):
    (item,) = incoming(site.url + path)
    assert getattr(item, "reason", None) == reason


@pytest.mark.parametrize("address", ["http://127.0.0.1:9/", "http://no-such-name.invalid/"])
def test_a_server_that_is_not_there(address):
    (item,) = incoming(address)
    assert getattr(item, "reason", None) == "unavailable"


@pytest.mark.parametrize(
    "address",
    [
        "http://",
        "http://[",
        "http://a b/",
        "http://\x00/",
        "http://xn--/",
        "http://127.0.0.1:9/\ud800",
        "http://127.0.0.1:99999/",
        "http://" + "a" * 70 + ".example/",
    ],
)
def test_what_is_no_address(address):
    with pytest.raises(InputError):
        fetch(address)


def test_a_bomb_stops_at_the_limit_and_fills_no_memory(site):
    site.answers["/bomb"] = Answer(bomb(300_000_000), headers=PACKED)
    tracemalloc.start()
    try:
        with pytest.raises(InputError, match="larger than 8,000,000 bytes") as caught:
            fetch(f"{site.url}/bomb")
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert caught.value.reason == "too-large"
    assert peak < 5 * LIMIT_BYTES


def test_a_limit_counts_bytes_on_the_wire_too(site):
    with pytest.raises(InputError, match="larger than 100 bytes"):
        fetch(f"{site.url}/page", limit=100)


def test_a_server_that_drips_ends_at_the_deadline(site):
    def drips() -> Iterator[bytes]:
        for _ in range(200):
            time.sleep(0.02)
            yield b"x"

    site.answers["/drips"] = Answer(drips)
    with pytest.raises(InputError, match=r"within 0\.3 seconds") as caught:
        fetch(f"{site.url}/drips", total_s=0.3)
    assert caught.value.reason == "unavailable"


def test_a_server_that_is_silent_ends_at_the_deadline():
    with (
        socket.create_server(("127.0.0.1", 0)) as server,
        pytest.raises(InputError, match=r"within 0\.2 seconds"),
    ):
        fetch(f"http://127.0.0.1:{server.getsockname()[1]}/", total_s=0.2)


def test_a_page_that_has_not_changed_is_not_sent_again(site):
    first = fetch(f"{site.url}/etag")
    assert first.validators == Validators('"v1"', "Mon, 06 May 2024 10:00:00 GMT")
    again = fetch(f"{site.url}/etag", since=first.validators)
    assert (again.unchanged, again.data) == (True, b"")
    assert site.headers[-1]["if-modified-since"] == "Mon, 06 May 2024 10:00:00 GMT"


@pytest.mark.parametrize(
    ("path", "moved_to"),
    [("/page", None), ("/to-page", None), ("/for-good", "/page"), ("/good-then-not", "/to-page")],
)
def test_only_what_moved_for_good_is_remembered(site, path, moved_to):
    page = fetch(site.url + path)
    assert page.moved == (moved_to and site.url + moved_to)
    assert page.url == f"{site.url}/page"


def test_when_to_come_again(site):
    assert fetch(f"{site.url}/busy").retry_after == 120
    site.answers["/date"] = Answer(status=503, headers={"Retry-After": "Mon, 06 May 2024 10:00:00 GMT"})
    assert fetch(f"{site.url}/date").retry_after == 0
    site.answers["/odd"] = Answer(status=503, headers={"Retry-After": "soon"})
    assert fetch(f"{site.url}/odd").retry_after is None


@pytest.mark.parametrize("found_at", [None, "127.0.0.1"])
def test_a_local_page_is_reached_where_the_user_or_the_same_machine_names_it(site, found_at):
    assert fetch(f"{site.url}/page", found_at=found_at).status == 200


@pytest.mark.parametrize("found_at", [PUBLIC, "127.0.0.2", STRANGER])
def test_a_local_page_is_not_reached_where_another_machine_names_it(site, found_at):
    with pytest.raises(InputError, match="inside a private network") as caught:
        fetch(f"{site.url}/page", found_at=found_at)
    assert caught.value.reason == "forbidden-address"


def test_a_name_is_resolved_once_and_the_checked_address_is_connected_to(site, monkeypatch):
    answers = iter(["127.0.0.1", "10.0.0.1"])
    original, names = socket.getaddrinfo, []

    def resolve(host, port, *rest, **options):
        if host == "news.example":
            names.append(host)
            host = next(answers)
        return original(host, port, *rest, **options)

    monkeypatch.setattr(socket, "getaddrinfo", resolve)
    address = f"{site.url}/page".replace("127.0.0.1", "news.example")
    assert fetch(address).address == "127.0.0.1"
    assert names == ["news.example"]
    assert site.headers[-1]["host"].startswith("news.example:")
    with pytest.raises(InputError) as caught:
        fetch(address, found_at=PUBLIC)
    assert caught.value.reason == "forbidden-address"


@pytest.mark.parametrize(
    "host",
    ["127.0.0.1", "0x7f.1", "2130706433", "0177.0.0.1", "127.1", "0", "::1", "0:0:0:0:0:0:0:1", "::ffff:127.0.0.1",
     "::ffff:7f00:1", "::127.0.0.1", "0.0.0.0", "::", "localhost"],
)  # fmt: skip
@pytest.mark.parametrize("found_at", [PUBLIC, STRANGER])
def test_every_way_to_write_this_machine_is_seen_through(host, found_at):
    with pytest.raises(InputError) as caught:
        reachable(host, 80, found_at)
    assert caught.value.reason in ("forbidden-address", "unavailable")


@pytest.mark.parametrize(
    "url",
    ["file:///etc/passwd", "file://localhost/etc/passwd", "ftp://news.example/", "gopher://127.0.0.1:6379/_x", "data:,x",
     "javascript:1", "//news.example/", "/etc/passwd", "jar:http://news.example!/", "unix:/run/x"],
)  # fmt: skip
def test_only_http_is_fetched(url):
    with pytest.raises(InputError) as caught:
        fetch(url, found_at=STRANGER)
    assert caught.value.reason in ("forbidden-address", "fetch-failed")


@pytest.mark.parametrize(
    "host", ["127.0.0.1", "[::ffff:127.0.0.1]", "2130706433", "0x7f000001", "user@127.0.0.1", "0"]
)
def test_a_stranger_reaches_no_local_page_and_nothing_is_asked_of_it(site, host):
    site.asked.clear()
    with pytest.raises(InputError) as caught:
        fetch(f"{site.url}/page".replace("127.0.0.1", host), found_at=STRANGER)
    assert caught.value.reason in ("forbidden-address", "unavailable", "fetch-failed")
    assert site.asked == []


def answering(monkeypatch, answers):
    """Makes each name have these addresses, in this order."""
    original = socket.getaddrinfo

    def resolve(host, port, *rest, **options):
        found = answers.get(host, [host])
        return [answer for address in found for answer in original(address, port, *rest, **options)]

    monkeypatch.setattr(socket, "getaddrinfo", resolve)


@pytest.mark.parametrize(
    ("addresses", "allowed"),
    [
        ([PUBLIC, "127.0.0.1"], [PUBLIC]), (["10.0.0.1", PUBLIC, "::1"], [PUBLIC]), (["127.0.0.1", "10.0.0.1"], None),
        (["::ffff:127.0.0.1", "169.254.169.254"], None),
    ],
)  # fmt: skip
def test_of_a_name_with_mixed_addresses_only_public_ones_are_left(monkeypatch, addresses, allowed):
    answering(monkeypatch, {"news.example": addresses})
    if allowed is None:
        with pytest.raises(InputError, match="inside a private network"):
            reachable("news.example", 80, STRANGER)
    else:
        assert [str(address) for address in reachable("news.example", 80, STRANGER)] == allowed


@pytest.mark.parametrize(
    "target",
    ["file:///etc/passwd", "http://127.0.0.2/", "http://[::1]/", "http://[::ffff:127.0.0.2]/", "http://2130706434/",
     "http://0.0.0.0/", "//127.0.0.2/", "http://inside.example/", "gopher://127.0.0.1/", "http://169.254.169.254/"],
)  # fmt: skip
def test_each_redirect_is_checked_like_the_first_address(site, monkeypatch, target):
    """The site stands for a public one: only its own address is taken as such."""
    from onrecord.reading import reach

    answering(monkeypatch, {"inside.example": ["127.0.0.2"]})
    monkeypatch.setattr(reach, "is_public", lambda address: str(address) == "127.0.0.1")
    site.answers["/away"] = moved(target)
    site.answers["/twice"] = moved("/away")
    assert fetch(f"{site.url}/to-page", found_at=STRANGER).status == 200
    with pytest.raises(InputError) as caught:
        fetch(f"{site.url}/twice", found_at=STRANGER)
    assert caught.value.reason == "forbidden-address"


@pytest.mark.parametrize(
    ("address", "public"),
    [
        (PUBLIC, True), ("2606:2800:21f:cb07::1", True), ("192.168.1.1", False), ("172.16.0.1", False), ("100.64.0.1", False),
        ("169.254.1.1", False), ("224.0.0.1", False), ("240.0.0.1", False), ("255.255.255.255", False), ("0.0.0.0", False),
        ("fe80::1", False), ("fc00::1", False), ("fec0::1", False), ("ff02::1", False), ("::", False), ("2002:0a00:0001::", False),
        ("64:ff9b::10.0.0.1", False), ("192.0.0.8", False), ("192.88.99.1", False), ("168.63.129.16", False), ("3fff::1", False),
        ("0.1.2.3", False), ("198.18.0.1", False), ("::ffff:169.254.169.254", False), ("::127.0.0.1", False), (f"64:ff9b::{PUBLIC}", True), (f"::ffff:{PUBLIC}", True),
    ],
)  # fmt: skip
def test_which_addresses_are_public(address, public):
    from ipaddress import ip_address

    assert is_public(ip_address(address)) == public
