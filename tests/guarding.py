"""Small apps to wrap guards around, and a client that asks them."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager

import httpx
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from starlette.types import ASGIApp

HERE = "http://127.0.0.1:8000"
PAGE = {"accept": "text/html,*/*;q=0.8"}
METHODS = ["GET", "POST", "PUT", "DELETE"]

Handler = Callable[[Request], Awaitable[Response] | Response]


def site(handler: Handler, path: str = "/{rest:path}") -> Starlette:
    return Starlette(routes=[Route(path, handler, methods=METHODS)])


def client(
    app: ASGIApp, *, at: str = "127.0.0.1", base: str = HERE, raises: bool = True
) -> httpx.AsyncClient:
    """A client at the address `at` that asks the app for addresses under `base`."""
    transport = httpx.ASGITransport(app=app, client=(at, 50_000), raise_app_exceptions=raises)
    return httpx.AsyncClient(transport=transport, base_url=base)


async def ask(app: ASGIApp, path: str = "/", *, method: str = "GET", at: str = "127.0.0.1", base: str = HERE,
              **options: object) -> httpx.Response:  # fmt: skip
    async with client(app, at=at, base=base) as asking:
        return await asking.request(method, path, **options)  # type: ignore[arg-type]


@contextmanager
def serving_app(make: Callable[[int], ASGIApp], options: Callable[[int], dict[str, object]]) -> Iterator[str]:
    """The address of a real server that runs the app which `make` gives for its port."""
    import uvicorn

    listening = socket.create_server(("127.0.0.1", 0), backlog=1_000)
    port = listening.getsockname()[1]
    server = uvicorn.Server(uvicorn.Config(make(port), log_level="critical", **options(port)))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
    thread.start()
    try:
        while not server.started:
            assert thread.is_alive(), "the server did not start"
            time.sleep(0.01)
        yield f"http://127.0.0.1:{port}"
    finally:
        server.should_exit = True
        thread.join(20)
        listening.close()
