"""Fetching one page from a server on this machine: what arrives is read, what does not is dropped with its reason."""

from __future__ import annotations

import gzip
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from onrecord.reading import Incoming, incoming

BODY = (
    "<p>Chad and Niger signed a border accord on Monday after two years of talks in Niamey, officials said.</p>"
    * 3
)
PAGE = f"<html><head><title>Accord signed</title></head><body><article><h1>Accord signed</h1>{BODY}</article></body></html>"


class Site(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        kinds = {"/page": "text/html; charset=utf-8", "/bomb": "text/html", "/picture": "image/png"}
        if self.path == "/loop":
            self.send_response(302)
            self.send_header("Location", "/loop")
            self.end_headers()
        elif self.path in kinds:
            self.send_response(200)
            self.send_header("Content-Type", kinds[self.path])
            if self.path == "/bomb":
                self.send_header("Content-Encoding", "gzip")
            self.end_headers()
            self.wfile.write(gzip.compress(b"a" * 50_000_000) if self.path == "/bomb" else PAGE.encode())
        else:
            self.send_error(404)

    def log_message(self, *_: object) -> None:
        """Keeps the test quiet."""


@pytest.fixture(scope="module")
def site() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Site)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()
    thread.join()


def test_a_page_is_fetched_and_keeps_its_address(site):
    (item,) = incoming(f"{site}/page")
    assert isinstance(item, Incoming)
    assert item.article.url == f"{site}/page"
    assert item.article.text.startswith("Accord signed\n\nChad and Niger signed")


@pytest.mark.parametrize(
    ("path", "reason"),
    [("/nowhere", "fetch-failed"), ("/loop", "fetch-failed"), ("/picture", "binary"), ("/bomb", "too-large")],
)
def test_what_is_no_page_is_dropped(site, path, reason):
    (item,) = incoming(site + path)
    assert getattr(item, "reason", None) == reason


def test_a_server_that_is_not_there():
    (item,) = incoming("http://127.0.0.1:9/")
    assert getattr(item, "reason", None) == "unavailable"
