"""What the web app is wrapped in: who may ask, how much, and what nobody else may make them do.

From the outside in: headers, host names, rates, access, kept answers, places and time, bodies, forms, the login.
An answer from memory passes the first four only.
"""

from __future__ import annotations

from starlette.types import ASGIApp

from onrecord.errors import AccessError
from onrecord.web.guards.access import AccessGuard, Brake, Visitor
from onrecord.web.guards.cache import CacheGuard
from onrecord.web.guards.forgery import ForgeryGuard
from onrecord.web.guards.headers import HeaderGuard
from onrecord.web.guards.hosts import HostGuard
from onrecord.web.guards.limits import BodyGuard, WorkGuard
from onrecord.web.guards.login import LoginPages
from onrecord.web.guards.notices import Form, Notice, plain_page
from onrecord.web.guards.rates import Rate, RateGuard
from onrecord.web.guards.secrets import Keyring, load, secrets_file, store_of
from onrecord.web.guards.sessions import Sessions
from onrecord.web.guards.settings import GuardSettings, Stamp, server_options

__all__ = [
    "Form", "GuardSettings", "Notice", "Rate", "Stamp", "Visitor", "guarded", "plain_page", "secrets_file", "server_options",
]  # fmt: skip


def guarded(app: ASGIApp, settings: GuardSettings, stamp: Stamp) -> ASGIApp:
    """The app behind all guards.

    Answers that the app marks `Cache-Control: public` are kept as long as `stamp()` stays equal; they must be the same
    for everybody. Raises AccessError where others could reach the server and nobody could log in.
    """
    keys, sessions, brake = _keyring(settings), Sessions(), Brake()
    inner = app if keys is None else LoginPages(app, settings, keys, sessions, brake)
    inner = WorkGuard(BodyGuard(ForgeryGuard(inner, settings), settings), settings)
    inner = CacheGuard(inner, stamp, total_bytes=settings.cache_bytes)
    inner = inner if keys is None else AccessGuard(inner, settings, keys, sessions, brake)
    inner = RateGuard(
        inner, settings.reading, settings.dear, spares_this_machine=keys is None, render=settings.render
    )
    return HeaderGuard(HostGuard(inner, settings), render=settings.render)


def _keyring(settings: GuardSettings) -> Keyring | None:
    """The secrets that let people in, None where nothing is asked."""
    if not settings.asks:
        return None
    if settings.access is None or not load(settings.access):
        where = ", ".join([settings.host, *settings.allow_hosts])
        command = f"onrecord access {'' if settings.access is None else store_of(settings.access)}".rstrip()
        raise AccessError(
            f"others can reach a server at {where}, and nobody could log in to it: set a password with"
            f" `{command} --set-password`, or make a token with `{command} --new-token NAME`;"
            " or leave --host and --allow-host away to serve this machine only"
        )
    return Keyring(settings.access)
