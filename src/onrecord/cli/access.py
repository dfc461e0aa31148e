"""`onrecord access`: who may log in to the web app of a store, when others than this machine can reach it."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from onrecord.cli.filters import default_store
from onrecord.errors import StoreError

if TYPE_CHECKING:
    from onrecord.web.guards.secrets import Secrets


@click.command()
@click.argument("store", default=default_store, metavar="[STORE]")
@click.option("--new-token", metavar="NAME", help="Make a token for a program or a person, and show it once.")
@click.option(
    "--set-password",
    is_flag=True,
    help="Ask for the password that people log in with, or read it from a pipe.",
)
@click.option(
    "--revoke", metavar="NAME", help="Take back the token of this name, or the password: --revoke password."
)
@click.option(
    "--list",
    "listed",
    is_flag=True,
    help="List the tokens and the password, without what they are (default).",
)
def access(store: str, new_token: str | None, set_password: bool, revoke: str | None, listed: bool) -> None:
    """Say who may use the web app of a store over the network: people by a password, programs by tokens.

    Only hashes are kept, in a file beside the store that its owner alone can read. A server that is running heeds
    changes at once; whoever logged in with what was revoked is logged out.
    """
    from onrecord.web.guards.secrets import load, save, secrets_file, with_password, with_token, without

    if sum((new_token is not None, set_password, revoke is not None, listed)) > 1:
        raise click.UsageError("one of --new-token, --set-password, --revoke and --list at a time")
    if not Path(store).exists():
        raise StoreError(f"{store}: there is no such store; make one with: onrecord add REPORT...")
    path = secrets_file(store)
    kept = load(path)
    if new_token is not None:
        kept, shown = with_token(kept, new_token)
        save(path, kept)
        click.echo(shown)
        click.echo(
            "Keep it: it is shown only now. Programs send it as: Authorization: Bearer TOKEN", err=True
        )
    elif set_password:
        save(path, with_password(kept, _password()))
        click.echo("the password is set", err=True)
    elif revoke is not None:
        save(path, without(kept, revoke))
        click.echo(f"{revoke} is revoked", err=True)
    else:
        _list(kept)


def _password() -> str:
    if sys.stdin.isatty():
        typed: str = click.prompt("Password", hide_input=True, confirmation_prompt="Again", err=True)
        return typed
    return sys.stdin.readline().rstrip("\r\n")


def _list(kept: Secrets) -> None:
    if not kept:
        click.echo("no token and no password; the web app answers this machine only", err=True)
    for token in kept.tokens:
        click.echo(f"token     {token.created}  {token.name}")
    if kept.password:
        click.echo(f"password  {kept.password.created}")
