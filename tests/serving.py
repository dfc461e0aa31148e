"""A web site on this machine: what it answers at each address, and what it was asked."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

PATIENCE_S = 20


@dataclass(frozen=True, slots=True)
class Answer:
    body: bytes | Callable[[], Iterator[bytes]] = b""
    kind: str = "text/html"
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)


def moved(to: str, status: int = 302) -> Answer:
    return Answer(status=status, headers={"Location": to})


@dataclass(slots=True)
class Site:
    url: str
    answers: dict[str, Answer] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)
    headers: list[dict[str, str]] = field(default_factory=list)

    def times(self, path: str) -> int:
        return self.asked.count(path)


@contextmanager
def serving() -> Iterator[Site]:
    site = Site("")

    class Handler(BaseHTTPRequestHandler):
        timeout = PATIENCE_S

        def do_GET(self) -> None:
            site.asked.append(self.path)
            site.headers.append({name.lower(): value for name, value in self.headers.items()})
            answer = site.answers.get(self.path, Answer(status=404))
            etag = answer.headers.get("ETag")
            same = etag is not None and self.headers.get("If-None-Match") == etag
            self.send_response(304 if same else answer.status)
            self.send_header("Content-Type", answer.kind)
            for name, value in answer.headers.items():
                self.send_header(name, value)
            self.end_headers()
            parts = answer.body() if callable(answer.body) else [answer.body]
            try:
                for part in () if same else parts:
                    self.wfile.write(part)
            except OSError:
                pass  # the other side has heard enough

        def log_message(self, *_: object) -> None:
            """Keeps the tests quiet."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    site.url = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield site
    finally:
        server.shutdown()
        server.server_close()
        thread.join(PATIENCE_S)
