"""`onrecord serve`: the web app over a store."""

from __future__ import annotations

import errno
import socket
import threading
import webbrowser
from collections.abc import Callable
from contextlib import suppress
from importlib import import_module
from typing import TYPE_CHECKING

import click

from onrecord.cli.filters import default_store
from onrecord.errors import StoreError

if TYPE_CHECKING:
    from starlette.types import ASGIApp

    from onrecord.web.guards import GuardSettings

HOST, PORT = "127.0.0.1", 8000
# How long pages under way have to arrive once it was told to stop.
GRACE_S = 5


@click.command()
@click.argument("store", default=default_store, metavar="[STORE]")
@click.option(
    "--host",
    default=HOST,
    show_default=True,
    metavar="ADDRESS",
    help="Listen at this address; at any but this machine's own, people have to log in.",
)
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    default=PORT,
    show_default=True,
    metavar="N",
    help="Listen at this port; 0 takes one that is free.",
)
@click.option(
    "--allow-host",
    "allow_hosts",
    multiple=True,
    metavar="NAME",
    help="A further name that people reach it by, such as that of a proxy; may be repeated.",
)
@click.option("--login", is_flag=True, help="Ask for a login even where only this machine can ask.")
@click.option("--https", is_flag=True, help="People reach it by https, which a proxy takes off.")
@click.option("--behind-proxy", is_flag=True, help="A proxy on this machine says for whom it asks.")
@click.option("--open/--no-open", "opened", default=False, help="Open it in a browser (default: do not).")
def serve(
    store: str, host: str, port: int, allow_hosts: tuple[str, ...], login: bool, https: bool, behind_proxy: bool,
    opened: bool,
) -> None:  # fmt: skip
    """Show a store in the browser: reports, stories, who did and said what, and the words that prove it.

    It serves this machine only, and runs until it is stopped (Ctrl-C). Others can be let in by --host once there is a
    password or a token for them: onrecord access. Reports can be added to the store meanwhile.
    """
    from onrecord.store import open_store
    from onrecord.web import make_app
    from onrecord.web.drawing import notice_page, prepare
    from onrecord.web.guards import GuardSettings, guarded, secrets_file
    from onrecord.web.stamp import stamp_of

    known = open_store(store)
    with _listening(host, port) as listening:
        settings = GuardSettings(
            host=host, port=listening.getsockname()[1], allow_hosts=allow_hosts, access=secrets_file(store),
            always_ask=login, https=https, behind_proxy=behind_proxy, render=notice_page,
        )  # fmt: skip
        app = guarded(make_app(known), settings, stamp_of(known))
        prepare()
        address = _address(settings)
        click.echo(f"{store} is shown at {address} (stop with Ctrl-C)", err=True)
        _aside(import_module, "ruptures")  # the first curve would wait for it otherwise
        _aside(_index, store)
        if opened:
            _aside(webbrowser.open, address)
        _run(app, settings, listening)
    click.echo("stopped", err=True)


def _listening(host: str, port: int) -> socket.socket:
    """A socket at the address; says what to do where there can be none.

    Each answer leaves at once: the head and the body of one are sent apart, and a body that waited until the head had
    arrived would wait 40 milliseconds.
    """
    try:
        family, _, _, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        listening = socket.create_server((str(address[0]), port), family=family, backlog=1_000)
        listening.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        return listening
    except socket.gaierror as error:
        raise click.UsageError(f"{host} is no address of this machine; leave --host away") from error
    except OSError as error:
        raise click.UsageError(_why(error, host, port)) from error


def _why(error: OSError, host: str, port: int) -> str:
    match error.errno:
        case errno.EADDRINUSE:
            return (
                f"port {port} is taken, perhaps by a server that is running already; stop that,"
                f" or choose another port: --port {port + 1 if port < 65535 else 0}"
            )
        case errno.EACCES:
            return f"port {port} needs more rights than you have; choose one from 1024 on: --port {PORT}"
        case errno.EADDRNOTAVAIL:
            return f"{host} is no address of this machine; leave --host away"
    return f"{host}, port {port}: {error.strerror}"


def _address(settings: GuardSettings) -> str:
    """The address to open on this machine."""
    host = "localhost" if settings.host in ("0.0.0.0", "::") else settings.host
    return f"http://{f'[{host}]' if ':' in host else host}:{settings.port}/"


def _index(store: str) -> None:
    """Brings the index of words up to date; a search says so itself where that cannot be done."""
    from onrecord.search import by_words
    from onrecord.store import open_store

    with suppress(StoreError):
        by_words(open_store(store), "record", limit=1)


def _aside(act: Callable[[str], object], what: str) -> None:
    """Does something that may take a while beside the serving."""
    threading.Thread(target=act, args=(what,), daemon=True).start()


def _run(app: ASGIApp, settings: GuardSettings, listening: socket.socket) -> None:
    """Serves until it is told to stop; pages under way are finished."""
    import uvicorn

    from onrecord.web.guards import server_options

    config = uvicorn.Config(
        app, log_level="warning", access_log=False, lifespan="off", timeout_graceful_shutdown=GRACE_S,
        **server_options(settings),
    )  # fmt: skip
    try:
        uvicorn.Server(config).run(sockets=[listening])
    except KeyboardInterrupt:  # Ctrl-C is how it is stopped; uvicorn sends it on when all is done
        return
