"""The command line: parses, calls, prints; the only place that turns errors into exit codes."""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from typing import Any, NoReturn

import click

from onrecord.cli import query
from onrecord.cli.access import access
from onrecord.cli.across import calendar, copies, escalation, relate
from onrecord.cli.actors import actors
from onrecord.cli.add import add, dropped
from onrecord.cli.corpus import corpus
from onrecord.cli.dossier import dossier
from onrecord.cli.evaluate import evaluate
from onrecord.cli.exits import MEANING, Exit
from onrecord.cli.explain import explain
from onrecord.cli.export import export
from onrecord.cli.happenings import happenings, same
from onrecord.cli.quotes import quotes
from onrecord.cli.read import read
from onrecord.cli.schema import schema
from onrecord.cli.search import search, sql
from onrecord.cli.serve import serve
from onrecord.cli.times import times
from onrecord.cli.train import train
from onrecord.cli.watch import watch
from onrecord.errors import (
    AccessError,
    ConditionError,
    InputError,
    LexiconError,
    ModelError,
    OnRecordError,
    PlanError,
    QueryError,
    RecordError,
    StoreError,
)

CODES: dict[type[OnRecordError], Exit] = {
    InputError: Exit.NOTHING_READ,
    RecordError: Exit.NOTHING_READ,
    PlanError: Exit.USAGE,
    QueryError: Exit.USAGE,
    AccessError: Exit.USAGE,
    StoreError: Exit.STORE,
    ConditionError: Exit.USAGE,
    ModelError: Exit.BROKEN_SETUP,
    LexiconError: Exit.BROKEN_SETUP,
}
EPILOG = "\b\nExit codes:\n" + "\n".join(f"  {code.value:>3}  {MEANING[code]}" for code in Exit)


class Program(click.Group):
    """A group of commands whose errors end as one line and one exit code."""

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Writes the commands by section."""
        for heading, commands in SECTIONS.items():
            with formatter.section(heading):
                formatter.write_dl([(str(c.name), c.get_short_help_str(70)) for c in commands])

    def invoke(self, ctx: click.Context) -> Any:
        """What the command gives back; leaves with the code of the error where one is raised."""
        try:
            try:
                return super().invoke(ctx)
            finally:
                sys.stdout.flush()
        except BrokenPipeError:
            _close_quietly()
            ctx.exit(Exit.BROKEN_PIPE)
        except KeyboardInterrupt:
            _leave(ctx, "stopped", Exit.INTERRUPTED)
        except OnRecordError as error:
            _leave(ctx, str(error), CODES.get(type(error), Exit.BROKEN_SETUP))


@click.group(cls=Program, epilog=EPILOG, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="onrecord")
def main() -> None:
    """Puts news reports on record: who did what to whom, who said what, who demands, threatens and predicts what."""


# The commands under the heading that help shows them under.
SECTIONS: dict[str, tuple[click.Command, ...]] = {
    "One report": (read, times, quotes, explain, schema),
    "The store": (add, watch, dropped, relate),
    "What is on record": (*query.TABLES, actors, query.timeline, search, sql),
    "Across reports": (happenings, same, copies, escalation, calendar),
    "For other tools": (export, dossier),
    "The web app": (serve, access),
    "Measuring and training": (evaluate, corpus, train),
}
for _commands in SECTIONS.values():
    for _command in _commands:
        main.add_command(_command)


def _leave(ctx: click.Context, message: str, code: Exit) -> NoReturn:
    click.echo(f"onrecord: {message}", err=True)
    ctx.exit(code)


def _close_quietly() -> None:
    """Points standard output at nothing, so that the interpreter's last flush finds no broken pipe."""
    with suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
