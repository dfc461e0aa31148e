"""`onrecord actors`: who acts in the store; who is who in the knowledge base."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from onrecord.cli.exits import Exit
from onrecord.cli.query import listing

if TYPE_CHECKING:
    from onrecord.who import Resolver

_listing = listing("actors")


def _use(_ctx: click.Context, _param: click.Parameter, folders: tuple[Path, ...]) -> None:
    """Sets the folders of a user's own tables for this process and the workers that it starts."""
    from onrecord.who.settings import VARIABLE, user_folders

    if folders:
        every = dict.fromkeys((*user_folders(), *(folder.resolve() for folder in folders)))
        os.environ[VARIABLE] = os.pathsep.join(map(str, every))


def actors_option(command: Any) -> Any:
    """Adds --actors DIR, which may be given several times."""
    return click.option(
        "--actors", "actor_folders", multiple=True, metavar="DIR", callback=_use, expose_value=False,
        type=click.Path(exists=True, file_okay=False, path_type=Path),
        help="Know the actors of this folder of tables too; may be repeated. ONRECORD_ACTORS sets it for good.",
    )(command)  # fmt: skip


@click.group(
    "actors", invoke_without_command=True, params=_listing.params, subcommand_metavar="[COMMAND [ARGS]...]"
)
@click.pass_context
def actors(ctx: click.Context, /, **asked: Any) -> None:
    """List who acts, with the number of reports they act in; or ask who is who.

    Without a command it lists the actors of the store. The commands need no store: they ask the knowledge base
    of actors, offices and those who held them.
    """
    if ctx.invoked_subcommand is None:
        ctx.invoke(_listing, **asked)


@actors.command()
@click.argument("phrase")
@click.option(
    "--date", metavar="DATE", help="The day, month or year on which it was written, such as 2021-12-08."
)
@click.option("--context", metavar="TEXT", help="The sentence around it.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
@actors_option
@click.pass_context
def lookup(ctx: click.Context, phrase: str, date: str | None, context: str | None, as_json: bool) -> None:
    """Say who PHRASE means, and by which steps."""
    from onrecord.who import Resolver, knowledge
    from onrecord.who.explain import as_row, lines

    _check_date(date)
    base = knowledge()
    found = Resolver(base).resolve(phrase, date, context)
    if as_json:
        click.echo(json.dumps(as_row(found), ensure_ascii=False))
    else:
        for line in lines(phrase, found, base, date):
            click.echo(line)
    ctx.exit(Exit.KEPT)


@actors.command()
@click.argument("file", default="-", metavar="[FILE]")
@click.option("--jsonl", is_flag=True, help="The lines are JSON objects (this is the default and only form).")
@actors_option
@click.pass_context
def resolve(ctx: click.Context, file: str, jsonl: bool) -> None:
    """Resolve the mentions in FILE, or on standard input, line by line.

    A line is an object with `text` (a mention or phrase) and, where known, `id`, `date` and `context`; the answer
    has `id`, `name`, `kb`, `kind`, `country`, `sectors`, `office`, `candidates` and `reason`. Undecided is null. A
    line that cannot be read is answered with `error`, and the others are resolved all the same.
    """
    from onrecord.who import Resolver, knowledge

    resolver = Resolver(knowledge())
    lost = False
    try:
        with click.open_file(file, encoding="utf-8", errors="replace") as source:
            for number, line in enumerate(source, start=1):
                if line.strip():
                    answer = _answer(resolver, line, number)
                    lost = lost or "error" in answer
                    click.echo(json.dumps(answer, ensure_ascii=False))
    except OSError as error:
        raise click.FileError(file, error.strerror or str(error)) from error
    ctx.exit(Exit.NOTHING_READ if lost else Exit.KEPT)


@actors.command()
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path), metavar="DIR")
@click.pass_context
def check(ctx: click.Context, folder: Path) -> None:
    """Check a folder of actor tables, and that it fits to the knowledge base.

    Prints each fault with its file, line and column and what to do about it.
    """
    from onrecord.who.check import check_folder

    faults, counts = check_folder(folder)
    for fault in faults:
        click.echo(str(fault), err=True)
    click.echo(", ".join(f"{count:,} {name}" for name, count in counts.items()) + f"; {len(faults):,} faults")
    ctx.exit(Exit.USAGE if faults else Exit.KEPT)


def _answer(resolver: Resolver, line: str, number: int) -> dict[str, Any]:
    """The answer to one line; `error` says what is wrong with it."""
    from onrecord.who.explain import as_row
    from onrecord.who.period import is_date

    try:
        asked = json.loads(line)
    except ValueError as error:
        return {"line": number, "error": f"no JSON: {error}"}
    if not isinstance(asked, dict) or not isinstance(asked.get("text"), str):
        return {"line": number, "error": "no object with a text"}
    date, context = asked.get("date") or None, asked.get("context") or None
    if date is not None and not (isinstance(date, str) and is_date(date[:10])):
        return {
            "id": asked.get("id"),
            "line": number,
            "error": f"{date!r} is no date; write it as 2021-12-09",
        }
    if context is not None and not isinstance(context, str):
        return {"id": asked.get("id"), "line": number, "error": "the context is no text"}
    found = resolver.resolve(asked["text"], date[:10] if date else None, context)
    return {"id": asked.get("id"), **as_row(found)}


def _check_date(date: str | None) -> None:
    from onrecord.who.period import is_date

    if date is not None and not is_date(date):
        raise click.BadParameter(
            f"{date!r} is no date; write 2021-12-09, 2021-12 or 2021", param_hint="--date"
        )
