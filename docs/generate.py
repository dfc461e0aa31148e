"""Writes the pages of docs/ that are made from the code; with --check fails when one has drifted.

python docs/generate.py [--check]
"""

from __future__ import annotations

import dataclasses
import inspect
import sys
import textwrap
import typing
from collections.abc import Iterator
from pathlib import Path

import click

from onrecord import errors, model
from onrecord.cli.main import main as command
from onrecord.model import codes, findings
from onrecord.model.record import Provenance
from onrecord.pipeline import STEPS
from onrecord.reading import REASONS
from onrecord.store import tables
from onrecord.store.tables import DERIVED, TABLES

HERE = Path(__file__).parent
NOTE = "<!-- Made by docs/generate.py; change the code, not this page. -->\n\n"
TYPES = (
    model.Record, model.Article, model.Section, model.Dateline, findings.Actor, findings.Mention, findings.Time,
    findings.Statement, findings.Event, findings.Position, findings.Forecast, findings.When, findings.Where,
    Provenance, model.Dropped,
)  # fmt: skip


def record_page() -> Iterator[str]:
    yield "# The record\n\nEvery type of a record with its fields. A span is `[start, end)` in code points of `article.text`.\n"
    for kind in TYPES:
        yield f"\n## {kind.__name__}\n\n{inspect.getdoc(kind)}\n\n| field | type | default |\n|---|---|---|\n"
        for field in dataclasses.fields(kind):
            default = "required"
            if field.default is not dataclasses.MISSING:
                default = f"`{field.default!r}`"
            yield f"| `{field.name}` | `{str(field.type).replace('|', chr(92) + '|')}` | {default} |\n"
    yield "\n## Code lists\n\n"
    for name in ("SectionKind", "ActorKind", "MentionForm", "TimeType", "StatementMode", "Polarity", "EventType",
                 "EventStatus", "Quad", "PositionKind", "Outcome", "Decision", "Truth"):  # fmt: skip
        yield f"- **{name}**: {', '.join(f'`{value}`' for value in typing.get_args(getattr(codes, name)))}\n"


def steps_page() -> Iterator[str]:
    yield "# Steps\n\nThe engine runs these steps in this order, after the base analysis of the language.\n\n"
    yield "| step | fills | needs | what |\n|---|---|---|---|\n"
    for step in STEPS:
        module = inspect.getmodule(step.run)
        about = (inspect.getdoc(module) or "").splitlines()[0]
        yield f"| `{step.name}` | {step.assigns} | {', '.join(sorted(step.requires)) or '–'} | {about} |\n"
    yield "\n## Why an input ends without a record\n\n| reason | meaning |\n|---|---|\n"
    for reason, meaning in REASONS.items():
        yield f"| `{reason}` | {meaning} |\n"


def cli_page() -> Iterator[str]:
    yield "# The command line\n"
    yield from _command(command, "onrecord", None)


def _command(cmd: click.Command, path: str, parent: click.Context | None) -> Iterator[str]:
    with click.Context(
        cmd,
        info_name=path if parent is None else path.split()[-1],
        parent=parent,
        terminal_width=96,
        max_content_width=96,
    ) as ctx:
        text = "\n".join(line.rstrip() for line in cmd.get_help(ctx).splitlines())
        yield f"\n## `{path}`\n\n```text\n{text}\n```\n"
        if isinstance(cmd, click.Group):
            for name in sorted(cmd.list_commands(ctx)):
                child = cmd.get_command(ctx, name)
                if child is not None:
                    yield from _command(child, f"{path} {name}", ctx)


def errors_page() -> Iterator[str]:
    yield f"# Errors\n\n```text\n{inspect.getdoc(errors)}\n```\n"


def store_page() -> Iterator[str]:
    yield f"# The store\n\n{inspect.getdoc(tables)}\n\n"
    for table in TABLES:
        key = ", ".join(f"`{name}`" for name in table.key)
        yield f"## {table.name}\n\n{table.about} One row for each {key}.\n\n| column | type | meaning |\n|---|---|---|\n"
        for column in table.columns:
            yield f"| `{column.name}` | {column.type.replace('|', chr(92) + '|')} | {column.about or 'as in [the record](record.md)'} |\n"
        yield "\n"
    yield "## Views that are made from others\n\n```sql\n"
    yield "\n".join(textwrap.fill(view, 110) for view in DERIVED)
    yield "\n```\n"


PAGES = {
    "record.md": record_page,
    "store.md": store_page,
    "steps.md": steps_page,
    "cli.md": cli_page,
    "errors.md": errors_page,
}


def main() -> int:
    drifted = []
    for name, make in PAGES.items():
        page = NOTE + "".join(make())
        file = HERE / name
        if "--check" not in sys.argv:
            file.write_text(page, "utf-8")
        elif not file.exists() or file.read_text("utf-8") != page:
            drifted.append(name)
    if drifted:
        print(f"docs: {', '.join(drifted)} no longer match the code; run: make docs", file=sys.stderr)
    return 1 if drifted else 0


if __name__ == "__main__":
    sys.exit(main())
