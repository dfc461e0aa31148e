"""The command line: parses, calls, prints; the only place that turns errors into exit codes."""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from typing import Any, NoReturn

import click

from onrecord.cli.evaluate import evaluate
from onrecord.cli.exits import MEANING, Exit
from onrecord.cli.explain import explain
from onrecord.cli.read import read
from onrecord.cli.schema import schema
from onrecord.errors import InputError, LexiconError, ModelError, OnRecordError, PlanError, RecordError

CODES: dict[type[OnRecordError], Exit] = {
    InputError: Exit.NOTHING_READ,
    RecordError: Exit.NOTHING_READ,
    PlanError: Exit.USAGE,
    ModelError: Exit.BROKEN_SETUP,
    LexiconError: Exit.BROKEN_SETUP,
}
EPILOG = "\b\nExit codes:\n" + "\n".join(f"  {code.value:>3}  {MEANING[code]}" for code in Exit)


class Program(click.Group):
    """A group of commands whose errors end as one line and one exit code."""

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


for _command in (read, explain, schema, evaluate):
    main.add_command(_command)


def _leave(ctx: click.Context, message: str, code: Exit) -> NoReturn:
    click.echo(f"onrecord: {message}", err=True)
    ctx.exit(code)


def _close_quietly() -> None:
    """Points standard output at nothing, so that the interpreter's last flush finds no broken pipe."""
    with suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
